"""Bytes of scales in every language: whole answers, spoiled ones, halves, noise, in any order, split anywhere."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.channels.test_channels_fuzz import SPOILING, spoiled
from tests.devices.scalelines import models, spoken
from warehouse_app.devices.scales.languages import LANGUAGES
from warehouse_app.domain.devices.weights import MOST_GRAMS, Unit, Weight, WeightState

ANSWERS = (
    *(
        b"\n  1.250kg\r\n00\r\x03",
        b"\n 2lb 04.0oz\r\n0p4\r\x03",
        b"\n^^^^^^kg\r\n02\r\x03",
        b"\nS20\r\x03",
        b"\n?\r\x03",
    ),
    *(b"\x0201.250\r", b"\x02001250\r", b"\x02?A\r", b"\x02E\rhello"),
    *(b"S S      1.250 kg\r\n", b"S D      1.250 kg\r\n", b"S +\r\n", b"ES\r\n", b'I4 A "1"\r\n'),
    *(b"ST,GS,+  1.234kg\r\n", b"US,GS,+  1.234kg\r\n", b"  1.250kg\r\n", b"OL,GS,+9999999kg\r\n"),
    bytes.fromhex("03040BFF3419"),
)
_PIECES = st.one_of(
    st.sampled_from(ANSWERS),
    models.map(spoken),
    st.binary(max_size=40),
    st.builds(spoiled, st.sampled_from(ANSWERS), SPOILING),
    st.builds(lambda answer, cut: answer[:cut], st.sampled_from(ANSWERS), st.integers(0, 20)),
)
CASES = st.tuples(
    st.sampled_from(tuple(LANGUAGES)), st.sampled_from(Unit), st.lists(_PIECES, max_size=6), st.integers(1, 40)
)


def a_scale(case: tuple[str, Unit, list[bytes], int]) -> None:
    """A reader makes the same of its bytes however they come, and never takes what it has no right to."""
    language, unit, pieces, size = case
    data = b"".join(pieces)
    whole, split = LANGUAGES[language].reader(unit), LANGUAGES[language].reader(unit)
    found = list(whole.feed(data))
    if language != "hid":  # whose reports come whole
        again = [weight for at in range(0, len(data), size) for weight in split.feed(data[at : at + size])]
        assert again == found
    quiet = whole.quiet()
    for weight in (*found, *([] if quiet is None else [quiet])):
        _sane(weight)


def _sane(weight: Weight) -> None:
    assert weight.grams is None or abs(weight.grams) <= MOST_GRAMS
    assert not weight.takeable or (weight.state is WeightState.STABLE and (weight.grams or 0) > 0)
    if weight.state in (WeightState.OVER, WeightState.UNDER, WeightState.FAULTY):
        assert weight.grams is None
    if weight.state is WeightState.NEGATIVE:
        assert weight.grams is None or weight.grams <= 0
