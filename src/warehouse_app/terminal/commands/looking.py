"""Looking at the company as a whole: anything found by a text, and the board of the day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from warehouse_app.domain.people import Right
from warehouse_app.ports.clock import iso
from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(find)
    whole.command()(today)


def find(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A code, its beginning, or words of a name.")],
    scan: Annotated[bool, typer.Option("--scan", help="The text was scanned: it means one thing exactly.")] = False,
) -> None:
    """Find orders, products, customers, places, totes, parcels, serials, lots, batches, manifests, purchase orders,
    suppliers and people.
    """
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


def today(context: typer.Context) -> None:
    """Show the day: how many orders stand at each stage, what needs a person first, and the pace."""
    from warehouse_app.application.today import board
    from warehouse_app.wording.today import need_deed, need_title, need_waits, stage_words

    call = call_of(context)
    now = call.runner.now()
    begin = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    day = iso(begin.astimezone(UTC))
    found = call.runner.ask(lambda desk: board(desk, now, day), call.session(), Right.EXPORT)
    if call.out.as_json:
        sums = {"packed": found.packed, "packed_yesterday": found.packed_yesterday, "pace": found.pace}
        call.out.document({**plainly(found), **sums})
        return
    words = tr("{go} to go today, {late} late, {soon} within 2 h. {packed} packed, {before} by this time yesterday.")
    facts = {"go": found.to_go, "late": found.late, "soon": found.soon, "packed": found.packed}
    call.out.answer(None, words.format(**facts, before=found.packed_yesterday))
    stages = [(stage_words(each.stage), each.count, each.late, each.soon, each.oldest[:16]) for each in found.stages]
    call.out.rows(("stage", "orders", "late", "soon", "oldest since"), stages)
    needs = [(need_title(each), need_waits(each), each.due[:16], need_deed(each)) for each in found.needs]
    call.out.rows(("needs you", "who waits", "first leaves", "do"), needs, tr("Nothing needs you."))
