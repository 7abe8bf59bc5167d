"""How a day is written: short where the year is plain, with the year where it is not, never wider than its column."""

from __future__ import annotations

import pytest

from warehouse_app.ui.kit import figures

NOW = "2026-11-23T12:00:00Z"


@pytest.mark.parametrize(
    ("day", "now", "shown"),
    [
        ("2026-11-23", NOW, "today"),
        ("2026-12-07", NOW, "Mon 7 Dec"),
        ("2010-12-13", NOW, "13 Dec 2010"),
        ("2010-12-13", "", "Mon 13 Dec 2010"),
    ],
)
def test_a_day_is_as_long_as_it_must_be(day: str, now: str, shown: str) -> None:
    assert figures.day(day, now) == shown


def test_a_moment_of_another_year_needs_no_weekday() -> None:
    assert figures.when("2010-12-13T12:00:00Z", NOW) == "13 Dec 2010"
