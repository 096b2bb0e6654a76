-- Devices of sessions, tickets, and what accounts prove themselves with.

ALTER TABLE browser_session ADD COLUMN account TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE browser_session ADD COLUMN device TEXT COLLATE "C" NOT NULL DEFAULT '{"browser":"","system":""}';
ALTER TABLE browser_session ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;
CREATE INDEX browser_session_by_account ON browser_session (account, seen);

CREATE TABLE ticket (
    name TEXT COLLATE "C" PRIMARY KEY,
    body TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX ticket_by_expiry ON ticket (expires);

-- `body` is ciphertext.
CREATE TABLE credential (
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    account TEXT COLLATE "C" NOT NULL,
    created BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (kind, id)
);
CREATE INDEX credential_by_account ON credential (account, kind, created);
