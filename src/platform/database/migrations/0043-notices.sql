-- Calls for tenders and other opportunities, as sources publish them. Nothing here is about a person whom we serve: contacts
-- are those that buyers publish.
CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  -- What became of it last: « initial », « rectificatif », « annulation », « attribution », « intention », « renewal »,
  -- « written ».
  kind TEXT NOT NULL,
  -- What all its publications tell together, in JSON.
  content TEXT NOT NULL,
  published_on TEXT,
  -- Until when it may be answered: its closing, or when it goes where none is told; 0 for what cannot be answered.
  open_until BIGINT NOT NULL,
  -- Grows by one each time that what it tells changes.
  version BIGINT NOT NULL,
  first_seen_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  -- When it goes.
  forget_at BIGINT NOT NULL
);
CREATE INDEX notice_changed ON notice (changed_at, id);
CREATE INDEX notice_open ON notice (open_until, id);
CREATE INDEX notice_forget ON notice (forget_at, id);

-- Each publication that tells of it, as it was understood, in JSON.
CREATE TABLE notice_publication (
  source TEXT NOT NULL,
  reference TEXT NOT NULL,
  notice_id TEXT NOT NULL REFERENCES notice (id),
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (source, reference)
);
CREATE INDEX notice_publication_notice ON notice_publication (notice_id);

-- What it is found again by: numbers of publications, procedures that several sources name, likeness.
CREATE TABLE notice_key (
  key TEXT NOT NULL,
  notice_id TEXT NOT NULL REFERENCES notice (id),
  PRIMARY KEY (key, notice_id)
);
CREATE INDEX notice_key_notice ON notice_key (notice_id);

-- What changed of it, and by which publication: who follows it is told from here.
CREATE TABLE notice_change (
  notice_id TEXT NOT NULL REFERENCES notice (id),
  version BIGINT NOT NULL,
  field TEXT NOT NULL,
  -- Both in JSON.
  before_value TEXT NOT NULL,
  after_value TEXT NOT NULL,
  source TEXT NOT NULL,
  reference TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (notice_id, version, field)
);
CREATE INDEX notice_change_at ON notice_change (at, notice_id);

-- How far each source was read.
CREATE TABLE notice_source (
  source TEXT PRIMARY KEY,
  cursor TEXT,
  -- It asked not to be asked before.
  wait_until BIGINT,
  updated_at BIGINT NOT NULL
);

-- What each reading gave.
CREATE TABLE notice_run (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  -- « running », then « done », « more » (it goes on next time), « busy », « down », « malformed » or « stopped ».
  state TEXT NOT NULL,
  why TEXT,
  notices_read BIGINT NOT NULL,
  notices_new BIGINT NOT NULL,
  notices_updated BIGINT NOT NULL,
  notices_same BIGINT NOT NULL,
  notices_refused BIGINT NOT NULL
);
CREATE INDEX notice_run_source ON notice_run (source, started_at);
CREATE INDEX notice_run_started ON notice_run (started_at, id);

-- What was not understood, and why, in French; it goes once it is.
CREATE TABLE notice_refusal (
  source TEXT NOT NULL,
  reference TEXT NOT NULL,
  why TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (source, reference)
);
CREATE INDEX notice_refusal_at ON notice_refusal (at, source, reference);
