"""What the day's board shows of its state, as kit values, and where each figure leads. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.today import HourSum, Need, NeedKind, StageOrder, StageSum, Today, soon_from
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars, StageCard, StageValue
from warehouse_app.ui.kit.values import Kind
from warehouse_app.ui.screens.today.state import TodayScreen
from warehouse_app.wording import tr
from warehouse_app.wording.orders import hold_kind
from warehouse_app.wording.today import need_deed, need_title, need_waits, stage_words

_OPENING, _CLOSING = 7, 19
"""Local hours that the plot shows at least."""

_TELLING = frozenset({Stage.HOLD, Stage.PICKING, Stage.PACKING})
"""Stages at which the reason, the batch or the bench tells more than the number of lines."""

_NEED_ICONS: dict[NeedKind, tuple[str, str]] = {
    NeedKind.LATE: ("octagon-alert", "stop_mark"), NeedKind.SHORT: ("package-x", "stop_mark"),
    NeedKind.UNALLOCATED: ("package-search", "ask_mark"), NeedKind.HOLD: ("lock", "ask_mark"),
    NeedKind.PACK: ("package-open", "ask_mark"), NeedKind.BATCH: ("route", "ask_mark"),
    NeedKind.PRINT: ("printer-x", "ask_mark"), NeedKind.COUNT: ("clipboard-check", "info_mark"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure at the top: its name, label, value and one line; `mark` is a kind whose icon stands before it."""

    name: str
    label: str
    value: str
    line: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One row of "Needs you"."""

    icon: str
    token: str
    title: str
    line: str
    deed: str


def tiles(board: Today) -> tuple[Tile, ...]:
    """Return the figures of the day."""
    risk = ", ".join(
        words.format(n=figures.number(n))
        for n, words in ((board.late, tr("{n} late")), (board.soon, tr("{n} soon")))
        if n
    )
    done = figures.when(board.done_at, board.now) if board.done_at else figures.NOTHING
    right = 100 * (board.scans - board.stopped) / board.scans if board.scans else 0.0
    wrong = tr("{n} wrong stopped").format(n=figures.number(board.stopped))
    return (
        Tile("leave", tr("Leave today"), tr("{n} to go").format(n=figures.number(board.to_go)),
             risk or tr("none at risk"), "stop" if board.late else "ask" if board.soon else "ok"),
        Tile("done", tr("Done by"), done, tr("at this pace") if board.done_at
             else tr("last full hour: none") if board.to_go else tr("nothing is left")),
        Tile("packed", tr("Packed today"), figures.number(board.packed),
             tr("yesterday {n}").format(n=figures.number(board.packed_yesterday))),
        Tile("pace", tr("Last full hour"), figures.number(board.pace),
             tr("best hour {n}").format(n=figures.number(board.best))),
        Tile("right", tr("Right first time"), f"{right:.2f} %" if board.scans else figures.NOTHING,
             wrong if board.scans else tr("no scan yet")),
    )  # fmt: skip


def columns(board: Today) -> tuple[StageValue, ...]:
    """Return the stages; the one where most orders are at risk says so."""
    riskiest = max(board.stages, key=lambda each: each.late + each.soon, default=None)
    return tuple(_column(each, board, riskiest=each is riskiest) for each in board.stages)


def _column(each: StageSum, board: Today, *, riskiest: bool) -> StageValue:
    late = tr("{n} late").format(n=figures.number(each.late)) if each.late else ""
    soon = tr("{n} soon").format(n=figures.number(each.soon)) if each.soon else ""
    risk = each.late + each.soon
    foot = tr("{n} at risk").format(n=figures.number(risk)) if riskiest and risk > 1 else ""
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


def bars(board: Today) -> Bars:
    """Return the plot: packed by hour today as bars, yesterday as the line, hours of the local day."""
    first, last = _span(board)
    today, before = _by_hour(board.hours), _by_hour(board.yesterday)
    hours = range(first, last + 1)
    moment = figures.moment(board.now)
    local = moment.astimezone() if moment is not None else None
    now = local.hour + local.minute / 60 - first if local is not None else -1.0
    sentence = tr("Packed by hour: {n} today, {before} by this time yesterday, best hour {best}")
    return Bars(
        tuple(f"{hour:02d}:00" for hour in hours),
        tuple(today.get(hour, 0) for hour in hours),
        tuple(before.get(hour, 0) for hour in hours),
        now,
        figures.when(board.now, board.now),
        sentence.format(n=board.packed, before=board.packed_yesterday, best=board.best),
    )


def _by_hour(sums: tuple[HourSum, ...]) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in sums:
        moment = figures.moment(each.hour)
        if moment is not None:
            hour = moment.astimezone().hour
            found[hour] = found.get(hour, 0) + each.packed
    return found


def _span(board: Today) -> tuple[int, int]:
    """Return the first and last local hour shown: the working day, and whatever was packed outside it."""
    worked = [hour for sums in (board.hours, board.yesterday) for hour, n in _by_hour(sums).items() if n]
    return min((_OPENING, *worked)), max((_CLOSING, *worked))


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


def calm(board: Today) -> tuple[str, str]:
    """Return what is said where nothing needs a person; a company without orders is told how they come in."""
    if any(each.count for each in board.stages) or board.short:
        return tr("Nothing needs you"), tr("Shortages, holds and prints would stand here.")
    return tr("No open orders"), tr("Imports brings in products, stock and orders. Press Ctrl F and type import.")


def needs_words(board: Today) -> str:
    """Return how many there are."""
    return tr("{n}, most urgent first").format(n=figures.number(len(board.needs))) if board.needs else ""


def order_of(state: TodayScreen, stage: str, code: str) -> StageOrder | None:
    """Return the order of a card."""
    stages = state.board.stages if state.board is not None else ()
    return next(
        (one for each in stages if each.stage == stage for one in each.first if code and one.code == code), None
    )


def behind_stage(name: str) -> tuple[str, str]:
    """Return the screen with the rows of a stage."""
    return {
        Stage.HOLD.value: ("orders", "view:on_hold"), Stage.READY.value: ("orders", "view:ready"),
        Stage.RELEASED.value: ("batches", ""), Stage.PICKING.value: ("batches", ""),
        Stage.PICKED.value: ("batches", ""), Stage.PACKING.value: ("orders", "view:open"),
        Stage.PACKED.value: ("manifests", ""), Stage.MANIFESTED.value: ("manifests", ""),
    }[name]  # fmt: skip


def behind_tile(name: str) -> tuple[str, str]:
    """Return the screen with the rows behind a figure."""
    views = {"leave": "to_ship_today", "done": "to_ship_today", "packed": "closed", "pace": "closed"}
    return "orders", f"view:{views.get(name, 'open')}"


def behind_need(need: Need) -> tuple[str, str]:
    """Return where a need is seen to."""
    return {
        NeedKind.LATE: ("orders", "view:late"), NeedKind.SHORT: ("stock", f"holders:{need.ref}"),
        NeedKind.UNALLOCATED: ("orders", "view:open"), NeedKind.HOLD: ("orders", "view:on_hold"),
        NeedKind.PACK: ("orders", f"row:{need.ref}"), NeedKind.BATCH: ("batches", f"batch:{need.ref}"),
        NeedKind.PRINT: ("prints", ""), NeedKind.COUNT: ("counts", f"place:{need.ref}"),
    }[need.kind]  # fmt: skip
