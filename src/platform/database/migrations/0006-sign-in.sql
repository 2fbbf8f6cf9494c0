-- Experts and staff who signed in. `email` is the address that the provider vouches for, if any.
CREATE TABLE staff_member (
  id TEXT PRIMARY KEY,
  name TEXT,
  email TEXT,
  created_at BIGINT NOT NULL,
  signed_in_at BIGINT NOT NULL
);

-- Their sessions: the browser holds the token, only its SHA-256 digest is here. `method` says how they came in;
-- `roles` are those that the provider gave then, as JSON. `expires_at` moves on with use, never past `ends_at`.
CREATE TABLE staff_session (
  digest TEXT PRIMARY KEY,
  member_id TEXT NOT NULL REFERENCES staff_member (id),
  method TEXT NOT NULL,
  roles TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX staff_session_expiry ON staff_session (expires_at);
CREATE INDEX staff_session_member ON staff_session (member_id);

-- One-time links that open the desk on the machine itself; kept as digests, each used once.
CREATE TABLE entry_link (
  digest TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
