-- Narrow a part of a promise to one cell of its pool, which stands in `pool_of_place` (none where nobody may promise
-- from). The answer is {"id", ...what the promise is...}, {"gone"} or {"short": scope, "free"}.
CREATE FUNCTION narrow(
  promise_is bigint, wanted bigint, in_place bigint, pool_of_place text, of_item bigint, moment text, by_command text
) RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  old promise%ROWTYPE;
  thing item%ROWTYPE;
  made bigint;
  new_lot text;
BEGIN
  SELECT * INTO old FROM promise WHERE id = promise_is;
  SELECT * INTO thing FROM item WHERE id = of_item;
  IF old.id IS NULL OR wanted <= 0 OR wanted > old.qty OR old.scope = 'cell'
     OR (thing.sku, thing.owner, thing.grade) <> (old.sku, old.owner, old.grade)
     OR old.lot NOT IN ('*', thing.lot) THEN
    RETURN json_build_object('gone', true);
  END IF;
  new_lot := COALESCE(NULLIF(thing.lot, ''), '*');
  IF new_lot <> '*' AND old.lot = '*' THEN
    UPDATE pool p SET promised = p.promised + wanted
      WHERE p.sku = old.sku AND p.warehouse = old.warehouse AND p.owner = old.owner AND p.grade = old.grade
        AND p.lot = new_lot AND p.on_hand - p.promised >= wanted;
    IF NOT FOUND THEN
      RETURN json_build_object('short', 'lot', 'free', COALESCE((
        SELECT p.on_hand - p.promised FROM pool p
          WHERE p.sku = old.sku AND p.warehouse = old.warehouse AND p.owner = old.owner AND p.grade = old.grade
            AND p.lot = new_lot), 0));
    END IF;
  END IF;
  IF pool_of_place IS DISTINCT FROM old.warehouse THEN
    RETURN json_build_object('short', 'cell', 'free', 0);
  END IF;
  UPDATE balance b SET held = b.held + wanted
    WHERE b.place_id = in_place AND b.item_id = of_item AND b.on_hand - b.held >= wanted;
  IF NOT FOUND THEN
    RETURN json_build_object('short', 'cell', 'free', COALESCE((
      SELECT b.on_hand - b.held FROM balance b WHERE b.place_id = in_place AND b.item_id = of_item), 0));
  END IF;
  IF wanted = old.qty THEN
    DELETE FROM promise WHERE id = old.id;
  ELSE
    UPDATE promise SET qty = qty - wanted WHERE id = old.id;
  END IF;
  INSERT INTO promise (purpose, ref, scope, warehouse, owner, sku, grade, lot, place_id, item_id, qty, rank, expires,
                       lot_asked)
    VALUES (old.purpose, old.ref, 'cell', old.warehouse, old.owner, old.sku, old.grade, new_lot, in_place, of_item,
            wanted, old.rank, old.expires, old.lot_asked)
    RETURNING id INTO made;
  INSERT INTO promise_log (promise_id, what, qty, purpose, ref, scope, place_id, at, why, command_id)
    VALUES (made, 'narrowed', wanted, old.purpose, old.ref, 'cell', in_place, moment, '', by_command);
  RETURN json_build_object('id', made, 'purpose', old.purpose, 'ref', old.ref, 'warehouse', old.warehouse,
                           'owner', old.owner, 'sku', old.sku, 'grade', old.grade, 'lot', new_lot, 'rank', old.rank,
                           'expires', old.expires, 'lot_asked', old.lot_asked);
END
$body$;
