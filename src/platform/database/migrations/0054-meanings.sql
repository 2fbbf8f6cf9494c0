-- What the reader makes of what is bought, lot by lot, and of what a company says that it does: vectors of one byte a
-- number, those of a notice one after the other; none where there is nothing to read. `reader` tells which one read, for
-- vectors of two are never compared; `version` and `file_at`, of what.
CREATE TABLE notice_meaning (
  notice_id TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  reader TEXT NOT NULL,
  vectors {BLOB} NOT NULL
);
CREATE TABLE company_meaning (
  company_id TEXT PRIMARY KEY,
  file_at BIGINT NOT NULL,
  reader TEXT NOT NULL,
  vector {BLOB} NOT NULL
);
