"""The audit trail in the database: each writer appends to its own chain; the worker seals all heads.

Anyone can check all of it.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select

from warehouse_app.domain.ledger.audit import GENESIS, Head, Link, digest, link_hash, seal_hash
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import ledger
from warehouse_app.store.statement import Statement

_a, _w, _s = ledger.audit, ledger.writer, ledger.seal
_LINK = Statement(insert(_a).values({c.name: bindparam(c.name) for c in _a.c if c.name != "seq"}))
_HEAD = Statement(
    select(_a.c.n, _a.c.hash).where(_a.c.writer == bindparam("writer_is")).order_by(_a.c.n.desc()).limit(1)
)
_WRITER = Statement(insert(_w).values({c.name: bindparam(c.name) for c in _w.c}))
_KNOWN = Statement(select(_w.c.id).where(_w.c.id == bindparam("id_is")))
_NOW = select(func.max(_a.c.n)).where(_a.c.writer == _w.c.id).correlate(_w).scalar_subquery()
_HEADS = Statement(
    select(_a.c.writer, _a.c.n, _a.c.hash).join(_w, (_w.c.id == _a.c.writer) & (_a.c.n == _NOW)).order_by(_a.c.writer),
)
_h = ledger.seal_head
_SEALED = select(func.coalesce(func.max(_h.c.n), 0)).where(_h.c.writer == _w.c.id).correlate(_w).scalar_subquery()
_MOVED = Statement(
    select(_a.c.writer, _a.c.n, _a.c.hash)
    .join(_w, (_w.c.id == _a.c.writer) & (_a.c.n == _NOW))
    .where(_a.c.n > _SEALED)
    .order_by(_a.c.writer),
)
_EACH = select(func.max(_h.c.n).label("n")).group_by(_h.c.writer).subquery()
_SEALED_LINKS = Statement(select(func.sum(_EACH.c.n)))
_NEWEST = Statement(select(_s.c.n, _s.c.hash, _s.c.at).order_by(_s.c.n.desc()).limit(1))
_SEAL = Statement(insert(_s).values({c.name: bindparam(c.name) for c in _s.c}))
_SEAL_HEAD = Statement(insert(ledger.seal_head).values({c.name: bindparam(c.name) for c in ledger.seal_head.c}))


def register_writer(desk: Desk, writer: str, station: str, host: str, pid: int) -> None:
    """Begin a chain: one running process is one writer. A chain that is begun already stays as it is."""
    if _KNOWN.scalar(desk.connection, id_is=writer) is None:
        _WRITER.do(desk.connection, id=writer, station=station, host=host, pid=pid, started_at=desk.at)


def head(desk: Desk, writer: str) -> Head:
    """Return the newest link of a chain, or its beginning."""
    row = _HEAD.one(desk.connection, writer_is=writer)
    return Head(writer, 0, GENESIS) if row is None else Head(writer, row[0], row[1])


def append(desk: Desk, writer: str, name: str, verdict: str, value_hash: str, previous: Head) -> Head:
    """Write the link of one command to the writer's chain and return the new head."""
    link = Link(
        writer=writer,
        n=previous.n + 1,
        command_id=desk.command_id,
        at=desk.at,
        who=desk.who,
        station=desk.station,
        name=name,
        verdict=verdict,
        value_hash=value_hash,
        entries_hash=digest(tuple(desk.entries)),
    )
    hashed = link_hash(previous.hash, link)
    values = {field: getattr(link, field) for field in Link.__slots__}
    _LINK.do(desk.connection, hash=hashed, **values)
    return Head(writer, link.n, hashed)


def heads(desk: Desk) -> tuple[Head, ...]:
    """Return the heads of all chains."""
    return tuple(Head(row[0], row[1], row[2]) for row in _HEADS.all(desk.connection))


def moved_heads(desk: Desk) -> tuple[Head, ...]:
    """Return the heads of the chains that grew since they were last sealed."""
    return tuple(Head(row[0], row[1], row[2]) for row in _MOVED.all(desk.connection))


def newest_seal(desk: Desk) -> tuple[int, str, str] | None:
    """Return number, hash and time of the newest seal."""
    row = _NEWEST.one(desk.connection)
    return None if row is None else (int(row[0]), str(row[1]), str(row[2]))


def sealed_links(desk: Desk) -> int:
    """Return how many links the seals hold."""
    return int(_SEALED_LINKS.scalar(desk.connection) or 0)


def put_seal(desk: Desk, anchor: str = "") -> str:
    """Seal all chain heads as they stand now; return the seal's hash. `anchor` names where it is kept outside.

    Heads that did not move since they were last sealed are held by the previous seal's hash, so a chain that ended
    long ago is not written again each minute.
    """
    last = newest_seal(desk)
    n, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    now = moved_heads(desk)
    hashed = seal_hash(previous, desk.at, now)
    _SEAL.do(desk.connection, n=n, at=desk.at, previous=previous, hash=hashed, anchor=anchor)
    _SEAL_HEAD.run_many(
        desk.connection, [{"seal_n": n, "writer": each.writer, "n": each.n, "hash": each.hash} for each in now]
    )
    return hashed
