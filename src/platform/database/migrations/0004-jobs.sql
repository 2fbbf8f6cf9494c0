-- Work to do at a time, by one replica. `due_at` is when it was planned, `run_at` when it may next be tried.
-- `series` is set for work that recurs: one occurrence of a series is open at a time, and each leaves its row.
CREATE TABLE job (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT UNIQUE,
  series TEXT,
  payload TEXT NOT NULL,
  status TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  run_at BIGINT NOT NULL,
  lease_owner TEXT,
  lease_until BIGINT,
  last_error TEXT,
  created_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX job_open ON job (run_at) WHERE status = 'open';
CREATE UNIQUE INDEX job_series ON job (series) WHERE status = 'open' AND series IS NOT NULL;
