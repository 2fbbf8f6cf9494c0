-- Where a person may be reached outside their conversations, once they proved that it is theirs. `kind` is « email ».
CREATE TABLE contact (
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  confirmed_at BIGINT NOT NULL,
  PRIMARY KEY (person_id, kind)
);

-- Codes sent to an address, kept as digests. The last one of a person serves, once.
CREATE TABLE contact_code (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  digest TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX contact_code_person ON contact_code (person_id, created_at);
CREATE INDEX contact_code_value ON contact_code (value, created_at);

-- Tries of every kind of code are counted in one table, each kind by itself: « link », « contact ».
ALTER TABLE link_attempt ADD COLUMN purpose TEXT NOT NULL DEFAULT 'link';

-- The last message that a page showed to the person, and the last one that left by mail.
ALTER TABLE conversation ADD COLUMN seen_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN mailed_seq BIGINT NOT NULL DEFAULT 0;
