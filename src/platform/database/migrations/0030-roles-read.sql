-- When the provider last said what somebody's roles are; absent for sessions of before, which count from their opening.
ALTER TABLE staff_session ADD COLUMN roles_at BIGINT;
