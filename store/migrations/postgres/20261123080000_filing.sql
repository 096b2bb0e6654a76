-- Filing cabinets: types and folders, what lies where, what was cleaned away, which numbers were given. The columns of
-- list rows are copies of `filing` and of what the entity says, so that a list is narrowed by one index. Rows of
-- before lie in their owner's cabinet until their entity changes.

CREATE TABLE cabinet (
    owner TEXT COLLATE "C" PRIMARY KEY,
    version BIGINT NOT NULL,
    body BYTEA NOT NULL
);

CREATE TABLE filing (
    owner TEXT COLLATE "C" NOT NULL,
    stream TEXT COLLATE "C" NOT NULL,
    kind BIGINT NOT NULL,
    folder BIGINT NOT NULL,
    archived BIGINT NOT NULL,
    PRIMARY KEY (stream, owner)
);
CREATE INDEX filing_by_owner ON filing (owner, kind, folder);

CREATE TABLE hidden_row (
    stream TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (stream, owner)
);

CREATE TABLE given_number (
    owner TEXT COLLATE "C" NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    running BIGINT NOT NULL,
    contract TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (owner, series, running),
    UNIQUE (owner, series, contract)
);

ALTER TABLE projection ADD COLUMN cabinet TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE projection ADD COLUMN kind BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN folder BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN archived BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN deadline BIGINT NOT NULL DEFAULT 0;
ALTER TABLE projection ADD COLUMN signed BIGINT NOT NULL DEFAULT 0;
UPDATE projection SET cabinet = owner
    WHERE list IN ('contracts', 'contracts_received', 'contracts_of_organisation');

CREATE INDEX projection_by_filing ON projection
    (list, owner, sort_at, state, archived, kind, folder, deadline, signed, stream);
DROP INDEX projection_by_owner;
DROP INDEX projection_by_state;
