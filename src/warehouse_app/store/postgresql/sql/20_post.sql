-- Post an entry of plain goods between fixed places, totes, carts and parcels (no serial numbers, no containers, no
-- LPNs, nothing forced: those are posted step by step). It uses up promises and lets others follow their goods.
-- The answer is {"seq"}, {"seq", "replayed"}, {"other"}, {"gone": promise}, {"bug"}, {"lacks": place, "item", ...} or
-- {"short": sku, ...}; after anything but a seq the caller goes back to his savepoint.
CREATE FUNCTION post(
  entry_id text, entry_kind text, moment text, by_who text, at_station text, reason text, by_command text,
  of_entry text, hashed text, items bigint[], sources bigint[], targets bigint[], qtys bigint[], lines bigint[],
  used_promises bigint[], used_qtys bigint[]
) RETURNS json LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
  new_seq bigint;
  before text;
  holds jsonb := '{}';
  pool_keys text[] := '{}';
  pool_used bigint[] := '{}';
  was promise%ROWTYPE;
  r record;
  k text;
  over bigint;
  part bigint;
  made bigint;
  from_pools boolean;
  to_pools boolean;
  cell_places bigint[];
  cell_items bigint[];
  cell_more bigint[];
  cell_held bigint[];
  is_outside boolean;
  is_empty boolean;
BEGIN
  INSERT INTO entry (id, kind, at, who, station, why, command_id, reverses, content)
    VALUES (entry_id, entry_kind, moment, by_who, at_station, reason, by_command, of_entry, hashed)
    ON CONFLICT (id) DO NOTHING RETURNING seq INTO new_seq;
  IF new_seq IS NULL THEN
    SELECT e.seq, e.content INTO new_seq, before FROM entry e WHERE e.id = entry_id;
    IF before <> hashed THEN
      RETURN json_build_object('other', true);
    END IF;
    RETURN json_build_object('seq', new_seq, 'replayed', true);
  END IF;
  INSERT INTO leg (entry_seq, n, item_id, source, target, qty, line_id)
    SELECT new_seq, l.n - 1, l.item, l.source, l.target, l.qty, l.line
      FROM unnest(items, sources, targets, qtys, lines) WITH ORDINALITY AS l (item, source, target, qty, line, n);

  -- Promises that are used up.
  FOR i IN 1 .. cardinality(used_promises) LOOP
    SELECT * INTO was FROM promise WHERE id = used_promises[i];
    part := used_qtys[i];
    IF was.id IS NULL OR part <= 0 OR part > was.qty THEN
      RETURN json_build_object('gone', used_promises[i], 'qty', part);
    END IF;
    IF part = was.qty THEN
      DELETE FROM promise WHERE id = was.id;
    ELSE
      UPDATE promise SET qty = qty - part WHERE id = was.id;
    END IF;
    INSERT INTO promise_log (promise_id, what, qty, purpose, ref, scope, place_id, at, why, command_id)
      VALUES (was.id, 'consumed', part, was.purpose, was.ref, was.scope, was.place_id, moment, '', by_command);
    IF was.scope = 'cell' THEN
      k := was.place_id || ':' || was.item_id;
      holds := jsonb_set(holds, ARRAY[k], to_jsonb(COALESCE((holds ->> k)::bigint, 0) - part));
    END IF;
    k := concat_ws(chr(31), was.sku, was.warehouse, was.owner, was.grade);
    pool_keys := pool_keys || (k || chr(31) || '*');
    pool_used := pool_used || part;
    IF was.lot <> '*' THEN
      pool_keys := pool_keys || (k || chr(31) || was.lot);
      pool_used := pool_used || part;
    END IF;
  END LOOP;

  -- Pools count what stands in bins and on docks: without one, and without a promise used up, there is nothing to do.
  SELECT bool_or(p.id = ANY (sources)), bool_or(p.id = ANY (targets)) INTO from_pools, to_pools
    FROM place p WHERE p.id = ANY (sources || targets) AND p.kind IN ('BIN', 'DOCK');

  -- Promises whose goods go to another place of the same pool follow them.
  IF from_pools AND to_pools THEN
    FOR r IN
      SELECT l.item, l.source, l.target, l.qty
        FROM unnest(items, sources, targets, qtys) WITH ORDINALITY AS l (item, source, target, qty, n)
        JOIN place s ON s.id = l.source AND s.kind IN ('BIN', 'DOCK')
        JOIN place t ON t.id = l.target AND t.kind IN ('BIN', 'DOCK') AND t.warehouse = s.warehouse
        ORDER BY l.n
    LOOP
      SELECT LEAST(r.qty, COALESCE(b.held, 0) + COALESCE((holds ->> (r.source || ':' || r.item))::bigint, 0)
                          - COALESCE(b.on_hand, 0) - c.more)
        INTO over
        FROM (SELECT SUM(CASE WHEN l.target = r.source THEN l.qty ELSE -l.qty END) AS more
                FROM unnest(items, sources, targets, qtys) AS l (item, source, target, qty)
                WHERE l.item = r.item AND r.source IN (l.source, l.target)) c
        LEFT JOIN balance b ON b.place_id = r.source AND b.item_id = r.item;
      FOR was IN SELECT * FROM promise p WHERE p.place_id = r.source AND p.item_id = r.item ORDER BY p.id LOOP
        EXIT WHEN over <= 0;
        part := LEAST(over, was.qty);
        IF part = was.qty THEN
          UPDATE promise SET place_id = r.target WHERE id = was.id;
          made := was.id;
        ELSE
          UPDATE promise SET qty = qty - part WHERE id = was.id;
          INSERT INTO promise (purpose, ref, scope, warehouse, owner, sku, grade, lot, place_id, item_id, qty, rank,
                               expires, lot_asked)
            VALUES (was.purpose, was.ref, was.scope, was.warehouse, was.owner, was.sku, was.grade, was.lot, r.target,
                    was.item_id, part, was.rank, was.expires, was.lot_asked)
            RETURNING id INTO made;
        END IF;
        INSERT INTO promise_log (promise_id, what, qty, purpose, ref, scope, place_id, at, why, command_id)
          VALUES (made, 'moved', part, was.purpose, was.ref, was.scope, r.target, moment, '', by_command);
        k := r.source || ':' || r.item;
        holds := jsonb_set(holds, ARRAY[k], to_jsonb(COALESCE((holds ->> k)::bigint, 0) - part));
        k := r.target || ':' || r.item;
        holds := jsonb_set(holds, ARRAY[k], to_jsonb(COALESCE((holds ->> k)::bigint, 0) + part));
        over := over - part;
      END LOOP;
    END LOOP;
  END IF;

  -- Pools, in the order of their keys.
  IF from_pools OR to_pools OR cardinality(pool_keys) > 0 THEN
    FOR r IN
      SELECT d.sku, d.warehouse, d.owner, d.grade, d.lot, SUM(d.more)::bigint AS more, SUM(d.used)::bigint AS used
        FROM (
          SELECT i.sku, p.warehouse, i.owner, i.grade, o.lot, c.more, 0 AS used
            FROM (SELECT l.target AS place, l.item, l.qty AS more
                    FROM unnest(items, targets, qtys) AS l (item, target, qty)
                  UNION ALL SELECT l.source, l.item, -l.qty FROM unnest(items, sources, qtys) AS l (item, source, qty)) c
            JOIN place p ON p.id = c.place AND p.kind IN ('BIN', 'DOCK')
            JOIN item i ON i.id = c.item
            CROSS JOIN LATERAL (VALUES ('*' COLLATE "C"), (i.lot)) o (lot)
            WHERE o.lot <> ''
          UNION ALL
          SELECT split_part(u.k, chr(31), 1) COLLATE "C", split_part(u.k, chr(31), 2) COLLATE "C",
                 split_part(u.k, chr(31), 3) COLLATE "C", split_part(u.k, chr(31), 4) COLLATE "C",
                 split_part(u.k, chr(31), 5) COLLATE "C", 0, u.used
            FROM unnest(pool_keys, pool_used) AS u (k, used)) d
        GROUP BY d.sku, d.warehouse, d.owner, d.grade, d.lot
        HAVING SUM(d.more) <> 0 OR SUM(d.used) <> 0
        ORDER BY d.sku, d.warehouse, d.owner, d.grade, d.lot
    LOOP
      IF r.used > 0 AND r.more > -r.used THEN
        RETURN json_build_object('bug', 'a promise is used up by an entry that takes less of ' || r.sku
                                        || ' from its pool');
      END IF;
      UPDATE pool p SET on_hand = p.on_hand + r.more, promised = p.promised - r.used
        WHERE p.sku = r.sku AND p.warehouse = r.warehouse AND p.owner = r.owner AND p.grade = r.grade AND p.lot = r.lot
          AND p.promised - r.used >= 0 AND p.on_hand + r.more >= p.promised - r.used;
      IF NOT FOUND THEN
        IF r.more < 0 OR r.used <> 0 THEN
          RETURN COALESCE(lacking(items, sources, targets, qtys, holds), (
            SELECT json_build_object('short', r.sku, 'warehouse', r.warehouse,
                                     'on_hand', COALESCE(SUM(p.on_hand), 0) + r.more,
                                     'promised', COALESCE(SUM(p.promised), 0) - r.used)
              FROM pool p WHERE p.sku = r.sku AND p.warehouse = r.warehouse AND p.owner = r.owner
                AND p.grade = r.grade AND p.lot = r.lot));
        END IF;
        INSERT INTO pool (sku, warehouse, owner, grade, lot, on_hand, promised)
          VALUES (r.sku, r.warehouse, r.owner, r.grade, r.lot, r.more, 0);
      END IF;
    END LOOP;
  END IF;

  -- Cells, in the order of their keys: of one leg the two that it names, else all are added up.
  IF cardinality(items) = 1 AND holds = '{}' THEN
    cell_items := ARRAY[items[1], items[1]];
    cell_held := ARRAY[0, 0];
    IF sources[1] < targets[1] THEN
      cell_places := ARRAY[sources[1], targets[1]];
      cell_more := ARRAY[-qtys[1], qtys[1]];
    ELSE
      cell_places := ARRAY[targets[1], sources[1]];
      cell_more := ARRAY[qtys[1], -qtys[1]];
    END IF;
  ELSE
    SELECT array_agg(s.place ORDER BY s.place, s.item), array_agg(s.item ORDER BY s.place, s.item),
           array_agg(s.more ORDER BY s.place, s.item), array_agg(s.more_held ORDER BY s.place, s.item)
      INTO cell_places, cell_items, cell_more, cell_held
      FROM (
        SELECT c.place, c.item, SUM(c.more)::bigint AS more, SUM(c.more_held)::bigint AS more_held
          FROM (
            SELECT l.target AS place, l.item, l.qty AS more, 0 AS more_held
              FROM unnest(items, targets, qtys) AS l (item, target, qty)
            UNION ALL SELECT l.source, l.item, -l.qty, 0 FROM unnest(items, sources, qtys) AS l (item, source, qty)
            UNION ALL SELECT split_part(h.key, ':', 1)::bigint, split_part(h.key, ':', 2)::bigint, 0, h.value::bigint
              FROM jsonb_each_text(holds) h) c
          GROUP BY c.place, c.item
          HAVING SUM(c.more) <> 0 OR SUM(c.more_held) <> 0) s;
  END IF;
  FOR i IN 1 .. COALESCE(cardinality(cell_places), 0) LOOP
    UPDATE balance b SET on_hand = b.on_hand + cell_more[i], held = b.held + cell_held[i]
      WHERE b.place_id = cell_places[i] AND b.item_id = cell_items[i] AND b.held + cell_held[i] >= 0
        AND (b.outside = 1 OR b.on_hand + cell_more[i] >= b.held + cell_held[i])
      RETURNING b.on_hand = 0 AND b.held = 0 INTO is_empty;
    IF NOT FOUND THEN
      SELECT p.kind IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED') INTO STRICT is_outside
        FROM place p WHERE p.id = cell_places[i];
      IF cell_held[i] < 0 OR (NOT is_outside AND cell_more[i] < cell_held[i]) THEN
        RETURN (SELECT json_build_object('lacks', cell_places[i], 'item', cell_items[i], 'asked', -cell_more[i],
                                         'on_hand', COALESCE(SUM(b.on_hand), 0), 'held', COALESCE(SUM(b.held), 0))
                  FROM balance b WHERE b.place_id = cell_places[i] AND b.item_id = cell_items[i]);
      END IF;
      INSERT INTO balance (place_id, item_id, on_hand, held, outside)
        VALUES (cell_places[i], cell_items[i], cell_more[i], cell_held[i], CASE WHEN is_outside THEN 1 ELSE 0 END);
    ELSIF is_empty AND cell_more[i] < 0 THEN
      DELETE FROM balance b WHERE b.place_id = cell_places[i] AND b.item_id = cell_items[i];
    END IF;
  END LOOP;
  RETURN json_build_object('seq', new_seq);
END
$body$;
