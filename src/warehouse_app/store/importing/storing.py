"""Rules and homes that an import changed: whether they still are what it made of them, and put back as they were."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from warehouse_app.domain.putaway.rules import Home
from warehouse_app.store import storagerules
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.schema import ledger

KINDS = frozenset({changes.PLACE_RULE, changes.PRODUCT_RULE, changes.HOME})


def is_as_left(desk: Desk, change: Change) -> bool:
    """Tell whether a rule or home still is what the import made of it."""
    if change.kind == changes.HOME:
        home = _home(desk, change)
        now = None if home is None else {"least": home.least, "most": home.most, "fixed": home.fixed}
        return now == (json.loads(change.after) if change.after else None)
    after: dict[str, Any] = json.loads(change.after)
    rule = _rule(desk, change)
    return {name: getattr(rule, name) for name in after} == after


def put_back(desk: Desk, change: Change) -> None:
    """Make a rule or home what it was before."""
    if change.kind == changes.HOME:
        product, _, place = change.ref.partition(" ")
        if not change.before:
            storagerules.drop_home(desk, int(product), int(place))
            return
        before = json.loads(change.before)
        storagerules.set_home(desk, Home(int(product), "", int(place), "", **before))
    elif change.kind == changes.PLACE_RULE:
        storagerules.set_place_rule(desk, int(change.ref), json.loads(change.before))
    else:
        storagerules.set_product_rule(desk, int(change.ref), json.loads(change.before))


def code_of(desk: Desk, change: Change) -> str:
    """Return what people call the place or product."""
    number = int(change.ref.partition(" ")[2] or change.ref)
    table = ledger.product if change.kind == changes.PRODUCT_RULE else ledger.place
    column = ledger.product.c.sku if change.kind == changes.PRODUCT_RULE else ledger.place.c.code
    found = desk.connection.execute(select(column).where(table.c.id == number)).scalar()
    return change.ref if found is None else str(found)


def _rule(desk: Desk, change: Change) -> object:
    if change.kind == changes.PLACE_RULE:
        return storagerules.place_rule(desk, int(change.ref))
    return storagerules.product_rule(desk, int(change.ref))


def _home(desk: Desk, change: Change) -> Home | None:
    product, _, place = change.ref.partition(" ")
    return next((each for each in storagerules.homes_at(desk, int(place)) if each.product_id == int(product)), None)
