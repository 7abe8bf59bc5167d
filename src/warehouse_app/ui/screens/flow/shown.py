"""What the flow board shows of its state, as kit values, and where each figure leads. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse_app.application.releasing.deed import ReleaseReport
from warehouse_app.application.releasing.proposing import Proposal
from warehouse_app.domain.crew.values import CrewRow
from warehouse_app.domain.flow import Flow, Forecast, LaneSums, WhatIf, late_in, suggest
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.releasing.channels import LANES, Lane
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Tile
from warehouse_app.ui.kit.values import Column, Option
from warehouse_app.ui.screens.flow.state import FlowScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.crew import at_words, presence_words
from warehouse_app.wording.flow import late_why, what_if
from warehouse_app.wording.releasing import channel_title, lane_words, why_late
from warehouse_app.wording.say import say_error

_HURRY_MIN = 30
_NAMED = 5


def tiles(state: FlowScreen) -> tuple[Tile, ...]:
    """Return the figures: what leaves next, when all is done, the pace, and right first time."""
    flow = state.flow
    if flow is None:
        return ()
    found, day = flow.forecasts(state.asked), flow.today
    right = 100 * (day.scans - day.stopped) / day.scans if day.scans else 0.0
    wrong = tr("{n} wrong stopped").format(n=figures.number(day.stopped))
    return (
        _leaving(found, flow), _finish(found, state),
        Tile("hour", tr("Packed in the last hour"), figures.number(flow.pulse.packed),
             tr("{picked} picked, {released} released").format(
                 picked=figures.number(flow.pulse.picked), released=figures.number(flow.pulse.released))),
        _pace(flow),
        Tile("right", tr("Right first time"), figures.percent(right) if day.scans else figures.NOTHING,
             wrong if day.scans else tr("no scan yet")),
    )  # fmt: skip


def _leaving(found: Sequence[Forecast], flow: Flow) -> Tile:
    now = flow.today.now
    if not found:
        return Tile("leave", tr("Leave next"), tr("{n} to go").format(n=figures.number(0)), tr("nothing is due"), "ok")
    first = [each for each in found if each.leaves == found[0].leaves]
    orders, late = sum(each.orders for each in first), late_in(first)
    left = figures.minutes_until(found[0].leaves, now) or 0
    today = figures.stamp(found[0].leaves, now) == figures.when(found[0].leaves, now)
    planned = tr("Leave at {when}") if today else tr("Leave on {when}")
    label = planned if found[0].planned else tr("Leave today")
    words = tr("{span} left").format(span=figures.span(max(0, left)))
    many = (
        trn("{n} will miss it", "{n} will miss it", late).format(n=figures.number(late)) if late else tr("all make it")
    )
    mark = "stop" if late else "ask" if left < _HURRY_MIN else "ok"
    when = figures.when(found[0].leaves, now)
    return Tile(
        "leave", label.format(when=when), tr("{n} to go").format(n=figures.number(orders)), f"{words}, {many}", mark
    )


def _finish(found: Sequence[Forecast], state: FlowScreen) -> Tile:
    now = state.flow.today.now if state.flow is not None else ""
    done = max((each.done_at for each in found), default="")
    if not done:
        return Tile("done", tr("Done by"), figures.NOTHING, tr("nothing is left"))
    late = late_in(found)
    words = what_if(state.asked) if state.asked else tr("as it is now")
    return Tile("done", tr("Done by"), figures.when(done, now), words, "stop" if late else "ok" if state.asked else "")


def _pace(flow: Flow) -> Tile:
    crews = tuple(flow.crews.values())
    label = tr("Units an hour, person")
    if not crews:
        return Tile("pace", label, figures.NOTHING, "")
    first = crews[0]
    known = first.pick.known and first.pack.known
    line = tr("picking; packing {pack}") if known else tr("picking; packing {pack}; assumed")
    return Tile("pace", label, figures.number(first.pick.units_h), line.format(pack=figures.number(first.pack.units_h)))


def feet(flow: Flow) -> Mapping[Stage, str]:
    """Return what stands at the foot of the bottleneck."""
    narrow = flow.narrow
    if narrow is None:
        return {}
    if narrow.growth > 0:
        return {narrow.stage: tr("Bottleneck, +{n} / h").format(n=figures.number(narrow.growth))}
    return {narrow.stage: tr("Bottleneck, {span}").format(span=figures.span(narrow.waits_s // 60))}


_ALWAYS = frozenset({Lane.TODAY, Lane.LATE, Lane.RELEASED})
"""Lanes that a narrow table keeps: what is due, what is lost, what is on its way."""

_ROOMY = 620


def lane_columns() -> tuple[Column[LaneSums], ...]:
    """Return the columns of the table of channels: their lanes."""
    lanes = tuple(_lane(lane) for lane in LANES)
    return (Column(tr("Channel"), lambda row: row.title or channel_title(None), 0, "strong"), *lanes)


def _lane(lane: Lane) -> Column[LaneSums]:
    room = 0 if lane in _ALWAYS else _ROOMY
    return Column(
        lane_words(lane),
        lambda row: _count(row, lane),
        76,
        "number",
        sort=lambda row: row.lanes.get(lane, 0),
        room=room,
    )


def _count(row: LaneSums, lane: Lane) -> str:
    return figures.number(row.lanes.get(lane, 0)) if row.lanes.get(lane) else figures.NOTHING


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands under the channels: a sentence, its second part, and its icon."""

    icon: str
    title: str
    line: str


def advice(state: FlowScreen) -> Advice:
    """Return the forecast in words: as asked, or what would help."""
    flow = state.flow
    if flow is None:
        return Advice("lightbulb", "", "")
    found = flow.forecasts(state.asked)
    late, orders = late_in(found), sum(each.orders for each in found)
    if not orders:
        return Advice("circle-check", tr("Nothing is due today."), _why(flow))
    if state.asked:
        return Advice("lightbulb", f"{what_if(state.asked)}.", _outcome(late, orders))
    helps = suggest(flow)
    if helps is not None:
        words = trn(
            "{n} of {all} misses its collection. What helps:", "{n} of {all} miss their collection. What helps:", late
        )
        told = words.format(n=figures.number(late), all=figures.number(orders))
        return Advice("lightbulb", told, f"{what_if(helps[0])}. {_outcome(helps[1], orders)}")
    if late:
        words = trn("{n} of {all} misses its collection.", "{n} of {all} miss their collection.", late)
        return Advice("triangle-alert", words.format(n=figures.number(late), all=figures.number(orders)), _why(flow))
    words = trn("{n} order makes its collection.", "All {n} orders make their collection.", orders)
    why = _why(flow)
    return Advice("triangle-alert" if why else "circle-check", words.format(n=figures.number(orders)), why)


def _outcome(late: int, orders: int) -> str:
    """Return what would come of a question."""
    if not late:
        return trn("{n} then leaves on time.", "All {n} then leave on time.", orders).format(n=figures.number(orders))
    words = trn("{n} of {all} then misses its collection.", "{n} of {all} then miss their collection.", late)
    return words.format(n=figures.number(late), all=figures.number(orders))


def _why(flow: Flow) -> str:
    return late_why(flow.late_at)


def preview(found: Sequence[Proposal]) -> tuple[str, tuple[str, ...]]:
    """Return what a release would do: a head, and one line each for what is told of it."""
    jobs = [(job, _called(each, job.order_id)) for each in found for job in each.verdict.release]
    late = [named for each in found for named in each.verdict.late]
    waits = sum(len(each.verdict.waits) for each in found)
    if not jobs:
        head = (
            tr("Nothing to release today") if all(each.asked.only_today for each in found) else tr("Nothing to release")
        )
    else:
        head = trn("Release {n} order", "Release {n} orders", len(jobs)).format(n=figures.number(len(jobs)))
    lines = []
    if jobs:
        units = sum(job.units for job, _channel in jobs)
        channels = sorted({channel for _job, channel in jobs})
        words = trn("{n} unit in {channels}", "{n} units in {channels}", units)
        lines.append(words.format(n=figures.number(units), channels=", ".join(f"“{each}”" for each in channels)))
    if waits:
        words = trn("{n} order waits: the floor is full", "{n} orders wait: the floor is full", waits)
        lines.append(words.format(n=figures.number(waits)))
    lines += _planned(found)
    said = tr("{order} will be late: {why}")
    lines += [said.format(order=each.code, why=why_late(each.why)) for each in late[:_NAMED]]
    if len(late) > _NAMED:
        rest = len(late) - _NAMED
        lines.append(trn("and {n} more", "and {n} more", rest).format(n=figures.number(rest)))
    return head, tuple(lines)


def _called(each: Proposal, order_id: int) -> str:
    """Return what people call the channel of an order."""
    code = each.channels[order_id]
    return each.titles.get(code, code) or channel_title(None)


def _planned(found: Sequence[Proposal]) -> list[str]:
    """Return what is told of batches that were planned by hand and wait."""
    batches, orders = (sum(each.planned[n] for each in found) for n in (0, 1))
    words = trn(
        "{n} planned batch with {orders} waits in Batches", "{n} planned batches with {orders} wait in Batches", batches
    )
    told = figures.counted(orders, "order", "orders")
    return [words.format(n=figures.number(batches), orders=told)] if batches else []


def released(done: Sequence[ReleaseReport]) -> str:
    """Return what became of a release."""
    made, orders = sum(len(each.released) for each in done), sum(each.orders for each in done)
    if not made:
        return tr("Nothing was released")
    words = trn("{n} batch released", "{n} batches released", made).format(n=figures.number(made))
    told = f"{words}, {figures.counted(orders, 'order', 'orders')}"
    return f"{told}. {tr('Their labels print now.')}" if any(each.labels for each in done) else told


def refused(done: Sequence[ReleaseReport]) -> str:
    """Return the first thing that held a batch back, empty where nothing did."""
    return next((say_error(no) for each in done for no in each.refused), "")


def behind_tile(name: str) -> tuple[str, str]:
    """Return the screen with the rows behind a figure."""
    views = {"leave": "to_ship_today", "done": "to_ship_today", "hour": "closed", "pace": "closed"}
    return "orders", f"view:{views.get(name, 'open')}"


def question(state: FlowScreen) -> str:
    """Return what is asked beside the channels."""
    if state.asking == "who" and state.next_batch is not None:
        return tr("Who takes batch {batch}, the first that waits?").format(batch=state.next_batch.code)
    channels = () if state.flow is None else state.flow.channels
    title = next((row.title for row in channels if row.channel == state.channel), "") or channel_title(None)
    return tr("Which orders of “{channel}”?").format(channel=title) if state.asking else ""


def options(state: FlowScreen) -> tuple[Option, ...]:
    """Return the answers to it: lanes with their orders, or people with what they are at."""
    if state.asking == "who":
        return tuple(Option(n, row.name, _at(row)) for n, row in enumerate(state.hands, 1))
    channels = () if state.flow is None else state.flow.channels
    row = next((each for each in channels if each.channel == state.channel), None)
    if not state.asking or row is None:
        return ()
    return tuple(Option(n, lane_words(lane), figure=_count(row, lane)) for n, lane in enumerate(state.lanes, 1))


def _at(row: CrewRow) -> str:
    given = tr("has {batches}").format(batches=" ".join(row.given)) if row.given else ""
    at = "" if row.at is None else at_words(row.at)
    return ", ".join(part for part in (presence_words(row.presence), row.station, at, given) if part)


def nobody(state: FlowScreen) -> str:
    """Return why nothing can be given to anybody."""
    if state.next_batch is None:
        return tr("No released batch waits for somebody. Release (F2) sends some to the floor.")
    return tr("Nobody can take batch {batch}. Crew tells of skills and limits.").format(batch=state.next_batch.code)


def questions(asked: WhatIf) -> Mapping[str, bool]:
    """Return which what-if questions are in force."""
    return {"picker": bool(asked.pickers), "packer": bool(asked.packers), "later": bool(asked.minutes)}
