-- Who of the team wrote, corrected, ended or published a notice, and when.
CREATE TABLE notice_staff_act (
  id TEXT PRIMARY KEY,
  notice_id TEXT NOT NULL REFERENCES notice (id),
  -- « written », « corrected », « ended » or « published ».
  act TEXT NOT NULL,
  by_key TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX notice_staff_act_notice ON notice_staff_act (notice_id, at, id);
CREATE INDEX notice_staff_act_at ON notice_staff_act (at, id);

-- Notices that the team publishes to the companies whom they fit: alerts read them from here.
CREATE TABLE notice_published (
  notice_id TEXT PRIMARY KEY REFERENCES notice (id),
  published_at BIGINT NOT NULL,
  by_key TEXT NOT NULL,
  by_name TEXT NOT NULL,
  -- What the notice told then, and how many companies it fitted.
  version BIGINT NOT NULL,
  companies BIGINT NOT NULL
);
CREATE INDEX notice_published_at ON notice_published (published_at, notice_id);
