-- What people asked in vain, so that staff see what the knowledge lacks, and who may be told once it is known. The words
-- stay where they were said; here is only which message it was, what it means, and what became of it.
CREATE TABLE question_group (
  id TEXT PRIMARY KEY,
  created_at BIGINT NOT NULL,
  -- The message by whose words staff call it.
  central_id TEXT NOT NULL,
  -- The page that was begun from it: « guides/avance.md ».
  page TEXT,
  -- Staff want nothing of it.
  dismissed_at BIGINT,
  -- People who were told that it is answered now.
  told BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE missed_question (
  -- The message of the person.
  message_id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversation (id),
  group_id TEXT NOT NULL REFERENCES question_group (id),
  asked_at BIGINT NOT NULL,
  -- Why it is here; several may hold.
  refused INTEGER NOT NULL,
  doubted INTEGER NOT NULL,
  disliked INTEGER NOT NULL,
  handed_over INTEGER NOT NULL,
  -- What it means, and what read it: vectors of two readers are never compared.
  reader TEXT,
  vector {BLOB},
  -- The index that it was last asked of again, and the answer that it now gets, as JSON, with its digest and its section.
  asked_of TEXT,
  answer TEXT,
  answer_digest TEXT,
  answer_section TEXT,
  -- « approved » by staff, who saw the answer of this digest; then « told », or « skipped ».
  telling TEXT,
  approved_digest TEXT,
  approved_key TEXT,
  approved_name TEXT,
  approved_at BIGINT,
  told_at BIGINT
);
CREATE INDEX missed_question_group ON missed_question (group_id, asked_at);
CREATE INDEX missed_question_conversation ON missed_question (conversation_id);
CREATE INDEX missed_question_asked ON missed_question (asked_at);
CREATE INDEX missed_question_telling ON missed_question (approved_at, message_id) WHERE telling = 'approved';
