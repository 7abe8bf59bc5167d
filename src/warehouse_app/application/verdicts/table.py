"""The table of verdicts as a list: what each no of a bench is at this site, and who made it so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from warehouse_app.application.packing.answers import refusals_here
from warehouse_app.application.rights import load_all
from warehouse_app.application.shortlist import ShortList
from warehouse_app.application.verdicts.classes import refusals, verdict_table
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.verdicts.values import VerdictRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.shortlist import names

VIEWS = ("pack", "stops", "notes", "changed", "all")


@lru_cache(maxsize=1)
def _known() -> Mapping[str, tuple[int, str, bool]]:
    """Return for each code its number, the program's own class, and whether the pack bench says it. Never changes."""
    load_all()
    here = {each.code for each in refusals_here()}
    return {each.code: (n, each.klass, each.code in here) for n, each in enumerate(refusals(), 1)}


def every_row(desk: Desk) -> tuple[VerdictRow, ...]:
    """Return the whole table."""
    known, found = _known(), []
    for told, kept in verdict_table(desk):
        if told.code in known:
            number, own, here = known[told.code]
            changed = ("", "", "") if kept is None else (kept.why, kept.who, kept.at)
            found.append(VerdictRow(number, told, own, here, *changed))
    return tuple(found)


def _in_view(row: VerdictRow, view: str) -> bool:
    klass = row.told.klass
    shown = {"pack": row.here, "stops": klass == "stop", "notes": klass == "note", "changed": row.told.changed}
    return shown.get(view, view == "all")


def _rows(desk: Desk, query: ListQuery) -> tuple[VerdictRow, ...]:
    text = query.text.strip().casefold().replace(" ", "_")
    return tuple(
        each
        for each in every_row(desk)
        if _in_view(each, query.view) and (text in each.told.code or text in each.why.casefold().replace(" ", "_"))
    )


_BY = {
    "code": lambda row: row.told.code,
    "class": lambda row: str(row.told.klass),
    "at": lambda row: row.at,
    "who": lambda row: row.who,
}

VERDICTS: ShortList[VerdictRow] = ShortList(
    "verdicts",
    names(frozenset(_BY), "code", frozenset(VIEWS)),
    home="pack",
    rows=_rows,
    key=lambda row: row.id,
    by=_BY,
)
"""The list of everything that benches say no with."""


def verdict_row(desk: Desk, key: int) -> VerdictRow | None:
    """Return one row of the table. For `Runner.ask`."""
    return next((each for each in every_row(desk) if each.id == key), None)


def count_verdicts(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many rows it shows."""
    rows = every_row(desk)
    return {view: sum(_in_view(each, view) for each in rows) for view in VIEWS}
