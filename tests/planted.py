"""The table of planted corruptions: at least three for each of the doctor's checks, and the others they break as well.

SQL of both databases; what only a file can suffer is in `FILE_ONLY`. The day they are planted in is `tests/fullday`.
"""

from __future__ import annotations

from typing import NamedTuple

SUMS = "every item sums to zero over all places"
CELLS = "no cell is below zero or below what is held"
POOL_LAW = "no pool promises more than it holds"
LEGS = "every leg has two ends and a quantity"
CAUSES = "every entry has legs and a command"
MIRRORS = "an entry is undone at most once, and by its mirror"
SCOPES = "every promise fits one of the three scopes"
WANTED = "what is promised to a line exists and is still wanted"
CONTAINERS = "no container stands in itself, or too deep"
BALANCES = "balances and holds are what the entries and promises say"
SERIALS = "every serial number is in one place"
POOLS = "pools are what the entries and promises say"
LINES = "order lines count what the entries moved"
GONE_OUT = "what left by day and month is what the entries say"
MARKED = "the newest mark and the legs since it give the balances"
KEPT = "the sums kept of an order are those of its lines"
LINE_LAW = "no line is promised or picked beyond what was ordered"
TOTALS = "orders add up to their lines"
CLOSED = "a closed order was handed over in whole"
CANCELLED = "nothing goes on for a cancelled order"
HELD = "nothing was packed to the end for an order on hold"
BATCHES = "an order is in one open batch at most"
TASKS = "tasks took no more than they asked for"
PACKS = "an order is packed at one bench at a time"
CLAIMS = "what is being worked at is claimed, by one bench"
CONTENTS = "a parcel holds only what was packed for its order"
LABELS = "a tracking code is on one living label"
LABELLED = "a labelled parcel was verified and has its label"
AHEAD = "a label that was printed before packing waits for an open order, and nothing is in its parcel"
SEALED = "a sealed parcel waits for the scan of its label, at a bench"
TOGETHER = "what belongs together is of one warehouse and one carrier"
LISTED = "what a closed manifest lists was handed over"
MANIFESTS = "a closed manifest is as it was handed over"
SCANS = "every accepted scan has its entry, every pick and pack its scan"
OUTBOX = "nothing in the outbox is stuck or parked without a reason"
PRINTED = "every label and manifest was sent to print"
SENDING = "no print job is forgotten while it is sent"
COMMANDS = "every command has its link in the audit trail"
PEOPLE = "whoever acted is known"
TIMES = "nothing happened in the future"
CHAINS = "the audit chains are whole"
ENTRIES = "every entry is as it was posted"
SEALS = "the seals are whole, and what they sealed is there"
FILE = "the database file is sound"
REFERENCES = "every reference points to something"
TABLES = "tables and append-only triggers are as declared"
WORDS = "every state is a word of its table"
LAWS = "the database runs under its laws"
LOG = "promises are what their log tells"
SHORT = "a shortage is of a line that is there"
NAMED = "things are of the product that they name"
STAGES = "a batch stands where its tasks are"
NUMBERS = "numbers go on after the last one given out"
HOPS = "a print job stands where its last step says"
DECIDED = "a decision on an order has its command"
IMPORTS = "what was imported names its import"
SECRETS = "badges, PINs and sign-ons are kept as hashes alone"
LEFT = "nothing is left of a forgotten customer"
OVERRIDES = "an override was given by a second person, with a reason, and used once"
CAME = "purchase lines count what their receipts brought"
BROUGHT = "receipts say what their entries brought"
FOUND = "names are found by rows that are there"
TO_PICK = "what is promised to a transfer is still to be picked"

KITS = "kits conserve: what was used is what the recipe says"

BIN = "(SELECT id FROM place WHERE kind = 'BIN' AND code = 'MAIN')"
SUPPLIER = "(SELECT id FROM place WHERE kind = 'SUPPLIER')"
MUG = "(SELECT id FROM item WHERE sku = 'MUG')"
LAMP = "(SELECT id FROM item WHERE sku = 'LAMP')"
FIRST = "(SELECT id FROM orders WHERE code = 'O1')"
HALF = "(SELECT id FROM orders WHERE code = 'O6')"
LAST_UNDO = "(SELECT MAX(seq) FROM entry WHERE kind = 'reverse' AND station <> 'D1')"
UNDONE = f"(SELECT seq FROM entry WHERE id = (SELECT reverses FROM entry WHERE seq = {LAST_UNDO}))"
SELF = "(SELECT p.id FROM place p WHERE '@' || p.kind = serial_at.sku AND p.code = serial_at.serial)"
CART = "(SELECT id FROM place WHERE kind = 'CART')"
FUTURE = "'2999-01-01T00:00:00.000000Z'"
HOLD_TEXT = "UPDATE order_event SET why = 'Clara called' WHERE order_id = (SELECT id FROM orders WHERE code = 'O5')"
BATCH = (
    "INSERT INTO batch SELECT id + 9, 'X-' || code, state, warehouse, ship_day, person, station, cart, trips,"
    " distance_mm, method, way, claim, claimed_by, planned_at, released_at, started_at, picked_at FROM batch"
)
IN_BATCH = "INSERT INTO batch_order SELECT batch_id + 9, order_id, trip, slot, tote_id, wall_id FROM batch_order"
PACK = (
    "INSERT INTO pack (id, order_id, parcel_id, state, station, person, people, claim, opened_at, closed_at)"
    " SELECT id + 9, order_id, parcel_id, '{state}', 'B2', person, people, claim, opened_at, closed_at"
    " FROM pack WHERE state = 'verifying'"
)
WAVE = "INSERT INTO wave (id, code, warehouse, at) VALUES (900, 'W1', 'ELSEWHERE', '2010-12-06T09:00:00.000000Z')"
HOLD = f"INSERT INTO order_hold (order_id, kind, at) VALUES ({FIRST}, '{{kind}}', '2010-12-06T09:00:00.000000Z')"
JOB = "UPDATE print_job SET (document, ref) = (SELECT document, ref FROM print_job WHERE id = 1) WHERE id = {n}"


class Plant(NamedTuple):
    """What is done, and the checks that must cry beside the one it is planted for."""

    deeds: tuple[str, ...]
    also: frozenset[str] = frozenset()


def deeds(*words: str, also: str | tuple[str, ...] = ()) -> Plant:
    """Return a plant."""
    return Plant(words, frozenset((also,) if isinstance(also, str) else also))


MOVED = (BALANCES, MARKED)
STOCK: dict[str, tuple[Plant, ...]] = {
    SUMS: (
        deeds(f"UPDATE balance SET on_hand = on_hand + 1 WHERE place_id = {BIN} AND item_id = {MUG}", also=MOVED),
        deeds("DELETE FROM balance WHERE place_id = (SELECT MIN(place_id) FROM parcel)", also=BALANCES),
        deeds(f"UPDATE balance SET on_hand = on_hand - 2 WHERE place_id = {SUPPLIER}", also=BALANCES),
    ),
    CELLS: (
        deeds(
            f"UPDATE balance SET on_hand = -1 WHERE place_id = {BIN} AND item_id = {LAMP}",
            also=(SUMS, MARKED, BALANCES, FILE),
        ),
        deeds("UPDATE balance SET outside = 1 WHERE place_id = (SELECT id FROM place WHERE kind = 'CUSTOMER')"),
        deeds(f"UPDATE balance SET outside = 1 WHERE place_id = {BIN} AND item_id = {MUG}"),
    ),
    POOL_LAW: (
        deeds("UPDATE pool SET promised = on_hand + 1 WHERE sku = 'BOWL'", also=(POOLS, FILE)),
        deeds("UPDATE pool SET promised = -1 WHERE sku = 'BOWL'", also=(POOLS, FILE)),
        deeds("UPDATE pool SET on_hand = promised - 1 WHERE sku = 'MUG'", also=(POOLS, FILE)),
    ),
    LEGS: (
        deeds("UPDATE leg SET qty = 0 WHERE entry_seq = 1 AND n = 0", also=(BALANCES, POOLS, ENTRIES, FILE)),
        deeds("UPDATE leg SET target = source WHERE entry_seq = 1 AND n = 0", also=(BALANCES, POOLS, ENTRIES, FILE)),
        deeds(
            "UPDATE leg SET qty = 2 WHERE item_id = (SELECT id FROM item WHERE sku = '@CART')",
            also=(BALANCES, SERIALS, ENTRIES),
        ),
    ),
    CAUSES: (
        deeds("UPDATE entry SET command_id = 'nobody' WHERE seq = 1", also=CHAINS),
        deeds("DELETE FROM command WHERE id = (SELECT command_id FROM entry WHERE seq = 1)", also=COMMANDS),
        deeds("DELETE FROM leg WHERE entry_seq = 1", also=(BALANCES, POOLS, ENTRIES)),
    ),
    MIRRORS: (
        deeds(
            f"UPDATE entry SET reverses = (SELECT id FROM entry WHERE seq = 1) WHERE seq = {LAST_UNDO}", also=ENTRIES
        ),
        deeds(f"UPDATE entry SET kind = 'move' WHERE seq = {LAST_UNDO}", also=ENTRIES),
        deeds(f"UPDATE leg SET line_id = NULL WHERE entry_seq = {UNDONE}", also=(ENTRIES, LINES, CONTENTS, GONE_OUT)),
    ),
    SCOPES: (
        deeds("UPDATE promise SET scope = 'lot' WHERE scope = 'pool'"),
        deeds("UPDATE promise SET purpose = 'wish'", also=LOG),
        deeds(f"UPDATE promise SET place_id = {SUPPLIER} WHERE scope = 'pool'"),
    ),
    WANTED: (
        deeds("UPDATE promise SET ref = 999 WHERE ref = 6", also=LOG),
        deeds("UPDATE orders SET state = 'cancelled' WHERE code = 'O7'"),
        deeds("UPDATE promise SET ref = ref + 900", also=(LOG, TO_PICK)),
    ),
    CONTAINERS: (
        deeds(f"UPDATE serial_at SET place_id = {SELF} WHERE sku = '@CART'", also=SERIALS),
        deeds(f"INSERT INTO serial_at VALUES ('@TOTE', 'GHOST', {BIN})", also=SERIALS),
        deeds(f"UPDATE serial_at SET place_id = {SELF} WHERE sku = '@TOTE'", also=SERIALS),
    ),
    BALANCES: (
        deeds(f"UPDATE balance SET held = 1 WHERE place_id = {BIN} AND item_id = {MUG}"),
        deeds("UPDATE leg SET qty = qty + 1 WHERE entry_seq = 1 AND n = 0", also=(POOLS, ENTRIES)),
        deeds("DELETE FROM leg WHERE entry_seq = 1", "DELETE FROM entry WHERE seq = 1", also=(POOLS, CHAINS)),
    ),
    SERIALS: (
        deeds("DELETE FROM serial_at WHERE sku = '@TOTE'"),
        deeds(f"UPDATE serial_at SET place_id = {SUPPLIER} WHERE sku = '@CART'"),
        deeds(f"UPDATE serial_at SET place_id = {BIN} WHERE sku = '@PARCEL' AND serial = 'P00000003'"),
    ),
    POOLS: (
        deeds("UPDATE pool SET on_hand = on_hand + 1 WHERE sku = 'BOWL'"),
        deeds("DELETE FROM pool WHERE sku = 'LAMP'"),
        deeds("INSERT INTO pool VALUES ('MAIN', 'HOUSE', 'GHOST', 'A', '*', 1, 0)"),
    ),
    LOG: (
        deeds("UPDATE promise SET qty = qty + 1 WHERE ref = 6", also=(LINE_LAW, POOLS)),
        deeds("DELETE FROM promise WHERE ref = 6", also=POOLS),
        deeds("UPDATE promise_log SET qty = qty + 1 WHERE seq = 2"),
        deeds("DELETE FROM promise_log WHERE what = 'consumed' AND ref = 1"),
    ),
    SHORT: (
        deeds("UPDATE shortage SET ref = 999"),
        deeds("UPDATE shortage SET qty = 0"),
        deeds("UPDATE shortage SET resolved_at = '2000'"),
    ),
    NAMED: (
        deeds("UPDATE item SET product_id = NULL WHERE sku = 'MUG'", also=KITS),
        deeds(
            "UPDATE item SET product_id = (SELECT id FROM product WHERE sku = 'VASE') WHERE sku = 'LAMP'", also=CONTENTS
        ),
        deeds("UPDATE barcode SET factor = 0", also=FILE),
        deeds("UPDATE barcode SET code = ''"),
    ),
    LINES: (
        deeds("UPDATE order_line SET picked = picked + 1 WHERE id = 6", also=LINE_LAW),
        deeds("UPDATE order_line SET packed = 0 WHERE id = 7", also=KEPT),
        deeds("UPDATE leg SET line_id = NULL WHERE line_id = 1", also=(CONTENTS, ENTRIES, GONE_OUT)),
    ),
    KEPT: (
        deeds("UPDATE order_sum SET packed = packed + 1"),
        deeds("UPDATE order_sum SET to_pack = to_pack - 1"),
        deeds("UPDATE order_sum SET lines = 0, ordered = 0"),
    ),
    MARKED: (
        deeds(
            "UPDATE stock_mark_cell SET on_hand = on_hand + 1"
            " WHERE item_id = (SELECT MIN(item_id) FROM stock_mark_cell)"
        ),
        deeds("DELETE FROM stock_mark_cell WHERE item_id = (SELECT MAX(item_id) FROM stock_mark_cell)"),
        deeds("UPDATE stock_mark_cell SET mark = 1", "UPDATE stock_mark SET seq = 1"),
    ),
    ENTRIES: (
        deeds("UPDATE entry SET why = 'other' WHERE seq = 1"),
        deeds("UPDATE entry SET content = 'x' WHERE seq = 1", also=CHAINS),
        deeds("UPDATE entry SET id = 'renamed' WHERE seq = 1"),
    ),
}
TRADE: dict[str, tuple[Plant, ...]] = {
    LINE_LAW: (
        deeds("UPDATE order_line SET shipped = packed + 1 WHERE id = 1", also=LINES),
        deeds("UPDATE order_line SET cancelled = 1 WHERE id = 1", also=KEPT),
        deeds("UPDATE order_line SET cancelled = -1 WHERE id = 6"),
    ),
    TOTALS: (
        deeds("UPDATE orders SET units = units + 1 WHERE code = 'O1'"),
        deeds("DELETE FROM order_line WHERE id = 7", also=(LINES, REFERENCES, CONTENTS, KEPT)),
        deeds("UPDATE order_line SET total_minor = total_minor + 1 WHERE id = 6"),
    ),
    CLOSED: (
        deeds("UPDATE orders SET state = 'closed' WHERE code = 'O5'", also=WANTED),
        deeds("UPDATE orders SET state = 'closed' WHERE code = 'O3'"),
        deeds("UPDATE orders SET state = 'closed' WHERE code = 'O7'", also=WANTED),
    ),
    CANCELLED: (
        deeds("UPDATE orders SET state = 'cancelled' WHERE code = 'O1'"),
        deeds(f"UPDATE task SET state = 'open' WHERE order_id = {HALF}", also=STAGES),
        deeds(f"UPDATE parcel SET state = 'sealed' WHERE order_id = {HALF}", also=SEALED),
    ),
    AHEAD: (
        deeds(f"UPDATE parcel SET state = 'open', tracking = 'X' WHERE order_id = {HALF}"),
        deeds(f"UPDATE parcel SET state = 'awaited' WHERE order_id = {HALF}", also=CANCELLED),
        deeds(f"UPDATE parcel SET state = 'awaited', weight_g = 9 WHERE order_id = {HALF}", also=CANCELLED),
    ),
    HELD: tuple(deeds(HOLD.format(kind=kind)) for kind in ("fraud", "address", "payment")),
    BATCHES: tuple(
        deeds(f"UPDATE batch SET state = '{state}', claim = 1, claimed_by = 'x', station = 'x'", BATCH, IN_BATCH)
        for state in ("released", "picking", "suspended")
    ),
    TASKS: (
        deeds("UPDATE task SET picked = qty + 1 WHERE id = 1"),
        deeds("UPDATE task SET picked = -1, state = 'short' WHERE id = 2"),
        deeds("UPDATE task SET line_id = 7 WHERE id = 1"),
    ),
    PACKS: tuple(deeds(PACK.format(state=state)) for state in ("paused", "exception", "hold")),
    CLAIMS: (
        deeds("INSERT INTO bench SELECT 'B9', work, ref, stop, memory, at FROM bench WHERE work = 'pack'"),
        deeds("UPDATE pack SET person = '' WHERE state = 'verifying'"),
        deeds("""UPDATE bench SET memory = REPLACE(memory, '"claim": 1', '"claim": 9') WHERE work = 'pack'"""),
    ),
    STAGES: (
        deeds("UPDATE batch SET state = 'planned'", also=CANCELLED),
        deeds("UPDATE task SET state = 'open' WHERE id = 1"),
        deeds("UPDATE batch SET released_at = NULL"),
        deeds("UPDATE batch SET state = 'discarded'"),
    ),
    NUMBERS: (
        deeds("UPDATE counter SET value = 1 WHERE name = 'parcel'"),
        deeds("DELETE FROM counter WHERE name = 'manifest'"),
        deeds("UPDATE counter SET value = 0 WHERE name = 'batch'"),
    ),
    BROUGHT: (
        deeds("UPDATE receipt_line SET qty = qty + 1 WHERE seq = 1", also=CAME),
        deeds("UPDATE receipt_line SET entry_id = 'nowhere' WHERE seq = 1"),
        deeds("DELETE FROM receipt_line WHERE qty < 0", also=CAME),
        deeds("UPDATE receipt_line SET place_id = place_id - 1 WHERE seq = (SELECT MAX(seq) FROM receipt_line)"),
    ),
    DECIDED: (
        deeds("UPDATE order_event SET command_id = 'nobody' WHERE what = 'held'"),
        deeds("DELETE FROM command WHERE id = 'hold'", also=COMMANDS),
        deeds("INSERT INTO order_event (order_id, at, what, command_id) VALUES (1, '2010', 'held', 'forged')"),
    ),
    IMPORTS: (
        deeds("UPDATE orders SET import_id = 99 WHERE code = 'O5'"),
        deeds("UPDATE customer SET import_id = 99 WHERE code = 'C3'"),
        deeds("UPDATE product SET import_id = 99 WHERE sku = 'LAMP'"),
    ),
    WORDS: (
        deeds("UPDATE orders SET state = 'dreaming' WHERE code = 'O5'"),
        deeds("UPDATE place SET kind = 'CLOUD' WHERE code = 'DOCK'", also=POOLS),
        deeds("UPDATE promise_log SET scope = 'moon' WHERE seq = 1"),
        deeds("UPDATE product SET kind = 'goodS' WHERE sku = 'MUG'"),
        deeds(WAVE, "UPDATE wave SET mode = 'flood'"),
    ),
}
PARCELS: dict[str, tuple[Plant, ...]] = {
    CONTENTS: (
        deeds("UPDATE parcel SET order_id = (SELECT id FROM orders WHERE code = 'O5') WHERE id = 1"),
        deeds("UPDATE parcel SET place_id = (SELECT place_id FROM parcel WHERE id = 2) WHERE id = 1", also=GONE_OUT),
        deeds(f"UPDATE parcel SET place_id = {CART} WHERE id = 5"),
    ),
    LABELS: (
        deeds(
            "DROP INDEX uq_label_active",
            "UPDATE label SET tracking = (SELECT tracking FROM label WHERE id = 2)",
            also=(LABELLED, SEALED, TABLES),
        ),
        deeds("UPDATE parcel SET tracking = (SELECT tracking FROM label WHERE id = 2) WHERE id = 1", also=LABELLED),
        deeds(
            "INSERT INTO label SELECT id + 9, parcel_id, 9, state, 'X9', 'label:x', at FROM label WHERE id = 1",
            also=PRINTED,
        ),
    ),
    SEALED: (
        deeds("UPDATE label SET state = 'voided' WHERE parcel_id = 4"),
        deeds("UPDATE parcel SET labelled_at = NULL WHERE id = 4"),
        deeds("UPDATE parcel SET state = 'labelled' WHERE id = 4", also=LABELLED),
        deeds("UPDATE pack SET state = 'labelled' WHERE parcel_id = 1", also=LABELLED),
    ),
    LABELLED: (
        deeds("UPDATE label SET tracking = 'OTHER' WHERE id = 1"),
        deeds("UPDATE label SET state = 'voided' WHERE id = 1"),
        deeds("UPDATE pack SET state = 'unpacked' WHERE parcel_id = 1"),
        deeds("UPDATE parcel SET weight_g = NULL, weight_from = '' WHERE id = 1"),
    ),
    TOGETHER: (
        deeds("UPDATE batch SET warehouse = 'MAIM'"),
        deeds("UPDATE parcel SET carrier = 'HKUSE' WHERE id = 1"),
        deeds("UPDATE orders SET warehouse = 'MEIN' WHERE code = 'O1'"),
        deeds("UPDATE manifest SET carrier = 'HOURE'"),
        deeds(WAVE, "INSERT INTO wave_batch SELECT MIN(id), 900 FROM batch"),
    ),
    LISTED: (
        deeds("DELETE FROM manifest_parcel WHERE parcel_id = 1", also=MANIFESTS),
        deeds("UPDATE parcel SET handed_at = NULL, state = 'manifested' WHERE id = 1"),
        deeds(f"UPDATE serial_at SET place_id = {SUPPLIER} WHERE serial = 'P00000001'", also=SERIALS),
    ),
    MANIFESTS: (
        deeds("UPDATE manifest SET seal = 'none'"),
        deeds("UPDATE manifest SET code = 'M00000000'"),
        deeds("UPDATE seal SET anchor = '' WHERE anchor LIKE 'manifest %'"),
    ),
    SCANS: (
        deeds("UPDATE scan SET entry_id = 'nowhere' WHERE code = 'right_item'"),
        deeds("DELETE FROM scan WHERE code = 'right_item'"),
        deeds("UPDATE scan SET qty = 7 WHERE seq = (SELECT MAX(seq) FROM scan WHERE code = 'right_item')"),
    ),
    OUTBOX: (
        deeds("UPDATE outbox SET state = 'parked', done_at = NULL WHERE id = 1"),
        deeds("UPDATE outbox SET state = 'waiting', done_at = NULL, next_at = '2099' WHERE id = 1"),
        deeds("UPDATE outbox SET done_at = NULL WHERE id = 2"),
    ),
    PRINTED: (
        deeds("DELETE FROM outbox WHERE intent LIKE 'label:%'"),
        deeds("DELETE FROM outbox WHERE intent LIKE 'manifest:%'"),
        deeds("UPDATE label SET intent = 'label:none' WHERE id = 1"),
    ),
    SENDING: (
        deeds("UPDATE print_job SET state = 'sending' WHERE id = 1", also=HOPS),
        deeds(JOB.format(n=2)),
        deeds(JOB.format(n=3)),
    ),
    HOPS: (
        deeds("UPDATE print_job SET state = 'wanted' WHERE id = 1"),
        deeds("DELETE FROM print_hop WHERE id = (SELECT MAX(id) FROM print_hop WHERE job_id = 2)"),
        deeds("UPDATE print_hop SET state = 'failed' WHERE id = (SELECT MAX(id) FROM print_hop WHERE job_id = 3)"),
    ),
}
TRAIL: dict[str, tuple[Plant, ...]] = {
    COMMANDS: (
        deeds("UPDATE command SET request_hash = 'x' WHERE id = 'hold'"),
        deeds("DELETE FROM command WHERE id = 'stay'"),
        deeds("UPDATE command SET name = 'Nothing' WHERE id = 'cancel'"),
    ),
    PEOPLE: (
        deeds("DELETE FROM person WHERE id = 'p-pick'"),
        deeds("DELETE FROM person WHERE id = 'p-sup'"),
        deeds("UPDATE person SET id = 'p-pick-2' WHERE id = 'p-pick'"),
        deeds("UPDATE scan SET who = 'stranger' WHERE seq = 1"),
        deeds("UPDATE order_event SET who = 'stranger' WHERE id = 1"),
        deeds("UPDATE batch SET person = 'stranger'"),
        deeds(WAVE, "UPDATE wave SET who = 'stranger'"),
        deeds("UPDATE sign_on SET person = 'stranger'"),
        deeds("UPDATE import_run SET who = 'stranger' WHERE id = 1"),
    ),
    SECRETS: (
        deeds("UPDATE person SET pin_hash = '1234' WHERE id = 'p-pick'"),
        deeds("UPDATE person SET badge_hash = 'ABCDEFGHIJKL' WHERE id = 'p-pick'"),
        deeds("UPDATE person SET badge_hash = (SELECT badge_hash FROM person WHERE id = 'p-sup') WHERE id = 'p-pick'"),
        deeds("UPDATE sign_on SET token_hash = 'token'"),
    ),
    LEFT: (
        deeds("UPDATE customer SET erased_at = '2010' WHERE code = 'C1'"),
        deeds("UPDATE customer SET erased_at = '2010', code = 'ERASED-2' WHERE code = 'C2'", HOLD_TEXT),
        deeds("UPDATE customer SET erased_at = '2010' WHERE code = 'C3'"),
    ),
    FOUND: (
        deeds("DELETE FROM customer_personal"),
        deeds("DELETE FROM order_address"),
        deeds("INSERT INTO word VALUES ('person', 'clara', 1)"),
        deeds("UPDATE word SET ref = 99 WHERE kind = 'product' AND word = 'mug'"),
    ),
    OVERRIDES: (
        deeds("UPDATE permit SET given_by = person"),
        deeds("UPDATE permit SET reason = ''"),
        deeds("UPDATE permit SET used_by = 'hold'"),
        deeds("UPDATE permit SET until = '2010'"),
    ),
    TIMES: (
        deeds(f"UPDATE scan SET at = {FUTURE} WHERE seq = 1"),
        deeds(f"UPDATE outbox SET at = {FUTURE} WHERE id = 1"),
        deeds(f"UPDATE promise_log SET at = {FUTURE} WHERE seq = 1"),
        deeds(f"UPDATE entry SET at = {FUTURE} WHERE seq = 1"),
    ),
    CHAINS: (
        deeds("UPDATE audit SET verdict = 'done' WHERE verdict <> 'done'"),
        deeds("UPDATE audit SET entries_hash = 'x' WHERE n = 1"),
        deeds("DELETE FROM audit WHERE n = 2", also=COMMANDS),
    ),
    SEALS: (
        deeds("DELETE FROM audit WHERE n = (SELECT MAX(n) FROM audit)", also=COMMANDS),
        deeds("UPDATE seal SET at = '2010-12-06T08:00:00.000000Z' WHERE n = 1"),
        deeds("UPDATE seal_head SET n = n - 1 WHERE seal_n = 1"),
        deeds("DELETE FROM seal_head WHERE seal_n = 2", "DELETE FROM seal WHERE n = 1", also=(MANIFESTS, REFERENCES)),
    ),
    REFERENCES: (
        deeds("UPDATE order_hold SET order_id = 999 WHERE order_id = (SELECT id FROM orders WHERE code = 'O5')"),
        deeds("UPDATE pack SET parcel_id = 999 WHERE state = 'verifying'"),
        deeds("UPDATE import_rejected SET import_id = 999"),
    ),
    TABLES: (
        deeds("DROP INDEX ix_scan_order_id"),
        deeds("CREATE TABLE stolen (id INTEGER)"),
        deeds("ALTER TABLE lot ADD COLUMN more TEXT"),
    ),
}
FILE_ONLY: dict[str, tuple[Plant, ...]] = {
    FILE: (
        deeds("UPDATE barcode SET factor = -1", also=NAMED),
        deeds("UPDATE promise SET qty = 0", also=(SCOPES, LOG, POOLS, BALANCES)),
        deeds("UPDATE balance SET held = -1 WHERE outside = 0 AND on_hand > 0", also=(CELLS, BALANCES)),
    ),
}
"""What CHECKs forbid is told by the file itself; a server is asked for its pages alone."""

WAITING = "nobody waits for more than is to come, or than he ordered"
SOLD = "a supplier sells a product in one way, and one of them is preferred"
BOUGHT = "a decision on a purchase order has its command"
SOLD_TWICE = (
    "INSERT INTO supplier_product (supplier_id, product_id, preferred) SELECT supplier_id + 1, product_id, 1"
    " FROM supplier_product"
)
PURCHASES: dict[str, tuple[Plant, ...]] = {
    CAME: (
        deeds("UPDATE purchase_line SET received = 1", also=WAITING),
        deeds("UPDATE purchase_line SET received = -1", also=FILE),
        deeds("UPDATE purchase_line SET cancelled = qty + 1", also=WAITING),
    ),
    WAITING: (
        deeds("UPDATE peg SET qty = qty + 1"),
        deeds("UPDATE purchase_order SET state = 'closed'"),
        deeds("UPDATE purchase_order SET warehouse = 'MOON'"),
        deeds("UPDATE peg SET line_id = (SELECT MIN(id) FROM order_line WHERE sku = 'MUG')"),
    ),
    SOLD: (
        deeds("INSERT INTO supplier (code, name) VALUES ('MORE', 'More')", SOLD_TWICE),
        deeds("UPDATE purchase_line SET sku = 'MUGS'", also=WAITING),
        deeds("UPDATE purchase_line SET product_id = (SELECT id FROM product WHERE sku = 'MUG')"),
    ),
    BOUGHT: (
        deeds("UPDATE purchase_event SET command_id = 'x'"),
        deeds("UPDATE purchase_event SET command_id = ''"),
        deeds(
            "INSERT INTO purchase_event (purchase_order_id, at, what, command_id)"
            " SELECT id, placed_at, 'closed', 'nobody' FROM purchase_order"
        ),
    ),
}

TR_COUNTS = "a line of a transfer counts what was done to it"
TR_MOVED = "what was done to a transfer is what its entries moved"
TR_STANDS = "what a transfer brings stands where it is said to"
TRANSFERS: dict[str, tuple[Plant, ...]] = {
    TR_COUNTS: (
        deeds("UPDATE transfer_line SET picked = picked + 1", also=TO_PICK),
        deeds("UPDATE transfer_line SET over = 1 WHERE sent > 0"),
        deeds("UPDATE transfer_deed SET qty = qty + 1 WHERE what = 'sent' AND qty > 0"),
        deeds("UPDATE transfer_deed SET transfer_id = 2 WHERE what = 'damaged'"),
    ),
    TR_MOVED: (
        deeds("UPDATE transfer_deed SET entry_id = 'nobody' WHERE what = 'received'"),
        deeds("UPDATE transfer_deed SET item_id = 1 + item_id WHERE what = 'damaged'"),
        deeds("UPDATE transfer_deed SET entry_id = 'came.in' WHERE what = 'sent' AND qty > 0"),
    ),
    TO_PICK: (
        deeds("UPDATE transfer SET source = 'MOON' WHERE state = 'confirmed'"),
        deeds("UPDATE transfer_line SET qty = 1 WHERE transfer_id = 2"),
        deeds("UPDATE transfer SET state = 'draft' WHERE state = 'confirmed'"),
    ),
    TR_STANDS: (
        deeds("UPDATE transfer SET state = 'closed' WHERE state = 'sent'"),
        deeds("UPDATE transfer_package SET place_id = (SELECT id FROM place WHERE kind = 'CART')"),
        deeds("UPDATE transfer SET state = 'cancelled' WHERE state = 'sent'"),
    ),
}

ALL = {
    name: plants
    for part in (STOCK, TRADE, PARCELS, PURCHASES, TRANSFERS, TRAIL, FILE_ONLY)
    for name, plants in part.items()
}
BY_HAND = frozenset({LAWS})
"""What cannot be planted within a transaction has tests of its own."""
