"""Invariants around the ledger: logs of promises and prints, imports, people and their secrets, the words of names."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

_IMPORTED = (
    *("product", "place", "customer", "orders", "document"),
    *("supplier", "supplier_product", "purchase_order", "delivery"),
)
_SERIES = (
    ("batch", "B00000"),
    ("parcel", "P00000000"),
    ("manifest", "M00000000"),
    ("receipt", "RC000000"),
    ("wave", "W00000"),
)
"""Tables of our own documents, and the code before the first one."""


_UNKNOWN_IMPORT = (
    "SELECT '{table} ' || id || ' of import ' || import_id FROM {table} WHERE import_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM import_run r WHERE r.id = {table}.import_id)"
)
_GIVEN_TWICE = (
    "SELECT '{table} ' || t.code || ' is beyond the series' FROM {table} t LEFT JOIN counter c ON c.name = '{table}'"
    " WHERE LENGTH(t.code) = LENGTH('{first}')"
    " AND t.code > SUBSTR('{first}', 1, LENGTH('{first}') - LENGTH(COALESCE(c.value, 0) || '')) || COALESCE(c.value, 0)"
)
"""Codes above the last number given out, of which the next would be one. Codes of one length compare as numbers."""


def _filled(words: str, **names: str) -> str:
    for name, said in names.items():
        words = words.replace(f"{{{name}}}", said)
    return words


QUESTIONS: tuple[Question, ...] = (
    Question(
        "promises are what their log tells",
        "SELECT COUNT(*) FROM promise_log",
        "SELECT purpose || ' ' || ref || ' is promised ' || SUM(shown) || ', the log says ' || SUM(told) FROM ("
        "SELECT purpose, ref, qty AS shown, 0 AS told FROM promise UNION ALL SELECT purpose, ref, 0,"
        " CASE WHEN what = 'made' THEN qty WHEN what IN ('consumed', 'released') THEN -qty ELSE 0 END FROM promise_log"
        ") p GROUP BY purpose, ref HAVING SUM(shown) <> SUM(told)",
    ),
    Question(
        "a shortage is of a line that is there",
        "SELECT COUNT(*) FROM shortage",
        "SELECT 'shortage ' || h.id FROM shortage h WHERE h.qty <= 0 OR h.at > COALESCE(h.resolved_at, h.at)"
        " OR (h.purpose = 'line' AND NOT EXISTS (SELECT 1 FROM order_line l WHERE l.id = h.ref))"
        " OR (h.purpose = 'transfer' AND NOT EXISTS (SELECT 1 FROM transfer_line l WHERE l.id = h.ref))",
    ),
    Question(
        "things are of the product that they name",
        "SELECT (SELECT COUNT(*) FROM item) + (SELECT COUNT(*) FROM barcode)",
        "SELECT 'item ' || i.id || ' ' || i.sku FROM item i LEFT JOIN product g ON g.id = i.product_id"
        " WHERE (i.product_id IS NULL AND i.sku NOT IN ('@LPN', '@TOTE', '@CART', '@PARCEL'))"
        " OR i.sku NOT IN (g.sku, g.sku_key)"
        " UNION ALL SELECT 'barcode ' || code || ' counts ' || factor FROM barcode WHERE factor < 1 OR code = ''",
    ),
    Question(
        "a batch stands where its tasks are",
        "SELECT COUNT(*) FROM batch",
        "SELECT 'batch ' || b.code || ' is ' || b.state || ', task ' || t.code || ' is ' || t.state"
        " FROM batch b JOIN task t ON t.batch_id = b.id"
        " WHERE (b.state IN ('picked', 'closed') AND t.state IN ('open', 'started'))"
        " OR b.state IN ('planned', 'discarded')"
        " UNION ALL SELECT 'batch ' || code || ' is ' || state || ' and never was released' FROM batch"
        " WHERE state IN ('released', 'picking', 'suspended', 'picked', 'closed') AND released_at IS NULL",
    ),
    Question(
        "numbers go on after the last one given out",
        "SELECT COUNT(*) FROM counter",
        " UNION ALL ".join(_filled(_GIVEN_TWICE, table=table, first=first) for table, first in _SERIES),
    ),
    Question(
        "a print job stands where its last step says",
        "SELECT COUNT(*) FROM print_hop",
        "SELECT 'print job ' || j.id || ' is ' || j.state FROM print_job j JOIN"
        " (SELECT job_id, MAX(id) AS last FROM print_hop GROUP BY job_id) m ON m.job_id = j.id"
        " JOIN print_hop h ON h.id = m.last WHERE h.state <> j.state",
    ),
    Question(
        "a decision on an order has its command",
        "SELECT COUNT(*) FROM order_event",
        "SELECT 'event ' || v.id || ' ' || v.what FROM order_event v"
        # What the worker hears of carriers, and asks anew for, nobody decided.
        " WHERE v.what NOT IN ('label_wanted', 'label_bought', 'label_refused', 'label_given_back',"
        " 'label_kept_by_carrier')"
        " AND NOT EXISTS (SELECT 1 FROM command c WHERE c.id = v.command_id)",
    ),
    Question(
        "what was imported names its import",
        "SELECT COUNT(*) FROM import_run",
        " UNION ALL ".join(_filled(_UNKNOWN_IMPORT, table=table) for table in _IMPORTED),
    ),
    Question(
        "badges, PINs and sign-ons are kept as hashes alone",
        "SELECT (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM sign_on)",
        "SELECT 'badge of ' || code FROM person WHERE badge_hash <> '' AND LENGTH(badge_hash) <> 64"
        " UNION ALL SELECT 'PIN of ' || code FROM person WHERE pin_hash <> '' AND pin_hash NOT LIKE '$argon2id$%'"
        " UNION ALL SELECT 'one badge of ' || COUNT(*) || ' people, among them ' || MIN(code) FROM person"
        " WHERE badge_hash <> '' GROUP BY badge_hash HAVING COUNT(*) > 1"
        " UNION ALL SELECT 'sign-on of ' || person FROM sign_on WHERE LENGTH(token_hash) <> 64",
    ),
    Question(
        "nothing is left of a forgotten customer",
        "SELECT COUNT(*) FROM customer",
        "SELECT 'customer ' || c.id || ' has a name' FROM customer c WHERE c.erased_at IS NOT NULL AND (EXISTS"
        " (SELECT 1 FROM customer_personal p WHERE p.customer_id = c.id) OR c.code <> 'ERASED-' || c.id)"
        " UNION ALL SELECT 'customer ' || c.id || ' in an import' FROM customer c JOIN import_change i"
        " ON i.kind = 'customer' AND i.ref = c.id || '' WHERE c.erased_at IS NOT NULL"
        " UNION ALL SELECT 'order ' || o.code FROM customer c JOIN orders o ON o.customer_id = c.id"
        " WHERE c.erased_at IS NOT NULL AND (o.note <> ''"
        " OR EXISTS (SELECT 1 FROM order_address a WHERE a.order_id = o.id)"
        " OR EXISTS (SELECT 1 FROM order_hold h WHERE h.order_id = o.id AND h.reason <> '')"
        " OR EXISTS (SELECT 1 FROM order_event e WHERE e.order_id = o.id AND e.why <> ''))"
        " UNION ALL SELECT 'return ' || r.code FROM return_words w JOIN returns r ON r.id = w.return_id"
        " LEFT JOIN orders o ON o.id = r.order_id JOIN customer c ON c.id = COALESCE(r.customer_id, o.customer_id)"
        " WHERE c.erased_at IS NOT NULL",
    ),
    Question(
        "names are found by rows that are there",
        "SELECT COUNT(*) FROM word",
        "SELECT 'word of ' || w.kind || ' ' || w.ref FROM word w WHERE w.kind NOT IN ('product', 'customer', 'order')"
        " OR (w.kind = 'product' AND NOT EXISTS (SELECT 1 FROM product g WHERE g.id = w.ref))"
        " OR (w.kind = 'customer' AND NOT EXISTS (SELECT 1 FROM customer_personal c WHERE c.customer_id = w.ref))"
        " OR (w.kind = 'order' AND NOT EXISTS (SELECT 1 FROM order_address a WHERE a.order_id = w.ref))",
    ),
)
