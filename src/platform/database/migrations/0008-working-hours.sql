-- Hours of the desk as staff set them, one row a change: the last one holds, the others tell who changed what.
CREATE TABLE working_hours (
  id TEXT PRIMARY KEY,
  hours TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at BIGINT NOT NULL
);
CREATE INDEX working_hours_last ON working_hours (saved_at, id);
