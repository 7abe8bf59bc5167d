"""Numbers, dates, codes and the retail rules, value by value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.importing import dates, numbers, retail, texts
from warehouse_app.domain.importing.values import BadValueError

LONDON = ZoneInfo("Europe/London")


def refusal(read: Callable[..., object], *given_: object) -> str:
    """Return the name of the refusal, "" when the value was read; anything else than a refusal is a bug."""
    try:
        read(*given_)
    except BadValueError as bad:
        return bad.reason
    return ""


@given(st.integers(-(10**12), 10**12), st.integers(0, 9999))
def test_a_price_survives_every_spelling(pounds: int, rest: int) -> None:
    sign = "-" if pounds < 0 else ""
    expected = (abs(pounds) * 10_000 + rest) * (-1 if pounds < 0 else 1)
    grouped = f"{abs(pounds):,}"
    assert numbers.scaled(f"{sign}{abs(pounds)}.{rest:04}", ".", 4) == (expected, True)
    assert numbers.scaled(f"{sign}{grouped}.{rest:04}", ".", 4) == (expected, True)
    assert numbers.scaled(f"{sign}{grouped.replace(',', '.')},{rest:04}", ",", 4) == (expected, True)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_named_refusal(text: str) -> None:
    for mark in numbers.MARKS:
        assert refusal(numbers.scaled, text, mark, 4) in {"", "not_a_number", "number_ambiguous", "formula"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.00005", (1, False)), ("0.00004", (0, False)), ("-0.00005", (-1, False)),
        ("2.5", (25_000, True)), (".5", (5_000, True)),
    ],
)  # fmt: skip
def test_more_decimals_than_four_are_rounded_half_up(text: str, expected: tuple[int, bool]) -> None:
    assert numbers.scaled(text, ".", 4) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("12", ""), ("1.5", "."), ("1,5", ","), ("1.234", "?"), ("1,234", "?"), ("0.123", "."), ("1234.567", "."),
        ("1.234.567", ","), ("1,234,567", "."), ("1.234,5", ","), ("1,234.5", "."), ("-0,5", ","), ("€ 1,50", ","),
    ],
)  # fmt: skip
def test_a_number_proves_its_decimal_mark_or_does_not(text: str, says: str) -> None:
    assert numbers.proof(text) == says


@pytest.mark.parametrize(
    ("values", "separator", "mark"),
    [
        (["1", "2"], ",", "."), (["1,5", "1.234"], ";", ","), (["1.5", "1,234"], ",", "."), (["1,234"], ",", ""),
        (["1.234"], ";", ""), (["1.234"], ",", "."), ([], ";", "."),
    ],
)  # fmt: skip
def test_a_file_decides_its_decimal_mark_once(values: list[str], separator: str, mark: str) -> None:
    assert numbers.decide_mark(values, separator).mark == mark


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30)))  # noqa: DTZ001 - local times are what is written
def test_every_spelling_of_a_time_is_the_same_moment(local: datetime) -> None:
    local = local.replace(microsecond=0)
    expected = local.replace(tzinfo=LONDON).astimezone(UTC)
    assert dates.moment(local.isoformat(), "", LONDON) == expected
    assert dates.moment(f"{local:%d/%m/%Y %H:%M:%S}", "day", LONDON) == expected
    assert dates.moment(f"{local:%m/%d/%Y %I:%M:%S %p}", "month", LONDON) == expected
    assert dates.moment(f"{local:%d.%m.%Y %H:%M:%S}", "", LONDON) == expected


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_named_refusal(text: str) -> None:
    for order in dates.ORDERS:
        expected = {"", "not_a_date", "date_serial", "date_ambiguous", "date_out_of_range"}
        assert refusal(dates.moment, text, order, LONDON) in expected


@pytest.mark.parametrize(
    ("placed", "end"),
    [
        (datetime(2011, 1, 20, 12, tzinfo=UTC), datetime(2011, 1, 21, 23, 59, 59, tzinfo=UTC)),  # Thursday to Friday
        (datetime(2011, 1, 21, 12, tzinfo=UTC), datetime(2011, 1, 24, 23, 59, 59, tzinfo=UTC)),  # Friday to Monday
        (datetime(2011, 1, 23, 12, tzinfo=UTC), datetime(2011, 1, 24, 23, 59, 59, tzinfo=UTC)),  # Sunday to Monday
        (datetime(2011, 5, 5, 23, 30, tzinfo=UTC), datetime(2011, 5, 9, 22, 59, 59, tzinfo=UTC)),  # Friday in London
    ],
)
def test_ship_by_is_the_end_of_the_next_working_day(placed: datetime, end: datetime) -> None:
    assert dates.next_working_day_end(placed, LONDON) == end


def test_a_holiday_is_no_working_day() -> None:
    placed = datetime(2011, 4, 21, 12, tzinfo=UTC)
    easter = frozenset({date(2011, 4, 22), date(2011, 4, 25)})
    assert dates.next_working_day_end(placed, LONDON, easter) == datetime(2011, 4, 26, 22, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [("5.01E+12", "mangled_code"), ("5,01e+12", "mangled_code"), ("=A1", "formula"), ("#N/A", "formula"),
     ("#REF!", "formula"),
     ("A\x00", "control_characters"), ("A\udce9", "bad_characters"), ("x" * 65, "too_long")],
)  # fmt: skip
def test_a_damaged_code_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(BadValueError) as caught:
        texts.code(text)
    assert caught.value.reason == why


@pytest.mark.parametrize(
    ("text", "code"),
    [('="00123"', "00123"), (" A\u00a0B ", "A B"), ("1E5", "1E5"), ("007", "007"), ("-5", "-5"),
     ("#12", "#12"), ("+49", "+49")],
)  # fmt: skip
def test_a_code_stays_as_it_is_written(text: str, code: str) -> None:
    assert texts.code(text) == code


@pytest.mark.parametrize(
    ("text", "good"),
    [("WHITE METAL LANTERN", True), ("FRENCH BLUE METAL DOOR SIGN No", True), ("damaged", False), ("?", False),
     ("", False),
     ("?sold as sets?", False), ("Amazon", False), ("Dotcom sold in 6's", False)],
)  # fmt: skip
def test_notes_are_told_from_names(text: str, *, good: bool) -> None:
    assert retail.well_formed(text) is good


def test_a_credit_note_undoes_one_order_the_latest_before_it() -> None:
    pairs = [("C3", "2"), ("C3", "1"), ("C4", "2"), ("C4", "1")]
    assert retail.undone(pairs) == {"2": "C3", "1": "C4"}
    assert retail.undone(pairs[:2]) == {"2": "C3"}


@given(st.integers(1, 10**6))
def test_opening_stock_is_the_next_dozen(units: int) -> None:
    found = retail.opening_quantity(units)
    assert found % 12 == 0
    assert 0 <= found - units < 12


@pytest.mark.parametrize(
    "text", ["2011-01-01 10:00+99:99", "2011-01-01 25:00", "2011-13-01", "31.02.2011", "2011-01-01 10"]
)
def test_times_that_do_not_exist_are_refused(text: str) -> None:
    assert refusal(dates.moment, text, "", LONDON) == "not_a_date"
