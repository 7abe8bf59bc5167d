"""Counts on the command line: planned, listed, shown, decided; and how right books and people were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.decimals import decimal
from warehouse_app.wording.say import say_error

if TYPE_CHECKING:
    from warehouse_app.application.counting.plans import MakePlan
    from warehouse_app.application.run import Command
    from warehouse_app.domain.counting.facts import Proposal
    from warehouse_app.domain.counting.values import CountOutcome

_count = typer.Typer(no_args_is_help=True, help="Counts: planned, listed, decided; accuracy.")
Codes = Annotated[list[str], typer.Argument(help="Counts, as K00012.")]
Note = Annotated[str, typer.Option("--note", help="A word for whoever looks later.")]
_MOST = 10_000


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_count, name="count")


@_count.command("plan")
def _plan(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="place, product, zone, aisle, warehouse, today or abc.")],
    about: Annotated[str, typer.Argument(help="The place, product, zone or aisle.")] = "",
    warehouse: Annotated[str, typer.Option("--warehouse", help="The warehouse, where there are several.")] = "",
    most: Annotated[int, typer.Option("--most", min=1, max=20_000, help="Cells of today or abc.")] = 20,
    blind: Annotated[bool | None, typer.Option("--blind/--open", help="Whether the books are not told.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what is worth counting, and why.")] = False,
) -> None:
    """Ask for counts: of what is named, of what costs most where it is wrong (today), or by turn (abc)."""
    from warehouse_app.application.counting import plans

    call = call_of(context)
    session = call.session()
    if kind not in plans.KINDS:
        raise Usage("usage", problem=tr("a plan is of {kinds}").format(kinds=", ".join(plans.KINDS)))
    house = warehouse.strip().upper() or _only_warehouse(call)
    wanted = plans.MakePlan(id=call.runner.ids.new(), warehouse=house, kind=kind, about=about, blind=blind)
    if dry_run:
        _show_proposals(call, wanted, most)
        return
    done = plans.plan_counts(call.runner, session, wanted, most, call.company().pause)
    words = trn("Plan {plan} asks for {n} count.", "Plan {plan} asks for {n} counts.", done.counts)
    document = {"plan": done.plan, "counts": done.counts, "proposals": _plain(done.proposals)}
    call.out.answer(document, words.format(plan=done.plan, n=done.counts))


def _only_warehouse(call: Call) -> str:
    from warehouse_app.application.counting.plans import warehouses

    known = call.runner.ask(warehouses, call.session())
    if len(known) != 1:
        raise Usage("usage", problem=tr("say --warehouse: there are {known}").format(known=", ".join(known) or "0"))
    return known[0]


def _show_proposals(call: Call, wanted: MakePlan, most: int) -> None:
    from warehouse_app.application.counting import plans

    if wanted.kind not in ("today", "abc"):
        raise Usage("usage", problem=tr("--dry-run goes with today or abc"))
    now = call.runner.now()
    found = call.runner.ask(
        lambda desk: plans.proposals(desk, wanted.warehouse, wanted.kind, now, most), call.session()
    )
    rows = _plain(found)
    columns = ("place", "sku", "on_hand", "cost_minor", "chance_permille", "class", "why")
    call.out.rows(columns, [[each[name] for name in columns] for each in rows], tr("Nothing is worth counting."))


def _plain(found: tuple[Proposal, ...]) -> list[dict[str, object]]:
    from warehouse_app.wording.counting import why_words

    told = []
    for each in found:
        cell, klass = each.cell, each.klass
        figures = {"cost_minor": each.cost_minor, "chance_permille": each.chance_permille}
        about = {"place": cell.place, "sku": cell.sku, "on_hand": cell.on_hand}
        told.append({**about, **figures, "class": klass, "why": why_words(each.why, each.currency)})
    return told


@_count.command("plans")
def _plans(context: typer.Context) -> None:
    """List the plans of counts with their progress, newest first."""
    from warehouse_app.application.counting.plans import find_plans

    call = call_of(context)
    found = call.runner.ask(find_plans, call.session())
    columns = ("code", "warehouse", "kind", "about", "places", "waiting", "again", "review", "matched", "posted")
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in found], tr("No plan of counts."))


@_count.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option("--view", help="all, waiting, review, open, differing, posted.")] = "all",
    plan: Annotated[str, typer.Option("--plan", help="Only of this plan.")] = "",
    place: Annotated[str, typer.Option("--place", help="Only of this place.")] = "",
    product: Annotated[str, typer.Option("--product", help="Only where this product was counted.")] = "",
) -> None:
    """List counts, newest first."""
    from warehouse_app.application.counting.decide import COUNTS
    from warehouse_app.domain.listing import ListQuery

    call = call_of(context)
    query = ListQuery(view, descending=True)
    for name, value in (("plan", plan), ("place", place), ("product", product)):
        query = query.narrowed(name, value.strip())
    COUNTS.check(query)
    found = call.runner.ask(lambda desk: COUNTS.page(desk, query, 0, _MOST).rows, call.session())
    columns = (
        *("code", "place", "sku", "state", "reason", "plan", "round", "people", "differences", "value_minor"),
        *("asked_at", "counted_at"),
    )
    call.out.rows(columns, [[getattr(each, name) for name in columns] for each in found], tr("No count."))


@_count.command("show")
def _show(context: typer.Context, code: Annotated[str, typer.Argument(help="The count, as K00012.")]) -> None:
    """Show one count: what each round found, and what the books had at that moment."""
    from warehouse_app.application.counting.decide import count_detail, count_id_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: count_detail(desk, count_id_of(desk, code)), call.session())
    assert found is not None, "a count that was just found"
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    row = found.row
    head = tr("Count {code} of {place}: {state}").format(code=row.code, place=row.place, state=row.state)
    call.out.answer(None, head, *((row.note,) if row.note else ()))
    columns = ("round", "who", "sku", "lot", "serial", "counted", "book", "difference", "reason", "entry")
    things = [[getattr(each, name) for name in columns] for each in found.things]
    call.out.rows(columns, things, tr("Nothing is counted yet."))


@_count.command("approve")
def _approve(
    context: typer.Context,
    codes: Codes,
    reason: Annotated[str, typer.Option("--reason", help="One of the list; see: warehouse count reasons.")] = "",
    note: Note = "",
) -> None:
    """Book what counts found; orders that lack goods by it are named."""
    from warehouse_app.application.counting.decide import ApproveCount

    _decide(
        context,
        codes,
        lambda number, own: ApproveCount(id=own, count=number, reason=reason.strip().lower(), note=note),
    )


@_count.command("reject")
def _reject(context: typer.Context, codes: Codes, note: Note = "") -> None:
    """Believe the books: nothing is booked; a count that waits is called off."""
    from warehouse_app.application.counting.decide import RejectCount

    _decide(context, codes, lambda number, own: RejectCount(id=own, count=number, note=note))


@_count.command("recount")
def _recount(context: typer.Context, codes: Codes, note: Note = "") -> None:
    """Let somebody count again before it is decided."""
    from warehouse_app.application.counting.decide import CountAgain

    _decide(context, codes, lambda number, own: CountAgain(id=own, count=number, note=note))


def _decide(context: typer.Context, codes: list[str], command: Callable[[int, str], Command]) -> None:
    from warehouse_app.application.counting.decide import count_id_of

    call = call_of(context)
    session = call.session()
    done: list[dict[str, object]] = []
    told: list[str] = []
    refusals: list[Refused] = []
    for code in codes:
        try:
            number = call.runner.ask(lambda desk, code=code: count_id_of(desk, code), session)  # type: ignore[misc]
            outcome: CountOutcome = call.runner.perform(command(number, call.runner.ids.new()), session).done()
        except Refused as no:
            if len(codes) == 1 or no.refusal.code == "no_right":
                raise
            refusals.append(no)
            continue
        done.append(plainly(outcome))
        told.append(_words(outcome, code))
    refused = [say_error(no.refusal) for no in refusals]
    call.out.answer({"done": done, "refused": refused}, *told, *refused)


def _words(outcome: CountOutcome, code: str) -> str:
    words = tr("{code} of {place} is {state}.").format(code=code, place=outcome.place, state=outcome.state)
    return words + (" " + tr("Now short: {orders}.").format(orders=outcome.orders) if outcome.lost else "")


@_count.command("cancel")
def _cancel(context: typer.Context, plan: Annotated[str, typer.Argument(help="The plan, as P00003.")]) -> None:
    """End a plan: what still waits to be counted is called off."""
    from warehouse_app.application.counting.plans import call_off

    call = call_of(context)
    done = call_off(call.runner, call.session(), plan, call.company().pause)
    words = trn("Plan {plan} is ended, {n} count is called off.", "Plan {plan} is ended, {n} counts are called off.",
                done.counts)  # fmt: skip
    call.out.answer(plainly(done), words.format(plan=done.plan, n=done.counts))


@_count.command("reasons")
def _reasons(context: typer.Context) -> None:
    """List the reasons for which stock is more or less than the books say."""
    from warehouse_app.domain.counting.reasons import Reason
    from warehouse_app.wording.counting import reason_words

    rows = [(each.value, reason_words(each)) for each in Reason]
    call_of(context).out.rows(("reason", "means"), rows)


@_count.command("accuracy")
def _accuracy(
    context: typer.Context,
    by: Annotated[str, typer.Option("--by", help="place, product or person.")] = "place",
    days: Annotated[int, typer.Option("--days", min=1, max=3_650, help="How far back.")] = 90,
) -> None:
    """Tell how often the books were right by place or product, or how often people were; and the books by week."""
    from warehouse_app.application.counting.decide import ACCURACY_BY, accuracy
    from warehouse_app.application.settings import value_of
    from warehouse_app.domain.purchasing.fields import written_amount

    call = call_of(context)
    if by not in ACCURACY_BY:
        raise Usage("usage", problem=tr("--by takes {names}").format(names=", ".join(ACCURACY_BY)))
    since = (call.runner.clock.now() - timedelta(days=days)).date().isoformat()
    found = call.runner.ask(lambda desk: accuracy(desk, by, since), call.session())
    if call.out.as_json:
        call.out.document({**plainly(found), "permille": found.whole.permille})
        return
    currency = call.runner.ask(lambda desk: value_of(desk, "company.currency"), call.session())
    whole = found.whole
    words = trn(
        "Of {n} thing counted first, the books were right in {right} ({share} %).",
        "Of {n} things counted first, the books were right in {right} ({share} %).",
        whole.counted,
    )
    share = decimal(whole.permille / 10)
    call.out.answer(None, words.format(n=whole.counted, right=whole.right, share=share))
    columns = (by, "name", "counted", "found right", "right %", "units off", "worth off")
    rows = [
        (r.key, r.name, r.counted, r.right, decimal(r.permille / 10), r.units, written_amount(r.value_minor, currency))
        for r in found.rows
    ]
    call.out.rows(columns, rows, tr("Nothing was counted."))
    weeks = [(r.key, r.counted, r.right, decimal(r.permille / 10)) for r in found.weeks]
    call.out.rows(("week", "counted", "found right", "right %"), weeks)
