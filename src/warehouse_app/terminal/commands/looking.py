"""Looking at the company as a whole: anything found by a text."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(find)


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A code, its beginning, or words of a name.")],
    scan: Annotated[bool, typer.Option("--scan", help="The text was scanned: it means one thing exactly.")] = False,
) -> None:
    """Find orders, products, customers, places, totes, parcels, serials, lots, batches, manifests and people."""
    from warehouse_app.application.search import find as search
    from warehouse_app.application.search import find_code
    from warehouse_app.wording.search import about

    call = call_of(context)
    session = call.session()
    if scan:
        hits = call.runner.ask(lambda desk: find_code(desk, text), session)
        document: object = [plainly(hit) for hit in hits]
    else:
        found = call.runner.ask(lambda desk: search(desk, text, session.actor.rights), session)
        hits, document = found.hits, plainly(found)
    if call.out.as_json:
        call.out.document(document)
        return
    rows = [(hit.kind.value, hit.code, hit.name, about(hit)) for hit in hits]
    call.out.rows(("kind", "code", "name", "about"), rows, tr("Nothing is called {text}.").format(text=text))
