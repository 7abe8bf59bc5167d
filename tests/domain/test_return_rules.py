"""The rules of returns: which policy holds, and that what is written is read back alike."""

from __future__ import annotations

import pytest

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.fields import check_of, policy_of, reason_of, rule_of
from warehouse_app.domain.returning.policy import DEFAULT, choose, last_day
from warehouse_app.domain.returning.rulefile import RuleSet, read_csv, read_toml, write_csv, write_toml
from warehouse_app.domain.returning.states import Disposition, Fault, Grade
from warehouse_app.domain.returning.values import Policy, Rule
from warehouse_app.store.returning.ours import ours

SHOP = Policy(1, "Shop", channel="shop")
GLASS = Policy(2, "Glass", category="glass")
FRENCH = Policy(3, "France", country="FR")
SHOP_GLASS = Policy(4, "Glass of the shop", channel="shop", category="glass")
ALL = Policy(5, "All")
GONE = Policy(6, "Gone", channel="shop", category="glass", country="FR", dropped=True)


@pytest.mark.parametrize(
    ("channel", "category", "country", "wanted"),
    [
        ("shop", "glass", "FR", SHOP_GLASS), ("shop", "", "FR", SHOP), ("mail", "glass", "FR", GLASS),
        ("mail", "", "fr", FRENCH), ("mail", "", "DE", ALL), ("SHOP", "Glass", "", SHOP_GLASS),
    ],
)  # fmt: skip
def test_the_most_specific_policy_holds(channel: str, category: str, country: str, wanted: Policy) -> None:
    assert choose((SHOP, GLASS, FRENCH, SHOP_GLASS, ALL, GONE), channel, category, country) == wanted


def test_the_youngest_of_equals_holds_and_the_default_where_there_is_none() -> None:
    again = Policy(9, "All anew")
    assert choose((ALL, again), "", "", "") == again
    assert choose((SHOP,), "mail", "", "") == DEFAULT
    assert choose((), "", "", "").rule(Grade.DAMAGED).disposition is Disposition.SCRAP


def test_the_last_day_counts_from_when_it_left() -> None:
    assert last_day(Policy(1, "x", window_days=30), "2010-12-06T09:00:00.000000Z") == "2011-01-05"


def test_a_rule_is_typed_in_words() -> None:
    assert rule_of(Grade.USED, "Refurbish; as c; fee 20 %; photo") == DEFAULT.rule(Grade.USED)
    assert rule_of(Grade.OPENED, "restock") == Rule(Grade.OPENED, Disposition.RESTOCK)
    assert rule_of(Grade.PARTS_MISSING, "send_back; fee 12.5").fee_e4 == 1_250


@pytest.mark.parametrize("typed", ["burn", "restock; fee 101", "restock; fee x", "restock; soon", "restock; fee -1"])
def test_a_rule_that_says_nothing_known_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        rule_of(Grade.USED, typed)


@pytest.mark.parametrize(
    "given",
    [
        {"code": "x y", "fault": "shop", "words_en": "X"},
        {"code": "x", "fault": "moon", "words_en": "X"},
        {"code": "x", "fault": "shop"},
        {"code": "x", "fault": "shop", "words_en": "X", "evidence": "rumour"},
        {"code": "x", "fault": "shop", "words_en": "X", "colour": "red"},
        {"code": "x", "fault": "shop", "words_en": "X" * 121},
        {"code": "x", "fault": "shop", "words_en": "a\x07b"},
        {"code": "x", "fault": "shop", "words_en": "X", "n": "1.5"},
    ],
)
def test_a_bad_reason_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(Refused):
        reason_of(given)


def test_a_bad_policy_and_a_bad_question_are_refused() -> None:
    for given in (
        {"name": ""},
        {"name": "x", "window_days": "-1"},
        {"name": "x", "pays": "nobody"},
        {"name": "x", "tax": "100"},
    ):
        with pytest.raises(Refused):
            policy_of(given)
    with pytest.raises(Refused):
        check_of({"words_en": "Is it?", "grade": "Z"})


def test_what_travels_with_the_program_is_sound_and_speaks_two_languages() -> None:
    found = ours()
    assert not found.remarks
    assert len(found.reasons) > 20
    assert all({"en", "de"} <= set(reason.texts) for reason, _theirs in found.reasons)
    assert all({"en", "de"} <= set(check.texts) for check in found.checks)
    said = {(kind, word) for _reason, theirs in found.reasons for kind, words in theirs.items() for word in words}
    assert {("shopify", "SIZE_TOO_LARGE"), ("shopify", "WRONG_ITEM"), ("amazon", "CARRIERDAMAGED")} <= said
    assert len(said) == sum(len(words) for _r, theirs in found.reasons for words in theirs.values())
    assert {reason.evidence for reason, _theirs in found.reasons} == {"", "wrong_item", "missing_item", "damaged"}
    assert {reason.fault for reason, _theirs in found.reasons} == set(Fault)


def test_every_reason_that_shopify_names_has_one_of_ours() -> None:
    theirs = {word for _r, called in ours().reasons for word in called.get("shopify", ())}
    enum = "COLOR DEFECTIVE NOT_AS_DESCRIBED OTHER SIZE_TOO_LARGE SIZE_TOO_SMALL STYLE UNKNOWN UNWANTED WRONG_ITEM"
    assert theirs == set(enum.split())


@pytest.mark.parametrize(("write", "read"), [(write_toml, read_toml), (write_csv, read_csv)])
def test_rules_are_read_back_as_they_were_written(write: object, read: object) -> None:
    strict = Policy(
        0, '=Strict "one"', "shop", "glass", "DE", 14, 1_250, "customer", True, False, "now", 1_900,
        "Wrap it well.\nWrite RT on it.", True, DEFAULT.rules,
    )  # fmt: skip
    whole = RuleSet(ours().reasons, (DEFAULT, strict), ours().checks)
    assert callable(write)
    assert callable(read)
    assert read(write(whole)) == whole


def test_a_bad_piece_of_a_file_is_named_and_the_rest_is_taken() -> None:
    found = read_toml('[[reason]]\ncode = "a"\nfault = "shop"\nwords_en = "A"\n[[reason]]\ncode = "b"\n')
    assert [reason.code for reason, _theirs in found.reasons] == ["a"]
    assert [(each.what, each.n) for each in found.remarks] == [("reason", 2)]
    assert [each.what for each in read_csv("what,code\nreason,\nghost,x\n").remarks] == ["reason", "ghost"]


@pytest.mark.parametrize("text", ["[[reason", "[reason]\ncode = 1", "[[ghost]]\nx = 1", "a" * 10, "x = 1"])
def test_a_file_that_holds_no_rules_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_toml(text)
    with pytest.raises(Refused):
        read_csv(text)
