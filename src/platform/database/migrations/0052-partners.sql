-- Companies that could answer a call together: whom one was proposed, whom it asked, and what became of it. Neither reads
-- who the other is before both said yes.
CREATE TABLE partner_ask (
  id TEXT PRIMARY KEY,
  -- Notices go a year after they closed: what is said of one is kept beside.
  notice_id TEXT NOT NULL,
  title TEXT NOT NULL,
  -- The company that looks; who of it asks, and where; the person is empty once they left a company that stays.
  from_company TEXT NOT NULL REFERENCES company (id),
  person_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  -- The company that could join.
  to_company TEXT NOT NULL REFERENCES company (id),
  -- Each as the other reads of it before both agreed, naming nobody.
  from_described TEXT NOT NULL,
  to_described TEXT NOT NULL,
  -- The first message, as it was proposed or as they wrote it.
  message TEXT NOT NULL,
  -- « proposed », « asked », « accepted », « refused », « expired », « cancelled » (by who asked), « void » (one of both is
  -- there no more), « over » (the call is).
  state TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  asked_at BIGINT,
  -- When the other company was written to.
  told_at BIGINT,
  -- After this, no answer is one.
  expires_at BIGINT,
  ended_at BIGINT,
  -- Who of the company that is asked answered, and why not.
  decided_by TEXT,
  why TEXT,
  UNIQUE (from_company, notice_id, to_company)
);
CREATE INDEX partner_ask_to ON partner_ask (to_company, told_at);
CREATE INDEX partner_ask_state ON partner_ask (state, expires_at);
CREATE INDEX partner_ask_person ON partner_ask (person_id);
CREATE INDEX partner_ask_decided ON partner_ask (decided_by);
CREATE INDEX partner_ask_age ON partner_ask (COALESCE(ended_at, asked_at, proposed_at), id);
