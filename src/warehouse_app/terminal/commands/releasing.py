"""Release on the command line: what to release, do it, channels, cut-offs, limits, urgent orders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.releasing.channels import Channel
from warehouse_app.domain.releasing.values import BadCutOff, Limit
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.releasing import channel_title, why_late

if TYPE_CHECKING:
    from warehouse_app.application.releasing.proposing import Asked, Proposal
    from warehouse_app.application.releasing.rules import Rules
    from warehouse_app.application.run import Session

_release = typer.Typer(help="Release orders to the floor so that fewest are late.")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHOWN = 50
_NONE = "none"
Warehouse = Annotated[str, typer.Option(help="The warehouse; the only one where none is named.")]
ChannelName = Annotated[str | None, typer.Option("--channel", help="Only this channel; '' is everything else.")]
Everything = Annotated[bool, typer.Option("--all", help="Also what leaves after today.")]
Unlimited = Annotated[bool, typer.Option("--no-limit", help="Past the limits of the floor.")]
Pickers = Annotated[int | None, typer.Option(min=1, max=1_000, help="As if so many picked.")]
Packers = Annotated[int | None, typer.Option(min=1, max=1_000, help="As if so many packed.")]
Slots = Annotated[int | None, typer.Option(help="Orders that a cart holds.")]
Units = Annotated[int | None, typer.Option(help="Units that a cart holds.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_release, name="release")


def _asked(
    call: Call,
    warehouse: str,
    channel: str | None,
    pickers: int | None,
    packers: int | None,
    slots: int | None,
    units: int | None,
    *,
    everything: bool,
    unlimited: bool,
) -> Asked:
    from warehouse_app.application.carts import capacity_of
    from warehouse_app.application.releasing.deed import checked
    from warehouse_app.application.releasing.proposing import Asked
    from warehouse_app.planning.batching import CartCapacity

    here = _warehouse(call, call.session(), warehouse)
    default = call.runner.ask(capacity_of, call.session())
    cart = CartCapacity(default.slots if slots is None else slots, default.units if units is None else units)
    return Asked(
        here, call.runner.now(), "", None if channel is None else channel.upper(), not everything, unlimited,
        pickers, packers, {}, checked(cart),
    )  # fmt: skip


def _warehouse(call: Call, session: Session, code: str) -> str:
    from warehouse_app.application.releasing.rules import rules

    known = tuple(call.runner.ask(lambda desk: rules(desk).cut_offs, session))
    if code.upper() in known:
        return code.upper()
    if code or len(known) != 1:
        raise Refused(BadCutOff("warehouse", code[:40]))
    return known[0]


@_release.command("show")
def _show(
    context: typer.Context,
    warehouse: Warehouse = "",
    channel: ChannelName = None,
    everything: Everything = False,
    unlimited: Unlimited = False,
    pickers: Pickers = None,
    packers: Packers = None,
    slots: Slots = None,
    units: Units = None,
) -> None:
    """Show what would be released now, who will be late, and why."""
    from warehouse_app.application.releasing.proposing import propose
    from warehouse_app.domain.people import Right

    call = call_of(context)
    asked = _asked(call, warehouse, channel, pickers, packers, slots, units, everything=everything, unlimited=unlimited)
    found = call.runner.ask(lambda desk: propose(desk, asked), call.session(), Right.PLAN)
    _tell(call, found)


def _tell(call: Call, found: Proposal) -> None:
    if call.out.as_json:
        call.out.document(_document(found))
        return
    verdict = found.verdict
    told = trn("{n} order to release", "{n} orders to release", len(verdict.release)).format(n=len(verdict.release))
    late = trn("{n} will be late", "{n} will be late", len(verdict.late)).format(n=len(verdict.late))
    call.out.answer(None, f"{told}, {late}.")
    known = tr("measured") if found.pick.known and found.pack.known else tr("in part assumed")
    words = tr("{pickers} picking at {pick} units an hour, {packers} packing at {pack}: {known}.")
    crew = {"pickers": found.crew.pickers, "packers": found.crew.packers, "known": known}
    call.out.answer(None, words.format(**crew, pick=found.pick.units_h, pack=found.pack.units_h))
    if found.planned[0]:
        one, many = "{n} planned batch waits in Batches.", "{n} planned batches wait in Batches."
        call.out.answer(None, trn(one, many, found.planned[0]).format(n=found.planned[0]))
    rows = [(job.code, found.channels[job.order_id], job.units, _minutes(job.due)) for job in verdict.release]
    call.out.rows(("release", "channel", "units", "minutes left"), rows[:_SHOWN], tr("Nothing to release."))
    named = [(each.code, why_late(each.why), _minutes(each.due)) for each in verdict.late]
    call.out.rows(("late", "why", "minutes left"), named[:_SHOWN], tr("Nobody will be late."))


def _document(found: Proposal) -> dict[str, object]:
    verdict = found.verdict
    return {
        "warehouse": found.asked.warehouse,
        "release": [
            {"order": job.code, "channel": found.channels[job.order_id], "units": job.units, "due_s": job.due}
            for job in verdict.release
        ],
        "late": [{"order": each.code, "why": each.why.value, "due_s": each.due} for each in verdict.late],
        "waits": [{"order": each.code, "why": each.why.value, "due_s": each.due} for each in verdict.waits],
        "pick": plainly(found.pick),
        "pack": plainly(found.pack),
        "crew": plainly(found.crew),
        "room": plainly(found.room),
        "looked_at": found.looked_at,
        "planned_batches": found.planned[0],
    }


def _minutes(seconds: int | None) -> str:
    return "" if seconds is None else str(seconds // 60)


@_release.command("now")
def _now(
    context: typer.Context,
    warehouse: Warehouse = "",
    channel: ChannelName = None,
    everything: Everything = False,
    unlimited: Unlimited = False,
    pickers: Pickers = None,
    packers: Packers = None,
    slots: Slots = None,
    units: Units = None,
) -> None:
    """Plan and release what the judge chooses, channel by channel; asked again after a break, it goes on."""
    from warehouse_app.application.releasing.deed import release_now

    call = call_of(context)
    asked = _asked(call, warehouse, channel, pickers, packers, slots, units, everything=everything, unlimited=unlimited)
    with call.out.progress(tr("Releasing")) as told:
        done = release_now(call.runner, call.session(), asked, pause=call.company().pause, told=told)
    words = trn("{n} batch released", "{n} batches released", len(done.released)).format(n=len(done.released))
    orders = trn("with {n} order", "with {n} orders", done.orders).format(n=done.orders)
    call.out.answer(plainly(done), f"{words} {orders}." if done.released else tr("Nothing to release."))
    if call.out.as_json:
        return
    if done.labels:
        call.out.answer(None, tr("Their labels print now."))
    rows = [(each.code, why_late(each.why), _minutes(each.due)) for each in done.late]
    call.out.rows(("late", "why", "minutes left"), rows[:_SHOWN], tr("Nobody will be late."))
    for code in done.oversized:
        call.out.answer(None, tr("Batch {batch} is larger than a cart and takes several trips.").format(batch=code))


@_release.command("channels")
def _channels(context: typer.Context) -> None:
    """List the release channels, in the order in which they are asked."""
    call = call_of(context)
    found = _rules(call).channels
    columns = (
        "code", "name", "rank", "warehouse", "sales", "service", "zone", "least_priority", "days", "mode", "lead_min",
    )  # fmt: skip
    rows = [tuple(getattr(each, name) for name in columns) for each in found]
    if call.out.as_json:
        call.out.document([plainly(each) for each in found])
    else:
        call.out.rows(columns, rows, tr("No channel: all orders are {rest}.").format(rest=channel_title(None)))


@_release.command("channel")
def _channel(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="The channel's code.")],
    name: Annotated[str | None, typer.Option(help="What people call it.")] = None,
    rank: Annotated[int | None, typer.Option(help="The lowest is asked first.")] = None,
    warehouse: Annotated[str | None, typer.Option(help="Orders of this warehouse.")] = None,
    sales: Annotated[str | None, typer.Option(help="Orders from this sales channel.")] = None,
    service: Annotated[str | None, typer.Option(help="Orders of this carrier service.")] = None,
    zone: Annotated[str | None, typer.Option(help="Orders whose goods are all kept in this zone.")] = None,
    priority: Annotated[int | None, typer.Option(help="Orders of this priority or higher.")] = None,
    days: Annotated[str | None, typer.Option(help="Orders that leave within so many days (0: today), or none.")] = None,
    mode: Annotated[
        str | None, typer.Option(help="wave: all that is due at once; pool: as the floor has room.")
    ] = None,
    lead: Annotated[int | None, typer.Option(help="A wave is due so many minutes before its cut-off.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Forget it.")] = False,
) -> None:
    """Make, change or forget a release channel."""
    from warehouse_app.application.releasing.rules import KeepChannel, RemoveChannel, mode_of

    call = call_of(context)
    if remove:
        done = call.runner.perform(RemoveChannel(id=call.runner.ids.new(), code=code), call.session()).done()
        call.out.answer({"removed": done}, tr("Channel {channel} is forgotten.").format(channel=done))
        return
    known = {each.code: each for each in _rules(call).channels}
    base = known.get(code.strip().upper(), Channel(code))
    given = {
        "name": name, "rank": rank, "warehouse": warehouse, "sales": sales, "service": service, "zone": zone,
        "least_priority": priority, "mode": None if mode is None else mode_of(mode), "lead_min": lead,
    }  # fmt: skip
    said: dict[str, Any] = {field: value for field, value in given.items() if value is not None}
    channel = replace(base, **said)
    channel = channel if days is None else replace(channel, days=None if days == _NONE else _whole("days", days))
    kept = call.runner.perform(KeepChannel(id=call.runner.ids.new(), channel=channel), call.session()).done()
    call.out.answer({"channel": kept}, tr("Channel {channel} is kept.").format(channel=kept))


def _whole(field: str, text: str) -> int:
    from warehouse_app.domain.releasing.values import BadChannel

    try:
        return int(text)
    except ValueError as error:
        raise Refused(BadChannel(field, text[:40])) from error


def _rules(call: Call) -> Rules:
    from warehouse_app.application.releasing.rules import rules

    return call.runner.ask(rules, call.session())


@_release.command("cutoffs")
def _cut_offs(context: typer.Context) -> None:
    """List when carriers collect."""
    call = call_of(context)
    rows = [
        (warehouse, service or "*", DAYS[day], f"{minute // 60:02d}:{minute % 60:02d}")
        for warehouse, offs in _rules(call).cut_offs.items()
        for service, days in sorted(offs.by_service.items())
        for day, minute in sorted(days.items())
    ]
    call.out.rows(("warehouse", "service", "day", "time"), rows, tr("No cut-off: what was promised counts."))


@_release.command("cutoff")
def _cut_off(
    context: typer.Context,
    time: Annotated[str, typer.Argument(help="The time of day, as 15:30; none: nobody collects.")],
    days: Annotated[str, typer.Option(help="Weekdays by commas (mon,tue), or all.")] = "all",
    service: Annotated[str, typer.Option(help="The carrier service; without it, every other.")] = "",
    warehouse: Warehouse = "",
) -> None:
    """Say when a carrier collects."""
    from warehouse_app.application.releasing.rules import SetCutOff, minute_of

    call = call_of(context)
    command = SetCutOff(
        id=call.runner.ids.new(), warehouse=warehouse.upper(), service=service, weekdays=_weekdays(days),
        minute=None if time == _NONE else minute_of(time),
    )  # fmt: skip
    here = call.runner.perform(command, call.session()).done()
    call.out.answer({"warehouse": here}, tr("Kept for {warehouse}.").format(warehouse=here))


def _weekdays(text: str) -> tuple[int, ...]:
    if text == "all":
        return tuple(range(len(DAYS)))
    words = [each.strip().lower()[:3] for each in text.split(",")]
    wrong = [each for each in words if each not in DAYS]
    if wrong:
        raise Refused(BadCutOff("weekday", wrong[0]))
    return tuple(DAYS.index(each) for each in words)


@_release.command("limits")
def _limits(context: typer.Context) -> None:
    """List how much may be on the floor, and what is there."""
    from warehouse_app.application.releasing.rules import loads

    call = call_of(context)
    there = call.runner.ask(loads, call.session())
    rows = []
    for each in _rules(call).limits:
        load = there[each.warehouse]
        units = load.zones.get(each.zone, 0) if each.zone else load.to_pick
        rows.append((each.warehouse, each.zone, each.batches, "" if each.zone else load.batches, each.units, units))
    columns = ("warehouse", "zone", "most batches", "batches now", "most units", "units now")
    call.out.rows(columns, rows, tr("No limit: the floor takes what is released."))


@_release.command("limit")
def _limit(
    context: typer.Context,
    batches: Annotated[int | None, typer.Option(help="Batches on the floor at once; without it, no limit.")] = None,
    units: Annotated[int | None, typer.Option(help="Units to be picked at once; without it, no limit.")] = None,
    zone: Annotated[str, typer.Option(help="Only units of this zone.")] = "",
    warehouse: Warehouse = "",
) -> None:
    """Say how much may be on the floor at once."""
    from warehouse_app.application.releasing.rules import SetLimit

    call = call_of(context)
    command = SetLimit(id=call.runner.ids.new(), limit=Limit(warehouse.upper(), zone, batches, units))
    here = call.runner.perform(command, call.session()).done()
    call.out.answer({"warehouse": here}, tr("Kept for {warehouse}.").format(warehouse=here))


@_release.command("urgent")
def _urgent(
    context: typer.Context,
    order: Annotated[str, typer.Argument(help="The order's number.")],
    batch: Annotated[str, typer.Option(help="Only this batch.")] = "",
) -> None:
    """Let an urgent order join a batch that is picked already and still passes its places."""
    from warehouse_app.application.batches import batch_id_of
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.application.releasing.joining import JoinBatch, join

    call = call_of(context)
    session = call.session()
    order_id = call.runner.ask(lambda desk: order_id_of(desk, order), session)
    if batch:
        batch_id = call.runner.ask(lambda desk: batch_id_of(desk, batch), session)
        command = JoinBatch(id=call.runner.ids.new(), order_id=order_id, batch_id=batch_id)
        done = call.runner.perform(command, session).done()
    else:
        done = join(call.runner, session, order_id)
    words = tr("Order {order} is in slot {slot} of batch {batch} now.")
    call.out.answer(plainly(done), words.format(order=done.order, slot=done.slot, batch=done.batch))


@_release.command("waves")
def _waves(context: typer.Context) -> None:
    """List what was released together, newest first."""
    from warehouse_app.application.releasing.rules import newest_waves

    call = call_of(context)
    found = call.runner.ask(newest_waves, call.session())
    rows = [
        (each.code, each.channel, each.warehouse, each.at[:16], sum(each.states.values()), _states(each.states))
        for each in found
    ]
    call.out.rows(("wave", "channel", "warehouse", "at", "batches", "how far"), rows, tr("No wave."))


def _states(states: dict[str, int]) -> str:
    return ", ".join(f"{state} {n}" for state, n in states.items())
