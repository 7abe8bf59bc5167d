"""How plausible a claim on packing is: each sign by itself, and the sums that people will meet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from warehouse_app.domain.returning.evidence import (
    Claim,
    Evidence,
    LookAlike,
    Override,
    Plausible,
    Sign,
    Slip,
    Weighing,
    opinion_of,
)
from warehouse_app.domain.returning.states import Finding, Grade, UnitState
from warehouse_app.wording.evidence import WORDS, sign_words

PLAIN = Evidence(
    1, "RT000001", "4711", "MUG", "Mug", 1, Claim.MISSING_ITEM, "missing", UnitState.EXPECTED, None, Finding.NONE,
    "MUG", "Mug", 2, 2, unit_g=300,
)  # fmt: skip
"""A mug of two that is said not to have been in the parcel, of whose packing nothing is known."""

FITS = Weighing("P1", "t", "Anna", "B1", 700, 700, 650, 750, "fits", "", "")
EACH = {"each": 2}


def points(found: Evidence) -> dict[str, int]:
    """Return the points of each sign, and read every sentence."""
    for each in opinion_of(found).signs:
        assert "?" not in sign_words(each), each
    return {each.code: each.points for each in opinion_of(found).signs}


def test_what_was_scanned_and_weighed_in_full_is_hardly_missing() -> None:
    found = replace(PLAIN, proven=EACH, weighings=(FITS,))
    assert points(found) == {"weight_against": -4, "each_scanned": -3}
    assert opinion_of(found).plausible is Plausible.UNLIKELY


def test_a_parcel_that_was_too_light_says_that_the_customer_is_right() -> None:
    light = replace(FITS, grams=390, verdict="kept", reason="the scale is wrong")
    found = replace(PLAIN, proven={"each": 1, "none": 1}, weighings=(light,))
    assert points(found) == {"weight_says_so": 4, "not_scanned": 3}
    assert opinion_of(found).plausible is Plausible.LIKELY


def test_a_thing_that_weighs_little_is_told_and_says_nothing() -> None:
    found = replace(PLAIN, proven=EACH, weighings=(FITS,), unit_g=20)
    assert points(found) == {"each_scanned": -3, "weight_blind": 0}
    assert "20 g" in " ".join(sign_words(each) for each in opinion_of(found).signs)


@pytest.mark.parametrize(
    ("weighings", "sign"),
    [
        ((), "not_weighed"),
        ((replace(FITS, low=None, high=None),), "not_weighed"),
        ((replace(FITS, grams=900),), "weight_kept"),
        ((replace(FITS, grams=400), FITS), "weight_against"),  # it was weighed again, and the last time counts
    ],
)
def test_only_a_weight_that_was_judged_speaks(weighings: tuple[Weighing, ...], sign: str) -> None:
    assert sign in points(replace(PLAIN, proven=EACH, weighings=weighings))


def test_what_never_went_into_a_parcel_is_missing() -> None:
    found = replace(PLAIN, packed=1, proven={"each": 1})
    assert points(found) == {"less_packed": 5, "not_weighed": 0}
    assert opinion_of(found).plausible is Plausible.LIKELY


@pytest.mark.parametrize(
    ("came", "grade", "finding", "sign"),
    [
        ("BOWL", Grade.SEALED, Finding.NONE, "came_other"),
        ("MUG", Grade.WRONG_PRODUCT, Finding.NONE, "came_not_it"),
        ("MUG", Grade.OPENED, Finding.SWAPPED, "came_not_it"),
        ("MUG", Grade.OPENED, Finding.NONE, "came_right"),
    ],
)
def test_the_thing_that_came_back_is_asked_first(came: str, grade: Grade, finding: Finding, sign: str) -> None:
    found = replace(PLAIN, claim=Claim.WRONG_ITEM, came_sku=came, came_name="x", grade=grade, finding=finding)
    assert opinion_of(found).signs[0].code == sign
    assert sign in points(found)


def test_a_swap_with_a_look_alike_would_show_on_the_scale_or_not() -> None:
    wrong = replace(PLAIN, claim=Claim.WRONG_ITEM, proven=EACH, weighings=(FITS,))
    heavy = (LookAlike("JUG", "Jug", 900, 2, 1),)
    assert points(replace(wrong, alike=heavy)) == {"weight_against": -4, "each_scanned": -3, "look_alike": 1}
    assert points(replace(wrong, alike=(LookAlike("CUP", "Cup", 310, 1, 0),)))["weight_blind"] == 0
    assert points(wrong)["weight_fits"] == -1


def test_slips_with_this_product_and_a_lent_right_speak_for_the_customer() -> None:
    slip = Slip("t", "wrong_item", "CUP", "MUG", "Anna", "Li", here=False)
    found = replace(
        PLAIN, proven={"first": 2}, slips=(replace(slip, here=True), slip, slip, slip),
        overrides=(Override("t", "override weight", "Maria", "in a hurry"),), others=2,
    )  # fmt: skip
    assert points(found) == {
        "mixed_up": 2, "stopped_here": 1, "overridden": 1, "others_too": 1, "counted_only": 1, "not_weighed": 0
    }  # fmt: skip


def test_damage_is_judged_by_what_came_back_and_by_others() -> None:
    harmed = replace(PLAIN, claim=Claim.DAMAGED)
    assert opinion_of(harmed).plausible is Plausible.POSSIBLE
    assert points(replace(harmed, grade=Grade.DAMAGED, box_damaged=True, fragile=True, others=3)) == {
        "graded_damaged": 3, "box_damaged": 2, "others_too": 2, "fragile": 1
    }  # fmt: skip
    assert opinion_of(replace(harmed, grade=Grade.SEALED)).plausible is Plausible.UNLIKELY


def test_who_often_claims_such_things_is_believed_a_little_less() -> None:
    assert points(replace(PLAIN, own=3))["often"] == -1
    assert "often" not in points(replace(PLAIN, own=2))


def test_every_sign_has_its_sentence() -> None:
    facts = dict.fromkeys(("n", "packed", "ordered", "grams", "sku", "name", "by", "reason", "right"), 2)
    for code in WORDS:
        assert "?" not in sign_words(Sign(code.removeprefix("why."), 0, facts)), code
