"""Weights learned from parcels: they come to what units weigh, whoever packs wrong, and tell right from wrong."""

from __future__ import annotations

import random

import pytest
from benchmarks import bench_weights
from hypothesis import given
from hypothesis import strategies as st

from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.weights.causes import Around, Cause, CauseKind, Kind, causes
from warehouse_app.domain.weights.judging import Policy, allowed, resolution
from warehouse_app.domain.weights.learning import (
    KNOWN_AFTER,
    MOST_MG,
    Belief,
    Part,
    from_book,
    learned,
    packaging,
    trains,
)
from warehouse_app.domain.weights.values import EVIDENCE, is_wrong

POLICY = Policy(percent=10, packaging_g=500, least_g=10, share_tenths=5, sigmas=3)
BOX = packaging(100, 500)


def taught(belief: Belief, weights: list[int], box: Belief = BOX) -> Belief:
    """Let parcels of one unit teach, in boxes of 100 g."""
    for grams in weights:
        belief, box = learned((Part(belief), Part(box)), grams + 100)
    return belief


def near(mg: int, grams: float, within: float) -> bool:
    return abs(mg - grams * 1_000) <= within * 1_000


def test_parcels_of_one_product_teach_its_weight_and_spread() -> None:
    chance = random.Random(1)
    found = taught(from_book(500, 10, 3), [round(chance.gauss(512, 4)) for _ in range(60)])
    assert near(found.mean, 512, 3)
    assert 2_000 < found.spread < 7_000
    assert found.doubt < 2_000
    assert (found.parcels, found.units) == (60, 60)


def test_a_parcel_packed_wrong_hardly_teaches() -> None:
    before = taught(from_book(500, 10, 3), [500, 501, 499, 500, 502, 498] * 5)
    after = taught(before, [1_000])  # two of them in one parcel
    assert abs(after.mean - before.mean) < 1_500
    assert near(taught(after, [500] * 5).mean, 500, 2)


def test_books_that_are_plainly_wrong_are_given_up_after_a_few_parcels() -> None:
    found = taught(from_book(500, 10, 3), [820] * EVIDENCE)
    assert near(found.mean, 820, 60)  # the rest the box is thought to be heavier: other goods in it would tell
    assert is_wrong(500, found)
    assert not is_wrong(round(found.mean / 1_000), found)
    assert not is_wrong(500, found, kept_mg=found.mean)  # a person said that the books are right
    assert is_wrong(500, taught(found, [1_000] * 20), kept_mg=found.mean)  # and it moved since


def test_what_stands_in_no_book_is_learned_before_it_is_judged() -> None:
    unknown = from_book(None, 10, 3)
    may = allowed([Part(unknown)], Part(BOX), POLICY)
    assert (may.judged, may.learning, may.holds(9_999)) == (False, True, True)
    known = taught(unknown, [340] * KNOWN_AFTER)
    assert near(known.mean, 340, 6)
    assert allowed([Part(known)], Part(BOX), POLICY).judged
    assert is_wrong(None, taught(known, [340] * EVIDENCE))
    assert not trains((Part(unknown), Part(unknown), Part(BOX)))  # nobody can tell the two apart


def test_a_mixed_parcel_teaches_what_is_doubtful_and_leaves_what_is_sure() -> None:
    sure = taught(from_book(200, 10, 3), [200] * 40)
    doubtful = from_book(300, 10, 3)
    after_sure, after_doubtful, _box = learned((Part(sure), Part(doubtful), Part(BOX)), 620)
    assert abs(after_sure.mean - sure.mean) < 1_000
    assert 310_000 < after_doubtful.mean < 320_000


def test_the_tolerance_is_wide_where_books_alone_speak_and_narrow_where_parcels_did() -> None:
    book = from_book(2_000, 10, 3)
    wide = allowed([Part(book)], Part(BOX), POLICY)
    narrow = allowed([Part(taught(book, [2_000] * 30))], Part(BOX), POLICY)
    assert (wide.expected, narrow.expected) == (2_100, 2_100)
    assert wide.high - wide.low > 4 * (narrow.high - narrow.low) > 0
    assert 395 < wide.high - wide.low < 460  # ten percent to each side, and the box
    off = Policy(percent=0, packaging_g=0, least_g=0, share_tenths=0, sigmas=1)
    assert allowed([Part(book)], Part(BOX), off).holds(1)


def test_no_tolerance_is_narrower_than_a_step_of_the_scale() -> None:
    sure = taught(from_book(40, 1, 3), [40] * 60)
    strict = Policy(percent=1, packaging_g=0, least_g=0, share_tenths=0, sigmas=1)
    may = allowed([Part(sure)], Part(taught(BOX, [0])), strict, resolution_g=50)
    assert may.high - may.expected >= 50


def test_where_no_box_is_known_anything_up_to_the_heaviest_is_allowed_and_then_what_boxes_weighed() -> None:
    goods = [Part(taught(from_book(500, 10, 3), [500] * 40))]
    may = allowed(goods, Part(packaging(None, 500)), POLICY)
    assert may.low <= 500 - 10
    assert may.high >= 1_000 + 10
    box = packaging(None, 500)
    for _ in range(30):
        *_goods, box = learned((*goods, Part(box)), 640)
    found = allowed(goods, Part(box), POLICY)
    assert 630 <= found.expected <= 650
    assert found.high - found.low < 200


@given(
    st.lists(st.tuples(st.integers(1, 30_000), st.integers(1, 50)), min_size=1, max_size=12), st.integers(1, 10_000_000)
)
def test_whatever_a_scale_says_beliefs_stay_whole(lines: list[tuple[int, int]], grams: int) -> None:
    parts = [Part(from_book(book, 10, 3), qty) for book, qty in lines]
    for _ in range(5):
        after = learned((*parts, Part(BOX)), grams)
        parts = [Part(belief, part.qty) for belief, part in zip(after, parts, strict=False)]
        for belief in after:
            assert 0 <= belief.mean <= MOST_MG
            assert 0 < belief.doubt <= MOST_MG
            assert 0 < belief.spread <= MOST_MG


LAMP = Kind("LAMP", "Lamp", taught(from_book(900, 10, 3), [900] * 20), 1)
MUG = Kind("MUG", "Mug", taught(from_book(350, 10, 3), [350] * 20), 4)
CUP = Kind("MUH", "Cup", taught(from_book(410, 10, 3), [410] * 20), 0, frozenset({"MUG"}))


@pytest.mark.parametrize(
    ("off", "kind", "sku", "qty"),
    [
        (-350, CauseKind.MISSING, "MUG", 1),
        (-704, CauseKind.MISSING, "MUG", 2),
        (352, CauseKind.EXTRA, "MUG", 1),
        (-905, CauseKind.MISSING, "LAMP", 1),
        (1_401, CauseKind.DOUBLED, "MUG", 4),
        (60, CauseKind.SWAPPED, "MUG", 1),
    ],
)
def test_a_difference_is_explained_by_what_fits_best(off: int, kind: CauseKind, sku: str, qty: int) -> None:
    first = causes(off, 25_000_000, [LAMP, MUG, CUP], Around())[0]
    assert (first.kind, first.sku, first.qty) == (kind, sku, qty)
    assert first.percent > 50
    assert first.other == ("MUH" if kind is CauseKind.SWAPPED else "")


def test_what_fits_nothing_is_explained_by_nothing_and_what_fits_two_by_both() -> None:
    assert causes(200, 25_000_000, [LAMP, MUG, CUP], Around()) == ()
    twins = [MUG, Kind("JUG", "Jug", MUG.belief, 1)]
    assert [(each.kind, each.sku) for each in causes(-350, 25_000_000, twins, Around())] == [
        (CauseKind.MISSING, "JUG"),
        (CauseKind.MISSING, "MUG"),
    ]


def test_boxes_inserts_and_a_scale_that_is_not_at_zero_explain_too() -> None:
    around = Around(boxes=(("L", 140),), inserts=(("catalogue", 85),), last_off_g=-230)
    found = [causes(off, 25_000_000, [LAMP], around)[0] for off in (141, -84, -228)]
    assert [(each.kind, each.sku) for each in found] == [
        (CauseKind.BOX, "L"),
        (CauseKind.INSERT, "catalogue"),
        (CauseKind.TARE, ""),
    ]
    assert isinstance(found[0], Cause)


@pytest.mark.parametrize(
    ("shown", "step"), [("1.240 kg", 1), ("1.24 kg", 10), ("1,2 kg", 100), ("1240 g", 1), ("", 1), ("2 lb 4 oz", 1)]
)
def test_the_step_of_a_scale_is_what_its_last_digit_stands_for(shown: str, step: int) -> None:
    assert resolution(Weight(WeightState.STABLE, 1_240, shown)) == step


def test_in_a_simulated_warehouse_faults_are_caught_and_right_parcels_left_alone() -> None:
    """The benchmark in small. Its whole figures are in docs/weights.md."""
    told = bench_weights.run(bench_weights.made(3, 80, 10, boxes=True), 2_500, tried=300)
    assert told["one_missing"]["asked_percent"] > 90
    assert told["one_too_many"]["asked_percent"] > 90
    assert told["one_missing"]["named_right_percent"] > 90
    assert told["right_after"]["asked_percent"] < 2
    assert told["books"]["found"] == told["books"]["wrong_with_evidence"] > 0
    assert told["books"]["blamed_unjustly"] <= 1
