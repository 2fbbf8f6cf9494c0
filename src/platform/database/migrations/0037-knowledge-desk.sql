-- What staff write, drop and take back from the page of the knowledge. Each server brings its own folder up to date from
-- these versions; the last one of a path is the one that serves.
CREATE TABLE knowledge_version (
  id TEXT PRIMARY KEY,
  -- In the knowledge folder: « guides/avance.md ».
  path TEXT NOT NULL,
  -- Grows by one with each version of a path: of two people who publish at once, one is told.
  number BIGINT NOT NULL,
  -- « found » in the folder before a first change, « published », « restored », « withdrawn ».
  act TEXT NOT NULL,
  -- SHA-256 of the file, and its length; null when the file was withdrawn.
  digest TEXT,
  bytes BIGINT,
  -- Null when withdrawn, or when the version is too old for its content to be kept.
  content {BLOB},
  by_key TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE UNIQUE INDEX knowledge_version_number ON knowledge_version (path, number);
CREATE INDEX knowledge_version_at ON knowledge_version (at, id);

-- What somebody prepares and has not put in service: one a path. `reading` is what was read of it, in JSON; `sidecar` the
-- description that goes beside a document.
CREATE TABLE knowledge_prepared (
  path TEXT PRIMARY KEY,
  -- What it is called, for lists.
  title TEXT NOT NULL,
  content {BLOB} NOT NULL,
  sidecar TEXT,
  reading TEXT,
  -- Digest of the file that it was begun from; null for a new one.
  basis TEXT,
  by_key TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX knowledge_prepared_at ON knowledge_prepared (at, path);

-- Who has a page open to change it; forgotten when nothing is heard for a while.
CREATE TABLE knowledge_editing (
  path TEXT NOT NULL,
  editor_key TEXT NOT NULL,
  editor_name TEXT NOT NULL,
  since BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  PRIMARY KEY (path, editor_key)
);
