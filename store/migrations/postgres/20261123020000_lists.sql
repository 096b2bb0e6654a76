-- Lists are narrowed to a state and searched by keyed terms.

ALTER TABLE projection ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX projection_by_state ON projection (list, owner, state, sort_at, stream);

ALTER TABLE projection ADD COLUMN terms TEXT[] NOT NULL DEFAULT '{}';
CREATE INDEX projection_by_terms ON projection USING gin (terms);
