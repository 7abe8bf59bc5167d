"""Searches at random follow from their number alone, and tell which way led to what they found."""

from __future__ import annotations

import importlib
from itertools import takewhile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.prove.searching import search
from tests.prove.walking import walked


class Line:
    """Somebody who walks along a line and falls behind its end."""

    def __init__(self, end: int, gone: list[int]) -> None:
        self.end_of_it, self.gone, self.done, self.left = end, gone, 0, False

    def __str__(self) -> str:
        return "from here"

    def draw(self, chance: Random) -> tuple[Any, ...]:
        return (chance.randint(1, 9),)

    def deed(self, *what: Any) -> None:
        assert self.done < self.end_of_it, "fell"
        self.gone += what
        self.done += 1

    def end(self) -> None:
        self.gone.append(0)

    def leave(self) -> None:
        self.left = True


def test_a_walk_follows_from_its_number() -> None:
    ways: list[list[int]] = [[], [], []]
    for way, number in zip(ways, (1, 1, 2), strict=True):
        assert walked(lambda _chance, way=way: Line(200, way), number, 300, 10)["done"] >= 300
    assert ways[0] == ways[1] != ways[2]
    assert ways[0].count(0) > 300 // 20


def test_what_is_found_names_the_deeds_that_led_there() -> None:
    gone: list[int] = []
    line = Line(3, gone)
    with pytest.raises(AssertionError) as found:
        walked(lambda _chance: line, 1, 300, 40)
    told = found.value.__notes__[0].splitlines()
    assert told[0] == "from here:"
    assert told[1:4] == [f"({each},)," for each in takewhile(bool, gone)]
    assert len(told) == 5
    assert line.left


def test_a_search_is_the_same_whatever_was_loaded_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found: list[list[str]] = [[]]

    class Machine(RuleBasedStateMachine):
        @rule(text=st.text(max_size=20))
        def hear(self, text: str) -> None:
            found[-1].append(text)

    search(Machine, 20, 20)
    (tmp_path / "told_by_nobody.py").write_text("".join(f'A{n} = "constant {n}"\n' for n in range(500)), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.import_module("told_by_nobody")
    found.append([])
    search(Machine, 20, 20)
    assert found[0] == found[1]
    assert not any("constant" in text for text in found[0])
