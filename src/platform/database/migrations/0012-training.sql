-- Training sessions of the programme. Days are « YYYY-MM-DD »; `state`: « open » while companies may apply, or « closed ».
CREATE TABLE training_session (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  apply_until TEXT NOT NULL,
  places BIGINT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  changed_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);

-- The flash diagnosis of a company's commercial strategy; rows are only added, the last one made is the current one.
-- `told` is what was concluded, as it was told; `answers` are lines as people read them.
CREATE TABLE diagnosis (
  id TEXT PRIMARY KEY,
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL,
  answers TEXT NOT NULL,
  told TEXT NOT NULL,
  made_at BIGINT NOT NULL
);
CREATE INDEX diagnosis_company ON diagnosis (company_id, made_at);

-- The diagnosis that a person is answering; one at a time. `session_id`: the session it is made to apply for.
CREATE TABLE diagnosis_draft (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  draft TEXT NOT NULL,
  session_id TEXT REFERENCES training_session (id),
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  updated_at BIGINT NOT NULL
);

-- Who applies: one application a company and session. `state`: « applied », « admitted », « waiting », « refused » or « withdrawn ».
-- `reason` is the word to the company with the last decision; `queued_at` its place in the waiting list.
CREATE TABLE training_application (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES training_session (id),
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL,
  diagnosis_id TEXT REFERENCES diagnosis (id),
  state TEXT NOT NULL,
  reason TEXT,
  applied_at BIGINT NOT NULL,
  queued_at BIGINT,
  version BIGINT NOT NULL DEFAULT 1,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL,
  UNIQUE (session_id, company_id)
);
CREATE INDEX training_application_company ON training_application (company_id);

-- Each state that an application was in, with who put it there; rows are only added.
CREATE TABLE training_application_change (
  application_id TEXT NOT NULL REFERENCES training_application (id),
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  changed_by TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (application_id, version)
);

-- What admitted companies may book: « workshop », a group training, or « meeting », an expert's slot. `state`: « planned » or « cancelled ».
CREATE TABLE training_event (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES training_session (id),
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  host TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  places BIGINT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX training_event_session ON training_event (session_id, starts_at);

-- A company's place at an event. `sequence` counts its changes, as calendars do (RFC 5545); `reminders` is the last one told.
CREATE TABLE training_booking (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES training_event (id),
  company_id TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL,
  state TEXT NOT NULL,
  presence TEXT,
  sequence BIGINT NOT NULL DEFAULT 0,
  booked_at BIGINT NOT NULL,
  reminders BIGINT NOT NULL DEFAULT 0,
  changed_at BIGINT NOT NULL,
  UNIQUE (event_id, company_id)
);
CREATE INDEX training_booking_company ON training_booking (company_id);
