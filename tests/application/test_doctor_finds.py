"""Each invariant of the doctor finds what breaks it, names it, and no unrelated one cries."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest

from tests.company import Company
from tests.fullday import Day, broken, examined, spoil

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

BIN = "(SELECT id FROM place WHERE kind = 'BIN')"
SUPPLIER = "(SELECT id FROM place WHERE kind = 'SUPPLIER')"
MUG = "(SELECT id FROM item WHERE sku = 'MUG')"
LAMP = "(SELECT id FROM item WHERE sku = 'LAMP')"
FIRST = "(SELECT id FROM orders WHERE code = 'O1')"
LAST_UNDO = "(SELECT MAX(seq) FROM entry WHERE kind = 'reverse')"
BATCH = (
    "INSERT INTO batch SELECT id + 9, code || 'X', state, warehouse, ship_day, person, station, cart, trips,"
    " distance_mm, method, claim, claimed_by, planned_at, released_at, started_at, picked_at FROM batch"
)
PACK = (
    "INSERT INTO pack SELECT id + 9, order_id, parcel_id, 'paused', 'B2', person, people, claim, opened_at, closed_at"
    " FROM pack WHERE state = 'verifying'"
)
COPY_OF_FIRST_JOB = (
    "UPDATE print_job SET (document, ref) = (SELECT document, ref FROM print_job WHERE id = 1) WHERE id = 2"
)
FRAUD = f"INSERT INTO order_hold (order_id, kind, at) VALUES ({FIRST}, 'fraud', '2010-12-06T09:00:00.000000Z')"
SELF = "(SELECT p.id FROM place p WHERE '@' || p.kind = serial_at.sku AND p.code = serial_at.serial)"

Case = tuple[tuple[str, ...], set[str]]

STOCK: list[Case] = [
    ((f"UPDATE balance SET on_hand = on_hand + 1 WHERE place_id = {BIN} AND item_id = {MUG}",), {SUMS, BALANCES}),
    (("DELETE FROM balance WHERE place_id = (SELECT MIN(place_id) FROM parcel)",), {SUMS, BALANCES}),
    ((f"UPDATE balance SET held = 1 WHERE place_id = {BIN} AND item_id = {MUG}",), {BALANCES}),
    (
        (f"UPDATE balance SET on_hand = -1 WHERE place_id = {BIN} AND item_id = {LAMP}",),
        {SUMS, CELLS, BALANCES, FILE},
    ),
    (("UPDATE balance SET outside = 1 WHERE place_id = (SELECT id FROM place WHERE kind = 'CUSTOMER')",), {CELLS}),
    (("UPDATE pool SET on_hand = on_hand + 1 WHERE sku = 'BOWL'",), {POOLS}),
    (("DELETE FROM pool WHERE sku = 'LAMP'",), {POOLS}),
    (("UPDATE pool SET promised = on_hand + 1 WHERE sku = 'BOWL'",), {POOL_LAW, POOLS, FILE}),
    (("UPDATE promise SET qty = qty + 1",), {LINE_LAW, POOLS}),
    (("DELETE FROM promise",), {POOLS}),
    (("UPDATE promise SET scope = 'lot'",), {SCOPES}),
    (("UPDATE promise SET purpose = 'wish'",), {SCOPES}),
    ((f"UPDATE promise SET place_id = {SUPPLIER}",), {SCOPES}),
    (("UPDATE promise SET ref = 999",), {WANTED}),
    (("DELETE FROM serial_at WHERE sku = '@TOTE'",), {SERIALS}),
    ((f"UPDATE serial_at SET place_id = {SUPPLIER} WHERE sku = '@CART'",), {SERIALS}),
    ((f"UPDATE serial_at SET place_id = {SELF} WHERE sku = '@CART'",), {CONTAINERS, SERIALS}),
    ((f"INSERT INTO serial_at VALUES ('@TOTE', 'GHOST', {BIN})",), {CONTAINERS, SERIALS}),
    (("UPDATE leg SET qty = qty + 1 WHERE entry_seq = 1 AND n = 0",), {BALANCES, POOLS, ENTRIES}),
    (("UPDATE leg SET qty = 0 WHERE entry_seq = 1 AND n = 0",), {LEGS, BALANCES, POOLS, ENTRIES, FILE}),
    (("UPDATE leg SET line_id = NULL WHERE line_id = 1",), {LINES, CONTENTS, ENTRIES}),
    (("UPDATE entry SET why = 'other' WHERE seq = 1",), {ENTRIES}),
    (("UPDATE entry SET command_id = 'nobody' WHERE seq = 1",), {CAUSES, CHAINS}),
    (("DELETE FROM leg WHERE entry_seq = 1", "DELETE FROM entry WHERE seq = 1"), {BALANCES, POOLS, CHAINS}),
    (
        (f"UPDATE entry SET reverses = (SELECT id FROM entry WHERE seq = 1) WHERE seq = {LAST_UNDO}",),
        {MIRRORS, ENTRIES},
    ),
]
TRADE: list[Case] = [
    (("UPDATE order_line SET picked = picked + 1 WHERE id = 6",), {LINES, LINE_LAW}),
    (("UPDATE order_line SET shipped = packed + 1 WHERE id = 1",), {LINES, LINE_LAW}),
    (("UPDATE order_line SET cancelled = 1 WHERE id = 1",), {LINE_LAW}),
    (("UPDATE orders SET units = units + 1 WHERE code = 'O1'",), {TOTALS}),
    (("DELETE FROM order_line WHERE id = 7",), {TOTALS, LINES, REFERENCES, CONTENTS}),
    (("UPDATE orders SET state = 'closed' WHERE code = 'O5'",), {CLOSED, WANTED}),
    (("UPDATE orders SET state = 'cancelled' WHERE code = 'O1'",), {CANCELLED}),
    (("UPDATE orders SET state = 'dreaming' WHERE code = 'O5'",), {WORDS}),
    (("UPDATE task SET state = 'open' WHERE order_id = (SELECT id FROM orders WHERE code = 'O6')",), {CANCELLED}),
    ((FRAUD,), {HELD}),
    (
        (
            "UPDATE batch SET state = 'released'",
            BATCH,
            "INSERT INTO batch_order SELECT batch_id + 9, order_id, trip, slot, tote_id FROM batch_order",
        ),
        {BATCHES},
    ),
    (("UPDATE task SET picked = qty + 1 WHERE id = 1",), {TASKS}),
    ((PACK,), {PACKS}),
    (("INSERT INTO bench SELECT 'B9', work, ref, stop, memory, at FROM bench WHERE ref IS NOT NULL",), {CLAIMS}),
    (("UPDATE pack SET person = '' WHERE state = 'verifying'",), {CLAIMS}),
    (("UPDATE bench SET memory = json_set(memory, '$.claim', 9) WHERE work = 'pack'",), {CLAIMS}),
]
PARCELS: list[Case] = [
    (("UPDATE parcel SET order_id = (SELECT id FROM orders WHERE code = 'O5') WHERE id = 1",), {CONTENTS}),
    (("UPDATE label SET tracking = 'OTHER' WHERE id = 1",), {LABELLED}),
    (("UPDATE label SET state = 'voided' WHERE id = 1",), {LABELLED}),
    (
        ("DROP INDEX uq_label_active", "UPDATE label SET tracking = (SELECT tracking FROM label WHERE id = 2)"),
        {LABELS, LABELLED, TABLES},
    ),
    (("UPDATE pack SET state = 'unpacked' WHERE parcel_id = 1",), {LABELLED}),
    (("DELETE FROM manifest_parcel WHERE parcel_id = 1",), {LISTED, MANIFESTS}),
    (("UPDATE parcel SET handed_at = NULL, state = 'manifested' WHERE id = 1",), {LISTED}),
    ((f"UPDATE serial_at SET place_id = {SUPPLIER} WHERE serial = 'P00000001'",), {LISTED, SERIALS}),
    (("UPDATE manifest SET seal = 'none'",), {MANIFESTS}),
    (("UPDATE scan SET entry_id = 'nowhere' WHERE code = 'right_item'",), {SCANS}),
    (("DELETE FROM scan WHERE code = 'right_item'",), {SCANS}),
    (("UPDATE scan SET qty = 7 WHERE seq = (SELECT MAX(seq) FROM scan WHERE code = 'right_item')",), {SCANS}),
    (("UPDATE outbox SET state = 'parked', done_at = NULL WHERE id = 1",), {OUTBOX}),
    (("UPDATE outbox SET state = 'waiting', done_at = NULL, next_at = '2099' WHERE id = 1",), {OUTBOX}),
    (("DELETE FROM outbox WHERE intent LIKE 'label:%'",), {PRINTED}),
    (("DELETE FROM outbox WHERE intent LIKE 'manifest:%'",), {PRINTED}),
    (("UPDATE print_job SET state = 'sending' WHERE id = 1",), {SENDING}),
    ((COPY_OF_FIRST_JOB,), {SENDING}),
]
TRAIL: list[Case] = [
    (("UPDATE command SET request_hash = 'x' WHERE id = 'hold'",), {COMMANDS}),
    (("DELETE FROM command WHERE id = 'hold'",), {COMMANDS}),
    (("DELETE FROM person WHERE id = 'p-pick'",), {PEOPLE}),
    (("UPDATE scan SET at = '2999-01-01T00:00:00.000000Z' WHERE seq = 1",), {TIMES}),
    (("UPDATE audit SET verdict = 'done' WHERE verdict <> 'done'",), {CHAINS}),
    (("UPDATE audit SET entries_hash = 'x' WHERE n = 1",), {CHAINS}),
    (("DELETE FROM audit WHERE n = 2",), {CHAINS, COMMANDS}),
    (("DELETE FROM audit WHERE n = (SELECT MAX(n) FROM audit)",), {COMMANDS, SEALS}),
    (("UPDATE seal SET at = '2010-12-06T08:00:00.000000Z' WHERE n = 1",), {SEALS}),
    (("UPDATE seal_head SET n = n - 1 WHERE seal_n = 1",), {SEALS}),
    (("DELETE FROM seal_head WHERE seal_n = 2", "DELETE FROM seal WHERE n = 1"), {SEALS, MANIFESTS, REFERENCES}),
    (("UPDATE order_hold SET order_id = 999",), {REFERENCES}),
    (("DROP INDEX ix_scan_order_id",), {TABLES}),
]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of a day that was worked once."""
    folder = tmp_path_factory.mktemp("day")
    company = Company(folder)
    Day(company, folder).work()
    company.close()
    return folder / "company.db"


@pytest.fixture
def worked(day: Path, tmp_path: Path) -> Generator[Company, None, None]:
    """Yield a company after a day's work, three hours later."""
    shutil.copy(day, tmp_path / "company.db")
    company = Company(tmp_path)
    company.clock.forward(hours=3)
    company.ids.n = 1_000
    yield company
    company.close()


def test_a_day_of_work_leaves_every_invariant_whole(worked: Company) -> None:
    for deep in (False, True):
        report = examined(worked, deep=deep)
        assert [check for check in report.checks if not check.ok] == []
        assert report.ok
        assert len({check.name for check in report.checks}) == len(report.checks)
        assert [check.name for check in report.checks if not check.examined] == []


@pytest.mark.parametrize(("deeds", "checks"), [*STOCK, *TRADE, *PARCELS, *TRAIL])
def test_what_was_spoiled_is_found_and_nothing_else(worked: Company, deeds: tuple[str, ...], checks: set[str]) -> None:
    spoil(worked, *deeds)
    found = broken(worked)
    assert found.keys() == checks
    assert all(found.values()), "a broken check names what breaks it"


def test_every_check_has_something_that_breaks_it(worked: Company) -> None:
    covered = {name for _deeds, checks in (*STOCK, *TRADE, *PARCELS, *TRAIL) for name in checks}
    assert {check.name for check in examined(worked).checks} - covered == {LAWS}


def test_missing_triggers_are_named(worked: Company) -> None:
    spoil(worked, keep_out=True)
    found = broken(worked)
    assert found.keys() == {TABLES}
    assert "leg_no_update is missing" in found[TABLES]


def test_a_database_out_of_its_laws_is_found(worked: Company) -> None:
    with worked.store.read() as desk:
        desk.connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
    assert broken(worked) == {LAWS: ("recursive_triggers is 0",)}


def test_many_broken_rows_are_capped_and_counted(worked: Company) -> None:
    spoil(worked, "UPDATE audit SET verdict = verdict || '!'")
    told = broken(worked)[CHAINS]
    links = examined(worked).checks[-3].examined
    assert len(told) == 21
    assert told[-1] == f"{links} in all"


def test_what_only_its_own_chain_protects_is_counted(worked: Company) -> None:
    sealed = examined(worked).unsealed
    day = Day(worked, Path())
    day.scan("NONSENSE")
    day.scan("NONSENSE")
    assert examined(worked).unsealed == sealed + 2


def test_the_doctor_looks_while_a_station_writes(worked: Company) -> None:
    before = examined(worked)
    with worked.store.write(at=worked.runner.now()) as desk:
        desk.connection.exec_driver_sql("UPDATE pool SET on_hand = on_hand + 1")
        other = Company(Path(worked.store.path or "").parent)
        assert examined(other).ok
        other.close()
        desk.connection.exec_driver_sql("UPDATE pool SET on_hand = on_hand - 1")
    assert examined(worked).checks == before.checks
