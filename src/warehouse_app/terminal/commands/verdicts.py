"""Verdicts and near misses by command: the table with its classes at this site, and who picked what was stopped."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.people import Right
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr

_verdicts = typer.Typer(no_args_is_help=True, help="How each answer of a bench is told, and what is a Stop here.")
_misses = typer.Typer(no_args_is_help=True, help="Goods that a bench stopped before they went wrong.")
Code = Annotated[str, typer.Argument(help="The answer's code, as the table shows it.")]
Reason = Annotated[str, typer.Option(help="Why.")]
SHOWN = 50


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_verdicts, name="verdicts")
    whole.add_typer(_misses, name="nearmiss")


@_verdicts.command("list")
def _list(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Those of every bench.")] = False,
) -> None:
    """List what the pack bench says no with: class at this site, tone, and whether the class may be changed."""
    from warehouse_app.application.packing.answers import refusals_here
    from warehouse_app.application.rights import load_all
    from warehouse_app.application.verdicts import verdict_table
    from warehouse_app.wording.verdicts import class_words

    load_all()
    codes = () if everything else tuple(each.code for each in refusals_here())
    call = call_of(context)
    found = call.runner.ask(lambda desk: verdict_table(desk, codes), call.session(), Right.VIEW)
    rows = [
        (
            told.code, class_words(told.klass), told.tone or "", told.near_miss, told.may_change, told.changed,
            *(("", "", "") if kept is None else (kept.why, kept.who, kept.at)),
        )
        for told, kept in found
    ]  # fmt: skip
    columns = ("code", "class", "tone", "near_miss", "may_change", "changed", "why", "who", "at")
    call.out.rows(columns, rows)


@_verdicts.command("set")
def _set(
    context: typer.Context,
    code: Code,
    klass: Annotated[str, typer.Argument(metavar="CLASS", help="stop or note.")],
    reason: Reason = "",
) -> None:
    """Let an answer be a Stop or a Note at this site; it stands in the audit."""
    from warehouse_app.application.rights import load_all
    from warehouse_app.application.verdicts import SetVerdictClass

    load_all()
    call = call_of(context)
    command = SetVerdictClass(id=call.runner.ids.new(), verdict=code, klass=klass, reason=reason)
    kept = call.runner.perform(command, call.session()).done()
    call.out.answer({"code": code, "class": kept}, tr("{code} is a {klass} now.").format(code=code, klass=kept))


@_verdicts.command("reset")
def _reset(context: typer.Context, code: Code) -> None:
    """Let an answer be of the program's own class again."""
    from warehouse_app.application.rights import load_all
    from warehouse_app.application.verdicts import ResetVerdictClass

    load_all()
    call = call_of(context)
    kept = call.runner.perform(ResetVerdictClass(id=call.runner.ids.new(), verdict=code), call.session()).done()
    call.out.answer({"code": code, "class": kept}, tr("{code} is a {klass} again.").format(code=code, klass=kept))


@_verdicts.command("page")
def _page(context: typer.Context) -> None:
    """Print the documentation page of all verdicts (docs/verdicts.md)."""
    from warehouse_app.terminal.verdicts import page

    text = page()
    call_of(context).out.answer({"page": text}, *text.splitlines())


@_misses.command("list")
def _miss_list(
    context: typer.Context,
    left: Annotated[bool, typer.Option("--open", help="Only surplus units that nobody settled.")] = False,
    picker: Annotated[str, typer.Option(help="Only what this person picked (code).")] = "",
    code: Annotated[str, typer.Option(help="Only this verdict.")] = "",
    since: Annotated[str, typer.Option(help="Only since this moment (UTC).")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="At most so many.")] = SHOWN,
) -> None:
    """List near misses, the newest first: what was in the hand, of which order, who picked it, who packed."""
    from warehouse_app.application.verdicts import MISSES
    from warehouse_app.domain.listing import ListQuery

    call = call_of(context)
    query = ListQuery("open" if left else "all", sort="at", descending=True)
    for name, value in (("picker", picker), ("code", code), ("since", since)):
        query = query.narrowed(name, value.strip())
    found = call.runner.ask(lambda desk: MISSES.page(desk, MISSES.check(query), 0, limit), call.session(), MISSES.right)
    rows = [
        (
            each.id, each.at, each.station, each.code, each.order, each.sku, each.qty, each.for_sku,
            each.picker_code, each.picked_at, each.packer_code, each.how,
        )
        for each in found.rows
    ]  # fmt: skip
    columns = (
        *("id", "at", "station", "code", "order", "sku", "qty", "for_sku"),
        *("picker", "picked_at", "packer", "settled"),
    )
    call.out.rows(columns, rows, tr("No near miss."))


@_misses.command("people")
def _miss_people(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=1, max=366, help="Of so many days.")] = 30,
) -> None:
    """Count near misses by who picked, and by what was wrong."""
    from warehouse_app.application.verdicts import misses_lately

    call = call_of(context)
    now = call.runner.now()
    rows = call.runner.ask(lambda desk: misses_lately(desk, now, days), call.session(), Right.ASSIGN)
    call.out.rows(("picker", "name", "code", "count", "last"), rows, tr("No near miss."))


@_misses.command("settle")
def _miss_settle(
    context: typer.Context,
    miss: Annotated[int, typer.Argument(min=1, help="The near miss's number.")],
    how: Annotated[str, typer.Option(help="What became of the unit.")] = "",
) -> None:
    """Say what became of a surplus unit."""
    from warehouse_app.application.verdicts import SettleMiss

    call = call_of(context)
    call.runner.perform(SettleMiss(id=call.runner.ids.new(), miss=miss, how=how), call.session()).done()
    call.out.answer({"miss": miss}, tr("Near miss {n} is settled.").format(n=miss))
