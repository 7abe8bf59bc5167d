"""What the page of the returns bench shows: names people can read, days, money that goes back or is to be paid."""

from __future__ import annotations

from typing import Any

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.floorwork import Choice
from warehouse_app.domain.returning.intake import BenchReturn, BenchUnit, IntakeAnswer, IntakeState
from warehouse_app.domain.returning.values import MoneyLine, NewOrder, NewOrderLine, Settlement
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.returns import preview, shown
from warehouse_app.ui.screens.returns.state import ReturnsScreen

NOW = "2010-12-06 15:00"
OPEN = BenchReturn(1, "RT000001", "customer", "inspecting", outcome="refund")


def asked(phase: str, *choices: Choice, **facts: Any) -> ReturnsScreen:
    """Return a bench that asks something."""
    units = (BenchUnit(1, "22423", "REGENCY CAKESTAND", 1, "graded", grade="A", goes="restock", hand=True),)
    return ReturnsScreen(IntakeState("R1", "returns", phase, ask=facts, choices=choices, open=OPEN, units=units))


def test_a_question_says_the_name_once_and_calm_and_leaves_keys_to_its_buttons() -> None:
    yes, no = Choice("1", "returns_choice.yes"), Choice("2", "returns_choice.no")
    found = shown.panel(asked("check", yes, no, check="Is it whole?", sku="22423", name="REGENCY CAKESTAND"), NOW)
    assert (found.word, found.why) == ("Is it whole?", "")
    photo = shown.panel(asked("photo", sku="22423", name="REGENCY CAKESTAND", grade="D"), NOW)
    assert photo.word == "Take a photo of Regency Cakestand"


def test_a_question_about_a_code_alone_shows_the_name_of_the_unit_on_the_table() -> None:
    found = shown.panel(asked("variant", sku="22423"), NOW).item
    assert found is not None
    assert found.name == "REGENCY CAKESTAND"


def test_candidates_say_what_their_numbers_are() -> None:
    facts = {"return": "", "order": "537955", "customer": "16782", "day": "2010-11-26"}
    one = Choice("1", "returns_choice.candidate", facts)
    four = [Choice(str(n), "returns_choice.none") for n in (2, 3, 4)]
    first = shown.options(asked("which", one, *four, n=4, text="20725"), NOW)[0]
    assert (plain(first.words), plain(first.line)) == ("Order 537955", "customer 16782, Fri 26 Nov")


def test_what_is_missing_is_named_in_one_line_and_counted_in_the_other() -> None:
    one = Choice("2", "returns_choice.absent_one", {"sku": "22536", "name": "MAGIC DRAWING SLATE", "qty": 2})
    rest = [Choice(str(n), "returns_choice.go_on") for n in (3, 4, 5)]
    first = shown.options(asked("absent_which", one, *rest, n=2), NOW)[0]
    assert (first.words, plain(first.line)) == ("Magic Drawing Slate", "22536, 2 units")


def test_an_exchange_for_something_dearer_shows_what_the_customer_pays() -> None:
    line = NewOrderLine("22838", "3 TIER CAKE TIN", 1, 149_500, 1495)
    told = Settlement(
        money=(MoneyLine("goods", "22423", "REGENCY CAKESTAND", 1, 255),),
        orders=(NewOrder("exchange", (line,), due_minor=1240),), currency="GBP",
        message="return_message_due", facts={"name": "RT000001"},
    )  # fmt: skip
    unit = BenchUnit(1, "22423", "REGENCY CAKESTAND", 1, "graded", grade="B", goes="restock", outcome="exchange")
    now = IntakeState("R1", "returns", "ready", open=OPEN, units=(unit,), preview=told)
    found = preview.money(now)
    assert found.title.text == "Exchange"
    assert found.rows == (("Regency Cakestand", "£2.55"), ("3 Tier Cake Tin", "\u2212£14.95"))
    assert (found.whereto, found.total) == ("The customer pays", "£12.40")
    assert preview.message(now).endswith("goes out once £12.40 is paid.")


def test_what_was_settled_is_told_in_the_money_of_the_place() -> None:
    said = IntakeAnswer(
        scan="", code="return_settled_refund", verdict=Verdict.DONE,
        facts={"return": "RT000001", "amount": "9.03 GBP"},
        state=IntakeState("R1", "returns"),
    )  # fmt: skip
    found = shown.panel(ReturnsScreen(said.state, said, said), NOW)
    assert (found.word, found.why) == ("Settled: £9.03 back", "Return RT000001. Scan anything on the next parcel")


def test_a_unit_says_in_words_where_it_goes() -> None:
    kinds = ("restock", "send back", "vendor", "scrap")
    units = tuple(BenchUnit(n, "A", "A", 1, "graded", grade="A", goes=each) for n, each in enumerate(kinds))
    found = [each.goes_words for each in shown.cards(IntakeState("R1", "returns", units=units))]
    assert found == ["Goes back to stock", "Goes back to the customer", "Goes to the supplier", "Goes to Scrap"]
