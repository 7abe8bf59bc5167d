"""How figures, money, weights and times are written for a person: by locale, in local time, without Qt.

Promise: "–" for nothing and "0" for zero; the year only when it is not this one; seconds only where asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_datetime
from babel.numbers import format_currency, format_decimal, get_decimal_symbol

from warehouse_app import wording
from warehouse_app.domain import figures
from warehouse_app.domain.quantities import minor_digits
from warehouse_app.wording import tr, trn
from warehouse_app.wording.decimals import decimal

Fact = str | int | bool | None
NOTHING = "–"
_KG, _HOUR, _DAY = 1000, 60, 1440
_MONTH, _YEAR = 30, 365
_MONEYS, _MONEY = frozenset({"amount", "price"}), re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})", re.ASCII)
_POINT = re.compile(r"(?<=\d)[.,](?=\d)")


def number(value: int | None) -> str:
    """Write a whole number, thousands grouped: "1,464"."""
    return NOTHING if value is None else _number(value, wording.locale())


@lru_cache(maxsize=4096)
def _number(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


def tenths(value: float) -> str:
    """Write a figure with one decimal: "47.2"."""
    return format_decimal(round(value, 1), format="#,##0.0", locale=wording.locale())


def percent(value: float) -> str:
    """Write a share of a hundred with two decimals: "99.25 %"."""
    return f"{format_decimal(value, format='#,##0.00', locale=wording.locale())} %"


def price(value_e4: int) -> str:
    """Write a price of ten thousandths without its currency: two decimals, more where it has them: "0.4125"."""
    return format_decimal(Decimal(value_e4).scaleb(-4), format="#,##0.00##", locale=wording.locale())


def to_type(text: str) -> str:
    """Return figures of the house ("12.50", "24: 1.10; 100: 0.95") as a person types them: "12,50" in German."""
    return _POINT.sub(get_decimal_symbol(wording.locale()), text)


def typed(text: str) -> str:
    """Return figures that a person typed as the house reads them: "12,50" is "12.50".

    "1.250" may be a thousand in one language and one and a quarter in another: where the mark is not the decimal one
    of the person's language and three digits follow, it becomes a gap, "1 250", which no price is read from.
    """
    return figures.typed(text, get_decimal_symbol(wording.locale()))


def _written(found: datetime, form: str) -> str:
    return _written_by(found.replace(tzinfo=None), form, wording.locale())


@lru_cache(maxsize=1024)
def _written_by(wall: datetime, form: str, locale: str) -> str:
    """Write what a clock on the wall showed: moments that are the same elsewhere are not the same here."""
    return format_datetime(wall, form, locale=locale)


def money(minor: int | None, currency: str) -> str:
    """Write an amount of minor units with its currency: "£113.48"."""
    if minor is None:
        return NOTHING
    if not currency:
        return format_decimal(minor / 100, format="#,##0.00", locale=wording.locale())
    whole = Decimal(minor).scaleb(-minor_digits(currency))
    return format_currency(whole, currency, locale=wording.locale()).replace("-", "\u2212")


def bare(minor: int | None, currency: str) -> str:
    """Write an amount of minor units with the digits of its currency and without its name: "113.48"."""
    if minor is None:
        return NOTHING
    return decimal(float(Decimal(minor).scaleb(-minor_digits(currency))), minor_digits(currency))


def weight(grams: int | None) -> str:
    """Write a weight: whole grams below a kilogram, else two decimals."""
    if grams is None:
        return NOTHING
    if grams < _KG:
        return f"{number(grams)} g"
    return f"{format_decimal(grams / _KG, format='#,##0.00', locale=wording.locale())} kg"


def metres(millimetres: int) -> str:
    """Write a walk in whole metres: "158 m"."""
    return f"{number(round(millimetres / 1000))} m"


def moment(text: str) -> datetime | None:
    """Read UTC ISO text; None for text that is no time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def seconds(text: str) -> str:
    """Write a time of day with seconds, in local time: "14:43:07"."""
    found = moment(text)
    return "" if found is None else found.astimezone().strftime("%H:%M:%S")


def when(text: str, now: str) -> str:
    """Write a moment as seen from `now`: "15:30" today, "Mon 6 Dec" this year, else "6 Dec 2010"."""
    found, here = moment(text), moment(now)
    if found is None:
        return NOTHING
    local = found.astimezone()
    if here is not None and here.astimezone().date() == local.date():
        return _written(local, "HH:mm")
    year = here is None or here.astimezone().year != local.year
    return _written(local, tr("d MMM y") if year else tr("EEE d MMM"))


def day(text: str, now: str) -> str:
    """Write a day given as "2010-12-06": "today", "Mon 6 Dec", else "6 Dec 2010"; whole without `now`."""
    found, here = moment(text), moment(now)
    if found is None:
        return NOTHING
    if here is not None and here.astimezone().date() == found.date():
        return tr("today")
    if here is None:
        return _written(found, tr("EEE d MMM y"))
    year = here.astimezone().year != found.year
    return _written(found, tr("d MMM y") if year else tr("EEE d MMM"))


def days_since(text: str, now: str) -> int:
    """Return how many local days have passed from a day ("2010-12-06") to now; 0 when either is no time."""
    found, here = moment(text), moment(now)
    return 0 if found is None or here is None else (here.astimezone().date() - found.date()).days


def counted(n: int, one: str, many: str) -> str:
    """Write a number with its noun: `counted(n, "order", "orders")`; the nouns are translated here."""
    return f"{number(n)} {trn(one, many, n)}"


def stamp(text: str, now: str) -> str:
    """Write a moment with its time of day: "09:45" today, else "Mon 6 Dec, 09:45"."""
    found = moment(text)
    if found is None:
        return NOTHING
    day, time = when(text, now), _written(found.astimezone(), "HH:mm")
    return time if day == time else f"{day}, {time}"


def told(facts: Mapping[str, Fact], now: str) -> dict[str, Fact]:
    """Return the facts of an answer with its moment ("2010-12-06 15:30 UTC") and money ("4.89 GBP") as written here."""
    found = dict(facts)
    at = str(facts.get("when") or "")
    carried = at.removesuffix(" UTC")
    if carried != at and moment(carried):
        found["when"] = stamp(carried, now)
    for name in _MONEYS & facts.keys():
        if isinstance(said := facts[name], str):
            found[name] = money_of(said)
    return found


def money_of(text: str) -> str:
    """Write money that a command says ("4.89 GBP") as it is written here; any other text stays."""
    match = _MONEY.fullmatch(text)
    return text if match is None else format_currency(Decimal(match[1]), match[2], locale=wording.locale())


def minutes_until(text: str, now: str) -> int | None:
    """Return the whole minutes from `now` to a moment, negative when it has passed; None when either is no time."""
    found, here = moment(text), moment(now)
    return None if found is None or here is None else int((found - here).total_seconds() // 60)


def span(minutes: int) -> str:
    """Write a span: "52 min", "2 h 10", "1 d 4 h"; its days alone from a month on, and "15 years" of what is old."""
    minutes = abs(minutes)
    if minutes < _HOUR:
        return f"{minutes} min"
    if minutes < _DAY:
        return f"{minutes // _HOUR} h {minutes % _HOUR:02d}"
    days = minutes // _DAY
    if days < _MONTH:
        return f"{days} d {minutes % _DAY // _HOUR} h"
    return f"{number(days)} d" if days < 2 * _YEAR else counted(days // _YEAR, "year", "years")


def amount(minor: int, currency: str) -> Decimal:
    """Return an amount as a file gets it: a number with the digits of its currency."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def filed(text: str) -> str:
    """Return a moment as a file gets it: local time, "2010-12-06 15:30"; empty for none."""
    found = moment(text)
    return "" if found is None else found.astimezone().strftime("%Y-%m-%d %H:%M")


def day_begin(text: str) -> str:
    """Return the beginning of the local day of a moment, as UTC ISO text."""
    found = moment(text)
    if found is None:
        return text
    local = found.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def stamp_day(text: str) -> str:
    """Write a moment with its day and time: "Mon 6 Dec, 14:43"."""
    found = moment(text)
    return NOTHING if found is None else _written(found.astimezone(), tr("EEE d MMM, HH:mm"))


def unfiled(text: str) -> str:
    """Return a local time as it was typed ("2010-12-06 15:30") as UTC ISO text; what is no time stays as it is."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return found.astimezone(UTC).isoformat()
