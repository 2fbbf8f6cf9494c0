-- What buyers wrote in a conversation and gave to the team, which publishes it or not: the opportunity that it became is a
-- notice; who may be called back about it stays here, and goes with them.
CREATE TABLE buyer_need (
  id TEXT PRIMARY KEY,
  notice_id TEXT NOT NULL UNIQUE,
  person_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  -- The words of the notice, for who reads it once the notice went.
  title TEXT NOT NULL,
  -- Whom the team may call back, and how, in their words.
  contact TEXT NOT NULL,
  given_at BIGINT NOT NULL,
  -- When the buyer was told what became of it.
  told_at BIGINT
);
CREATE INDEX buyer_need_person ON buyer_need (person_id, given_at);
CREATE INDEX buyer_need_given ON buyer_need (given_at, id);
