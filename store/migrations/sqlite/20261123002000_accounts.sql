-- Devices of sessions, tickets, and what accounts prove themselves with.

ALTER TABLE browser_session ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE browser_session ADD COLUMN device TEXT NOT NULL DEFAULT '{"browser":"","system":""}';
ALTER TABLE browser_session ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
CREATE INDEX browser_session_by_account ON browser_session (account, seen);

CREATE TABLE ticket (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_by_expiry ON ticket (expires);

-- `body` is ciphertext.
CREATE TABLE credential (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    account TEXT NOT NULL,
    created INTEGER NOT NULL,
    version INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_by_account ON credential (account, kind, created);
