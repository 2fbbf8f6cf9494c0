-- What has not left is counted without reading all that did.
CREATE INDEX outbox_unsent ON outbox (status) WHERE status <> 'sent';
