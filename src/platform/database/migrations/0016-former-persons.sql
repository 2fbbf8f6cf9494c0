-- Ids of persons who became one with another: links and buttons that went out under them lead to who they are now.
CREATE TABLE former_person (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL
);
CREATE INDEX former_person_of ON former_person (person_id);
