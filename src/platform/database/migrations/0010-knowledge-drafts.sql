-- Sections for the knowledge that experts drew from their exchanges, without personal data; staff read them again.
-- `state` is to_read, kept, dropped or done (taken up in the knowledge); `refs` is a JSON list of articles.
-- `version` grows with each change, so that of two people who edit at once neither loses words unseen.
CREATE TABLE knowledge_draft (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL UNIQUE REFERENCES expert_case (id),
  state TEXT NOT NULL,
  heading TEXT NOT NULL,
  short_answer TEXT NOT NULL,
  details TEXT NOT NULL,
  refs TEXT NOT NULL,
  owner_key TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_by TEXT,
  changed_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX knowledge_draft_state ON knowledge_draft (state, created_at);

-- From the opening to the end, in milliseconds of working time by the hours then in force.
ALTER TABLE expert_case ADD COLUMN resolved_ms BIGINT;
-- Figures look at what was said since a day.
CREATE INDEX message_said ON message (created_at) WHERE author = 'bot';
CREATE INDEX feedback_given ON feedback (created_at);
CREATE INDEX expert_case_opened ON expert_case (opened_at);
-- What staff watch.
CREATE INDEX outbox_watched ON outbox (created_at) WHERE status = 'dead' OR repeated = 1;
