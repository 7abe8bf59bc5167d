"""The rows of a pack bench: what a scan did not change is the very row it was, however long the order."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.domain.packing.values import PackLine
from warehouse_app.ui.screens.pack.rows import Rows
from warehouse_app.ui.screens.pack.state import PackScreen


def line(n: int, packed: int = 0) -> PackLine:
    return PackLine(n, n, f"SKU{n}", f"Name {n}", f"SKU{n}", 3, 3, packed)


def test_a_scan_makes_only_the_rows_it_touched() -> None:
    lines, rows = tuple(line(n) for n in range(1, 6)), Rows()
    first = rows.of(PackScreen(lines=lines, touched=frozenset({2})))
    after = (*lines[:3], line(4, packed=1), lines[4])
    second = rows.of(PackScreen(lines=after, touched=frozenset({4})))
    assert [row.last for row in second] == [False, False, False, True, False]
    assert [a is b for a, b in zip(first, second, strict=True)] == [True, False, True, False, True]
    assert second == Rows().of(PackScreen(lines=after, touched=frozenset({4})))


def test_another_order_and_none_are_shown_anew() -> None:
    rows, shown = Rows(), PackScreen(lines=(line(1), line(2)), touched=frozenset({1}))
    rows.of(shown)
    assert [row.code for row in rows.of(replace(shown, lines=(line(8), line(9))))] == ["SKU8", "SKU9"]
    assert rows.of(PackScreen()) == ()
    assert [row.key for row in rows.of(replace(shown, lines=(line(3),)))] == ["3"]


def test_a_part_says_which_kit_it_is_of() -> None:
    part = replace(line(2), kit="Tea set")
    assert [row.code for row in Rows().of(PackScreen(lines=(line(1), part)))] == ["SKU1", "SKU2, part of Tea set"]
