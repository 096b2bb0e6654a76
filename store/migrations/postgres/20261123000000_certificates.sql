-- Certificates that were issued, and those that were taken back. No name stands here.

CREATE TABLE certificate (
    serial BYTEA PRIMARY KEY CHECK (length(serial) BETWEEN 1 AND 20),
    kind TEXT COLLATE "C" NOT NULL,
    sha256 BYTEA NOT NULL CHECK (length(sha256) = 32),
    stream TEXT COLLATE "C" NOT NULL,
    not_after BIGINT NOT NULL,
    issued_at BIGINT NOT NULL
);
CREATE INDEX certificate_by_stream ON certificate (stream, issued_at);

CREATE TABLE certificate_revocation (
    serial BYTEA PRIMARY KEY REFERENCES certificate (serial),
    at BIGINT NOT NULL,
    reason TEXT COLLATE "C" NOT NULL
);
