"""What comes from outside may hold signs that nobody sees: none of them steers a terminal or turns a line round."""

from __future__ import annotations

import pytest

from warehouse_app.domain.unseen import seen
from warehouse_app.ui.kit.text import code, plain
from warehouse_app.wording.say import say

HOSTILE = {
    "\x1b[2Jgone": "·[2Jgone",
    "0105012345678900\x1d10L1": "0105012345678900·10L1",
    "two\r\nlines\tand a tab": "two  lines and a tab",
    "\u202e54321": "·54321",
    "a\u2028b\x85c": "a b c",
    "\x00\x7f\x9b": "···",
    "Äpfel, 漢字, \u200fعربي": "Äpfel, 漢字, \u200fعربي",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_that_nobody_sees_are_dots(text: str) -> None:
    assert seen(text) == HOSTILE[text]
    assert say("unknown_barcode", {"text": text}).startswith(f"Unknown code {HOSTILE[text]}")


@pytest.mark.parametrize("text", ["A\u2069\u202eB", "A\u2067B\u2068C", "A\x1bB", "A\nB"])
def test_a_code_turns_nothing_beside_it(text: str) -> None:
    shown = code(text)
    assert shown == code(shown), "it may be wrapped twice"
    assert (shown[0], shown[-1]) == ("\u2066", "\u2069")
    assert not set(shown[1:-1]) & set("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\n\x1b")


def test_a_plain_code_stays_what_it_is() -> None:
    assert plain(code("A07-14")) == "A07-14"
