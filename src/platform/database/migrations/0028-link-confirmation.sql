-- Where a code was asked: who may answer « is that you, over there? » is asked there.
ALTER TABLE link_code ADD COLUMN conversation_id TEXT;

-- Somebody wrote the code of a person on another channel: the two are linked once that person said yes where they asked for it.
-- `person_id` gave the code, `other_id` wrote it; `name` and `channel` are what is shown of the latter.
CREATE TABLE link_request (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  other_id TEXT NOT NULL,
  other_conversation_id TEXT,
  channel TEXT NOT NULL,
  name TEXT,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX link_request_person ON link_request (person_id);
CREATE INDEX link_request_other ON link_request (other_id);

-- Wrong guesses are counted in memory, on a clock that does not jump.
DROP TABLE link_attempt;
