-- What an answer stood on when it was given: the sections cited and the figures said, each as it was then, so that what was
-- said wrong can be found again, and corrected with those who read it.
CREATE TABLE message_support (
  message_id TEXT NOT NULL REFERENCES message (id),
  -- « section », « figure ».
  kind TEXT NOT NULL,
  -- « guides/avance#ai-je-droit-a-une-avance », « avance-seuil-montant ».
  reference TEXT NOT NULL,
  -- Of a section, the beginning of its digest; of a figure, its value and since when it holds.
  version TEXT NOT NULL,
  PRIMARY KEY (message_id, kind, reference)
);
CREATE INDEX message_support_reference ON message_support (kind, reference, message_id);
