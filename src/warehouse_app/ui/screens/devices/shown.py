"""What the devices page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

import re

from warehouse_app.domain.devices import selftest
from warehouse_app.domain.devices.cards import DeviceKind, Road
from warehouse_app.domain.devices.registry import Placed
from warehouse_app.domain.devices.selftest import TEST_CODE, Mark, SelfTest, Step
from warehouse_app.domain.devices.settings import shown as as_typed
from warehouse_app.ports.device import DeviceState, FoundPort
from warehouse_app.ui.kit.rowvalues import RowValue
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import Option
from warehouse_app.ui.screens.devices.state import DEVICE, LABEL, PAPER, PORT, WEDGE, DevicesScreen, learnt
from warehouse_app.wording import tr, trn
from warehouse_app.wording.devices import PROMPTS, STEPS
from warehouse_app.wording.say import words_of

_OK, _ASK, _STOP, _TO_DO = (
    ("circle-check", "ok_mark"),
    ("triangle-alert", "ask_mark"),
    ("octagon-x", "stop_mark"),
    ("circle-dashed", "ink3"),
)
_MARKS = {Mark.PASSED: _OK, Mark.NOTED: _ASK, Mark.FAILED: _STOP, Mark.WAITS: _TO_DO}
_SCANNING = frozenset({Step.READS, Step.LAYOUT, Step.ENDS, Step.TWICE})
MOST_A_LINE = 16
_FRAME = re.compile(rb"[^\r\n\x03]+[\r\n\x03]*|[\r\n\x03]+")
MOST_PORTS = 9
"""Ports that can be chosen by a digit."""


def devices(state: DevicesScreen) -> tuple[RowValue, ...]:
    """Return the rows of the list: the station's devices, what every bench has, and ports nobody set up."""
    rows = [_device(state, each) for each in state.here]
    test = state.tests.get(WEDGE)
    done = test is not None and test.whole
    line = tr("Reads and fits") if done else tr("Types its codes")
    rows.append(_row(WEDGE, tr("Keyboard scanner"), line, "keyboard", _OK if done else _TO_DO))
    rows += [_printer(state, LABEL), _printer(state, PAPER)]
    rows += [_spare(each) for each in state.spare]
    return tuple(rows)


def _row(key: str, title: str, line: str, icon: str, mark: tuple[str, str]) -> RowValue:
    said = {_OK: tr("works"), _STOP: tr("does not work"), _ASK: tr("needs a look"), _TO_DO: tr("not tested")}
    return RowValue(key, title, line, icon, "ink2", mark[0], mark[1], said[mark])


def _device(state: DevicesScreen, each: Placed) -> RowValue:
    card, now = each.card, state.now.get(each.row.code)
    icon = "scan-barcode" if card.kind is DeviceKind.SCANNER else "scale"
    title = each.row.name or code(each.row.code)
    if state.asks(each):
        return _row(DEVICE + each.row.code, title, tr("Say at which port it is"), icon, _ASK)
    if now is None:
        return _row(DEVICE + each.row.code, title, card.port, icon, _TO_DO)
    if now.state is DeviceState.READY:
        told = now.weight.shown if now.weight is not None else tr("answers")
        return _row(DEVICE + each.row.code, title, f"{_port(card.port)}, {told}", icon, _OK)
    if now.state is DeviceState.OPENING:
        return _row(DEVICE + each.row.code, title, tr("Being opened"), icon, _TO_DO)
    return _row(DEVICE + each.row.code, title, words_of(now.why or "unplugged", {"device": card.code})[0], icon, _STOP)


def _port(port: str) -> str:
    """Return the short name of a port: the last part of a path."""
    return port.rsplit("/", 1)[-1]


def _printer(state: DevicesScreen, key: str) -> RowValue:
    title, icon = (tr("Label printer"), "printer") if key == LABEL else (tr("Paper printer"), "file-text")
    printer = state.printer_of(key)
    if not printer:
        return _row(key, title, tr("Folder of this home"), icon, _OK)
    status = state.printers.get(printer)
    if status is None:
        words = tr("being asked") if printer in state.printers else tr("not asked yet")
        return _row(key, title, f"{code(printer)}, {words}", icon, _TO_DO)
    if not status.ready:
        told = words_of(status.against, {"printer": printer})[0]
        return _row(key, title, told, icon, _STOP)
    words = tr("ready") if status.known else tr("can be reached")
    return _row(key, title, f"{code(printer)}, {words}", icon, _OK)


def _spare(port: FoundPort) -> RowValue:
    name = port.name if port.name and port.name != port.port else tr("Serial port")
    return RowValue(
        PORT + port.port, name, tr("Not set up, {port}").format(port=_port(port.port)), "plug",
        mark="circle-plus", mark_tone="accent", said=tr("can be set up"),
    )  # fmt: skip


def head(state: DevicesScreen) -> tuple[str, str]:
    """Return how many devices there are, and how many work."""
    rows = [row for row in devices(state) if not row.key.startswith(PORT)]
    count = trn("{n} device", "{n} devices", len(rows)).format(n=len(rows))
    return count, tr("{n} work").format(n=sum(row.mark == _OK[0] for row in rows))


def title(state: DevicesScreen) -> tuple[str, str]:
    """Return what the chosen device is called, and a line of what it is."""
    device, port = state.device, state.port
    if device is not None:
        what = tr("Scanner") if device.card.kind is DeviceKind.SCANNER else tr("Scale")
        road = {Road.SERIAL: tr("serial"), Road.HID: tr("USB"), Road.TWIN: tr("virtual")}[device.card.road]
        line = f"{what}, {road}, {code(device.row.code)}, {_port(device.card.port)}"
        return device.row.name or code(device.row.code), line
    if port is not None:
        return port.name or port.port, ", ".join(part for part in (_port(port.port), port.usb) if part)
    if state.chosen == WEDGE:
        return tr("Keyboard scanner"), tr("Any scanner that types. It needs no set-up.")
    words = tr("Label printer") if state.chosen == LABEL else tr("Paper printer")
    return words, code(state.printer_of(state.chosen)) or tr("Folder of this home")


def steps(state: DevicesScreen) -> tuple[RowValue, ...]:
    """Return the steps of the chosen device's test."""
    test = state.test
    if test is None:
        return ()
    rows = []
    for step in test.steps:
        result = test.of(step)
        icon, tone = _MARKS[result.mark]
        waits = result.mark is Mark.WAITS
        tone = "accent" if waits and test.now is step else tone
        quiet = waits and test.now is not step
        line = result_words(test, step, whole=test.now is not step)
        rows.append(RowValue(step.value, tr(STEPS[step.value]), line, icon, tone, quiet=quiet))
    return tuple(rows)


def result_words(test: SelfTest, step: Step, *, whole: bool = True) -> str:
    """Return what a step found, and `whole` what to do about it: for the step that is due that stands beside it."""
    result = test.of(step)
    if not result.code:
        return tr("Now: {deed}").format(deed=prompt(test)[0]) if test.now is step else tr("Waits")
    facts = {"prefix": "", "suffix": "", "printer": "", **result.facts}
    what, deed = words_of(result.code, facts)
    if result.code == "test_ends":
        ends = as_typed(str(result.facts["suffix"]).encode("latin-1"))
        begins = as_typed(str(result.facts["prefix"]).encode("latin-1"))
        what = tr("After each code comes {suffix}").format(suffix=ends)
        what = tr("{after}, before it {prefix}").format(after=what, prefix=begins) if begins else what
    return f"{what}. {deed}" if deed and whole else what


def score(state: DevicesScreen) -> str:
    """Return how many steps have passed."""
    test = state.test
    return "" if test is None else tr("{n} of {all} passed").format(n=test.passed, all=len(test.steps))


def prompt(test: SelfTest) -> tuple[str, str]:
    """Return what to do now, and why."""
    head_, line = PROMPTS[test.now.value if test.now is not None else ""]
    return tr(head_).format(grams=test.grams), tr(line)


def asked(state: DevicesScreen) -> tuple[str, str]:
    """Return what stands at the right while no form is open: the deed, and a line."""
    if state.busy:
        return state.busy, ""
    if state.where:
        return tr("At which port is it?"), tr("This machine calls its ports otherwise, or it is not plugged in.")
    if state.port is not None:
        return tr("Set it up"), tr("Say what hangs here (Ctrl N). A scale can be asked how it speaks (F7).")
    if learnt(state) and state.test is not None and state.test.whole:
        return tr("Save what was found"), tr("This bench cuts its codes so from now on.")
    test = state.test
    if test is None:
        return "", ""
    deed, why = prompt(test)
    result = test.of(test.now) if test.now is not None else selftest.WAITING
    if result.mark is Mark.FAILED:
        what, to_do = words_of(result.code, {"printer": "", **result.facts})
        return deed, f"{what}. {to_do}." if to_do else f"{what}."
    return deed, why


def options(state: DevicesScreen) -> tuple[Option, ...]:
    """Return the numbered choices of the question that is open."""
    if state.asking == "forget":
        return (Option(1, tr("Forget it"), tr("No bench has it any more")), Option(2, tr("Keep it")))
    names = {each.port: each.name for each in state.ports}
    ports = enumerate(state.where[:MOST_PORTS], 1)
    return tuple(Option(n, _port(port), names.get(port, "")) for n, port in ports)


def barcode(state: DevicesScreen) -> str:
    """Return the code to scan now; "" where none is."""
    test = state.test
    if test is None or state.form is not None or state.busy or state.where or test.now not in _SCANNING:
        return ""
    return TEST_CODE


def live(data: bytes, per_line: int = MOST_A_LINE) -> tuple[tuple[str, str], ...]:
    """Return bytes, a line to each thing said: as hexadecimal figures, and as text with a dot for unseen signs."""
    frames = _FRAME.findall(data)
    pieces = [frame[at : at + per_line] for frame in frames for at in range(0, len(frame), per_line)]
    return tuple(
        (piece.hex(" ").upper(), "".join(chr(byte) if 0x20 <= byte < 0x7F else "·" for byte in piece))
        for piece in pieces
    )


def reading(state: DevicesScreen) -> str:
    """Return what the chosen scale shows now, large."""
    device = state.device
    if device is None or device.card.kind is not DeviceKind.SCALE:
        return ""
    now = state.now.get(device.row.code)
    if now is None or now.weight is None:
        return "–"
    return now.weight.shown or words_of(f"weight_reads.{now.weight.state.value}", {"shown": ""})[0]


def deeds(state: DevicesScreen) -> dict[str, str]:
    """Return for each deed why it cannot be done now; "" when it can."""
    device, printer = state.device, state.chosen in {LABEL, PAPER}
    no_device = "" if device is not None else tr("Choose a scanner or scale")
    form = "" if state.form is not None or learnt(state) else tr("Nothing is changed")
    serial_port = state.port is not None and not state.port.port.startswith("usb:")
    return {
        "test": "" if state.test is not None or not state.loaded else tr("Set it up first"),
        "edit": "" if device is not None or printer else tr("It needs no set-up"),
        "forget": no_device,
        "print": tr("It prints") if state.busy else "" if printer else tr("Choose a printer"),
        "ask": "" if serial_port else tr("Choose a port that is not set up"),
        "zero": "" if device is not None and device.card.kind is DeviceKind.SCALE else tr("Choose a scale"),
        "save": form,
    }


def foot(state: DevicesScreen) -> str:
    """Return the line at the foot of the test."""
    if state.test is None:
        return ""
    if state.test.whole:
        return tr("Everything works. Nothing here touches stock.")
    return tr("Test takes 20 seconds. Nothing here touches stock.")
