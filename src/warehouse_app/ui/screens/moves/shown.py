"""What the page of moves shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.moving.tasklist import EndLine, MoveDetail
from warehouse_app.domain.moving.states import LIVE_MOVES, MoveKind, MoveState
from warehouse_app.domain.moving.values import MoveTask
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.moves.state import MovesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.moving import reason_of
from warehouse_app.wording.people import lacks_right

_WIDE = 760
URGENT = 1


def chip(task: MoveTask) -> ChipValue:
    """Return the state of a task as a chip."""
    words = {
        MoveState.OPEN: ChipValue("neutral", tr("Open"), "circle-dashed"),
        MoveState.TAKEN: ChipValue("info", tr("Taken"), "hand"),
        MoveState.DONE: ChipValue("ok", tr("Done")),
        MoveState.SHORT: ChipValue("stop", tr("Short"), "circle-alert"),
        MoveState.CANCELLED: ChipValue("neutral", tr("Cancelled"), "ban"),
    }
    if task.state is MoveState.OPEN and task.urgency <= URGENT:
        return ChipValue("ask", tr("Urgent"), "zap")
    return words[task.state]


def kind(value: str) -> str:
    """Return what kind of move it is, in words."""
    words = {
        MoveKind.REPLENISH.value: tr("Refill"), MoveKind.CONSOLIDATE.value: tr("Put together"),
        MoveKind.RESTOCK.value: tr("Put back"),
        MoveKind.RESLOT.value: tr("To a better place"),
    }  # fmt: skip
    return words.get(value, value)


def columns() -> tuple[Column[MoveTask], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Task"), lambda task: task.code, 84, "code", name="code"),
        Column(tr("State"), chip, 104, "chip", name="urgency", leaves=lambda task: task.state.value),
        Column(tr("From"), lambda task: task.source, 92, "strong", name="from"),
        Column(tr("What"), lambda task: calm(task.name) or task.what, 0, name="what", leaves=lambda task: task.what),
        Column(tr("Units"), lambda task: figures.number(task.left or task.qty), 70, "number", name="qty",
               leaves=lambda task: task.qty),
        Column(tr("To"), lambda task: task.target, 92, "strong", name="to"),
        Column(tr("Why"), reason_of, 200, name="why", room=_WIDE),
        Column(tr("Who"), lambda task: task.who or figures.NOTHING, 110, name="who", room=_WIDE + 240),
    )  # fmt: skip


def filters(state: MovesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "live": tr("To do"), "urgent": tr("Urgent"), "taken": tr("Taken"), "done": tr("Done"),
        "over": tr("Short or cancelled"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: MovesScreen) -> tuple[str, str]:
    """Return how many tasks the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "move", "moves")
    return left, tr("Ctrl N plans refills, F6 moves goods")


def title(task: MoveTask) -> str:
    """Return the head of a task."""
    return tr("{source} to {target}").format(source=code(task.source), target=code(task.target))


def about(task: MoveTask) -> str:
    """Return the line under the head: what, and why."""
    name = calm(task.name)
    what = f"{name} ({task.what})" if name else task.what
    words = tr("{qty} of {what}").format(qty=figures.number(task.qty), what=what)
    why = reason_of(task)
    return f"{words}. {why}" if why else words


def facts(task: MoveTask) -> tuple[tuple[str, str], ...]:
    """Return what is known of a task, by name."""
    return (
        (tr("Task"), task.code), (tr("Kind"), kind(task.kind.value)),
        (tr("Moved"), tr("{done} of {all}").format(done=task.done, all=task.qty)),
        (tr("Who"), task.who or figures.NOTHING), (tr("Warehouse"), task.warehouse),
    )  # fmt: skip


def end_columns() -> tuple[Column[EndLine], ...]:
    """Return the columns of what stands at both ends."""
    return (
        Column(tr("Place"), lambda one: one.place, 92, "strong"),
        Column(tr("What"), lambda one: calm(one.name) or one.what, 0),
        Column(tr("Units"), lambda one: figures.number(one.on_hand), 66, "number", sort=lambda one: one.on_hand),
        Column(tr("Held"), lambda one: figures.number(one.held) if one.held else figures.NOTHING, 60, "number",
               sort=lambda one: one.held),
    )  # fmt: skip


def deeds(state: MovesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""

    def lacks(right: Right) -> str:
        return lacks_right(state.rights, right)

    detail: MoveDetail | None = state.detail
    alive = detail is not None and detail.task.state in LIVE_MOVES
    choose = "" if alive else tr("Choose a task that is not over")
    return {
        "plan": lacks(Right.PLAN), "merge": lacks(Right.PLAN), "cancel": lacks(Right.PLAN) or choose,
        "move": lacks(Right.MOVE), "correct": lacks(Right.STOCK), "lock": lacks(Right.STOCK),
        "unlock": lacks(Right.STOCK), "recipe": lacks(Right.PRODUCTS), "build": lacks(Right.MOVE),
        "break": lacks(Right.MOVE),
    }  # fmt: skip
