-- Cases: a conversation that a person of the team takes over. `number` is what people say, « dossier 42 ».
CREATE TABLE expert_case (
  id TEXT PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  previous_id TEXT REFERENCES expert_case (id),
  open_reason TEXT NOT NULL,
  state TEXT NOT NULL,
  owner_key TEXT,
  owner_name TEXT,
  state_since BIGINT NOT NULL,
  end_reason TEXT,
  waited_ms BIGINT NOT NULL,
  waiting_since BIGINT,
  first_answer_ms BIGINT,
  deadline_at BIGINT,
  deadline_said TEXT,
  deadline_certain BIGINT NOT NULL DEFAULT 0,
  brief TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_seq BIGINT NOT NULL,
  closed_at BIGINT,
  closed_seq BIGINT,
  last_said TEXT NOT NULL DEFAULT '',
  updated_at BIGINT NOT NULL,
  rating TEXT,
  rated_at BIGINT,
  told TEXT NOT NULL DEFAULT '{}'
);
-- One case at a time in a conversation.
CREATE UNIQUE INDEX expert_case_current ON expert_case (conversation_id) WHERE state <> 'closed';
CREATE INDEX expert_case_live ON expert_case (opened_at) WHERE state <> 'closed';
CREATE INDEX expert_case_conversation ON expert_case (conversation_id, opened_at);
CREATE INDEX expert_case_closed ON expert_case (closed_at) WHERE state = 'closed';

-- What happened to a case: transitions, notes, what could not be delivered. Screens follow it.
CREATE TABLE case_event (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES expert_case (id),
  at BIGINT NOT NULL,
  type TEXT NOT NULL,
  actor_key TEXT,
  actor_name TEXT,
  data TEXT NOT NULL
);
CREATE INDEX case_event_case ON case_event (case_id, at);
CREATE INDEX case_event_at ON case_event (at);

-- Where experts follow a case in a messaging platform. `conversation_id` is what the hotline writes into it;
-- `thread_key` names, once the platform made the thread, the conversation in which experts answer.
CREATE TABLE case_thread (
  case_id TEXT NOT NULL REFERENCES expert_case (id),
  surface TEXT NOT NULL,
  conversation_id TEXT NOT NULL UNIQUE REFERENCES conversation (id),
  thread_key TEXT,
  card_id TEXT,
  made_again BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (case_id, surface)
);
CREATE UNIQUE INDEX case_thread_key ON case_thread (surface, thread_key) WHERE thread_key IS NOT NULL;

-- « company »: with somebody who asks; « desk »: with the experts.
ALTER TABLE conversation ADD COLUMN kind TEXT NOT NULL DEFAULT 'company';
-- Wishes for a person that were kept before experts could take over.
ALTER TABLE request ADD COLUMN adopted_at BIGINT;
-- The bot wrote it, and a person took the conversation before it left.
ALTER TABLE message ADD COLUMN withheld_at BIGINT;
