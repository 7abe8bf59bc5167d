"""Faults planted in the cutting of scans, one at a time: its properties must find each, or they prove nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.domain import test_device_framing as properties
from warehouse_app.domain.devices import blanking, framing, learning
from warehouse_app.domain.devices.framing import Frame, Framer, cleaned

pytestmark = pytest.mark.slow

Patch = pytest.MonkeyPatch
_feed = Framer.feed


def every_piece_begins_anew(patch: Patch) -> None:
    def feed(self: Any, data: bytes) -> tuple[Frame, ...]:
        self._held.clear()
        self._looked = 0
        return _feed(self, data)

    patch.setattr(Framer, "feed", feed)


def an_ending_cut_in_two_is_overlooked(patch: Patch) -> None:
    def feed(self: Any, data: bytes) -> tuple[Frame, ...]:
        self._looked = len(self._held)
        return _feed(self, data)

    patch.setattr(Framer, "feed", feed)


def only_the_first_of_a_shot_is_heard(patch: Patch) -> None:
    patch.setattr(Framer, "feed", lambda self, data: _feed(self, data)[:1])


def separators_are_the_lines(patch: Patch) -> None:
    patch.setattr(framing, "KEPT", frozenset())


def prefixes_stay(patch: Patch) -> None:
    patch.setattr(Framer, "_framed", lambda _self, body: (Frame(cleaned(body)),) if cleaned(body) else ())


def a_half_is_whole(patch: Patch) -> None:
    patch.setattr(framing, "_half", lambda body: (Frame(cleaned(body)),) if cleaned(body) else ())


def what_is_held_is_kept_after_a_silence(patch: Patch) -> None:
    patch.setattr(Framer, "_forget", lambda _self: None)


def a_printable_prefix_may_stand_anywhere(patch: Patch) -> None:
    patch.setattr(framing, "is_control", lambda _data: True)


def the_window_has_no_end(patch: Patch) -> None:
    patch.setattr(blanking.Blanking, "repeated", lambda self, code, _at: code == self.__dict__.setdefault("was", code))


def the_aim_identifier_is_learnt_as_prefix(patch: Patch) -> None:
    patch.setattr(learning, "_AIM", re.compile(rb"(?!)"))


FAULTS: dict[str, Callable[[Patch], None]] = {
    fault.__name__.replace("_", " "): fault
    for fault in (
        every_piece_begins_anew,
        an_ending_cut_in_two_is_overlooked,
        only_the_first_of_a_shot_is_heard,
        separators_are_the_lines,
        prefixes_stay,
        a_half_is_whole,
        what_is_held_is_kept_after_a_silence,
        a_printable_prefix_may_stand_anywhere,
        the_window_has_no_end,
        the_aim_identifier_is_learnt_as_prefix,
    )
}

CHECKS = (
    properties.test_every_code_comes_once_and_whole_however_its_bytes_are_split,
    properties.test_a_code_that_lost_its_end_is_never_passed_off_as_a_whole_one,
    properties.test_no_reading_slower_than_the_window_is_ever_double,
    properties.test_a_framing_is_learnt_from_scans_of_a_known_code,
)


def searched() -> None:
    """Look once: what chance would find too seldom for a test is met by an example that the property names."""
    for check in CHECKS:
        check()


def test_nothing_is_found_where_nothing_is_planted() -> None:
    searched()


@pytest.mark.parametrize("fault", FAULTS)
def test_the_properties_find(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[fault](monkeypatch)
    with pytest.raises(BaseException) as found:
        searched()
    assert isinstance(found.value, Exception), found.value
