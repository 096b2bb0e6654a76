-- Certificates that were issued, and those that were taken back. No name stands here.

CREATE TABLE certificate (
    serial BLOB PRIMARY KEY CHECK (length(serial) BETWEEN 1 AND 20),
    kind TEXT NOT NULL,
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    stream TEXT NOT NULL,
    not_after INTEGER NOT NULL,
    issued_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_by_stream ON certificate (stream, issued_at);

CREATE TABLE certificate_revocation (
    serial BLOB PRIMARY KEY REFERENCES certificate (serial),
    at INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
