"""Views of lists kept under a name, on the command line: the same that the window's lists have."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.savedviews import SavedView, gone, healed
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.wording import tr

_view = typer.Typer(help="Views of lists, kept under a name.")
List = Annotated[
    str,
    typer.Argument(help="orders, products, places, stock, prints, manifests, people, audit, purchases or suppliers."),
]
Name = Annotated[str, typer.Argument(help="The view's name.")]
Shared = Annotated[bool, typer.Option("--shared", help="Everybody's view, not one's own.")]
Saved = Annotated[str, typer.Option("--saved", help="As this saved view; what is said besides narrows it further.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_view, name="view")


def as_saved(call: Call, listed: str, name: str, told: ListQuery) -> ListQuery:
    """Return what a saved view asks, with what was told besides. What its list no longer has is said and left out.

    Raises Refused(NoSuchView).
    """
    from warehouse_app.application.savedlists import known_of
    from warehouse_app.application.savedviews import view_named

    if not name:
        return told
    session = call.session()
    kept = call.runner.ask(lambda desk: view_named(desk, session.actor.person, listed, name), session).query
    known = known_of(listed)
    lost = gone(kept, known)
    if lost:
        call.out.note(tr("The view {view} names what is no more: {names}.").format(view=name, names=", ".join(lost)))
    kept = healed(kept, known)
    for each, value in told.filters:
        kept = kept.narrowed(each, value)
    sort, down = (told.sort, told.descending) if told.sort else (kept.sort, kept.descending)
    text = told.text or kept.text
    return ListQuery(kept.view, text, kept.filters, sort, down, now=told.now, until=told.until)


@_view.command("list")
def _list(
    context: typer.Context, listed: Annotated[str, typer.Option("--list", help="Only of this list.")] = ""
) -> None:
    """List one's own views and everybody's."""
    from warehouse_app.application.savedviews import find_views

    call = call_of(context)
    session = call.session()
    found = call.runner.ask(lambda desk: find_views(desk, session.actor.person, listed), session)
    columns = ("list", "name", "shared", "view", "text", "filters", "sort", "at")
    call.out.rows(columns, [_cells(each) for each in found], tr("No view is kept."))


def _cells(view: SavedView) -> tuple[object, ...]:
    query = view.query
    filters = ", ".join(f"{name}={value}" for name, value in query.filters)
    sort = f"-{query.sort}" if query.sort and query.descending else query.sort
    return (view.list, view.name, view.shared, query.view, query.text, filters, sort, view.at)


@_view.command("save")
def _save(
    context: typer.Context,
    listed: List,
    name: Name,
    view: Annotated[str, typer.Option(help="Which of them, as the chips of the window.")] = "",
    text: Annotated[str, typer.Option(help="Only those with this text.")] = "",
    filters: Annotated[list[str] | None, typer.Option("--filter", help="NAME=VALUE; may be given again.")] = None,
    sort: Annotated[str, typer.Option(help="Sorted by this column; with - before it downwards.")] = "",
    shared: Shared = False,
    again: Annotated[bool, typer.Option("--again", help="In the place of the one of that name.")] = False,
) -> None:
    """Keep a view under a name."""
    from warehouse_app.application.savedlists import check_view, known_of
    from warehouse_app.application.savedviews import keep_view

    call = call_of(context)
    query = ListQuery(view or known_of(listed).home, text, _filters(filters), sort.removeprefix("-"), sort[:1] == "-")
    check_view(listed, query)
    made = SavedView(listed, name, shared, query)
    call.runner.perform(keep_view(call.runner.ids.new(), made, None if again else ""), call.session()).done()
    call.out.answer({"list": listed, "view": name, "shared": shared}, tr("View {view} is kept.").format(view=name))


def _filters(told: list[str] | None) -> tuple[tuple[str, str], ...]:
    pairs = []
    for each in told or ():
        name, told_so, value = each.partition("=")
        if not told_so or not value:
            raise Usage("usage", problem=tr("--filter is NAME=VALUE, not {text}").format(text=each[:40]))
        pairs.append((name.strip(), value))
    return tuple(sorted(pairs))


@_view.command("rename")
def _rename(
    context: typer.Context, listed: List, name: Name, to: Annotated[str, typer.Argument(help="Its new name.")],
    shared: Shared = False,
) -> None:  # fmt: skip
    """Give a view another name."""
    from warehouse_app.application.savedviews import RenameView

    call = call_of(context)
    command = RenameView(id=call.runner.ids.new(), list=listed, view=name, to=to, shared=shared)
    call.runner.perform(command, call.session()).done()
    call.out.answer({"list": listed, "view": to}, tr("View {view} is called {to} now.").format(view=name, to=to))


@_view.command("remove")
def _remove(context: typer.Context, listed: List, name: Name, shared: Shared = False) -> None:
    """Forget a view."""
    from warehouse_app.application.savedviews import RemoveView

    call = call_of(context)
    call.runner.perform(
        RemoveView(id=call.runner.ids.new(), list=listed, view=name, shared=shared), call.session()
    ).done()
    call.out.answer({"list": listed, "view": name}, tr("View {view} is forgotten.").format(view=name))
