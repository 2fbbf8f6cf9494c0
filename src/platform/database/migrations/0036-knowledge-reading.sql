-- When the version of a file that serves was read, in epoch milliseconds: a later one may be refused, and the older one stays.
ALTER TABLE knowledge_file ADD COLUMN document_at BIGINT;

-- Pages of scanned documents, that text recognition reads one by one: it takes minutes, and goes on after a restart where
-- it was.
CREATE TABLE recognised_page (
  -- SHA-256 of the file's bytes.
  file TEXT NOT NULL,
  page INTEGER NOT NULL,
  -- Its paragraphs, as JSON; NULL until it is read.
  paragraphs TEXT,
  PRIMARY KEY (file, page)
);
