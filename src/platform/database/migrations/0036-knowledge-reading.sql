-- When the version of a file that serves was read, in epoch milliseconds: a later one may be refused, and the older one stays.
ALTER TABLE knowledge_file ADD COLUMN document_at BIGINT;

-- What text recognition read on the pages of a scanned document, kept page by page: it takes minutes, and goes on after
-- a restart where it was.
CREATE TABLE recognised_page (
  -- SHA-256 of the file's bytes.
  file TEXT NOT NULL,
  page INTEGER NOT NULL,
  -- Lines of the page; empty where nothing was found.
  text TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (file, page)
);
