-- Conversations, messages, deliveries. Times are epoch milliseconds; JSON is text.
CREATE TABLE conversation (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  channel_key TEXT NOT NULL,
  address TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  last_seq BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (channel, channel_key)
);

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  seq BIGINT NOT NULL,
  author TEXT NOT NULL,
  content TEXT NOT NULL,
  reply_to TEXT,
  created_at BIGINT NOT NULL,
  handled_at BIGINT,
  UNIQUE (conversation_id, seq)
);
CREATE INDEX message_unhandled ON message (conversation_id, seq) WHERE handled_at IS NULL;

CREATE TABLE inbound_event (
  channel TEXT NOT NULL,
  event_id TEXT NOT NULL,
  message_id TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (channel, event_id)
);

CREATE TABLE outbox (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  message_id TEXT NOT NULL UNIQUE REFERENCES message (id),
  seq BIGINT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  lease_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX outbox_open ON outbox (run_at) WHERE status = 'open';

CREATE TABLE feedback (
  message_id TEXT PRIMARY KEY REFERENCES message (id),
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  rating TEXT NOT NULL,
  reason TEXT,
  created_at BIGINT NOT NULL
);

-- What a person asked for that a later feature, or the team, must take up.
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  message_id TEXT NOT NULL REFERENCES message (id),
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (message_id, kind)
);

CREATE TABLE lease (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  until BIGINT NOT NULL
);
