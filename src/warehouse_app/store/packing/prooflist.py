"""The list of proof rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal, or_, select

from warehouse_app.domain.packing.proof import ProofRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing, count_views
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import ledger, office, proof

_r, _g, _person = proof.proof_rule, ledger.product, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def _of_product(column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column of Core
    return func.coalesce(select(column).where(_g.c.id == _r.c.product_id).correlate(_r).scalar_subquery(), "")


_SKU, _NAME = _of_product(_g.c.sku), _of_product(_g.c.name)
_CODE: ColumnElement[Any] = func.coalesce(
    select(_person.c.code).where(_person.c.id == _r.c.person).correlate(_r).scalar_subquery(), ""
)


def _views() -> dict[str, ColumnElement[bool]]:
    people = or_(_r.c.person != "", _r.c.role != "")
    return {
        "all": literal(1) == 1,
        "products": _r.c.product_id > 0,
        "people": people,
        "stations": _r.c.station != "",
    }


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    found = [_views().get(asked.query.view, literal(1) == 0)]
    text = asked.query.text.strip()
    if text:
        columns = (_SKU, _NAME, _CODE, _r.c.station, _r.c.role, _r.c.why)
        found.append(or_(*(holds(column, text) for column in columns)))
    return found


_ROWS = select(_r.c.id, _SKU, _NAME, _CODE, _r.c.role, _r.c.station, _r.c.level, _r.c.why, _r.c.at).where(
    _r.c.id.in_(_IDS)
)


def rows(desk: Desk, keys: list[int]) -> Mapping[int, ProofRow]:
    """Return the rules of these keys."""
    return {row[0]: ProofRow(*row) for row in desk.connection.execute(_ROWS, {"ids": keys})}


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many rules it shows."""
    return count_views(desk, _r, _views())


RULES: Listing[ProofRow] = Listing(
    key=_r.c.id,
    sorts={
        "sku": _SKU,
        "person": _CODE,
        "role": _r.c.role,
        "station": _r.c.station,
        "level": _r.c.level,
        "at": _r.c.at,
    },
    sort="sku",
    where=_where,
    read=rows,
    views=frozenset(_views()),
)
