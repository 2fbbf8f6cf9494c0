-- A message that keeps failing no longer holds those after it: `failing_since` is when its tries began to fail, and
-- `aside_at` when a later one of its conversation left before it, so that it alone is at fault and is tried apart.
ALTER TABLE outbox ADD COLUMN failing_since BIGINT;
ALTER TABLE outbox ADD COLUMN aside_at BIGINT;
