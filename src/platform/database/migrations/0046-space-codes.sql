-- Codes that bring a person back to what is theirs in another browser, sent to an address that they confirmed before. A row
-- is made for any address that is typed: whether it is somebody's is looked up when the mail leaves. Only what the code
-- hashes to is kept, with a salt of its own.
CREATE TABLE space_code (
  id TEXT PRIMARY KEY,
  browser_key TEXT NOT NULL,
  email TEXT NOT NULL,
  person_id TEXT,
  salt TEXT,
  digest TEXT,
  tries BIGINT NOT NULL DEFAULT 0,
  expires_at BIGINT NOT NULL,
  ended_at BIGINT,
  created_at BIGINT NOT NULL
);
CREATE INDEX space_code_browser ON space_code (browser_key, created_at);
CREATE INDEX space_code_email ON space_code (email, created_at);
CREATE INDEX space_code_person ON space_code (person_id);
CREATE INDEX space_code_age ON space_code (created_at);

-- Whose an address is.
CREATE INDEX contact_address ON contact ((LOWER(value)));
