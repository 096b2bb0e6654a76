-- The event log and what is written with it. Text compares by byte, as in SQLite.

CREATE TABLE stream_owner (
    stream TEXT COLLATE "C" PRIMARY KEY,
    epoch BIGINT NOT NULL
);

-- `line` is the truth; every other column is a copy that the re-check compares.
CREATE TABLE event (
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL CHECK (seq > 0),
    epoch BIGINT NOT NULL,
    at BIGINT NOT NULL,
    caller TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    command_id TEXT COLLATE "C" NOT NULL,
    prev BYTEA NOT NULL CHECK (length(prev) = 32),
    hash BYTEA NOT NULL CHECK (length(hash) = 32),
    line BYTEA NOT NULL,
    PRIMARY KEY (stream, seq)
);

CREATE TABLE subject_key (
    stream TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    wrapped BYTEA NOT NULL,
    PRIMARY KEY (stream, subject)
);

CREATE TABLE opening (
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    path TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    ciphertext BYTEA NOT NULL,
    PRIMARY KEY (stream, seq, path),
    FOREIGN KEY (stream, seq) REFERENCES event (stream, seq),
    FOREIGN KEY (stream, subject) REFERENCES subject_key (stream, subject)
);
CREATE INDEX opening_by_subject ON opening (stream, subject);

CREATE TABLE command_result (
    stream TEXT COLLATE "C" NOT NULL,
    command_id TEXT COLLATE "C" NOT NULL,
    result BYTEA NOT NULL,
    PRIMARY KEY (stream, command_id)
);

CREATE TABLE effect (
    stream TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    number BIGINT NOT NULL,
    payload BYTEA NOT NULL,
    PRIMARY KEY (stream, seq, number)
);

CREATE TABLE timer (
    stream TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    due BIGINT NOT NULL,
    PRIMARY KEY (stream, key)
);
CREATE INDEX timer_by_due ON timer (due, stream, key);

CREATE TABLE projection (
    stream TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    list TEXT COLLATE "C" NOT NULL,
    owner TEXT COLLATE "C" NOT NULL,
    sort_at BIGINT NOT NULL,
    row_sealed BYTEA NOT NULL,
    PRIMARY KEY (stream, number)
);
CREATE INDEX projection_by_owner ON projection (list, owner, sort_at, stream);

-- The Merkle log and keys.

CREATE TABLE leaf (
    origin TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    digest BYTEA NOT NULL CHECK (length(digest) = 32),
    leaf BYTEA NOT NULL CHECK (length(leaf) <= 65535),
    PRIMARY KEY (origin, number)
);
CREATE INDEX leaf_by_digest ON leaf (origin, digest);

CREATE TABLE checkpoint (
    origin TEXT COLLATE "C" NOT NULL,
    size BIGINT NOT NULL,
    note BYTEA NOT NULL,
    token BYTEA NOT NULL,
    PRIMARY KEY (origin, size)
);

CREATE TABLE wrapped_key (
    name TEXT COLLATE "C" PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

-- Rows that are not evidence.

CREATE TABLE draft (
    id TEXT COLLATE "C" PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    body BYTEA NOT NULL
);
CREATE INDEX draft_by_owner ON draft (owner, updated);

CREATE TABLE outbox (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    contract TEXT COLLATE "C" NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX outbox_by_contract ON outbox (contract, id);

CREATE TABLE browser_session (
    token BYTEA PRIMARY KEY,
    subject TEXT COLLATE "C" NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX browser_session_by_expiry ON browser_session (expires);

CREATE TABLE signing_link (
    token BYTEA PRIMARY KEY,
    contract TEXT COLLATE "C" NOT NULL,
    role TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX signing_link_by_role ON signing_link (contract, role);
CREATE INDEX signing_link_by_expiry ON signing_link (expires);

CREATE TABLE one_time_code (
    purpose TEXT COLLATE "C" NOT NULL,
    session BYTEA NOT NULL,
    code BYTEA NOT NULL,
    expires BIGINT NOT NULL,
    tries_left BIGINT NOT NULL,
    PRIMARY KEY (purpose, session)
);
CREATE INDEX one_time_code_by_expiry ON one_time_code (expires);

CREATE TABLE counter (
    key TEXT COLLATE "C" PRIMARY KEY,
    until BIGINT NOT NULL,
    count BIGINT NOT NULL
);
CREATE INDEX counter_by_end ON counter (until);

CREATE TABLE setting (
    name TEXT COLLATE "C" PRIMARY KEY,
    value TEXT COLLATE "C" NOT NULL
);

CREATE TABLE account_phone (
    blind_index TEXT COLLATE "C" PRIMARY KEY,
    account TEXT COLLATE "C" NOT NULL
);
