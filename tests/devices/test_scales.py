"""Scales on real pseudo-terminals: asked, pulled out, plugged in, zeroed, found out, and spoiled in every way."""

from __future__ import annotations

import itertools
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.devices.scalelines import PATIENCE_S, SERIAL, Hearing
from warehouse_app.devices.scales import Pace, find_hid, open_scale, probe
from warehouse_app.devices.scales.driver import LinkedScale
from warehouse_app.devices.scales.languages import LANGUAGES
from warehouse_app.devices.scales.links import LinkLostError, folded, open_serial
from warehouse_app.devices.scales.speaking import report
from warehouse_app.devices.scales.twin import Mood, PtyScale, ScaleModel, lab_scale
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Line, Parity, Road
from warehouse_app.domain.devices.weights import Unit, Weight, WeightState
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.device import DeviceState
from warehouse_app.wording.say import say_error

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are not on Windows")

FAST = Pace(ask_s=0.005, answer_s=0.1, again_s=0.02)
S = WeightState
SEVEN_EVEN, SEVEN_ODD = Line(9_600, 7, Parity.EVEN), Line(9_600, 7, Parity.ODD)


def card(port: str, protocol: str, line: Line | None = None, **more: object) -> DeviceCard:
    return DeviceCard("S1", DeviceKind.SCALE, Road.SERIAL, port, protocol, line or Line(), **more)  # type: ignore[arg-type]


@contextmanager
def running(scale: LinkedScale) -> Iterator[Hearing]:
    hearing = Hearing()
    scale.start(hearing.ears())
    try:
        yield hearing
    finally:
        scale.close()


@pytest.mark.parametrize("protocol", SERIAL)
@pytest.mark.parametrize("parity", Parity)
def test_a_scale_says_what_lies_on_it(tmp_path: Path, protocol: str, parity: Parity) -> None:
    line = Line() if parity is Parity.NONE else Line(9_600, 7, parity)
    model = ScaleModel(protocol, grams=1_250, parity=parity)
    with PtyScale(model, tmp_path / "scale") as twin:
        scale = open_scale(card(twin.port, protocol, line), FAST)
        with running(scale) as hearing:
            weight = hearing.until_weight(S.STABLE, 1_250)
            assert weight.takeable
            assert scale.state() is DeviceState.READY
            assert scale.weight() is not None
            model.grams = 0
            hearing.until_weight(S.ZERO, 0)
            model.mood = Mood.OVER
            hearing.until_weight(S.OVER, None)
        assert scale.state() is DeviceState.CLOSED
        assert scale.weight() is None
        assert hearing.bytes


@pytest.mark.parametrize("protocol", SERIAL)
def test_what_is_in_motion_becomes_a_weight_when_it_stands(tmp_path: Path, protocol: str) -> None:
    model = ScaleModel(protocol, grams=900, mood=Mood.MOTION)
    with PtyScale(model, tmp_path / "scale") as twin, running(open_scale(card(twin.port, protocol), FAST)) as hearing:
        moving = hearing.until(lambda each: isinstance(each, Weight))
        assert isinstance(moving, Weight)
        assert moving.state is S.MOTION
        model.mood = Mood.STEADY
        hearing.until_weight(S.STABLE, 900)
    before = [each for each in hearing.seen if isinstance(each, Weight) and each.takeable]
    assert [each.grams for each in before] == [900]


@pytest.mark.parametrize("protocol", SERIAL)
def test_set_to_zero_it_counts_from_there(tmp_path: Path, protocol: str) -> None:
    model = ScaleModel(protocol, grams=300)
    with PtyScale(model, tmp_path / "scale") as twin:
        scale = open_scale(card(twin.port, protocol), FAST)
        with running(scale) as hearing:
            hearing.until_weight(S.STABLE, 300)
            scale.zero()
            hearing.until_weight(S.ZERO, 0)
            assert model.zeros == 1
            model.grams = 200
            hearing.until(lambda each: isinstance(each, Weight) and each.state is S.NEGATIVE)


def test_pulled_out_it_is_away_and_plugged_in_it_goes_on(tmp_path: Path) -> None:
    model = ScaleModel("nci", grams=1_000)
    with PtyScale(model, tmp_path / "scale") as twin:
        scale = open_scale(card(twin.port, "nci"), FAST)
        with running(scale) as hearing:
            hearing.until_weight(S.STABLE, 1_000)
            for grams in (2_000, 3_000):
                twin.unplug()
                hearing.until_state(DeviceState.AWAY, "unplugged")
                assert scale.weight() is None
                model.grams = grams
                twin.plug()
                hearing.until_state(DeviceState.READY)
                hearing.until_weight(S.STABLE, grams)


def test_not_there_yet_it_is_waited_for(tmp_path: Path) -> None:
    twin = PtyScale(ScaleModel("sics", grams=10), tmp_path / "scale")
    with running(open_scale(card(twin.port, "sics"), FAST)) as hearing:
        hearing.until_state(DeviceState.OPENING)
        hearing.until_state(DeviceState.AWAY, "unplugged")
        with twin:
            hearing.until_weight(S.STABLE, 10)


class NoisyLink:
    """A line on which one figure comes, and then nothing but noise."""

    def __init__(self) -> None:
        self._said, self.noises, self.enough = [b"  1.250kg\r\n"], 0, threading.Event()

    def read(self) -> bytes:
        if self._said:
            return self._said.pop()
        self.noises += 1
        if self.noises == 40:
            self.enough.set()
        return b"@#"

    def write(self, data: bytes) -> None:
        """Hear nothing."""

    def close(self) -> None:
        """Nothing is held."""


def test_noise_is_no_silence_in_which_a_figure_stands_still() -> None:
    link, hearing, clock = NoisyLink(), Hearing(), itertools.count()
    scale = LinkedScale(card("noisy", "adam"), LANGUAGES["adam"], lambda: link, Pace(0, 2, 0), lambda: next(clock))
    scale.start(hearing.ears())
    assert link.enough.wait(PATIENCE_S)
    scale.close()
    told = [each for each in hearing.heard.queue if isinstance(each, Weight)]
    assert [(each.state, each.takeable) for each in told] == [(S.MOTION, False)]


def test_a_scale_that_is_silent_is_away_until_it_speaks(tmp_path: Path) -> None:
    model = ScaleModel("nci", grams=1_000, mood=Mood.SILENT)
    with PtyScale(model, tmp_path / "scale") as twin:
        scale = open_scale(card(twin.port, "nci"), Pace(0.005, 0.02, 0.02))
        with running(scale) as hearing:
            hearing.until_state(DeviceState.AWAY, "silent")
            model.mood = Mood.STEADY
            hearing.until_state(DeviceState.READY)
            hearing.until_weight(S.STABLE, 1_000)
            model.mood = Mood.SILENT
            hearing.until_state(DeviceState.AWAY, "silent")
            assert scale.weight() is None


@pytest.mark.parametrize("protocol", ["nci", "toledo", "sics"])
@pytest.mark.parametrize("mood", [Mood.NOISE, Mood.HALF])
def test_rubbish_and_half_answers_make_no_weight(tmp_path: Path, protocol: str, mood: Mood) -> None:
    model = ScaleModel(protocol, grams=7_777, mood=mood)
    with PtyScale(model, tmp_path / "scale") as twin:
        with running(open_scale(card(twin.port, protocol), Pace(0.005, 0.02, 0.02))) as hearing:
            hearing.until_state(DeviceState.AWAY, "silent")
            twin.say(b"\x00\xff\r\n")
            model.grams = 1_234
            model.mood = Mood.STEADY
            hearing.until_weight(S.STABLE, 1_234)
        readings = [each for each in hearing.seen if isinstance(each, Weight)]
        assert {each.grams for each in readings} == {1_234}


def test_a_scale_that_says_only_what_is_new_is_not_away_while_it_says_nothing(tmp_path: Path) -> None:
    model = ScaleModel("adam", mood=Mood.SILENT)
    with PtyScale(model, tmp_path / "scale") as twin:
        with running(open_scale(card(twin.port, "adam"), Pace(0.005, 0.02, 0.02))) as hearing:
            hearing.until_state(DeviceState.READY)
            twin.say(b"\xff 9.9k")
            twin.say(b"\r\n  1.234kg\r\n")
            hearing.until_weight(S.MOTION, 1_234)
            hearing.until_weight(S.STABLE, 1_234)
        assert (DeviceState.AWAY, "silent") not in hearing.seen


def test_a_scale_that_speaks_unasked_is_heard(tmp_path: Path) -> None:
    model = ScaleModel("nci", mood=Mood.SILENT)
    with PtyScale(model, tmp_path / "scale") as twin, running(open_scale(card(twin.port, "nci"), FAST)) as hearing:
        hearing.until_state(DeviceState.AWAY, "silent")
        twin.say(b"\n  0.500kg\r\n00\r\x03")
        hearing.until_weight(S.STABLE, 500)


def test_pounds_are_told_by_the_card_where_the_scale_does_not(tmp_path: Path) -> None:
    model = ScaleModel("toledo", grams=1_000, unit=Unit.POUND, decimals=2)
    with (
        PtyScale(model, tmp_path / "scale") as twin,
        running(open_scale(card(twin.port, "toledo", unit=Unit.POUND), FAST)) as hearing,
    ):
        weight = hearing.until_weight(S.STABLE, 998)  # 2.20 lb, as the display says
        assert weight.shown == "2.20 lb"


def test_a_port_that_somebody_has_is_busy(tmp_path: Path) -> None:
    with PtyScale(ScaleModel("nci", grams=5), tmp_path / "scale") as twin:
        held = open_serial(twin.port, Line())
        with running(open_scale(card(twin.port, "nci"), FAST)) as hearing:
            hearing.until_state(DeviceState.AWAY, "busy")
            held.close()
            hearing.until_weight(S.STABLE, 5)


def test_started_twice_it_is_one_and_closed_twice_it_is_closed(tmp_path: Path) -> None:
    with PtyScale(ScaleModel("sics", grams=5), tmp_path / "scale") as twin:
        scale, hearing = open_scale(card(twin.port, "sics"), FAST), Hearing()
        scale.start(hearing.ears())
        scale.start(Hearing().ears())
        hearing.until_weight(S.STABLE, 5)
        scale.close()
        scale.close()
        scale.start(hearing.ears())  # and started again
        hearing.until_state(DeviceState.OPENING)
        hearing.until_weight(S.STABLE, 5)
        scale.close()


@pytest.mark.slow
@pytest.mark.parametrize("protocol", SERIAL)
@pytest.mark.parametrize("line", [Line(), SEVEN_EVEN, SEVEN_ODD])
def test_an_unknown_scale_is_found_out_by_asking(tmp_path: Path, protocol: str, line: Line) -> None:
    model = ScaleModel(protocol, grams=1_250, parity=line.parity)
    with PtyScale(model, tmp_path / "scale") as twin:
        found = probe(twin.port)
    assert found is not None
    assert (found.protocol, found.line, found.weight.grams) == (protocol, line, 1_250)
    assert model.zeros == 0


def test_where_nothing_answers_nothing_is_found(tmp_path: Path) -> None:
    seconds = iter(range(1_000_000))
    with PtyScale(ScaleModel("nci", mood=Mood.SILENT), tmp_path / "scale") as twin:
        assert probe(twin.port, now=lambda: next(seconds)) is None


def test_a_port_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as raised:
        probe(str(tmp_path / "none"))
    assert raised.value.code == "scale_port"
    assert "none" in say_error(raised.value)


def test_a_twin_of_the_lab_speaks_without_any_port() -> None:
    twin = lab_scale("lab test")
    twin.model.grams = 640
    scale = open_scale(DeviceCard("S1", DeviceKind.SCALE, Road.TWIN, "lab test", "sics"), FAST)
    with running(scale) as hearing:
        hearing.until_weight(S.STABLE, 640)
        twin.plugged = False
        hearing.until_state(DeviceState.AWAY, "unplugged")
        twin.plugged = True
        hearing.until_weight(S.STABLE, 640)


def test_a_language_that_there_is_not_is_refused_by_name() -> None:
    for protocol in ("", "klingon", "hid"):
        with pytest.raises(Usage) as raised:
            open_scale(card("/dev/null", protocol))
        assert "nci" in say_error(raised.value)


def test_seven_bits_with_parity_are_opened_as_eight_and_others_as_they_are() -> None:
    assert folded(SEVEN_EVEN) == (Line(9_600, 8, Parity.NONE), Parity.EVEN)
    assert folded(Line(9_600, 7)) == (Line(9_600, 7), Parity.NONE)
    assert folded(Line(9_600, 8, Parity.EVEN)) == (Line(9_600, 8, Parity.EVEN), Parity.NONE)


class HidTwin:
    """What happens at hidapi's own seam: a library whose one scale is pulled out and plugged in."""

    def __init__(self, model: ScaleModel) -> None:
        self.model, self.plugged = model, True

    def enumerate(self) -> list[dict[str, object]]:
        keyboard = {"path": b"/dev/hidraw1", "usage_page": 1}
        scale = {
            "path": b"/dev/hidraw0",
            "usage_page": 0x8D,
            "vendor_id": 0x0922,
            "product_id": 0x8003,
            "product_string": "M10",
        }
        return [keyboard, scale] if self.plugged else [keyboard]

    def device(self) -> HidTwin:
        return self

    def open_path(self, path: bytes) -> None:
        if path != b"/dev/hidraw0" or not self.plugged:
            raise OSError("open failed")

    def read(self, _length: int, _ms: int) -> list[int]:
        if not self.plugged:
            raise OSError("read error")
        return list(report(self.model))

    def close(self) -> None:
        pass


def test_a_usb_scale_speaks_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    twin = HidTwin(ScaleModel("hid", grams=420))
    monkeypatch.setitem(sys.modules, "hid", twin)
    (found,) = find_hid()
    assert (found.port, found.name, found.usb) == ("/dev/hidraw0", "M10", "0922:8003")
    for port in ("", found.port):
        scale = open_scale(DeviceCard("S1", DeviceKind.SCALE, Road.HID, port, "hid"), FAST)
        with running(scale) as hearing:
            hearing.until_weight(S.STABLE, 420)
            scale.zero()  # it has no such command, and goes on
            twin.plugged = False
            hearing.until_state(DeviceState.AWAY, "unplugged")
            twin.plugged = True
            hearing.until_weight(S.STABLE, 420)


def test_without_hidapi_a_usb_scale_is_told_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hid", None)  # as if it were not installed
    with pytest.raises(Trouble) as raised:
        open_scale(DeviceCard("S1", DeviceKind.SCALE, Road.HID, "", "hid"))
    assert "hidapi" in say_error(raised.value)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (PermissionError(13, "denied"), "no_permission"),
        (OSError(16, "busy"), "busy"),
        (ValueError("baud"), "line_setting"),
        (ModuleNotFoundError("serial"), "serial_missing"),
        (TypeError("a driver's bug"), "unplugged"),
    ],
)
def test_what_a_line_raises_has_a_word(monkeypatch: pytest.MonkeyPatch, error: Exception, why: str) -> None:
    def refuses(*_args: object, **_more: object) -> object:
        raise error

    monkeypatch.setitem(sys.modules, "serial", SimpleNamespace(Serial=refuses, serial_for_url=refuses))
    with pytest.raises(LinkLostError) as raised:
        open_serial("COM9", Line())
    assert raised.value.why == why
