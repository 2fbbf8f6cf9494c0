-- Buyers who wish to be put in touch with a company of the directory. `state` is asked, accepted, refused, expired, cancelled or void.
-- `buyer` is JSON: who they are, what they need, how to reach them; `decided_by` is a person of the company.
CREATE TABLE introduction (
  id TEXT PRIMARY KEY,
  company_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  buyer TEXT NOT NULL,
  state TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  decided_by TEXT
);
CREATE INDEX introduction_person ON introduction (person_id, asked_at);
CREATE INDEX introduction_company ON introduction (company_id, asked_at);
CREATE INDEX introduction_asked ON introduction (asked_at);

-- All that happened to them; rows are only added. `type` is asked, told, accept, refuse, cancel, leave or expire.
CREATE TABLE introduction_event (
  id TEXT PRIMARY KEY,
  introduction_id TEXT NOT NULL REFERENCES introduction (id),
  type TEXT NOT NULL,
  person_id TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX introduction_event_of ON introduction_event (introduction_id, at);

-- Companies that take no such wish for now.
CREATE TABLE introduction_silence (
  company_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- The directory asks at each request what companies agreed to.
CREATE INDEX consent_company ON consent (company_id, purpose, at);
