-- Browsers of the web chat, by the digest of their cookie: which conversation one shows, so that « another conversation » is
-- of the same person, and when its person was last there. Who was away too long is somebody new there until they prove who
-- they are (« away »); one whose person said that they are not the one who was there opens nothing any more (« forgotten »).
-- `thread_key` names a conversation of the channel « web ».
CREATE TABLE browser (
  key TEXT PRIMARY KEY,
  thread_key TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  away_at BIGINT,
  forgotten_at BIGINT
);
CREATE INDEX browser_seen ON browser (seen_at);
CREATE INDEX browser_thread ON browser (thread_key);

-- Until now a browser had one conversation, of its own key: it keeps it, and its person.
INSERT INTO browser (key, thread_key, seen_at)
SELECT person_identity.key, person_identity.key,
  CASE WHEN conversation.updated_at > person_identity.created_at THEN conversation.updated_at
    ELSE person_identity.created_at END
FROM person_identity LEFT JOIN conversation
  ON conversation.channel = 'web' AND conversation.channel_key = person_identity.key
WHERE person_identity.channel = 'web';
