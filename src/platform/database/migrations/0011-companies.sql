-- Companies that a person referenced. `siren` is absent for those that have none yet; one file a SIREN.
CREATE TABLE company (
  id TEXT PRIMARY KEY,
  siren TEXT UNIQUE,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

-- What is known of a company, one row a value: the current ones have no `replaced_at`, the others are the history.
-- `label` and `shown` are how the form named and wrote it then. `origin`: « fetched », « declared » or « proven »; `contested` is a fetched value that the company denies.
CREATE TABLE company_field (
  id TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  shown TEXT NOT NULL,
  origin TEXT NOT NULL,
  contested TEXT,
  person_id TEXT,
  at BIGINT NOT NULL,
  replaced_at BIGINT
);
CREATE UNIQUE INDEX company_field_current ON company_field (company_id, field) WHERE replaced_at IS NULL;

-- Who speaks for a company: « pending » until a member says yes, « member », « refused ».
CREATE TABLE company_member (
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  status TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  PRIMARY KEY (company_id, person_id)
);
CREATE INDEX company_member_person ON company_member (person_id);

-- Short codes that members give to colleagues; kept as digests, each used once.
CREATE TABLE company_invitation (
  digest TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

-- The sign-up form of a person, as far as they filled it; one at a time.
CREATE TABLE referencing_draft (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  draft TEXT NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  started_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL DEFAULT 0,
  reminded_at BIGINT
);

-- What a person agreed to or not, for a purpose in a version of its words; rows are only added.
CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  company_id TEXT,
  purpose TEXT NOT NULL,
  version TEXT NOT NULL,
  given BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX consent_person ON consent (person_id, purpose, at);
