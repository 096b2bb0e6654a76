-- The event log and what is written with it.

CREATE TABLE stream_owner (
    stream TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- `line` is the truth; every other column is a copy that the re-check compares.
CREATE TABLE event (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq > 0),
    epoch INTEGER NOT NULL,
    at INTEGER NOT NULL,
    caller TEXT NOT NULL,
    kind TEXT NOT NULL,
    command_id TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    line BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT;

CREATE TABLE subject_key (
    stream TEXT NOT NULL,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (stream, subject)
) STRICT;

CREATE TABLE opening (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    path TEXT NOT NULL,
    subject TEXT NOT NULL,
    ciphertext BLOB NOT NULL,
    PRIMARY KEY (stream, seq, path),
    FOREIGN KEY (stream, seq) REFERENCES event (stream, seq),
    FOREIGN KEY (stream, subject) REFERENCES subject_key (stream, subject)
) STRICT;
CREATE INDEX opening_by_subject ON opening (stream, subject);

CREATE TABLE command_result (
    stream TEXT NOT NULL,
    command_id TEXT NOT NULL,
    result BLOB NOT NULL,
    PRIMARY KEY (stream, command_id)
) STRICT;

CREATE TABLE effect (
    stream TEXT NOT NULL,
    seq INTEGER NOT NULL,
    number INTEGER NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (stream, seq, number)
) STRICT;

CREATE TABLE timer (
    stream TEXT NOT NULL,
    key TEXT NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (stream, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX timer_by_due ON timer (due, stream, key);

CREATE TABLE projection (
    stream TEXT NOT NULL,
    number INTEGER NOT NULL,
    list TEXT NOT NULL,
    owner TEXT NOT NULL,
    sort_at INTEGER NOT NULL,
    row_sealed BLOB NOT NULL,
    PRIMARY KEY (stream, number)
) STRICT;
CREATE INDEX projection_by_owner ON projection (list, owner, sort_at, stream);

-- The Merkle log and keys.

CREATE TABLE leaf (
    origin TEXT NOT NULL,
    number INTEGER NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    leaf BLOB NOT NULL CHECK (length(leaf) <= 65535),
    PRIMARY KEY (origin, number)
) STRICT;
CREATE INDEX leaf_by_digest ON leaf (origin, digest);

CREATE TABLE checkpoint (
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    note BLOB NOT NULL,
    token BLOB NOT NULL,
    PRIMARY KEY (origin, size)
) STRICT;

CREATE TABLE wrapped_key (
    name TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

-- Rows that are not evidence.

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    version INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX draft_by_owner ON draft (owner, updated);

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    contract TEXT NOT NULL,
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX outbox_by_contract ON outbox (contract, id);

CREATE TABLE browser_session (
    token BLOB PRIMARY KEY,
    subject TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX browser_session_by_expiry ON browser_session (expires);

CREATE TABLE signing_link (
    token BLOB PRIMARY KEY,
    contract TEXT NOT NULL,
    role TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX signing_link_by_role ON signing_link (contract, role);
CREATE INDEX signing_link_by_expiry ON signing_link (expires);

CREATE TABLE one_time_code (
    purpose TEXT NOT NULL,
    session BLOB NOT NULL,
    code BLOB NOT NULL,
    expires INTEGER NOT NULL,
    tries_left INTEGER NOT NULL,
    PRIMARY KEY (purpose, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX one_time_code_by_expiry ON one_time_code (expires);

CREATE TABLE counter (
    key TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_by_end ON counter (until);

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_phone (
    blind_index TEXT PRIMARY KEY,
    account TEXT NOT NULL
) STRICT, WITHOUT ROWID;
