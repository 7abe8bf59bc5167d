-- Give a part of a promise back, with the reason. The answer is {"done"}, {"gone"}, or {"bug"} where what it held is not
-- held.
CREATE FUNCTION release(promise_is bigint, given bigint, reason text, moment text, by_command text)
RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  now promise%ROWTYPE;
  each_lot text;
BEGIN
  SELECT * INTO now FROM promise WHERE id = promise_is;
  IF now.id IS NULL OR given <= 0 OR given > now.qty THEN
    RETURN json_build_object('gone', true);
  END IF;
  IF given = now.qty THEN
    DELETE FROM promise WHERE id = now.id;
  ELSE
    UPDATE promise SET qty = qty - given WHERE id = now.id;
  END IF;
  FOREACH each_lot IN ARRAY CASE WHEN now.lot = '*' THEN ARRAY['*'] ELSE ARRAY['*', now.lot] END LOOP
    UPDATE pool p SET promised = p.promised - given
      WHERE p.sku = now.sku AND p.warehouse = now.warehouse AND p.owner = now.owner AND p.grade = now.grade
        AND p.lot = each_lot AND p.promised >= given;
    IF NOT FOUND THEN
      RETURN json_build_object('bug', 'pool of ' || now.sku || ' does not promise ' || given);
    END IF;
  END LOOP;
  IF now.scope = 'cell' THEN
    UPDATE balance b SET held = b.held - given
      WHERE b.place_id = now.place_id AND b.item_id = now.item_id AND b.held >= given;
    IF NOT FOUND THEN
      RETURN json_build_object('bug', 'cell ' || now.place_id || ', ' || now.item_id || ' does not hold ' || given);
    END IF;
    DELETE FROM balance b
      WHERE b.place_id = now.place_id AND b.item_id = now.item_id AND b.on_hand = 0 AND b.held = 0;
  END IF;
  INSERT INTO promise_log (promise_id, what, qty, purpose, ref, scope, place_id, at, why, command_id)
    VALUES (now.id, 'released', given, now.purpose, now.ref, now.scope, now.place_id, moment, reason, by_command);
  RETURN json_build_object('done', true);
END
$body$;
