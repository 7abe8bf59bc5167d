"""Views of lists kept under a name: one's own, or everybody's. Saved, renamed, removed, found again."""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.application.run import Command, Session, check, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.savedviews import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_VIEWS,
    NoSuchView,
    SavedView,
    TooManyViews,
    ViewTaken,
    from_text,
    to_text,
)
from warehouse_app.store import savedviews
from warehouse_app.store.desk import Desk
from warehouse_app.store.savedviews import ViewRow

LISTS = (
    *("orders", "products", "places", "stock", "prints", "manifests", "people", "audit"),
    *("purchases", "receipts", "counts", "transfers", "suppliers", "instructions"),
    *("moves", "adjustments", "weights", "nearmisses"),
    *("proof", "lessons", "lots", "capture", "verdicts", "releaserules"),
    *("returncases", "refunds", "claims", "returnwork", "supplierreturns", "returnrules"),
)
"""The lists that keep views, by the name of their screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveView(Command):
    """Keep a view under a name. `query` and `columns` are its texts; what was looked for stands in no chain.

    `seen` is when the one in its place was saved, as the person saw it ("" for none); None asks nothing.
    """

    list: str
    view: str
    shared: bool = False
    query: str = field(default="", metadata=ASIDE)
    columns: str = ""
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameView(Command):
    """Give a view another name."""

    list: str
    view: str
    to: str
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveView(Command):
    """Forget a view."""

    list: str
    view: str
    shared: bool = False


@handles(SaveView, right=Right.VIEW, also=(Right.SHARE_VIEWS,), answer=str)
def save_view(desk: Desk, command: SaveView, session: Session) -> str:
    """Keep a view and return its name. Raises Refused(BadField, ViewTaken, TooManyViews)."""
    owner, name = _owner(command.shared, session), words("name", command.view, LONGEST_NAME)
    if command.list not in LISTS:
        raise Refused(BadField("list", command.list[:40], "unknown"))
    if max(len(command.query), len(command.columns)) > LONGEST_TEXT:
        raise Refused(BadField("view", name, "too_long", LONGEST_TEXT))
    there = savedviews.one(desk, command.list, owner, name)
    if command.seen is not None and there is not None and there.at != command.seen:
        raise Refused(ViewTaken(name))
    if there is None and savedviews.count(desk, command.list, owner) >= MOST_VIEWS:
        raise Refused(TooManyViews(command.list, MOST_VIEWS))
    savedviews.keep(desk, command.list, owner, name, command.query, command.columns)
    desk.touch(Touched.SAVED_VIEW)
    return name


@handles(RenameView, right=Right.VIEW, also=(Right.SHARE_VIEWS,), answer=str)
def rename_view(desk: Desk, command: RenameView, session: Session) -> str:
    """Rename a view and return its new name. Raises Refused(BadField, NoSuchView, ViewTaken)."""
    owner, to = _owner(command.shared, session), words("name", command.to, LONGEST_NAME)
    if to != command.view and savedviews.one(desk, command.list, owner, to) is not None:
        raise Refused(ViewTaken(to))
    if not savedviews.rename(desk, command.list, owner, command.view, to):
        raise Refused(NoSuchView(command.view[:LONGEST_NAME], command.list[:40]))
    desk.touch(Touched.SAVED_VIEW)
    return to


@handles(RemoveView, right=Right.VIEW, also=(Right.SHARE_VIEWS,))
def remove_view(desk: Desk, command: RemoveView, session: Session) -> None:
    """Forget a view. Raises Refused(NoSuchView)."""
    if not savedviews.remove(desk, command.list, _owner(command.shared, session), command.view):
        raise Refused(NoSuchView(command.view[:LONGEST_NAME], command.list[:40]))
    desk.touch(Touched.SAVED_VIEW)


def keep_view(command_id: str, view: SavedView, seen: str | None = None) -> SaveView:
    """Return the command that keeps a view."""
    return SaveView(
        id=command_id, list=view.list, view=view.name, shared=view.shared, query=to_text(view.query),
        columns=view.columns, seen=seen,
    )  # fmt: skip


def find_views(desk: Desk, person: str, listed: str = "") -> tuple[SavedView, ...]:
    """Return a person's own views and then everybody's, of one list or of all."""
    return tuple(_read(row) for row in savedviews.every(desk, person) if listed in ("", row.list))


def view_named(desk: Desk, person: str, listed: str, name: str) -> SavedView:
    """Return a view by its name, one's own before everybody's. Raises Refused(NoSuchView)."""
    row = savedviews.one(desk, listed, person, name) or savedviews.one(desk, listed, "", name)
    if row is None:
        raise Refused(NoSuchView(name[:LONGEST_NAME], listed[:40]))
    return _read(row)


def _owner(shared: bool, session: Session) -> str:  # noqa: FBT001 - the command's own field
    """Return whose view is meant; those of everybody are changed by right. Raises Refused(NoRight)."""
    if shared:
        check(session, Right.SHARE_VIEWS)
    return "" if shared else session.actor.person


def _read(row: ViewRow) -> SavedView:
    return SavedView(row.list, row.name, not row.owner, from_text(row.query) or ListQuery(), row.columns, row.at,
                     row.who)  # fmt: skip
