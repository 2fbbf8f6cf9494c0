-- Who has the alerts of a company by mail too, where their channel shows nothing to who left. It is for the address that was
-- theirs when they agreed, of which a digest is kept: another one is asked for anew. `state` is « wanted » (they have no
-- confirmed address yet), « on », « off » or « refused » (no mail arrives at that address). `is_told` is 0 where it changed
-- elsewhere than in the conversation, which has still to say so.
CREATE TABLE alert_mail (
  company_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  state TEXT NOT NULL,
  address_digest TEXT,
  changed_at BIGINT NOT NULL,
  is_told BIGINT NOT NULL,
  PRIMARY KEY (company_id, person_id)
);
CREATE INDEX alert_mail_person ON alert_mail (person_id);
CREATE INDEX alert_mail_refused ON alert_mail (company_id, person_id) WHERE state = 'refused';

-- What stops these mails from a link of one of them: a digest of what that link says, and whose mails it stops.
CREATE TABLE alert_mail_token (
  digest TEXT PRIMARY KEY,
  company_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE INDEX alert_mail_token_company ON alert_mail_token (company_id);
CREATE INDEX alert_mail_token_person ON alert_mail_token (person_id);
CREATE INDEX alert_mail_token_age ON alert_mail_token (made_at, digest);
