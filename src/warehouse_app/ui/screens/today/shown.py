"""What the day's board shows of its state, as kit values, and where each figure leads. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.today import HourSum, Today
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars, Tile
from warehouse_app.wording import tr

_OPENING, _CLOSING = 7, 19
"""Local hours that the plot shows at least."""


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
        Tile("right", tr("Right first time"), figures.percent(right) if board.scans else figures.NOTHING,
             wrong if board.scans else tr("no scan yet")),
    )  # fmt: skip


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


def behind_tile(name: str) -> tuple[str, str]:
    """Return the screen with the rows behind a figure."""
    views = {"leave": "to_ship_today", "done": "to_ship_today", "packed": "closed", "pace": "closed"}
    return "orders", f"view:{views.get(name, 'open')}"
