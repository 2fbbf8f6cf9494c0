-- Whether the team found that the people of a file speak for its company: « pending », « approved », « refused » or « disputed ».
-- Files that were there before wait like the others: whoever typed their SIRET was believed until now.
ALTER TABLE company ADD COLUMN holder_state TEXT NOT NULL DEFAULT 'pending';
-- Since when it is so; absent, since the file was made.
ALTER TABLE company ADD COLUMN holder_since BIGINT;
-- What the team said with a refusal or a suspension.
ALTER TABLE company ADD COLUMN holder_reason TEXT;
-- When it was last approved, whatever came since: its public page then existed.
ALTER TABLE company ADD COLUMN approved_at BIGINT;

-- All that was decided of who speaks for a company; rows are only added. `type` is the state that it came to, « dismissed » or « moved ».
CREATE TABLE company_holder_event (
  id TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  type TEXT NOT NULL,
  by_name TEXT,
  reason TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX company_holder_event_of ON company_holder_event (company_id, at);

-- Somebody says that the people of a file do not speak for its company. `origin` is company, holder, buyer or staff.
CREATE TABLE company_dispute (
  id TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT,
  origin TEXT NOT NULL,
  words TEXT NOT NULL,
  by_name TEXT,
  at BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by TEXT,
  outcome TEXT
);
CREATE INDEX company_dispute_of ON company_dispute (company_id, at);
CREATE INDEX company_dispute_person ON company_dispute (person_id, at);
CREATE INDEX company_dispute_open ON company_dispute (at) WHERE settled_at IS NULL;
