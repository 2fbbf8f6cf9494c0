-- The alerts of a company: where they are told, how often, and what of it is wanted beyond, or beside, its file (`wanted`,
-- as JSON; `wanted_before` takes the last change back). A pause is from an instant until another one; `looked_at` is when
-- all that is open was last held against it.
CREATE TABLE alert (
  company_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  is_on BIGINT NOT NULL,
  cadence TEXT NOT NULL,
  wanted TEXT NOT NULL,
  wanted_before TEXT,
  asked_at BIGINT NOT NULL,
  tuned_at BIGINT NOT NULL,
  paused_from BIGINT,
  paused_until BIGINT,
  next_at BIGINT NOT NULL,
  looked_at BIGINT NOT NULL DEFAULT 0,
  sent_at BIGINT,
  sent_seq BIGINT,
  unreachable_at BIGINT
);
CREATE INDEX alert_due ON alert (next_at) WHERE is_on = 1;
CREATE INDEX alert_person ON alert (person_id);
CREATE INDEX alert_conversation ON alert (conversation_id);
CREATE INDEX alert_unreachable ON alert (unreachable_at) WHERE unreachable_at IS NOT NULL;

-- What became of a notice for a company, once for all: it waits to be sent, was sent, was only counted (`summed`), or was
-- left. Who follows it is reminded, and told what changes after `told_version`.
CREATE TABLE alert_notice (
  company_id TEXT NOT NULL,
  notice_id TEXT NOT NULL,
  state TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  sent_at BIGINT,
  refused TEXT,
  refused_at BIGINT,
  followed_at BIGINT,
  told_version BIGINT,
  remind_at BIGINT,
  PRIMARY KEY (company_id, notice_id)
);
CREATE INDEX alert_notice_state ON alert_notice (company_id, state);
CREATE INDEX alert_notice_notice ON alert_notice (notice_id);
CREATE INDEX alert_notice_remind ON alert_notice (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX alert_notice_followed ON alert_notice (notice_id, company_id) WHERE followed_at IS NOT NULL;

-- Alerts that somebody wanted before their company was referenced: they begin once it is.
CREATE TABLE alert_wish (
  person_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  cadence TEXT,
  wanted TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX alert_wish_at ON alert_wish (at);
CREATE INDEX alert_wish_conversation ON alert_wish (conversation_id);
