"""One export as data, and its rows read one by one, with children merged in from a second query in step.

Promise: a million rows need no more memory than a thousand, and all rows of one export are of one moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import office
from warehouse_app.store.statement import Row

AT_ONCE = 500
"""Rows fetched together."""

Children = Callable[[list[Row]], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Export:
    """One kind: its columns in order, the query (first column `_key`, ordered by it), when a row was, and children.

    `children` is ordered by the parent's key too, its first column; `gather` turns those of one parent into values.
    """

    columns: tuple[str, ...]
    query: Select[Any]
    since: ColumnElement[str] | None = None
    children: Select[Any] | None = None
    gather: Children | None = None


def rows(desk: Desk, export: Export, since: str | None) -> Iterator[dict[str, object]]:
    """Yield the rows of an export, columns in order. `since` is UTC ISO text, of kinds that know a time."""
    query, children = export.query, export.children
    if since is not None and export.since is not None:
        query = query.where(export.since >= since)
    bundles = _bundles(desk, children) if children is not None else iter(())
    waiting = next(bundles, None)
    for row in desk.connection.execute(query, execution_options={"yield_per": AT_ONCE}).mappings():
        found = dict(row)
        mine: list[Row] = []
        while waiting is not None and waiting[0] <= row["_key"]:
            mine = waiting[1] if waiting[0] == row["_key"] else []
            waiting = next(bundles, None)
            if mine:
                break
        if export.gather is not None:
            found.update(export.gather(mine))
        yield {name: found[name] for name in export.columns}


def _bundles(desk: Desk, children: Select[Any]) -> Iterator[tuple[Any, list[Row]]]:
    key: Any = None
    bundle: list[Row] = []
    for row in desk.connection.execute(children, execution_options={"yield_per": AT_ONCE}):
        if bundle and row[0] != key:
            yield key, bundle
            bundle = []
        key = row[0]
        bundle.append(row)
    if bundle:
        yield key, bundle


def listed(name: str, *fields: str) -> Children:
    """Return a gatherer that makes a list of objects of the children's further columns."""

    def gather(children: list[Row]) -> dict[str, object]:
        return {name: [dict(zip(fields, row[1:], strict=True)) for row in children]}

    return gather


def who(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return the person's code, or what is kept where it is nobody known (SYSTEM)."""
    return func.coalesce(select(office.person.c.code).where(office.person.c.id == column).scalar_subquery(), column)
