-- What companies answer to calls: one answer of a company, or of a person who is of none, to a call.
CREATE TABLE bid (
  id TEXT PRIMARY KEY,
  -- The company, or the person who is of none.
  owner TEXT NOT NULL,
  -- Who opened it, and is written to; empty once they left a company that stays.
  person_id TEXT NOT NULL,
  company_id TEXT REFERENCES company (id),
  -- Notices go a year after they closed: what is said of one is kept beside.
  notice_id TEXT NOT NULL,
  -- What of the notice is known to who answers: what changed since is told.
  notice_version BIGINT NOT NULL,
  title TEXT NOT NULL,
  buyer TEXT,
  -- Ids of lots, in JSON; none for the whole.
  lots TEXT NOT NULL,
  -- « open », « deposited », « unsent », « won », « lost » or « over » (the call was ended).
  state TEXT NOT NULL,
  -- The first instant at which an answer may be too late; absent where no date is told.
  closes_at BIGINT,
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  -- What was said unasked, and when.
  calm_at BIGINT,
  closed_at BIGINT,
  sent_asked BIGINT NOT NULL DEFAULT 0,
  won_asked BIGINT NOT NULL DEFAULT 0,
  -- Before this, nothing more is said unasked; absent once there is nothing more to say.
  next_at BIGINT,
  -- The day of the letter of rejection, as it was told.
  rejected_on TEXT,
  -- What they would change, in their words, and who said so.
  lesson TEXT,
  lesson_by TEXT,
  UNIQUE (owner, notice_id)
);
CREATE INDEX bid_person ON bid (person_id, changed_at);
CREATE INDEX bid_company ON bid (company_id, changed_at);
CREATE INDEX bid_next ON bid (next_at, id);
CREATE INDEX bid_notice ON bid (notice_id);
CREATE INDEX bid_lesson ON bid (lesson_by);

-- What of it is ticked.
CREATE TABLE bid_step (
  bid_id TEXT NOT NULL REFERENCES bid (id),
  step TEXT NOT NULL,
  done_at BIGINT NOT NULL,
  PRIMARY KEY (bid_id, step)
);
