"""What is counted is said as people say it: one order, two orders, in any language's forms; and codes become words."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from warehouse_app import wording
from warehouse_app.domain.orders.values import Holder, PoolReason, ShortCause, ShortLine
from warehouse_app.wording import say as saying
from warehouse_app.wording.orders import REASONS, short_why
from warehouse_app.wording.say import every_word, say
from warehouse_app.wording.shipping import recipient_of

ROOT = Path(str(wording.__file__)).parents[1]
COUNTED = re.compile(r'"[^"]*\{(?:n|count|units|orders|left|qty|lines|parcels)\} (?:more |other )?[a-z]+s\b[^"]*"')
BESIDE_ONE = re.compile(r"\{(?:n|count)\} (?:s|ms|min|lines?{trips}|is|was|of|has)\b")


class Polish(gettext.NullTranslations):
    """Three forms: one; two to four; the rest."""

    @staticmethod
    def plural(n: int) -> int:
        return 0 if n == 1 else 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2

    def gettext(self, message: str) -> str:
        return message.replace("{left:item|items} left", "{left:sztuka|sztuki|sztuk}")


@pytest.fixture
def polish() -> Iterator[None]:
    wording.use(Polish())
    yield
    wording.use(gettext.NullTranslations())


@pytest.mark.parametrize(
    ("code", "facts", "said"),
    [
        ("order_opened", {"order": "1", "left": 1}, "Order 1. 1 item to pack. Scan the first one"),
        ("order_opened", {"order": "1", "left": 2}, "Order 1. 2 items to pack. Scan the first one"),
        ("order_opened", {"order": "1", "left": 0}, "Order 1. 0 items to pack. Scan the first one"),
        ("story_made", {"qty": 1}, "1 unit promised"),
        ("story_made", {"qty": 1200}, "1200 units promised"),
        ("remark_address_missing", {"count": 1, "examples": "7"}, "1 order has no usable address and is on hold (7)"),
        (
            "remark_address_missing",
            {"count": 2, "examples": "7"},
            "2 orders have no usable address and are on hold (7)",
        ),
        ("remark_repeated_rows", {"count": 1}, "1 row repeats another exactly and was kept as a true line"),
    ],
)
def test_one_is_said_as_one(code: str, facts: dict[str, object], said: str) -> None:
    assert say(code, facts) == said


@pytest.mark.usefixtures("polish")
@pytest.mark.parametrize(("left", "form"), [(1, "sztuka"), (3, "sztuki"), (5, "sztuk"), (22, "sztuki")])
def test_a_language_counts_with_its_own_forms(left: int, form: str) -> None:
    assert say("order_open", {"order": "1", "left": left}).endswith(f"{left} {form}. Scan the next one")


def test_a_figure_that_is_none_takes_the_form_of_many() -> None:
    assert "? items" in say("order_open", {"order": "1"})


def test_counts_in_the_window_and_the_terminal_go_through_plural_forms() -> None:
    plain = [
        f"{path.name}: {found[0]}"
        for room in ("ui", "terminal", "wording")
        for path in sorted((ROOT / room).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for found in COUNTED.finditer(line)
        if re.search(r"\btr\($", line[: found.start()]) and not BESIDE_ONE.search(found[0])
    ]
    assert plain == []


@pytest.mark.parametrize("cause", list(ShortCause))
def test_a_short_line_says_its_cause_in_words(cause: ShortCause) -> None:
    said = say("story_short", {"qty": 3, "why": cause.value})
    assert said == f"3 units short: {REASONS[cause.value]}"
    assert "_" not in said


@pytest.mark.parametrize(
    ("on_hand", "held", "own", "said"),
    [
        (5, 1, 4, "2 are not there, others hold 1"),
        (5, 0, 5, "2 are not there"),
        (8, 3, 4, "others hold it"),
        (6, 1, 5, "1 is not there, others hold 1"),
    ],
)
def test_a_shortage_that_no_release_could_end_says_how_much_is_not_there(
    on_hand: int, held: int, own: int, said: str
) -> None:
    holders = (Holder("mine", 1, own, 1, "pool"), *((Holder("other", 1, held, 1, "pool"),) if held else ()))
    why = PoolReason("MAIN", "A1", on_hand, on_hand, 0, ShortCause.ALL_PROMISED, holders)
    wanted = 7
    line = ShortLine(1, 1, "A1", "MAIN", wanted, own, wanted - own, 0, ShortCause.ALL_PROMISED, why)
    assert short_why(line, "mine") == said
    assert short_why(replace(line, why=None), "mine") == "others hold it"
    nothing = replace(line, cause=ShortCause.NONE_LEFT)
    assert short_why(nothing, "mine") == REASONS["none_left"]


def test_what_a_person_wrote_stays_as_written() -> None:
    assert say("story_held", {"why": "all_of_it"}) == "Held: all_of_it"


def test_the_forms_are_words_of_our_own() -> None:
    saying.every_word.cache_clear()
    assert {"item", "items", "unit", "units"} <= every_word()
    assert "left" in every_word()


@pytest.mark.parametrize(
    ("customer", "country", "name", "said"),
    [
        ("", "France", "Ana Ruiz", ("Ana Ruiz", "France")),
        ("17850", "France", "Ana Ruiz", ("Ana Ruiz", "Customer 17850", "France")),
        ("17850", "", "", ("Customer 17850",)),
        ("", "EIRE", "", ("Customer unknown", "EIRE")),
    ],
)
def test_an_order_with_a_name_is_not_of_an_unknown_customer(
    customer: str, country: str, name: str, said: tuple[str, ...]
) -> None:
    assert recipient_of(customer, country, name) == said
