-- What a conversation, a person or a company leaves is found by an index, however large the store is: each row that goes
-- is looked up in every table that may refer to it.
CREATE INDEX outbox_conversation ON outbox (conversation_id);
CREATE INDEX feedback_conversation ON feedback (conversation_id);
CREATE INDEX request_conversation ON request (conversation_id);
CREATE INDEX referencing_draft_conversation ON referencing_draft (conversation_id);
CREATE INDEX diagnosis_draft_conversation ON diagnosis_draft (conversation_id);
CREATE INDEX inbound_event_message ON inbound_event (message_id);
CREATE INDEX job_words ON job (id) WHERE payload <> 'null' OR last_error IS NOT NULL;
-- What was told of a wish to be put in touch goes with the wish.
CREATE INDEX message_about ON message (conversation_id) WHERE content LIKE '%"about":"%';
CREATE INDEX link_code_person ON link_code (person_id);
CREATE INDEX company_invitation_person ON company_invitation (person_id);
CREATE INDEX company_invitation_company ON company_invitation (company_id);
CREATE INDEX company_team_invitation_company ON company_team_invitation (company_id);
CREATE INDEX company_field_company ON company_field (company_id);
CREATE INDEX company_field_person ON company_field (person_id);
CREATE INDEX company_member_decided ON company_member (decided_by);
CREATE INDEX diagnosis_person ON diagnosis (person_id);
CREATE INDEX training_application_person ON training_application (person_id);
CREATE INDEX training_application_diagnosis ON training_application (diagnosis_id);
CREATE INDEX training_application_named ON training_application (changed_by);
CREATE INDEX training_application_change_named ON training_application_change (changed_by);
CREATE INDEX training_booking_person ON training_booking (person_id);
CREATE INDEX introduction_decided ON introduction (decided_by);
CREATE INDEX introduction_event_person ON introduction_event (person_id);
CREATE INDEX introduction_silence_person ON introduction_silence (person_id);
CREATE INDEX erasure_of ON erasure (person_id);

-- What is too old is found by its age.
CREATE INDEX conversation_age ON conversation (updated_at, id) WHERE kind = 'company';
CREATE INDEX conversation_desk_age ON conversation (updated_at, id) WHERE kind = 'desk';
CREATE INDEX person_age ON person (created_at, id);
CREATE INDEX company_age ON company (updated_at, id);
CREATE INDEX introduction_age ON introduction ((COALESCE(ended_at, expires_at)), id);
CREATE INDEX referencing_draft_age ON referencing_draft (updated_at);
CREATE INDEX diagnosis_draft_age ON diagnosis_draft (updated_at);
CREATE INDEX consent_age ON consent (at, id);
CREATE INDEX erasure_age ON erasure (asked_at);
CREATE INDEX file_age ON file (created_at);
CREATE INDEX outbox_age ON outbox (created_at, status);
CREATE INDEX inbound_event_age ON inbound_event (received_at);
CREATE INDEX job_finished ON job (finished_at, status);
CREATE INDEX link_code_age ON link_code (expires_at);
CREATE INDEX contact_code_age ON contact_code (created_at);
CREATE INDEX company_invitation_age ON company_invitation (expires_at);
CREATE INDEX company_team_invitation_age ON company_team_invitation (expires_at);
CREATE INDEX knowledge_draft_age ON knowledge_draft ((COALESCE(changed_at, created_at)));
