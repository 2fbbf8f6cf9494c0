-- Codes and requests of a link are found by their conversation, and by their age.
CREATE INDEX link_code_conversation ON link_code (conversation_id);
CREATE INDEX link_request_place ON link_request (other_conversation_id);
CREATE INDEX link_request_age ON link_request (expires_at);
