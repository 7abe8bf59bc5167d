-- Set stock aside from a pool, a lot's pool or one cell, which stands in `pool_of_place` (none where nobody may promise
-- from). The answer is {"id"} or {"short": scope, "free"}.
CREATE FUNCTION promise(
  for_purpose text, for_ref bigint, at_scope text, of_warehouse text, of_owner text, of_sku text, of_grade text,
  of_lot text, in_place bigint, of_item bigint, wanted bigint, by_rank bigint, until text, asked_lot bigint,
  pool_of_place text, moment text, by_command text
) RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  made bigint;
  each_lot text;
BEGIN
  FOREACH each_lot IN ARRAY CASE WHEN of_lot = '*' THEN ARRAY['*'] ELSE ARRAY['*', of_lot] END LOOP
    UPDATE pool p SET promised = p.promised + wanted
      WHERE p.sku = of_sku AND p.warehouse = of_warehouse AND p.owner = of_owner AND p.grade = of_grade
        AND p.lot = each_lot AND p.on_hand - p.promised >= wanted;
    IF NOT FOUND THEN
      RETURN json_build_object('short', CASE WHEN each_lot = '*' THEN 'pool' ELSE 'lot' END, 'free', COALESCE((
        SELECT p.on_hand - p.promised FROM pool p
          WHERE p.sku = of_sku AND p.warehouse = of_warehouse AND p.owner = of_owner AND p.grade = of_grade
            AND p.lot = each_lot), 0));
    END IF;
  END LOOP;
  IF at_scope = 'cell' THEN
    IF pool_of_place IS DISTINCT FROM of_warehouse THEN
      RETURN json_build_object('short', 'cell', 'free', 0);
    END IF;
    UPDATE balance b SET held = b.held + wanted
      WHERE b.place_id = in_place AND b.item_id = of_item AND b.on_hand - b.held >= wanted;
    IF NOT FOUND THEN
      RETURN json_build_object('short', 'cell', 'free', COALESCE((
        SELECT b.on_hand - b.held FROM balance b WHERE b.place_id = in_place AND b.item_id = of_item), 0));
    END IF;
  END IF;
  INSERT INTO promise (purpose, ref, scope, warehouse, owner, sku, grade, lot, place_id, item_id, qty, rank, expires,
                       lot_asked)
    VALUES (for_purpose, for_ref, at_scope, of_warehouse, of_owner, of_sku, of_grade, of_lot, in_place, of_item, wanted,
            by_rank, until, asked_lot)
    RETURNING id INTO made;
  INSERT INTO promise_log (promise_id, what, qty, purpose, ref, scope, place_id, at, why, command_id)
    VALUES (made, 'made', wanted, for_purpose, for_ref, at_scope, in_place, moment, '', by_command);
  RETURN json_build_object('id', made);
END
$body$;
