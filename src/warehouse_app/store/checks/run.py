"""Running the checks: the one-question ones, the projections, the audit chains and seals, and the database itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, inspect, select, text

from warehouse_app.domain.doctoring import MOST_BROKEN, Check
from warehouse_app.domain.ledger.audit import GENESIS, Head, Link, link_hash, seal_hash
from warehouse_app.ports.clock import iso
from warehouse_app.store import projections
from warehouse_app.store.checks.questions import QUESTIONS, Question
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import METADATA, floor, ledger
from warehouse_app.store.schema.ledger import APPEND_ONLY

STUCK_S = 60
"""A print job that is being sent for longer than this was forgotten."""

SKEW = timedelta(minutes=5)
"""How far a time may lie ahead of now."""

AT_ONCE = 5_000


def check(name: str, examined: int, broken: list[str]) -> Check:
    """Return a check with its first broken rows, and the total when there are more."""
    told = broken[:MOST_BROKEN]
    if len(broken) > MOST_BROKEN:
        told.append(f"{len(broken)} in all")
    return Check(name, not broken, examined, tuple(told))


def every_check(desk: Desk, now: datetime, *, deep: bool) -> Iterator[Check]:
    """Yield all checks, cheapest first."""
    yield from _database(desk, deep=deep)
    for question in QUESTIONS:
        yield _ask(desk, question)
    yield from _projections(desk)
    yield _prints(desk, now)
    yield _times(desk, now)
    yield _chains(desk)
    yield _seals(desk)


def _ask(desk: Desk, question: Question) -> Check:
    examined = desk.connection.execute(text(question.examined)).scalar() or 0
    rows = desk.connection.execute(text(question.broken)).all()
    return check(question.name, int(examined), [str(row[0]) for row in rows])


def _projections(desk: Desk) -> Iterator[Check]:
    must, shown = projections.cells(desk)
    yield check(
        "balances and holds are what the entries and promises say", len(must), projections.different(must, shown)
    )
    pools, shown_pools = projections.pools(desk, must)
    yield check("pools are what the entries and promises say", len(pools), projections.different(pools, shown_pools))
    serials, shown_serials = projections.serials(desk, must)
    wrong = projections.different(serials, shown_serials)
    yield check("every serial number is in one place", len(serials), wrong)
    count, broken = projections.lines(desk)
    yield check("order lines count what the entries moved", count, broken)
    yield _containers(desk)


def _containers(desk: Desk) -> Check:
    rows = desk.connection.execute(
        text(
            "SELECT p.id, s.place_id, p.code FROM serial_at s JOIN place p ON p.code = s.serial"
            " AND '@' || p.kind = s.sku",
        ),
    ).all()
    stands = {row[0]: row[1] for row in rows}
    broken = []
    for place_id, _at, code in rows:
        at, steps = stands.get(place_id), 0
        while at in stands and steps <= len(stands) and at != place_id:
            at, steps = stands[at], steps + 1
        if at == place_id or steps > len(stands):
            broken.append(f"container {code} stands in itself")
    return check("no container stands in itself", len(rows), broken)


def _prints(desk: Desk, now: datetime) -> Check:
    limit = iso(now - timedelta(seconds=STUCK_S))
    asked = text("SELECT id FROM print_job WHERE state = 'sending' AND changed_at < :limit")
    rows = desk.connection.execute(asked, {"limit": limit}).all()
    total = desk.connection.execute(text("SELECT COUNT(*) FROM print_job")).scalar() or 0
    return check("no print job is forgotten while it is sent", int(total), [f"print job {row[0]}" for row in rows])


def _times(desk: Desk, now: datetime) -> Check:
    limit, broken, total = {"limit": iso(now + SKEW)}, [], 0
    for table in (ledger.entry, ledger.audit, floor.scan, ledger.seal):
        late = select(table.c.at).where(table.c.at > bindparam("limit")).limit(MOST_BROKEN + 1)
        broken += [f"{table.name} at {row[0]}" for row in desk.connection.execute(late, limit)]
        total += int(desk.connection.execute(select(func.count()).select_from(table)).scalar() or 0)
    return check("nothing happened in the future", total, broken)


_LINKS = text(
    "SELECT writer, n, command_id, at, who, station, name, verdict, value_hash, entries_hash, hash"
    " FROM audit ORDER BY writer, n",
)


def _chains(desk: Desk) -> Check:
    """Recompute every link: numbers without gaps, each hash over its own row and its predecessor."""
    broken, count, previous = [], 0, Head("", 0, GENESIS)
    for row in desk.connection.execute(_LINKS).yield_per(AT_ONCE):
        count += 1
        link = Link(*row[:10])
        before = previous if previous.writer == link.writer else Head(link.writer, 0, GENESIS)
        if link.n != before.n + 1 or link_hash(before.hash, link) != row[10]:
            broken.append(f"writer {link.writer} link {link.n}")
        previous = Head(link.writer, link.n, row[10])
    return check("the audit chains are whole", count, broken)


def _seals(desk: Desk) -> Check:
    """Recompute every seal, and find the links it sealed."""
    heads: dict[int, list[Head]] = {}
    for n, writer, number, hashed in desk.connection.execute(text("SELECT seal_n, writer, n, hash FROM seal_head")):
        heads.setdefault(n, []).append(Head(writer, number, hashed))
    broken, previous, expected = [], GENESIS, 1
    rows = desk.connection.execute(text("SELECT n, at, previous, hash FROM seal ORDER BY n")).all()
    for n, at, before, hashed in rows:
        if n != expected or before != previous or seal_hash(before, at, tuple(heads.get(n, ()))) != hashed:
            broken.append(f"seal {n}")
        previous, expected = hashed, n + 1
    lost = desk.connection.execute(
        text(
            "SELECT h.seal_n, h.writer, h.n FROM seal_head h LEFT JOIN audit a ON a.writer = h.writer AND a.n = h.n"
            " WHERE a.hash IS NULL OR a.hash <> h.hash",
        ),
    ).all()
    broken += [f"seal {row[0]}: link {row[2]} of {row[1]} is not as sealed" for row in lost]
    return check("the seals are whole, and what they sealed is there", len(rows), broken)


def unsealed(desk: Desk) -> int:
    """Return how many links are younger than the newest seal: protected only by their own chain as yet."""
    asked = "SELECT COUNT(*) FROM audit WHERE at > COALESCE((SELECT MAX(at) FROM seal), '')"
    return int(desk.connection.execute(text(asked)).scalar() or 0)


def _database(desk: Desk, *, deep: bool) -> Iterator[Check]:
    pragma = "integrity_check" if deep else "quick_check"
    rows = [str(row[0]) for row in desk.connection.exec_driver_sql(f"PRAGMA {pragma}")]
    yield check("the database file is sound", 1, [row for row in rows if row != "ok"])
    rows = [f"{row[0]} row {row[1]}" for row in desk.connection.exec_driver_sql("PRAGMA foreign_key_check")]
    yield check("every reference points to something", len(METADATA.tables), rows)
    wanted = {"synchronous": 2, "foreign_keys": 1}
    now = {name: desk.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    wrong = [f"{name} is {now[name]}" for name, value in wanted.items() if now[name] != value]
    yield check("the database runs under its laws", len(wanted), wrong)
    there = set(inspect(desk.connection).get_table_names())
    missing = sorted(f"table {name}" for name in METADATA.tables.keys() - there)
    triggers = {
        row[0] for row in desk.connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    }
    needed = {f"{table}_no_{deed}" for table in APPEND_ONLY for deed in ("update", "delete")}
    missing += sorted(f"trigger {name}" for name in needed - triggers)
    yield check("tables and append-only triggers are as declared", len(METADATA.tables) + len(needed), missing)
