"""Claims on carriers as rows: drafted, sent, answered, dropped, and listed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, literal, or_, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.claims import SOON_DAYS, ClaimKind, ClaimLine, ClaimNotIn, ClaimRow, NoSuchClaim
from warehouse_app.domain.returning.states import CLAIM_NEXT, ClaimState
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import begins
from warehouse_app.store.schema import floor, ledger, office, returning, trade
from warehouse_app.store.statement import Statement

_c, _r, _p, _o = returning.carrier_claim, returning.returns, floor.parcel, trade.orders
_l, _leg, _g, _who = trade.order_line, ledger.leg, ledger.product, office.person
_GIVEN = (
    *("code", "return_id", "parcel_id", "carrier", "kind", "deadline", "currency", "amount_minor", "note", "at", "who"),
)
_NEW = Statement(insert(_c).values({name: bindparam(name) for name in _GIVEN}))
_ROW = (
    select(
        *(_c.c.id, _c.c.code, _c.c.return_id, func.coalesce(_r.c.code, ""), _c.c.parcel_id),
        *(func.coalesce(_p.c.code, ""), func.coalesce(_o.c.code, ""), _c.c.carrier),
        func.coalesce(func.nullif(_r.c.tracking, ""), _p.c.tracking, ""),
        *(_c.c.kind, _c.c.state, _c.c.deadline, _c.c.currency, _c.c.amount_minor, _c.c.paid_minor, _c.c.note, _c.c.at),
        *(func.coalesce(_who.c.code, ""), func.coalesce(_c.c.sent_at, ""), func.coalesce(_c.c.answered_at, "")),
    )
    .select_from(_c)
    .outerjoin(_r, _r.c.id == _c.c.return_id)
    .outerjoin(_p, _p.c.id == _c.c.parcel_id)
    .outerjoin(_o, _o.c.id == func.coalesce(_r.c.order_id, _p.c.order_id))
    .outerjoin(_who, _who.c.id == _c.c.who)
)
_BY_ID = Statement(_ROW.where(_c.c.id == bindparam("id_is")))
_BY_CODE = Statement(_ROW.where(_c.c.code == bindparam("code_is")))
_OF_RETURN = Statement(_ROW.where(_c.c.return_id == bindparam("return_is")).order_by(_c.c.id))
_DRAFT = Statement(
    select(_c.c.id)
    .where(_c.c.return_id == bindparam("return_is"), _c.c.kind == bindparam("kind_is"))
    .where(_c.c.state == ClaimState.DRAFT.value)
    .order_by(_c.c.id)
    .limit(1)
)
_DRAFT_OF_PARCEL = Statement(
    select(_c.c.id)
    .where(_c.c.parcel_id == bindparam("parcel_is"), _c.c.return_id.is_(None), _c.c.kind == bindparam("kind_is"))
    .where(or_(_c.c.state == ClaimState.DRAFT.value, _c.c.state == ClaimState.SENT.value))
    .order_by(_c.c.id)
    .limit(1)
)
_SETTABLE = ("carrier", "deadline", "currency", "amount_minor", "paid_minor", "note", "sent_at", "answered_at", "state")
_SET = {
    name: Statement(update(_c).where(_c.c.id == bindparam("id_is")).values({name: bindparam("value")}))
    for name in _SETTABLE
}
_SERVICE = func.coalesce(func.nullif(_p.c.service, ""), _o.c.service, "")
_PARCEL = Statement(
    select(_p.c.id, _p.c.code, _p.c.place_id, _p.c.carrier, _p.c.handed_at, _o.c.currency, _SERVICE)
    .join(_o, _o.c.id == _p.c.order_id)
    .where(_p.c.id == bindparam("id_is"))
)
_came = select(_leg.c.line_id, _leg.c.qty.label("q")).where(_leg.c.target == bindparam("place_is"))
_gone = select(_leg.c.line_id, (-_leg.c.qty).label("q")).where(_leg.c.source == bindparam("place_is"))
_both = _came.union_all(_gone).subquery()
_CONTENT = Statement(
    select(
        *(_both.c.line_id, _l.c.sku, func.coalesce(_g.c.name, _l.c.description), func.sum(_both.c.q)),
    )
    .join(_l, _l.c.id == _both.c.line_id)
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .group_by(_both.c.line_id, _l.c.id, _l.c.sku, _g.c.name, _l.c.description)
    .order_by(_both.c.line_id)
)


def _claim(row: Any) -> ClaimRow:  # noqa: ANN401 - a database row
    told = list(row)
    told[9:11] = ClaimKind(told[9]), ClaimState(told[10])
    return ClaimRow(*told)


def add(
    desk: Desk,
    kind: ClaimKind,
    *,
    return_id: int | None,
    parcel_id: int | None,
    carrier: str,
    deadline: str,
    currency: str,
    amount_minor: int,
    note: str = "",
) -> int:
    """Draft a claim with the next number of its series and return its row."""
    return _NEW.key(
        desk.connection,
        code=f"CL{desk.next_number('claim'):05d}", return_id=return_id, parcel_id=parcel_id, carrier=carrier,
        kind=kind.value, deadline=deadline, currency=currency, amount_minor=amount_minor, note=note, at=desk.at,
        who=desk.who,
    )  # fmt: skip


def get(desk: Desk, claim_id: int) -> ClaimRow:
    """Return one claim. Raises Refused(NoSuchClaim)."""
    row = _BY_ID.one(desk.connection, id_is=claim_id)
    if row is None:
        raise Refused(NoSuchClaim(str(claim_id)))
    return _claim(row)


def known(desk: Desk, text: str) -> ClaimRow:
    """Return the claim of that code. Raises Refused(NoSuchClaim)."""
    row = _BY_CODE.one(desk.connection, code_is=text.strip().upper())
    if row is None:
        raise Refused(NoSuchClaim(text.strip()[:80]))
    return _claim(row)


def of_return(desk: Desk, return_id: int) -> tuple[ClaimRow, ...]:
    """Return the claims that a return gave rise to, oldest first."""
    return tuple(_claim(row) for row in _OF_RETURN.all(desk.connection, return_is=return_id))


def draft_of(desk: Desk, return_id: int, kind: ClaimKind) -> int | None:
    """Return the claim of that kind that a return has and that was not sent yet."""
    found = _DRAFT.scalar(desk.connection, return_is=return_id, kind_is=kind.value)
    return None if found is None else int(found)


def of_parcel(desk: Desk, parcel_id: int, kind: ClaimKind) -> int | None:
    """Return the claim of that kind on a parcel of which nothing came back, drafted or sent."""
    found = _DRAFT_OF_PARCEL.scalar(desk.connection, parcel_is=parcel_id, kind_is=kind.value)
    return None if found is None else int(found)


def note(desk: Desk, claim_id: int, **values: object) -> None:
    """Keep facts of a claim: columns of its table, by name."""
    for name, value in values.items():
        _SET[name].run(desk.connection, id_is=claim_id, value=value)


def step(desk: Desk, row: ClaimRow, to: ClaimState) -> None:
    """Lead a claim to its next state. Raises Refused(ClaimNotIn)."""
    if to not in CLAIM_NEXT[row.state]:
        raise Refused(ClaimNotIn(row.code, row.state.value, to.value))
    note(desk, row.id, state=to.value)


def parcel(desk: Desk, parcel_id: int) -> tuple[int, str, int, str, str, str, str]:
    """Return a parcel's row, code, place, carrier, when it was handed over ("" not yet), its order's currency, and the
    service by which it was to go.
    """
    row = _PARCEL.one(desk.connection, id_is=parcel_id)
    if row is None:
        message = f"no parcel {parcel_id}"
        raise LookupError(message)
    return (row[0], row[1], row[2], row[3], row[4] or "", row[5], row[6])


def content(desk: Desk, place_id: int) -> tuple[tuple[int, ClaimLine], ...]:
    """Return what was sent in a parcel, nothing paid told yet, each with its line of the order."""
    rows = _CONTENT.all(desk.connection, place_is=place_id)
    return tuple((int(row[0]), ClaimLine(row[1], row[2] or "", int(row[3]), 0)) for row in rows if row[3] > 0)


def _state(*states: ClaimState) -> ColumnElement[bool]:
    return or_(*(_c.c.state == each.value for each in states))


def _soon(now: str) -> ColumnElement[bool]:
    moment = datetime.fromisoformat(now) if now else datetime.max.replace(tzinfo=UTC) - timedelta(days=SOON_DAYS)
    return and_(_state(ClaimState.DRAFT), _c.c.deadline <= (moment + timedelta(days=SOON_DAYS)).date().isoformat())


def _views(now: str) -> dict[str, ColumnElement[bool]]:
    return {
        "draft": _state(ClaimState.DRAFT),
        "soon": _soon(now),
        "sent": _state(ClaimState.SENT),
        "accepted": _state(ClaimState.ACCEPTED),
        "refused": _state(ClaimState.REFUSED),
        "all": literal(1) == 1,
    }


VIEWS = tuple(_views(""))
"""The views a list of claims can be asked for, by name."""

FILTERS = frozenset({"carrier", "kind", "state"})


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_views(query.now).get(query.view, literal(1) == 0)]
    found += [_c.c[name] == value for name, value in query.filters if name in FILTERS]
    text = query.text.strip()
    if not text:
        return found
    of_return = select(_r.c.id).where(_r.c.code == text.upper())
    of_order = select(_r.c.id).join(_o, _o.c.id == _r.c.order_id).where(_o.c.code == text)
    parcels = select(_p.c.id).where(or_(_p.c.code == text.upper(), _p.c.tracking == text))
    return [
        *found,
        or_(
            begins(_c.c.code, text.upper()), _c.c.return_id.in_(of_return), _c.c.return_id.in_(of_order),
            _c.c.parcel_id.in_(parcels),
        ),
    ]  # fmt: skip


def rows(desk: Desk, keys: list[int]) -> Mapping[int, ClaimRow]:
    """Return the claims of these keys."""
    found = desk.connection.execute(_ROW.where(_c.c.id.in_(keys)))
    return {row[0]: _claim(row) for row in found}


def counts(desk: Desk, now: str) -> dict[str, int]:
    """Return for every view how many claims it shows at `now`."""
    return count_views(desk, _c, _views(now))


def carriers(desk: Desk) -> tuple[str, ...]:
    """Return the carriers of which anything was claimed."""
    found = desk.connection.execute(select(_c.c.carrier).distinct().order_by(_c.c.carrier))
    return tuple(str(row[0]) for row in found if row[0])


CLAIMS = Listing(
    key=_c.c.id,
    sorts={
        "code": _c.c.code, "deadline": _c.c.deadline, "at": _c.c.at, "carrier": _c.c.carrier, "state": _c.c.state,
        "amount": _c.c.amount_minor,
    },
    sort="deadline",
    where=_where,
    read=rows,
    filters=FILTERS,
    views=frozenset(VIEWS),
)  # fmt: skip
"""All claims."""
