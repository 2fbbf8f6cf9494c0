-- Who of the team wrote a value; absent when a person of the company, or a directory, did.
ALTER TABLE company_field ADD COLUMN by_name TEXT;

-- Codes by which the team lets somebody of a company into a file; kept as digests, each used once.
CREATE TABLE company_team_invitation (
  digest TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  by_name TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

-- Lists of companies that the team brought in, each whole.
CREATE TABLE company_import (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  made BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  left_out BIGINT NOT NULL
);
