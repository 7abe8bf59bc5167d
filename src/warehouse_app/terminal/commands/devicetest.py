"""`warehouse device test`: how the devices of a bench are, or a walk through their self-test, in text."""

from __future__ import annotations

import queue
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from warehouse_app.domain.devices.cards import DeviceKind
from warehouse_app.domain.devices.registry import Placed, placed
from warehouse_app.ports.device import DeviceHub, DeviceNow, DeviceState, Ears
from warehouse_app.ports.printer import Outcome, PrinterCard, PrinterStatus, SendResult
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.say import say
from warehouse_app.wording.scales import reads

if TYPE_CHECKING:
    from warehouse_app.application.run import Session

FIRST = "B1"
WAIT_S, MOST_S = 3.0, 600.0
"""How long a device is given to answer, and a scale to tell a weight."""


def add_to(device: typer.Typer) -> None:
    """Add the command."""
    device.command("test")(_test)


def _test(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="One device; without it all of the station.")] = "",
    send: Annotated[bool, typer.Option("--print", help="Let the printer print a test as well.")] = False,
    station: Annotated[str, typer.Option(help="The station.")] = FIRST,
    seconds: Annotated[
        float, typer.Option(min=0.0, max=MOST_S, help="How many seconds each may take to answer.")
    ] = WAIT_S,
    walk: Annotated[
        bool | None, typer.Option("--walk/--look", help="Scan, weigh and print at each, or only look how they are.")
    ] = None,
) -> int:
    """Say how devices are, or walk through their self-test; 1 when something stands against work."""
    call = call_of(context)
    session = call.session(station.strip().upper())
    devices, printers = _wanted(call, session, code)
    if code and printers:
        return _printer(call, session, printers[0], send=send)
    if (sys.stdin.isatty() if walk is None else walk) and not call.out.as_json:
        from warehouse_app.terminal.devicewalk import Walk

        return 0 if Walk(call, session, devices, printers).run() else 1
    return _look(call, session, devices, printers, seconds)


def _wanted(call: Call, session: Session, code: str) -> tuple[tuple[Placed, ...], tuple[PrinterCard, ...]]:
    """Return the devices and printers meant, one by its code or all of the station. Raises Refused."""
    from warehouse_app.application.registry import bench_devices

    opened = call.company()
    rows, printers = call.runner.ask(lambda desk: bench_devices(desk, opened.printers, session.station, code), session)
    ports = [(each.port, each.usb) for each in opened.devices.ports()] if rows else []
    return placed(rows, ports), printers


def _look(
    call: Call, session: Session, devices: tuple[Placed, ...], printers: tuple[PrinterCard, ...], seconds: float
) -> int:
    """Tell how each is now."""
    told = [_told(each) for each in states(call.company().hub, devices, seconds, call.host.monotonic)]
    told += [_printer_told(card, call.company().printers.open(card).status()) for card in printers]
    ok = all(each["ready"] for each in told)
    sentences = [f"{each['code']}: {each['say']}" for each in told] or [tr("This station has no devices yet.")]
    call.out.answer({"station": session.station, "ok": ok, "devices": told}, *sentences)
    return 0 if ok else 1


def states(hub: DeviceHub, devices: tuple[Placed, ...], seconds: float, monotonic: Any) -> tuple[DeviceNow, ...]:  # noqa: ANN401 - a clock
    """Open devices and return how each is, as soon as all have answered or the time is over."""
    news: queue.SimpleQueue[object] = queue.SimpleQueue()
    stop = hub.listen(Ears(weighed=lambda *_: news.put(0), changed=lambda *_: news.put(0)))
    until = monotonic() + seconds
    try:
        hub.use([each.card for each in devices])
        while not all(map(_has_answered, hub.now())) and (left := until - monotonic()) > 0:
            try:
                news.get(timeout=left)
            except queue.Empty:
                break
        return hub.now()
    finally:
        stop()
        hub.close()


def _has_answered(now: DeviceNow) -> bool:
    return now.state is DeviceState.READY and (now.card.kind is DeviceKind.SCANNER or now.weight is not None)


def _told(now: DeviceNow) -> dict[str, Any]:
    ready = _has_answered(now)
    if not ready:
        words = say(now.why or "unplugged", {"device": now.card.code}) if now.state is not DeviceState.READY else ""
        words = words or tr("Its port is there; it tells no weight.")
    elif now.weight is not None:
        words = tr("It answers, {shown}.").format(shown=reads(now.weight))
    else:
        words = tr("It is there and listens.")
    return {
        "code": now.card.code, "type": now.card.kind.value, "port": now.card.port, "ready": ready,
        "state": now.state.value, "why": now.why, "weight": plainly(now.weight), "say": words,
    }  # fmt: skip


def here_minute(at: str) -> str:
    """Return day and time of a moment by the clock of this machine, as papers show them."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")


def _printer_told(card: PrinterCard, status: PrinterStatus) -> dict[str, Any]:
    state = {"code": card.code, "type": "printer", "port": card.target, "ready": status.ready, **plainly(status)}
    return {**state, "say": printer_words(card.code, status)}


def _printer(call: Call, session: Session, card: PrinterCard, *, send: bool) -> int:
    """Ask one printer how it is, and let it print a test where that is wanted."""
    from warehouse_app.application.devices import print_test

    printers = call.company().printers
    status = printers.open(card).status()
    sent = None
    if send and status.ready:
        sent = print_test(printers, card, here_minute(call.runner.now()), session.station, call.runner.ids.new())
    answer = {"printer": card.code, "ready": status.ready, **plainly(status)}
    if sent is not None:
        answer |= {"sent": sent.outcome.value, "where": sent.where}
    call.out.answer(answer, printer_words(card.code, status, sent))
    return 0 if status.ready and (sent is None or sent.outcome is Outcome.SENT) else 1


def printer_words(code: str, status: PrinterStatus, sent: SendResult | None = None) -> str:
    """Return how a printer is, or how its test print ended."""
    if sent is not None and sent.outcome is not Outcome.SENT:
        return say(sent.reason, {"printer": code, "document": tr("the test print"), "code": "", "target": code})
    if sent is not None:
        words = tr("{printer} took the test print. Look whether it is whole.")
    elif not status.ready:
        return say(status.against, {"printer": code})
    elif status.known:
        words = tr("{printer} is ready.")
    else:
        words = tr("{printer} can be reached; it does not say how it is.")
    return words.format(printer=code)
