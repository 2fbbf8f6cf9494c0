-- A person, known on one or several channels; conversations and ids of channels lead to them.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  name TEXT,
  created_at BIGINT NOT NULL
);

CREATE TABLE person_identity (
  channel TEXT NOT NULL,
  key TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES person (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (channel, key)
);
CREATE INDEX person_identity_person ON person_identity (person_id);

-- Short codes that link two channels of one person; kept as digests, each used once.
CREATE TABLE link_code (
  digest TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);

CREATE TABLE link_attempt (
  person_id TEXT NOT NULL REFERENCES person (id),
  at BIGINT NOT NULL
);
CREATE INDEX link_attempt_person ON link_attempt (person_id, at);

-- Files given to take away. They expire; the bytes are what the person got.
CREATE TABLE file (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  bytes {BLOB} NOT NULL,
  created_at BIGINT NOT NULL
);

ALTER TABLE conversation ADD COLUMN person_id TEXT REFERENCES person (id);
ALTER TABLE conversation ADD COLUMN unreachable_at BIGINT;
CREATE INDEX conversation_person ON conversation (person_id);

-- The platform's id of a message, both ways: to follow edits, and to change what was sent.
ALTER TABLE message ADD COLUMN ref TEXT;
ALTER TABLE message ADD COLUMN changed_at BIGINT;
CREATE INDEX message_ref ON message (conversation_id, ref) WHERE ref IS NOT NULL;

-- A sender died while it was sending: the message may have left twice. For staff.
ALTER TABLE outbox ADD COLUMN repeated BIGINT NOT NULL DEFAULT 0;
