"""The stages of a day and what needs a person, as kit values, and where each leads: for every board that shows them.

Pure, no Qt.
"""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.today import Need, NeedKind, StageOrder, StageSum, Today, soon_from
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import NeedRow, StageCard, StageValue
from warehouse_app.ui.kit.values import Kind
from warehouse_app.wording import tr
from warehouse_app.wording.orders import hold_kind
from warehouse_app.wording.today import need_deed, need_title, need_waits, stage_words

_TELLING = frozenset({Stage.HOLD, Stage.PICKING, Stage.PACKING})
"""Stages at which the reason, the batch or the bench tells more than the number of lines."""

_NEED_ICONS: dict[NeedKind, tuple[str, str]] = {
    NeedKind.LATE: ("octagon-alert", "stop_mark"), NeedKind.SHORT: ("package-x", "stop_mark"),
    NeedKind.UNALLOCATED: ("package-search", "ask_mark"), NeedKind.HOLD: ("lock", "ask_mark"),
    NeedKind.PACK: ("package-open", "ask_mark"), NeedKind.BATCH: ("route", "ask_mark"),
    NeedKind.PRINT: ("printer-x", "ask_mark"), NeedKind.COUNT: ("clipboard-check", "info_mark"),
    NeedKind.RETURN: ("package-open", "ask_mark"), NeedKind.REFUND: ("banknote", "stop_mark"),
    NeedKind.CLAIM: ("shield-alert", "ask_mark"),
}  # fmt: skip


def riskiest(board: Today) -> Mapping[Stage, str]:
    """Return what stands at the foot of the stage where most orders are at risk."""
    found = max(board.stages, key=lambda each: each.late + each.soon, default=None)
    risk = 0 if found is None else found.late + found.soon
    return {found.stage: tr("{n} at risk").format(n=figures.number(risk))} if found is not None and risk > 1 else {}


def columns(board: Today, feet: Mapping[Stage, str]) -> tuple[StageValue, ...]:
    """Return the stages; `feet` says what stands at the foot of one, which its border marks."""
    return tuple(_column(each, board, feet.get(each.stage, "")) for each in board.stages)


def _column(each: StageSum, board: Today, foot: str) -> StageValue:
    late = tr("{n} late").format(n=figures.number(each.late)) if each.late else ""
    soon = tr("{n} soon").format(n=figures.number(each.soon)) if each.soon else ""
    cards = tuple(_card(one, board) for one in each.first)
    oldest = _age(each.oldest, board.now)
    words = tr("oldest {age}").format(age=oldest) if oldest else ""
    flags = (late, soon, figures.number(each.late), figures.number(each.soon))
    return StageValue(each.stage.value, stage_words(each.stage), figures.number(each.count), words, *flags, cards, foot)


def _card(order: StageOrder, board: Today) -> StageCard:
    mark: Kind = "neutral"
    if order.stage not in (Stage.PACKED, Stage.MANIFESTED) and order.ship_by:
        mark = "stop" if order.ship_by < board.now else "ask" if order.ship_by < soon_from(board.now) else "neutral"
    telling = order.fact if order.stage in _TELLING else ""
    if order.stage is Stage.HOLD:
        telling = ", ".join(hold_kind(kind) for kind in order.fact.split(", ") if kind)
    return StageCard(order.code, telling or figures.counted(order.lines, "line", "lines"), mark)


def _age(since: str, now: str) -> str:
    minutes = figures.minutes_until(now, since) if since else None
    return "" if minutes is None else figures.span(max(0, minutes))


def need_rows(board: Today) -> tuple[NeedRow, ...]:
    """Return what needs a person, the dearest first."""
    return tuple(_need(each, board.now) for each in board.needs)


def _need(need: Need, now: str) -> NeedRow:
    icon, token = _NEED_ICONS[need.kind]
    parts = [need_waits(need)]
    if need.due and need.kind is not NeedKind.LATE:
        late = need.due < now
        words = tr("late since {when}") if late else tr("the first leaves {when}")
        parts.append(words.format(when=figures.stamp(need.due, now)))
    elif need.since:
        parts.append(tr("since {when}").format(when=figures.stamp(need.since, now)))
    if need.kind is NeedKind.LATE:
        one = need.orders == 1
        parts = [tr("It should have left before now") if one else tr("They should have left before now")]
    return NeedRow(icon, token, need_title(need), ", ".join(part for part in parts if part), need_deed(need))


def needs_words(board: Today) -> str:
    """Return how many there are."""
    return tr("{n}, most urgent first").format(n=figures.number(len(board.needs))) if board.needs else ""


def order_of(board: Today | None, stage: str, code: str) -> StageOrder | None:
    """Return the order of a card."""
    stages = board.stages if board is not None else ()
    return next(
        (one for each in stages if each.stage == stage for one in each.first if code and one.code == code), None
    )


def behind_stage(name: str) -> tuple[str, str]:
    """Return the screen with the rows of a stage."""
    return "orders", f"stage:{name}"


def behind_need(need: Need) -> tuple[str, str]:
    """Return where a need is seen to."""
    return {
        NeedKind.LATE: ("orders", "view:late"), NeedKind.SHORT: ("stock", f"holders:{need.ref}"),
        NeedKind.UNALLOCATED: ("orders", "view:open"), NeedKind.HOLD: ("orders", "view:on_hold"),
        NeedKind.PACK: ("orders", f"row:{need.ref}"), NeedKind.BATCH: ("batches", f"batch:{need.ref}"),
        NeedKind.PRINT: ("prints", ""), NeedKind.COUNT: ("counts", f"place:{need.ref}"),
        NeedKind.RETURN: ("returncases", "view:inspect"), NeedKind.REFUND: ("refunds", "view:failed"),
        NeedKind.CLAIM: ("claims", "view:soon"),
    }[need.kind]  # fmt: skip


def calm(board: Today) -> tuple[str, str]:
    """Return what is said where nothing needs a person; a company without orders is told how they come in."""
    if any(each.count for each in board.stages) or board.short:
        return tr("Nothing needs you"), tr("Shortages, holds and prints would stand here.")
    return tr("No open orders"), tr("Imports brings in products, stock and orders. Press Ctrl F and type import.")
