-- A digest of what a report of a mail that did not arrive carries back (RFC 3464): the address to which it returns has it.
ALTER TABLE alert_mail_token ADD COLUMN return_digest TEXT;
CREATE UNIQUE INDEX alert_mail_token_return ON alert_mail_token (return_digest);
