"""How days, spans and figures to be typed are written: short where it is plain, and never read as another amount."""

from __future__ import annotations

import gettext
from collections.abc import Iterator

import pytest

from warehouse_app import wording
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.purchasing.fields import amount_of, price_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import figures
from warehouse_app.wording import languages

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


HOUR, DAY = 60, 24 * 60


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (52, "52 min"),
        (2 * HOUR + 10, "2 h 10"),
        (DAY + 4 * HOUR, "1 d 4 h"),
        (30 * DAY + 4 * HOUR, "30 d"),
        (729 * DAY, "729 d"),
        (5835 * DAY + 14 * HOUR, "15 years"),
    ],
)
def test_a_span_tells_no_hours_of_what_is_months_old(minutes: int, shown: str) -> None:
    assert figures.span(-minutes) == figures.span(minutes) == shown


@pytest.fixture
def german() -> Iterator[None]:
    languages.speak("de", resource_path("locale"))
    yield
    wording.use(gettext.NullTranslations())


PRICES = ("", "0.41", "12.50", "0.4125", "1.234", "1250.00", "24: 1.10; 100: 0.95")


@pytest.mark.usefixtures("german")
def test_german_is_given_the_comma_and_its_figures_are_read_as_they_were_meant() -> None:
    assert [figures.to_type(each) for each in PRICES] == [each.replace(".", ",") for each in PRICES]
    assert tuple(figures.typed(figures.to_type(each)) for each in PRICES) == PRICES
    assert figures.typed("12.50") == "12.50", "the point of another keyboard is no thousand"
    assert [figures.typed(each) for each in ("1.250", "1.250,00", "1.250.000")] == ["1 250", "1 250.00", "1 250.000"]
    assert figures.span(5835 * DAY) == "15 Jahre"


def test_english_keeps_its_point_and_reads_no_grouped_thousand_as_one() -> None:
    assert tuple(map(figures.to_type, PRICES)) == tuple(map(figures.typed, PRICES)) == PRICES
    assert [figures.typed(each) for each in ("12,50", "1,250", "1,250.00")] == ["12.50", "1 250", "1 250.00"]


@pytest.mark.parametrize("text", ["1 250", "1 250.00", "1 250.000"])
def test_what_may_be_a_thousand_or_one_is_refused_and_never_guessed(text: str) -> None:
    for reads in (amount_of, price_of):
        with pytest.raises(Refused) as no:
            reads("amount", text)
        assert no.value.refusal == BadField("amount", text, "either")


def test_money_among_the_facts_of_an_answer_is_written_as_money() -> None:
    facts: dict[str, figures.Fact] = {"price": "1204.89 GBP", "amount": "12 JPY", "qty": 2, "service": "4.89 GBP"}
    assert figures.told(facts, NOW) == {"price": "£1,204.89", "amount": "JP¥12", "qty": 2, "service": "4.89 GBP"}
