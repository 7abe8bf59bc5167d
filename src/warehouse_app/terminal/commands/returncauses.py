"""Returns and their causes on the command line: the packing evidence of a claim, look-alikes, a report."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr


def add_to_returns(returns: typer.Typer) -> None:
    """Add these commands to those of returns."""
    returns.command("why")(why)
    returns.command("look-alikes")(look_alikes)
    returns.command("report")(report)


def why(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The return's code.")],
) -> None:
    """Show how the goods of a claim were packed, and how plausible the claim is."""
    from warehouse_app.application.returning import causes

    call = call_of(context)
    found = call.runner.ask(lambda desk: causes.why(desk, code), call.session())
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
        return
    if not found:
        call.out.answer(None, tr("No unit of {code} claims anything of its packing.").format(code=code))
    for each in found:
        _tell(call, each)


def _tell(call: Call, cause: object) -> None:
    from warehouse_app.domain.returning.evidence import Cause
    from warehouse_app.wording.evidence import claims, plausible, points_words, sign_words

    assert isinstance(cause, Cause)
    found, opinion = cause.evidence, cause.opinion
    words = tr("{sku} {name}, {n} of order {order}: {claim}? {opinion} ({points})")
    told = {"sku": found.sku, "name": found.name, "n": found.qty, "order": found.order}
    told |= {"claim": claims()[found.claim], "opinion": plausible()[opinion.plausible]}
    call.out.answer(None, words.format(**told, points=points_words(opinion.points)))
    call.out.rows(("points", "sign"), [(points_words(each.points), sign_words(each)) for each in opinion.signs])
    people = [("packed", each.code, each.name, found.packed_at) for each in found.packers]
    people += [("picked", found.picker.code, found.picker.name, found.picked_at)] if found.picker is not None else []
    call.out.rows(("deed", "who", "name", "at"), people)
    scans = [
        (each.at, each.text, each.person, each.station, each.what, each.qty, tr("undone") if each.undone else "")
        for each in found.scans
    ]
    call.out.rows(("at", "scan", "who", "station", "what", "units", ""), scans)
    weighed = [
        (each.at, each.parcel, each.grams, each.expected, each.low, each.high, each.verdict, each.reason)
        for each in found.weighings
    ]
    call.out.rows(("at", "parcel", "grams", "expected", "low", "high", "verdict", "why"), weighed)
    slips = [(each.at, each.sku, each.for_sku, each.packer, each.picker) for each in found.slips]
    call.out.rows(("at", "in the hand", "for", "packer", "picker"), slips)
    call.out.rows(("photo", "at", "note"), [(each.id, each.at, each.note) for each in found.photos])


def look_alikes(
    context: typer.Context,
    since: Annotated[str, typer.Option(help="Since this moment or day; else the last 90 days.")] = "",
) -> None:
    """List products that were taken for each other, at a bench or by what came back."""
    from datetime import datetime, timedelta

    from warehouse_app.application.returning import causes
    from warehouse_app.domain.returning.evidence import LOOK_BACK_DAYS
    from warehouse_app.ports.clock import iso

    call = call_of(context)
    begin = since or iso(datetime.fromisoformat(call.runner.now()) - timedelta(days=LOOK_BACK_DAYS))
    found = call.runner.ask(lambda desk: causes.look_alikes(desk, begin), call.session())
    rows = [(each.sku, each.name, each.other, each.other_name, each.stopped, each.came) for each in found]
    columns = ("sku", "name", "other", "other_name", "stopped", "came_back")
    call.out.rows(columns, rows, tr("No products are taken for each other."))


FORMS = ("table", "csv", "json")
_COLUMNS = (
    "key", "name", "currency", "returns", "units", "shipped", "per_mille", "value_minor", "refunded_minor",
    "fees_minor", "scrap_minor", "postage_minor", "cost_minor",
)  # fmt: skip


def report(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="product, supplier, carrier, channel, reason or packer.")] = "reason",
    since: Annotated[str, typer.Option(help="Since this moment or day; else the last 90 days.")] = "",
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
) -> None:
    """Tell why things came back and what it cost, what cost most first."""
    import sys

    from warehouse_app.application.exporting import write_csv
    from warehouse_app.application.returning.report import period, return_report
    from warehouse_app.application.trail import moment
    from warehouse_app.domain.people import Right
    from warehouse_app.domain.refusals import Usage
    from warehouse_app.domain.returning.report import By

    call = call_of(context)
    if by not in tuple(By):
        raise Usage("one_of", options=", ".join(By))
    if form not in FORMS:
        raise Usage("one_of", options=", ".join(FORMS))
    begin = moment(since) if since else period(call.runner.now())
    found = call.runner.ask(lambda desk: return_report(desk, By(by), begin), call.session(), Right.EXPORT)
    rows = [tuple(getattr(each, name) for name in _COLUMNS) for each in found.rows]
    if form == "csv" and not call.out.as_json:
        write_csv(_COLUMNS, rows, sys.stdout)
    elif form == "json" or call.out.as_json:
        told = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        call.out.document({"by": by, "since": begin, "rows": told})
    else:
        call.out.rows(_COLUMNS, rows, tr("Nothing came back."))
