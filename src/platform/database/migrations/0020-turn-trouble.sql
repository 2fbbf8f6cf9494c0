-- What happened to a worker, or to the whole process, while a message was being read: two ends of a worker set it aside.
CREATE TABLE turn_trouble (
  message_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL,
  worker_ends INTEGER NOT NULL DEFAULT 0,
  process_ends INTEGER NOT NULL DEFAULT 0,
  why TEXT,
  set_aside_at BIGINT,
  updated_at BIGINT NOT NULL
);
CREATE INDEX turn_trouble_conversation ON turn_trouble (conversation_id);
CREATE INDEX turn_trouble_set_aside ON turn_trouble (set_aside_at);

-- Since when the words of a turn are being read: whoever takes the lease of a process that died knows what it was at.
ALTER TABLE lease ADD COLUMN reading_since BIGINT;
