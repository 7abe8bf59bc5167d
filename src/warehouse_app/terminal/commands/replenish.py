"""Move tasks on the command line: planned, listed, cancelled; half-empty bins put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn

if TYPE_CHECKING:
    from warehouse_app.application.moving.replenish import PlanTold

_replenish = typer.Typer(help="Move tasks: refills of forward bins, and half-empty bins put together.")
House = Annotated[str, typer.Option("--warehouse", help="Only this warehouse.")]
_SHOWN = 50


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_replenish, name="replenish")


@_replenish.command("plan")
def _plan(context: typer.Context, warehouse: House = "") -> None:
    """Plan what goes from the reserve to the forward bins now; what is no longer needed is cancelled."""
    from warehouse_app.application.moving import replenish

    call = call_of(context)
    _told(call, replenish.plan(call.runner, call.session(), warehouse=warehouse, pause=call.company().pause))


@_replenish.command("merge")
def _merge(
    context: typer.Context,
    warehouse: House = "",
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="At most so many moves.")] = 200,
    accept: Annotated[bool, typer.Option("--accept", help="Make tasks of what is proposed.")] = False,
) -> None:
    """Propose how half-empty bins are put together: the fewest moves that free the most bins."""
    from warehouse_app.application.moving import replenish

    call = call_of(context)
    session = call.session()
    if accept:
        told = replenish.plan(
            call.runner, session, warehouse=warehouse, pause=call.company().pause,
            what=lambda desk, house: replenish.merge_plan(desk, house, most),
        )  # fmt: skip
        _told(call, told)
        return
    found = call.runner.ask(lambda desk: replenish.proposed(desk, warehouse, most), session)
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
        return
    rows = [(each.source, each.what, each.qty, each.target) for each in found]
    call.out.rows(("free bin", "what", "units", "into"), rows[:_SHOWN], tr("No bin can be freed so."))


@_replenish.command("list")
def _list(
    context: typer.Context,
    warehouse: House = "",
    state: Annotated[list[str] | None, typer.Option("--state", help="Only tasks in this state.")] = None,
) -> None:
    """List the move tasks in the order they would be walked."""
    from warehouse_app.application.moving import replenish
    from warehouse_app.wording.moving import reason_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: replenish.find(desk, warehouse, tuple(state or ())), call.session())
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
        return
    rows = [
        (each.code, each.state.value, each.source, each.what, each.left, each.target, each.who, reason_of(each))
        for each in found[:_SHOWN]
    ]
    call.out.rows(("task", "state", "from", "what", "units", "to", "who", "why"), rows, tr("No move task."))


@_replenish.command("cancel")
def _cancel(context: typer.Context, task: Annotated[str, typer.Argument(help="The task's code.")]) -> None:
    """Cancel a move task."""
    from warehouse_app.application.moving.replenish import CancelMove

    call = call_of(context)
    code = call.runner.perform(CancelMove(id=call.runner.ids.new(), task=task), call.session()).done()
    call.out.answer({"cancelled": code}, tr("Task {task} is cancelled.").format(task=code))


def _told(call: Call, told: tuple[PlanTold, ...]) -> None:
    if call.out.as_json:
        call.out.document([plainly(each) for each in told])
        return
    for each in told:
        words = trn(
            "{warehouse}: {n} new task, {changed} changed, {cancelled} cancelled; {open} wait.",
            "{warehouse}: {n} new tasks, {changed} changed, {cancelled} cancelled; {open} wait.",
            each.new,
        )
        facts = {"changed": each.changed, "cancelled": each.cancelled, "open": each.open}
        call.out.answer(None, words.format(warehouse=each.warehouse, n=each.new, **facts))
    if not told:
        call.out.answer(None, tr("There is no warehouse with bins."))
