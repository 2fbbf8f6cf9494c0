-- What experts and staff did: who, what, on what, when. Ids and acts, never words. Lines are added and never changed: the
-- database itself refuses the rest, but for the two openings below.
CREATE TABLE trace (
  -- UUIDs of version 7: they sort by time, so that a span of days is a span of ids.
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  -- « web:oidc:… », « web:local », « slack:T1:U7 », « cli:NAME », « server », « unknown ».
  actor TEXT NOT NULL,
  -- As it was shown at that moment.
  actor_name TEXT NOT NULL,
  act TEXT NOT NULL,
  -- Both empty where the act is on nothing in particular.
  object_kind TEXT NOT NULL,
  object_id TEXT NOT NULL
);
CREATE INDEX trace_actor ON trace (actor, id);
CREATE INDEX trace_act ON trace (act, id);
CREATE INDEX trace_actor_act ON trace (actor, act, id);
CREATE INDEX trace_object ON trace (object_id, id);

-- What may be done to the traces until the end of one transaction, which takes its line away again: « retention », lines
-- older than `before` go; « erasure », the id of an erased subject becomes the reference of the receipt.
CREATE TABLE trace_opening (
  purpose TEXT NOT NULL,
  before BIGINT NOT NULL,
  subject TEXT NOT NULL,
  receipt TEXT NOT NULL
);

{SQLITE} CREATE TRIGGER trace_is_not_replaced BEFORE INSERT ON trace
WHEN EXISTS (SELECT 1 FROM trace WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN
  SELECT RAISE(ABORT, 'une trace ne se remplace pas');
END;
{SQLITE} CREATE TRIGGER trace_is_not_changed BEFORE UPDATE ON trace
WHEN NOT (
  NEW.rowid = OLD.rowid AND NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.actor = OLD.actor
  AND NEW.actor_name = OLD.actor_name AND NEW.act = OLD.act AND NEW.object_kind = OLD.object_kind
  AND EXISTS (SELECT 1 FROM trace_opening WHERE purpose = 'erasure' AND subject = OLD.object_id
    AND receipt = NEW.object_id)
)
BEGIN
  SELECT RAISE(ABORT, 'une trace ne se modifie pas');
END;
{SQLITE} CREATE TRIGGER trace_is_not_deleted BEFORE DELETE ON trace
WHEN NOT EXISTS (SELECT 1 FROM trace_opening WHERE purpose = 'retention' AND before > OLD.at)
BEGIN
  SELECT RAISE(ABORT, 'une trace ne se supprime pas avant sa durée');
END;

{POSTGRES} CREATE FUNCTION trace_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.id = OLD.id AND NEW.at = OLD.at AND NEW.actor = OLD.actor AND NEW.actor_name = OLD.actor_name
      AND NEW.act = OLD.act AND NEW.object_kind = OLD.object_kind
      AND EXISTS (SELECT 1 FROM trace_opening WHERE purpose = 'erasure' AND subject = OLD.object_id
        AND receipt = NEW.object_id)
    THEN RETURN NEW;
    END IF;
    RAISE EXCEPTION 'une trace ne se modifie pas';
  ELSIF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT 1 FROM trace_opening WHERE purpose = 'retention' AND before > OLD.at) THEN RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'une trace ne se supprime pas avant sa durée';
END
$$;
{POSTGRES} CREATE TRIGGER trace_stays BEFORE UPDATE OR DELETE ON trace
FOR EACH ROW EXECUTE FUNCTION trace_stays();
{POSTGRES} CREATE TRIGGER trace_is_not_emptied BEFORE TRUNCATE ON trace
FOR EACH STATEMENT EXECUTE FUNCTION trace_stays();
