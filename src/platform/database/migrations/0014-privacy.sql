-- A person's wish to have their data erased: « scheduled » until `due_at`, « cancelled » by them, « erased » when it is
-- done, « ended » once the last words to them have left and nothing names them any more. `conversation_id` is where they
-- are told; `last_words` lists the conversations that stay until what is said in them has left; `removed` counts rows.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  person_id TEXT,
  conversation_id TEXT,
  asked_by TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  erased_at BIGINT,
  ended_at BIGINT,
  last_words TEXT NOT NULL DEFAULT '[]',
  removed TEXT NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX erasure_person ON erasure (person_id) WHERE state = 'scheduled';
CREATE INDEX erasure_erased ON erasure (erased_at) WHERE state = 'erased';

-- Where it was said, and the very words that were agreed to.
ALTER TABLE consent ADD COLUMN channel TEXT;
ALTER TABLE consent ADD COLUMN wording TEXT;
