"""What scales say, byte by byte: every language, however split, spoiled or cut; what is in motion is never taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.devices.scalelines import SERIAL, SPEAKING, expected, models, scales, spoken, told
from warehouse_app.devices.scales import adam, nci, sics, toledo
from warehouse_app.devices.scales.frames import LONGEST_FRAME, Reader, parity_holds, with_parity
from warehouse_app.devices.scales.hid import reader as hid_reader
from warehouse_app.devices.scales.languages import LANGUAGES
from warehouse_app.devices.scales.speaking import Mood, ScaleModel, report
from warehouse_app.domain.devices.cards import Parity
from warehouse_app.domain.devices.weights import Unit, Weight, WeightState

S = WeightState


def read(language: str, data: bytes, unit: Unit = Unit.KILOGRAM) -> list[tuple[WeightState, int | None]]:
    return [told(each) for each in LANGUAGES[language].reader(unit).feed(data)]


@pytest.mark.parametrize(
    ("data", "state", "grams"),
    [
        (b"\n  1.250kg\r\n00\r\x03", S.STABLE, 1_250),
        (b"\n0002.20lb\r\n00\r\x03", S.STABLE, 998),
        (b"\n 1250g \r\n00\r\x03", S.STABLE, 1_250),
        (b"\n 12.5oz\r\n00\r\x03", S.STABLE, 354),
        (b"\n 2lb 04.0oz\r\n00\r\x03", S.STABLE, 1_021),
        (b"\n  1.250kg\r\n10\r\x03", S.MOTION, 1_250),
        (b"\n  0.000kg\r\n20\r\x03", S.ZERO, 0),
        (b"\n -0.250kg\r\n01\r\x03", S.NEGATIVE, -250),
        (b"\n^^^^^^kg\r\n02\r\x03", S.OVER, None),
        (b"\n______kg\r\n01\r\x03", S.UNDER, None),
        (b"\n---------kg\r\n00\r\x03", S.FAULTY, None),
        (b"\n  1.250kg\r\n40\r\x03", S.FAULTY, None),  # RAM
        (b"\n  1.250kg\r\n08\r\x03", S.FAULTY, None),  # calibration
        (b"\n  1.250kg\r\n0p4\r\x03", S.STABLE, 1_250),  # a third byte: net
        (b"\n  1.250kg\r\n0p\r\x03", S.STABLE, 1_250),  # announced, and not sent
        (b"\n  1.250kg\r\n0p8\r\x03", S.FAULTY, None),  # initial zero
        (b"\n  1.250kg\r\nH00\r\x03", S.STABLE, 1_250),
        (b"\nS20\r\x03", S.ZERO, 0),  # status alone
        (b"\n10\r\x03", S.MOTION, None),
    ],
)
def test_nci_says_its_state(data: bytes, state: WeightState, grams: int | None) -> None:
    assert read("nci", data) == [(state, grams)]


def test_nci_says_net_and_gross() -> None:
    net, gross, unsaid = (
        LANGUAGES["nci"].reader(Unit.KILOGRAM).feed(b"\n 1.250kg\r\n" + status + b"\r\x03")[0].net
        for status in (b"0p4", b"0p0", b"00")
    )
    assert (net, gross, unsaid) == (True, False, None)


@pytest.mark.parametrize(
    "data",
    [
        b"\n?\r\x03",
        b"\n00\r\x03",  # all is well, and no figure
        b"\n 1.250\r\n00\r\x03",
        b"\n 1.2.5kg\r\n00\r\x03",
        b"\n 1.250kg\r\n\x20\x30\r\x03",  # a status byte without its fixed bits
        b"\n 1.250kg\r\n0\r\x03",
        b"\n 1.250ct\r\n00\r\x03",
        b" 1.250kg\r\n00\r\x03",
        b"\n 1.250kg\x0c\n10\r\x03",  # the end of its figure is spoiled: its status is no answer of its own
        b"\n 123456789.0kg\r\n00\r\x03",
    ],
)
def test_nci_makes_no_reading_of_what_is_none(data: bytes) -> None:
    assert read("nci", data) == []


@pytest.mark.parametrize(
    ("data", "state", "grams"),
    [
        (b"\x0201.250\r", S.STABLE, 1_250),
        (b"\x02 1.250\r", S.STABLE, 1_250),
        (b"\x0201.250N\r", S.STABLE, 1_250),
        (b"\x02001250\r", S.STABLE, 1_250),  # grams have no point
        (b"\x0200.000\r", S.ZERO, 0),
        (b"\x02?A\r", S.MOTION, None),
        (b"\x02?B\r", S.OVER, None),
        (b"\x02?D\r", S.NEGATIVE, None),
        (b"\x02?P\r", S.ZERO, 0),
        (b"\x02?H\r", S.FAULTY, None),
        (b"\x02?a\r", S.MOTION, None),
    ],
)
def test_toledo_says_its_state(data: bytes, state: WeightState, grams: int | None) -> None:
    assert read("toledo", data) == [(state, grams)]


def test_toledo_has_the_unit_of_its_display() -> None:
    assert read("toledo", b"\x02002.20\r", Unit.POUND) == [(S.STABLE, 998)]


@pytest.mark.parametrize("data", [b"\x02?@\r", b"\x02E\rhello", b"\x0212\r", b"\x02123456\r", b"01.250\r", b"\x02.\r"])
def test_toledo_makes_no_reading_of_what_is_none(data: bytes) -> None:
    assert read("toledo", data) == []


@pytest.mark.parametrize(
    ("data", "state", "grams"),
    [
        (b"S S      1.250 kg\r\n", S.STABLE, 1_250),
        (b"S S    1250.00 g\r\n", S.STABLE, 1_250),
        (b"S D      1.250 kg\r\n", S.MOTION, 1_250),
        (b"S S      0.000 kg\r\n", S.ZERO, 0),
        (b"S S     -0.250 kg\r\n", S.NEGATIVE, -250),
        (b"S S      12.50 ct\r\n", S.FAULTY, None),
        (b"S S Error 4b\r\n", S.FAULTY, None),
        (b"S I\r\n", S.MOTION, None),
        (b"S +\r\n", S.OVER, None),
        (b"S -\r\n", S.UNDER, None),
    ],
)
def test_sics_says_its_state(data: bytes, state: WeightState, grams: int | None) -> None:
    assert read("sics", data) == [(state, grams)]


@pytest.mark.parametrize(
    "data", [b"ES\r\n", b"Z A\r\n", b'I4 A "0123"\r\n', b"S S 1.2\r\n", b"S X 1.250 kg\r\n", b"S S\r\n"]
)
def test_sics_makes_no_reading_of_what_is_none(data: bytes) -> None:
    assert read("sics", data) == []


@pytest.mark.parametrize(
    ("data", "state", "grams"),
    [
        (b"ST,GS,+  1.234kg\r\n", S.STABLE, 1_234),
        (b"US,GS,+  1.234kg\r\n", S.MOTION, 1_234),
        (b"OL,GS,+9999999kg\r\n", S.OVER, None),
        (b"ST,NT,-  0.200kg\r\n", S.NEGATIVE, -200),
        (b"  1.250kg\r\n", S.MOTION, 1_250),
        (b"+ 2.00 kg\r\n", S.MOTION, 2_000),
    ],
)
def test_adam_says_its_state_or_is_not_trusted_yet(data: bytes, state: WeightState, grams: int | None) -> None:
    assert read("adam", data) == [(state, grams)]


@pytest.mark.parametrize(
    "data", [b"50kg\r\n", b"ST,TR,+ 1.000kg\r\n", b"  1.2  1.250kg\r\n", b" 125 PCS\r\n", b" 1.250\r\n"]
)
def test_adam_makes_no_reading_of_what_is_none(data: bytes) -> None:
    assert read("adam", data) == []


def test_adam_s_figure_is_forgotten_with_what_follows_it_and_is_none() -> None:
    reader = adam.reader()
    assert [told(each) for each in reader.feed(b"  1.250kg\r\n#@!\r\n  1.250kg\r\n")] == [
        (WeightState.MOTION, 1_250),
        (WeightState.MOTION, 1_250),
    ]
    assert [told(each) for each in reader.feed(b"#@!\r\n")] == []
    assert [reader.quiet() for _question in range(3)] == [None, None, None]


def test_adam_s_figure_stands_still_when_it_comes_again_or_is_not_followed() -> None:
    again, silent = adam.reader(), adam.reader()
    assert [told(each) for each in again.feed(b"  1.250kg\r\n  1.250kg\r\n")] == [(S.MOTION, 1_250), (S.STABLE, 1_250)]
    assert [told(each) for each in silent.feed(b"  1.250kg\r\n")] == [(S.MOTION, 1_250)]
    assert silent.quiet() is None
    assert silent.quiet() == Weight(S.STABLE, 1_250, "1.250 kg")
    assert silent.quiet() is None  # told once
    assert adam.reader().quiet() is None


@pytest.mark.parametrize(
    ("data", "state", "grams"),
    [
        ("03 04 02 00 14 00", S.STABLE, 20),
        ("03 04 0B FF 34 19", S.STABLE, 18_291),
        ("03 02 0B FF 00 00", S.ZERO, 0),
        ("03 03 02 00 14 00", S.MOTION, 20),
        ("03 05 02 00 14 00", S.NEGATIVE, -20),
        ("03 06 02 00 00 00", S.OVER, None),
        ("03 01 02 00 00 00", S.FAULTY, None),
        ("03 04 0A 00 14 00", S.FAULTY, None),  # troy ounces are not what a parcel weighs
        ("03 04 02 7F 14 00", S.FAULTY, None),
    ],
)
def test_a_usb_report_says_its_state(data: str, state: WeightState, grams: int | None) -> None:
    assert [told(each) for each in hid_reader().feed(bytes.fromhex(data))] == [(state, grams)]


@given(st.binary(max_size=12))
def test_no_report_is_a_stumbling_block(data: bytes) -> None:
    for weight in hid_reader().feed(data):
        assert data[0] == 3
        assert not weight.takeable or data[1] == 4


@given(st.integers(-60_000, 60_000), st.sampled_from((Mood.STEADY, Mood.MOTION)))
def test_a_usb_scale_is_understood_as_it_is(grams: int, mood: Mood) -> None:
    (weight,) = hid_reader().feed(report(ScaleModel("hid", grams, mood)))
    steady = S.STABLE if grams > 0 else S.NEGATIVE if grams else S.ZERO
    moved = grams if mood is Mood.STEADY else abs(grams)
    assert told(weight) == ((steady, grams) if mood is Mood.STEADY else (S.MOTION, moved))


# What holds for every language.
Make = Callable[[str], Reader]


def made(language: str) -> Reader:
    return LANGUAGES[language].reader(Unit.KILOGRAM)


def holds_as_it_is(model: ScaleModel, make: Make = made) -> None:
    """The reading is what the display says, in the state that the scale has."""
    if model.protocol == "toledo" and model.unit is not Unit.KILOGRAM:
        return  # its unit is a setting
    found = [told(each) for each in make(model.protocol).feed(spoken(model))]
    truth = expected(model)
    assert found == ([] if truth is None else [told(truth)])


def holds_in_motion(model: ScaleModel, make: Make = made) -> None:
    """Nothing that moves may be taken."""
    model.mood = Mood.MOTION
    assert not any(weight.takeable for weight in make(model.protocol).feed(spoken(model)))


def holds_when_cut(model: ScaleModel, cut: int, make: Make = made) -> None:
    """A half frame before a whole one adds nothing and takes nothing."""
    whole = spoken(model)
    truth = [told(each) for each in make(model.protocol).feed(whole)]
    half = len(whole) - (model.protocol == "adam")  # whose line is whole with its CR: said twice, it stands still
    found = [told(each) for each in make(model.protocol).feed(whole[: cut % max(1, half)] + whole)]
    assert [each for each in found if each not in truth] == []


def holds_when_flipped(model: ScaleModel, at: int, make: Make = made) -> None:
    """A bit that flips on a line with parity spoils its frame, and no other."""
    model.parity = Parity.EVEN
    whole = spoken(model)
    if not whole:
        return
    spoiled = bytearray(whole)
    spoiled[at // 8 % len(whole)] ^= 1 << at % 8
    # Twice: a bit of what only parts two frames spoils none, and a figure that comes again may mean more.
    truth = [told(each) for each in made(model.protocol).feed(whole + whole)]
    found = [told(each) for each in make(model.protocol).feed(bytes(spoiled) + whole)]
    assert [each for each in found if each not in truth] == []


@given(models)
def test_every_state_of_every_scale_is_understood_as_it_is(model: ScaleModel) -> None:
    holds_as_it_is(model)


@given(models)
def test_what_is_in_motion_is_never_taken(model: ScaleModel) -> None:
    holds_in_motion(model)


@given(models, st.integers(0, 40))
def test_half_a_frame_is_no_reading(model: ScaleModel, cut: int) -> None:
    holds_when_cut(model, cut)


@given(models, st.integers(0, 400))
def test_a_flipped_bit_makes_no_reading(model: ScaleModel, at: int) -> None:
    holds_when_flipped(model, at)


@given(models, st.binary(max_size=40), st.booleans())
def test_split_anywhere_it_says_the_same(model: ScaleModel, noise: bytes, first: bool) -> None:
    data = noise + spoken(model) if first else spoken(model) + noise
    whole, split = made(model.protocol), made(model.protocol)
    bytewise = [weight for byte in data for weight in split.feed(bytes((byte,)))]
    assert list(whole.feed(data)) == bytewise


@given(st.sampled_from(SERIAL), st.binary(max_size=300))
def test_noise_makes_no_weight_and_no_error(language: str, noise: bytes) -> None:
    reader = made(language)
    found = reader.feed(noise)
    if not any(unit in bytes(b & 0x7F for b in noise).lower() for unit in (b"g", b"lb", b"oz", b"\x02")):
        assert not any(weight.takeable for weight in found)


@given(scales(("nci", "sics", "adam"), (Parity.NONE,)))
def test_a_frame_after_endless_noise_is_read(model: ScaleModel) -> None:
    assume(expected(model) is not None)
    reader = made(model.protocol)
    reader.feed(b"x" * (LONGEST_FRAME * 3) + (b"\r\n" if model.protocol == "adam" else b""))
    assert len(reader.feed(spoken(model))) == 1


@given(st.binary(max_size=30).map(lambda data: bytes(b & 0x7F for b in data)), st.booleans())
def test_parity_is_put_on_and_taken_off(data: bytes, odd: bool) -> None:
    on = with_parity(data, odd=odd)
    assert bytes(byte & 0x7F for byte in on) == data
    assert parity_holds(on)
    assert all(byte.bit_count() % 2 == odd for byte in on)


def caught(holds: Callable[..., None], make: Make, *more: object) -> bool:
    """Tell whether a law catches a reader that is wrong, over all states of all scales."""
    for protocol in SERIAL:
        for mood in SPEAKING:
            for grams in (0, 1_250, -250):
                try:
                    holds(ScaleModel(protocol, grams, mood), *more, make=make)
                except AssertionError:
                    return True
    return False


class Credulous:
    """A reader that takes every figure for a weight: the fault that must not survive."""

    def __init__(self, inner: Reader) -> None:
        self._inner = inner

    def feed(self, data: bytes) -> tuple[Weight, ...]:
        found = self._inner.feed(data)
        return tuple(Weight(S.STABLE, abs(each.grams or 7)) if each.grams is not None else each for each in found)

    def quiet(self) -> Weight | None:
        return self._inner.quiet()


def test_the_laws_catch_a_reader_that_takes_every_figure() -> None:
    def credulous(language: str) -> Reader:
        return Credulous(made(language))

    assert caught(holds_in_motion, credulous)
    assert caught(holds_as_it_is, credulous)


def test_the_laws_catch_a_reader_that_checks_no_parity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse_app.devices.scales.frames.parity_holds", lambda _data: True)
    monkeypatch.setattr(adam, "parity_holds", lambda _data: True)
    assert any(caught(holds_when_flipped, made, at) for at in range(160))


@pytest.mark.parametrize(
    ("module", "name"),
    [(nci, "_MOTION"), (nci, "_OVER"), (toledo, "_MOTION"), (toledo, "_OVER"), (toledo, "_UNDER_ZERO")],
)
def test_the_laws_catch_a_state_bit_that_is_not_looked_at(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    monkeypatch.setattr(module, name, 0)
    assert caught(holds_as_it_is, made)


def test_the_laws_catch_a_dynamic_weight_called_stable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sics._TOLD, b"D", S.STABLE)
    assert caught(holds_in_motion, made)
