-- Who of the experts is on duty, on which days and hours, as staff set it: what is urgent is mailed to them. The last one
-- holds; those before it say who changed it.
CREATE TABLE expert_duty (
  id TEXT PRIMARY KEY,
  -- A list of name, email, days (0 for Sunday), from and until, as JSON.
  duties TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);
CREATE INDEX expert_duty_saved ON expert_duty (saved_at, id);
