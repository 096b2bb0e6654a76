-- Filing cabinets: types and folders, what lies where, what was cleaned away, which numbers were given. The columns of
-- list rows are copies of `filing` and of what the entity says, so that a list is narrowed by one index. Rows of
-- before lie in their owner's cabinet until their entity changes.

CREATE TABLE cabinet (
    owner TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE filing (
    owner TEXT NOT NULL,
    stream TEXT NOT NULL,
    kind INTEGER NOT NULL,
    folder INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    PRIMARY KEY (stream, owner)
) STRICT, WITHOUT ROWID;
CREATE INDEX filing_by_owner ON filing (owner, kind, folder);

CREATE TABLE hidden_row (
    stream TEXT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (stream, owner)
) STRICT, WITHOUT ROWID;

CREATE TABLE given_number (
    owner TEXT NOT NULL,
    series TEXT NOT NULL,
    running INTEGER NOT NULL,
    contract TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (owner, series, running),
    UNIQUE (owner, series, contract)
) STRICT, WITHOUT ROWID;

ALTER TABLE projection ADD COLUMN cabinet TEXT NOT NULL DEFAULT '';
ALTER TABLE projection ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN folder INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN deadline INTEGER NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN signed INTEGER NOT NULL DEFAULT 0;
UPDATE projection SET cabinet = owner
    WHERE list IN ('contracts', 'contracts_received', 'contracts_of_organisation');

CREATE INDEX projection_by_filing ON projection
    (list, owner, sort_at, state, archived, kind, folder, deadline, signed, stream);
DROP INDEX projection_by_owner;
DROP INDEX projection_by_state;
