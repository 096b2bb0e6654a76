-- Lists are narrowed to a state and searched by keyed terms. A term's row is its list row's rowid, which stays as it
-- is because the file is never vacuumed.

ALTER TABLE projection ADD COLUMN state TEXT NOT NULL DEFAULT '';
CREATE INDEX projection_by_state ON projection (list, owner, state, sort_at, stream);

CREATE VIRTUAL TABLE projection_terms USING fts5 (
    terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
CREATE TRIGGER projection_gone AFTER DELETE ON projection BEGIN
    DELETE FROM projection_terms WHERE rowid = old.rowid;
END;
