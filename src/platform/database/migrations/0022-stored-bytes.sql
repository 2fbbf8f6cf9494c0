-- What a conversation stored since a moment, in bytes: who is not known may store so much a day.
ALTER TABLE conversation ADD COLUMN stored_bytes BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN stored_since BIGINT NOT NULL DEFAULT 0;
