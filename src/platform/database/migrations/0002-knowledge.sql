-- The last good reading of each file of the knowledge folder, and what is wrong with the present one.
CREATE TABLE knowledge_file (
  path TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  document TEXT,
  problems TEXT NOT NULL,
  read_at BIGINT NOT NULL
);

-- Vectors by digest of (embedder, text), so that unchanged texts are not embedded again.
CREATE TABLE embedding (
  digest TEXT PRIMARY KEY,
  vector {BLOB} NOT NULL
);

-- One row a published index; `content` holds everything that answers need (passages, figures, glossary).
CREATE TABLE generation (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  manifest TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
