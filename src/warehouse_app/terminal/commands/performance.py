"""Performance on the command line: one's own day, and by right that of all people, benches or products."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app import wording
from warehouse_app.terminal.call import call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.performance import step_words, work_words

if TYPE_CHECKING:
    from warehouse_app.domain.performance.values import Figures, Report

_COLUMNS = (
    "key", "name", "work", "units", "orders", "units_an_hour", "orders_an_hour", "worked_min", "ms_a_unit", "stopped",
    "slips", "scans", "first_at", "last_at",
)  # fmt: skip
SHOWN = 200


def add_to(whole: typer.Typer) -> None:
    """Add this command to the command line."""
    whole.command("performance")(_performance)


def _performance(
    context: typer.Context,
    person: Annotated[bool, typer.Option("--person", help="Of each person.")] = False,
    bench: Annotated[bool, typer.Option("--bench", help="Of each bench.")] = False,
    product: Annotated[bool, typer.Option("--product", help="Of each product.")] = False,
    since: Annotated[str, typer.Option(help="From when (ISO; UTC where no zone is named). Default: today.")] = "",
    until: Annotated[str, typer.Option(help="Up to when. Default: now.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write it to this CSV file.")] = None,
) -> None:
    """Show what you did and how fast; by right what each person, bench or product did."""
    from warehouse_app.application.performance import day_of, everybody, own_day
    from warehouse_app.application.trail import moment
    from warehouse_app.domain.performance.values import By
    from warehouse_app.domain.refusals import Usage

    call = call_of(context)
    asked = [by for by, wanted in ((By.PERSON, person), (By.BENCH, bench), (By.PRODUCT, product)) if wanted]
    if len(asked) > 1:
        raise Usage("one_of", options="--person, --bench, --product")
    begin = moment(since) if since else day_of(call.runner.now())
    end = moment(until) if until else ""
    session = call.session()
    found = everybody(call.runner, session, asked[0], begin, end) if asked else own_day(
        call.runner, session, begin, end)  # fmt: skip
    if out is not None:
        from warehouse_app.application.exporting import write_csv

        with out.open("w", encoding="utf-8", newline="") as file:
            write_csv(_COLUMNS, [_row(each) for each in found.rows], file)
        words = trn("{n} row is in {file}.", "{n} rows are in {file}.", len(found.rows))
        call.out.answer({"rows": len(found.rows), "file": str(out)}, words.format(n=len(found.rows), file=out))
    elif call.out.as_json:
        rows = [{**dict(zip(_COLUMNS, _row(each), strict=True)), "steps": plainly(each.steps)} for each in found.rows]
        call.out.document({**plainly(found), "rows": rows})
    else:
        call.out.rows(_COLUMNS, [_row(each) for each in found.rows[:SHOWN]], tr("Nothing was scanned."))
        if not asked:
            _tell_steps(found)


def _row(each: Figures) -> tuple[object, ...]:
    values = {**{name: getattr(each, name, None) for name in _COLUMNS}, "worked_min": each.worked_ms // 60_000}
    return tuple(values[name] for name in _COLUMNS)


def _tell_steps(found: Report) -> None:
    """Tell a person what their time went into."""
    from babel.numbers import format_decimal

    for each in found.rows:
        for step in each.steps:
            once = "{work}, {step}: {n} time, {middle} s"
            often = "{work}, {step}: {n} times, {middle} s each, {total} min"
            words = trn(once, often, step.times)
            total, middle = step.total_ms // 60_000, format_decimal(step.middle_ms / 1_000, "0.0", wording.locale())
            facts = {"work": work_words(each.work), "step": step_words(step.step)}
            print(words.format(**facts, n=step.times, middle=middle, total=total))
