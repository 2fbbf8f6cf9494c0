-- What was answered and would be said otherwise now, and who is told so. One recall is open at a time.
CREATE TABLE recall (
  id TEXT PRIMARY KEY,
  -- « counting », « ready », « confirming », « sending », then « done », « stopped », « dropped » or « nothing ».
  state TEXT NOT NULL,
  -- Grows each time that it is counted anew: who decides names the count that they read.
  version BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  counted_at BIGINT,
  -- Persons to tell, and answers beyond those that are asked again at once.
  people BIGINT NOT NULL,
  left_out BIGINT NOT NULL,
  decided_key TEXT,
  decided_name TEXT,
  decided_at BIGINT,
  confirmed_key TEXT,
  confirmed_name TEXT,
  confirmed_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX recall_found ON recall (found_at, id);
CREATE INDEX recall_ended ON recall (ended_at);

-- What changed: a section or a figure, and what it is now; empty when it is gone, or not in force.
CREATE TABLE recall_change (
  recall_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  version TEXT NOT NULL,
  found_at BIGINT NOT NULL,
  PRIMARY KEY (recall_id, kind, reference)
);
CREATE INDEX recall_change_reference ON recall_change (kind, reference, version);

-- The answers that would be said otherwise. « found » waits to be told; « told » was; « left » is not, and why.
CREATE TABLE recall_answer (
  recall_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  person_id TEXT,
  -- What differs, as JSON; what would be said now, and what that stands on, as JSON.
  differs TEXT NOT NULL,
  now_said TEXT NOT NULL,
  state TEXT NOT NULL,
  why TEXT,
  told_at BIGINT,
  PRIMARY KEY (recall_id, message_id)
);
CREATE INDEX recall_answer_conversation ON recall_answer (conversation_id);
CREATE INDEX recall_answer_person ON recall_answer (person_id);
CREATE INDEX recall_answer_state ON recall_answer (recall_id, state);

-- Who wants to hear nothing that they did not ask for.
CREATE TABLE news_stop (
  person_id TEXT PRIMARY KEY REFERENCES person (id),
  at BIGINT NOT NULL
);

-- Members of the staff who want the mail of the morning.
CREATE TABLE daily_mail (
  member_id TEXT PRIMARY KEY,
  since BIGINT NOT NULL
);
CREATE INDEX daily_mail_since ON daily_mail (since);

-- What the calendar of the knowledge was told of by mail, so that it is told once: 30 days before, and on the day.
CREATE TABLE knowledge_coming_told (
  what TEXT NOT NULL,
  day TEXT NOT NULL,
  step TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (what, day, step)
);
