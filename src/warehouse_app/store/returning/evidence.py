"""What is remembered of how a returned thing was packed: scans, proofs, weights, photos, slips, people, look-alikes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from warehouse_app.domain.photos import About, PhotoRow
from warehouse_app.domain.places import PlaceId
from warehouse_app.domain.returning.evidence import (
    CUSTOMER_DAYS,
    LOOK_BACK_DAYS,
    Claim,
    Evidence,
    LookAlike,
    Override,
    PackScan,
    Pair,
    Person,
    Slip,
    Weighing,
)
from warehouse_app.domain.returning.states import Finding, Grade, UnitState
from warehouse_app.ports.clock import iso
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import proofs
from warehouse_app.store.patterns import ESCAPE, itself
from warehouse_app.store.places import promisable
from warehouse_app.store.schema import floor, ledger, office, returning, returnrules, storage, trade, verdicts, weights
from warehouse_app.store.statement import Statement

_u, _r, _reason = returning.return_unit, returning.returns, returnrules.return_reason
_l, _o, _g, _rule = trade.order_line, trade.orders, ledger.product, storage.product_rule
_s, _p, _pack, _leg, _e, _place = floor.scan, floor.parcel, floor.pack, ledger.leg, ledger.entry, ledger.place
_m, _who, _permit, _w = verdicts.near_miss, office.person, office.permit, weights.weight_check
_packer, _picker, _undone = _who.alias("packer"), _who.alias("picker_is"), _e.alias("undone")
_mine = _l.alias("mine")

MOST_SCANS = 500
MOST_SLIPS = 50
MOST_PAIRS = 200
MOST_OF_PERSON = 200
"""Rows of each that are read for one claim, or told of one person, the newest."""

_CLAIMED = tuple(each.value for each in Claim)
_OF_PACKING = (Claim.WRONG_ITEM.value, Claim.MISSING_ITEM.value)

_UNIT = Statement(
    select(
        *(_u.c.id, _r.c.code, _r.c.id, _o.c.id, _o.c.code, _l.c.id, _l.c.sku),
        *(func.coalesce(_g.c.name, _l.c.description), _u.c.qty, _reason.c.evidence, _reason.c.code, _u.c.state),
        *(_u.c.grade, _u.c.finding, _u.c.sku, _l.c.product_id, _l.c.qty - _l.c.cancelled, _l.c.shipped, _g.c.weight_g),
        *(func.coalesce(_rule.c.fragile, 0), _r.c.damaged, _r.c.customer_id, _r.c.requested_at),
    )
    .select_from(_u)
    .join(_r, _r.c.id == _u.c.return_id)
    .join(_l, _l.c.id == _u.c.line_id)
    .join(_o, _o.c.id == _l.c.order_id)
    .join(_reason, _reason.c.id == _u.c.reason_id)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .outerjoin(_rule, _rule.c.product_id == _l.c.product_id)
    .where(_u.c.id == bindparam("unit_is"))
)
_CLAIMS_OF = Statement(
    select(_u.c.id)
    .join(_reason, _reason.c.id == _u.c.reason_id)
    .where(_u.c.return_id == bindparam("return_is"), _u.c.line_id.is_not(None))
    .where(or_(*(_reason.c.evidence == each for each in _CLAIMED)))
    .order_by(_u.c.id)
)
_into = select(_leg.c.target.label("place_id"), _leg.c.qty.label("q")).where(_leg.c.line_id == bindparam("line_is"))
_out = select(_leg.c.source.label("place_id"), (-_leg.c.qty).label("q")).where(_leg.c.line_id == bindparam("line_is"))
_both = _into.union_all(_out).subquery()
_PARCELS = Statement(
    select(_p.c.id, _p.c.code, _p.c.place_id)
    .join(_both, _both.c.place_id == _p.c.place_id)
    .where(_p.c.state != "voided")
    .group_by(_p.c.id, _p.c.code, _p.c.place_id)
    .having(func.sum(_both.c.q) > 0)
    .order_by(_p.c.id)
)
_PACKS = Statement(
    select(_pack.c.people, _pack.c.person, _pack.c.closed_at)
    .where(_pack.c.order_id == bindparam("order_is"), _pack.c.parcel_id == bindparam("parcel_is"))
    .order_by(_pack.c.id)
)
_PEOPLE = Statement(select(_who.c.id, _who.c.code, _who.c.name).where(_who.c.id == bindparam("id_is")))
_SCANS = Statement(
    select(_s.c.at, _s.c.raw, func.coalesce(_who.c.name, _s.c.who), _s.c.station, _s.c.code, _s.c.qty, _undone.c.id)
    .outerjoin(_who, _who.c.id == _s.c.who)
    .outerjoin(_undone, _undone.c.reverses == _s.c.entry_id)
    .where(_s.c.order_id == bindparam("order_is"), _s.c.line_id == bindparam("line_is"), _s.c.work == "pack")
    .where(or_(_s.c.verdict == "accepted", _s.c.verdict == "done"), _s.c.entry_id.is_not(None))
    .order_by(_s.c.seq)
    .limit(MOST_SCANS)
)
_PICKED = Statement(
    select(_e.c.who, _e.c.at)
    .select_from(_leg)
    .join(_e, _e.c.seq == _leg.c.entry_seq)
    .join(_place, _place.c.id == _leg.c.source)
    .where(_leg.c.line_id == bindparam("line_is"), promisable(_place.c.kind))
    .order_by(_leg.c.entry_seq.desc())
    .limit(1)
)
_WEIGHINGS = Statement(
    select(
        *(_p.c.code, _w.c.at, func.coalesce(_who.c.name, _w.c.who), _w.c.station, _w.c.grams, _w.c.expected_g),
        *(_w.c.low_g, _w.c.high_g, _w.c.verdict, _w.c.reason, func.coalesce(_packer.c.name, "")),
    )
    .join(_p, _p.c.id == _w.c.parcel_id)
    .outerjoin(_who, _who.c.id == _w.c.who)
    .outerjoin(_packer, _packer.c.id == _w.c.lent_by)
    .where(_w.c.parcel_id == bindparam("parcel_is"))
    .order_by(_w.c.id)
)
_OVERRIDES = Statement(
    select(_permit.c.at, _permit.c.right_, func.coalesce(_who.c.name, _permit.c.given_by), _permit.c.reason)
    .join(_s, _s.c.id == _permit.c.used_by)
    .outerjoin(_who, _who.c.id == _permit.c.given_by)
    .where(_s.c.order_id == bindparam("order_is"), _s.c.work == "pack")
    .order_by(_permit.c.at)
)
_FOR = func.coalesce(_mine.c.sku, _m.c.sku)
_SLIPS = Statement(
    select(
        *(_m.c.at, _m.c.code, _m.c.sku, _FOR, func.coalesce(_packer.c.name, ""), func.coalesce(_picker.c.name, "")),
        _m.c.order_id,
    )
    .outerjoin(_mine, _mine.c.id == _m.c.line_id)
    .outerjoin(_packer, _packer.c.id == _m.c.who)
    .outerjoin(_picker, _picker.c.id == _m.c.picker)
    .where(or_(_m.c.sku == bindparam("sku_is"), _mine.c.sku == bindparam("sku_is")), _m.c.sku != _FOR)
    .where(
        or_(
            _m.c.order_id == bindparam("order_is"),
            and_(
                _m.c.at >= bindparam("since"),
                or_(_m.c.who == bindparam("packer_is"), _m.c.picker == bindparam("picker_is")),
            ),
        )
    )
    .order_by(_m.c.id.desc())
    .limit(MOST_SLIPS)
)
_OTHERS = Statement(
    select(func.count(func.distinct(_r.c.customer_id)))
    .join(_u, _u.c.return_id == _r.c.id)
    .join(_reason, _reason.c.id == _u.c.reason_id)
    .where(_u.c.product_id == bindparam("product_is"), _reason.c.evidence == bindparam("claim_is"))
    .where(_r.c.customer_id != bindparam("customer_is"), _r.c.requested_at >= bindparam("since"))
)
_OWN = Statement(
    select(func.count(func.distinct(_r.c.id)))
    .join(_u, _u.c.return_id == _r.c.id)
    .join(_reason, _reason.c.id == _u.c.reason_id)
    .where(_r.c.customer_id == bindparam("customer_is"), _r.c.id != bindparam("return_is"))
    .where(or_(*(_reason.c.evidence == each for each in _CLAIMED)), _r.c.requested_at >= bindparam("since"))
)


class _Line(NamedTuple):
    """A unit with its line, as `_UNIT` reads it."""

    unit_id: int
    return_code: str
    return_id: int
    order_id: int
    order: str
    line_id: int
    sku: str
    name: str
    qty: int
    claim: str
    reason: str
    state: str
    grade: str
    finding: str
    came_sku: str
    product_id: int | None
    ordered: int
    shipped: int
    weight_g: int | None
    fragile: int
    damaged: int
    customer_id: int | None
    requested_at: str


def claims_of(desk: Desk, return_id: int) -> tuple[int, ...]:
    """Return the units of a return whose reason claims something of packing, and whose order line is known."""
    return tuple(int(row[0]) for row in _CLAIMS_OF.all(desk.connection, return_is=return_id))


def of_unit(desk: Desk, unit_id: int) -> Evidence | None:
    """Return what is known of how a unit was packed; None where its reason claims nothing, or its line is not known."""
    row = _UNIT.one(desk.connection, unit_is=unit_id)
    if row is None or row[9] not in _CLAIMED:
        return None
    line = _Line(*row)
    sent = [(int(each[0]), str(each[1]), int(each[2])) for each in _PARCELS.all(desk.connection, line_is=line.line_id)]
    packers, packed_at = _packed_by(desk, line.order_id, [each[0] for each in sent])
    picked = _PICKED.one(desk.connection, line_is=line.line_id)
    picker = None if picked is None else _person(desk, picked[0])
    ids = {"packer_is": packers[-1].id if packers else "", "picker_is": picker.id if picker else ""}
    claim, before = Claim(line.claim), _days_before(packed_at or line.requested_at, LOOK_BACK_DAYS)
    return Evidence(
        line.unit_id, line.return_code, line.order, line.sku, line.name, line.qty, claim, line.reason,
        UnitState(line.state), Grade(line.grade) if line.grade else None, Finding(line.finding), line.came_sku,
        _name(desk, line.came_sku) if line.came_sku != line.sku else line.name, line.ordered,
        line.shipped, parcels=tuple(each[1] for each in sent), packed_at=packed_at,
        packers=packers, picker=picker, picked_at="" if picked is None else picked[1],
        proven=_proven(desk, line.sku, [each[2] for each in sent]), scans=_scans(desk, line),
        weighings=tuple(
            Weighing(*each) for one in sent for each in _WEIGHINGS.all(desk.connection, parcel_is=one[0])
        ),
        slips=_slips(desk, line, before, ids),
        overrides=tuple(Override(*each) for each in _OVERRIDES.all(desk.connection, order_is=line.order_id)),
        alike=look_alikes(desk, line.sku, before), photos=_photos(desk, line, [each[0] for each in sent]),
        unit_g=line.weight_g, fragile=bool(line.fragile), box_damaged=bool(line.damaged),
        others=_others(desk, line, claim), own=_own(desk, line),
    )  # fmt: skip


def _days_before(at: str, days: int) -> str:
    return iso(datetime.fromisoformat(at) - timedelta(days=days))


def _packed_by(desk: Desk, order_id: int, parcels: list[int]) -> tuple[tuple[Person, ...], str]:
    ids: dict[str, None] = {}
    at = ""
    for parcel in parcels:
        for people, person, closed_at in _PACKS.all(desk.connection, order_is=order_id, parcel_is=parcel):
            ids |= dict.fromkeys(people.split() or [person])
            at = max(at, closed_at or "")
    return tuple(found for each in ids if (found := _person(desk, each)) is not None), at


def _person(desk: Desk, person_id: str) -> Person | None:
    row = _PEOPLE.one(desk.connection, id_is=person_id)
    return Person(*row) if row is not None else Person(person_id, person_id, person_id) if person_id else None


def _name(desk: Desk, sku: str) -> str:
    found = desk.connection.execute(select(_g.c.name).where(_g.c.sku == sku)).scalar()
    return str(found or "")


def _proven(desk: Desk, sku: str, places: list[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place in places:
        for part in proofs.of_parcel(desk, PlaceId(place)):
            if part.sku == sku:
                found[part.how] = found.get(part.how, 0) + part.units
    return found


def _scans(desk: Desk, line: _Line) -> tuple[PackScan, ...]:
    rows = _SCANS.all(desk.connection, order_is=line.order_id, line_is=line.line_id)
    return tuple(PackScan(row[0], row[1], row[2], row[3], row[4], row[5], row[6] is not None) for row in rows)


def _slips(desk: Desk, line: _Line, since: str, ids: dict[str, str]) -> tuple[Slip, ...]:
    rows = _SLIPS.all(desk.connection, sku_is=line.sku, order_is=line.order_id, since=since, **ids)
    return tuple(Slip(row[0], row[1], row[2], row[3], row[4], row[5], row[6] == line.order_id) for row in rows)


def _photos(desk: Desk, line: _Line, parcels: list[int]) -> tuple[PhotoRow, ...]:
    found = [*photos.of(desk, About.ORDER, line.order_id), *photos.of(desk, About.ORDER_LINE, line.line_id)]
    for parcel in parcels:
        found += photos.of(desk, About.PARCEL, parcel)
    return tuple(sorted(found, key=lambda each: each.id))


def _others(desk: Desk, line: _Line, claim: Claim) -> int:
    if line.product_id is None:
        return 0
    about = {"product_is": line.product_id, "claim_is": claim.value, "customer_is": line.customer_id or 0}
    return int(_OTHERS.scalar(desk.connection, **about, since=_days_before(line.requested_at, LOOK_BACK_DAYS)))


def _own(desk: Desk, line: _Line) -> int:
    if line.customer_id is None:
        return 0
    about = {"customer_is": line.customer_id, "return_is": line.return_id}
    return int(_OWN.scalar(desk.connection, **about, since=_days_before(line.requested_at, CUSTOMER_DAYS)))


_STOPPED = (
    select(_m.c.sku.label("a"), _mine.c.sku.label("b"), func.count().label("stopped"))
    .join(_mine, _mine.c.id == _m.c.line_id)
    .where(_m.c.at >= bindparam("since"), _m.c.sku != _mine.c.sku, _m.c.sku != "")
    .group_by(_m.c.sku, _mine.c.sku)
)
_CAME = (
    select(_u.c.sku.label("a"), _mine.c.sku.label("b"), func.count().label("came"))
    .join(_mine, _mine.c.id == _u.c.line_id)
    .join(_r, _r.c.id == _u.c.return_id)
    .where(_r.c.requested_at >= bindparam("since"), _u.c.sku != _mine.c.sku, _u.c.sku != "")
    .group_by(_u.c.sku, _mine.c.sku)
)


def pairs(desk: Desk, since: str, sku: str = "") -> tuple[Pair, ...]:
    """Return products that are taken for each other since a moment (of one product where it is named), often first.

    `stopped` are near misses at a bench, `came` units that came back in the place of what was sold.
    """
    sums: dict[tuple[str, str], list[int]] = {}
    for n, question in enumerate((_STOPPED, _CAME)):
        column = _m.c.sku if question is _STOPPED else _u.c.sku
        asked = question.where(or_(column == sku, _mine.c.sku == sku)) if sku else question
        for a, b, times in desk.connection.execute(asked, {"since": since}):
            sums.setdefault((min(a, b), max(a, b)), [0, 0])[n] += int(times)
    most = sorted(sums.items(), key=lambda each: (-sum(each[1]), each[0]))[:MOST_PAIRS]
    names = _names(desk, {each for pair, _ in most for each in pair})
    return tuple(
        Pair(a, names.get(a, ("", None))[0], b, names.get(b, ("", None))[0], stopped, came)
        for (a, b), (stopped, came) in most
    )


def look_alikes(desk: Desk, sku: str, since: str) -> tuple[LookAlike, ...]:
    """Return the products that were taken for one, often first."""
    found = pairs(desk, since, sku)
    others = [(each.other if each.sku == sku else each.sku, each.stopped, each.came) for each in found]
    names = _names(desk, {other for other, _, _ in others})
    return tuple(LookAlike(other, *names.get(other, ("", None)), stopped, came) for other, stopped, came in others)


def _names(desk: Desk, skus: set[str]) -> dict[str, tuple[str, int | None]]:
    if not skus:
        return {}
    rows = desk.connection.execute(select(_g.c.sku, _g.c.name, _g.c.weight_g).where(_g.c.sku.in_(sorted(skus))))
    return {row[0]: (row[1], row[2]) for row in rows}


def settled_claims(desk: Desk, since: str, person: str, until: str = "") -> tuple[int, ...]:
    """Return claims of a wrong or missing item, settled since a moment, that a person (id) had packed or picked."""
    packed = (
        select(_pack.c.id)
        .where(_pack.c.order_id == _l.c.order_id)
        .where((" " + _pack.c.people + " ").like(bindparam("in_people"), escape=ESCAPE))
        .exists()
    )
    picked = (
        select(_leg.c.entry_seq)
        .join(_e, _e.c.seq == _leg.c.entry_seq)
        .join(_place, _place.c.id == _leg.c.source)
        .where(_leg.c.line_id == _l.c.id, _e.c.who == bindparam("person_is"), promisable(_place.c.kind))
        .exists()
    )
    settled = select(_r.c.id).where(_r.c.settled_at >= since)
    if until:
        settled = settled.where(_r.c.settled_at < until)
    asked = (  # a selection, no join: SQLite joins from the side of all units
        select(_u.c.id)
        .join(_reason, _reason.c.id == _u.c.reason_id + 0)
        .join(_l, _l.c.id == _u.c.line_id)
        .where(_u.c.return_id.in_(settled))
        .where(or_(*(_reason.c.evidence == each for each in _OF_PACKING)), or_(packed, picked))
        .order_by(_u.c.id.desc())
        .limit(MOST_OF_PERSON)
    )
    rows = desk.connection.execute(asked, {"person_is": person, "in_people": f"% {itself(person)} %"})
    return tuple(int(row[0]) for row in rows)
