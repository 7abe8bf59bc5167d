-- The first place that lacks the goods an entry wants to take, where one does: it tells a person more than the pool.
CREATE FUNCTION lacking(items bigint[], sources bigint[], targets bigint[], qtys bigint[], holds jsonb)
RETURNS json LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $body$
  SELECT json_build_object('lacks', c.place, 'item', c.item, 'asked', -SUM(c.more),
                           'on_hand', COALESCE(MAX(b.on_hand), 0), 'held', COALESCE(MAX(b.held), 0))
    FROM (SELECT l.target AS place, l.item, l.qty AS more FROM unnest(items, targets, qtys) AS l (item, target, qty)
          UNION ALL SELECT l.source, l.item, -l.qty FROM unnest(items, sources, qtys) AS l (item, source, qty)) c
    JOIN place p ON p.id = c.place AND p.kind NOT IN ('SUPPLIER', 'ADJUST', 'SCRAP', 'ISSUED', 'UNTRACED')
    LEFT JOIN balance b ON b.place_id = c.place AND b.item_id = c.item
    GROUP BY c.place, c.item
    HAVING SUM(c.more) < 0
       AND COALESCE(MAX(b.on_hand), 0) + SUM(c.more)
           < COALESCE(MAX(b.held), 0) + COALESCE((holds ->> (c.place || ':' || c.item))::bigint, 0)
    ORDER BY c.place, c.item
    LIMIT 1
$body$;
