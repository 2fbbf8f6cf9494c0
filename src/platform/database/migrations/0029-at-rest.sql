-- The web chat's keys are kept as digests of what browsers hold; see hash-web-keys.ts, which runs with this file.

-- Messages and mails that a restored copy had not sent: staff say of each whether it may still leave (« held »).
CREATE INDEX outbox_held ON outbox (created_at) WHERE status = 'held';
CREATE INDEX job_held ON job (created_at) WHERE status = 'held';

-- Lines of the ledger of erasures that its file could not take: they are written there as soon as it can.
CREATE TABLE ledger_pending (
  id TEXT PRIMARY KEY,
  line TEXT NOT NULL
);
