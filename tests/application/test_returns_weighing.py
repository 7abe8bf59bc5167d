"""A parcel weighed as it comes back hints at what is not in it; and the unit before is taken in hand again."""

from __future__ import annotations

import pytest

from tests.application.test_returns_bench import expected
from tests.company import Company
from tests.returnbench import ReturnBench, bench, goods, head, order
from warehouse_app.application.returning.detail import return_named
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.returning.fields import policy_of
from warehouse_app.domain.returning.weighing import Hint, expected_of, seen
from warehouse_app.store.returning import rules
from warehouse_app.store.schema import floor, instructions, ledger


@pytest.fixture
def desk(company: Company) -> ReturnBench:
    """A bench in a company that knows what its goods weigh: mugs 400 g, lamps 900 g."""
    goods(company)
    with company.write() as made:
        for sku, grams in (("MUG", 400), ("LAMP", 900)):
            made.connection.execute(ledger.product.update().where(ledger.product.c.sku == sku).values(weight_g=grams))
    return bench(company, checks=False)


def announced(desk: ReturnBench, code: str, *lines: tuple[str, int], sent_g: int | None = None) -> str:
    """Announce a return of a parcel that weighed so much when it left."""
    made = expected(desk, code, *lines)
    with desk.company.write() as write:
        write.connection.execute(floor.parcel.update().values(weight_g=sent_g))
    return made


def weigh(desk: ReturnBench, text: str) -> tuple[str, int | None, str]:
    """Return the answer to a weight, what was expected, and what is hinted."""
    found = desk.scan(text)
    assert found.state.open is not None
    return found.code, found.state.open.expected_g, found.state.open.weight_says


def test_a_weight_far_off_hints_and_never_holds_the_return_up(desk: ReturnBench) -> None:
    code = announced(desk, "S1", ("MUG", 2), ("LAMP", 1))
    assert desk.codes("1,2 kg", "S1") == ["no_return_open", "return_opened"]
    assert weigh(desk, "1,75 kg") == ("return_weighed", 1700, "fits")
    assert weigh(desk, "200 g") == ("return_weighed_empty", 1700, "empty")
    assert weigh(desk, "1250 g") == ("return_weighed_light", 1700, "light")
    assert weigh(desk, "4 lb 8 oz") == ("return_weighed_heavy", 1700, "heavy")
    assert desk.codes("0 g", "UNDO", "UNDO") == ["weight_not_taken", "return_not_weighed", "return_not_weighed"]
    assert head(desk.company, code).weight_g == 200
    weigh(desk, "850 g")
    told = desk.codes("SHORT", "3", "MUG", "1")
    state = desk.answers[-1].state.open
    assert state is not None
    assert (state.expected_g, state.weight_says) == (800, "fits"), told
    with desk.company.store.read() as read:
        story = [(each.what, each.why) for each in return_named(read, code).events if each.what == "weighed"]
    assert story[-1] == ("weighed", "850 g")


def test_the_scale_tells_it_too_and_only_between_questions(desk: ReturnBench) -> None:
    code = announced(desk, "S1", ("MUG", 2))
    still = Weight(WeightState.STABLE, 790, "0.790 kg")
    assert desk.shot("0.790 kg", weight=still).code == "no_return_open"
    desk.scan("S1")
    assert desk.shot("0.790 kg", weight=Weight(WeightState.MOTION, 790)).code == "weight_not_taken"
    assert desk.shot("0.790 kg", weight=still).code == "return_weighed"
    assert desk.codes("MUG", "ISSUE")[-1] == "returns.issue"
    assert desk.shot("0.790 kg", weight=still).code == "answer_first"
    assert head(desk.company, code).weight_g == 790


def test_what_nobody_can_expect_is_kept_without_a_word(desk: ReturnBench) -> None:
    with desk.company.write() as made:
        made.connection.execute(ledger.product.update().values(weight_g=None))
    announced(desk, "S1", ("MUG", 2))
    desk.scan("S1")
    assert weigh(desk, "1 kg") == ("return_weighed", None, "")
    desk.codes("PAUSE", "")
    with desk.company.write() as made:  # it was weighed when it left, and all of it comes back
        made.connection.execute(floor.parcel.update().values(weight_g=2000))
    desk.scan("RS-01")
    assert weigh(desk, "250 g") == ("return_weighed_empty", 2000, "empty")
    off = ChangeSetting(id="off", setting="returns.weigh", value="off")
    desk.company.runner.perform(off, desk.company.supervisor).done()
    told = desk.scan("MUG").state.open
    assert told is not None
    assert (told.weighs, told.weight_g, told.weight_says) == (False, 250, "light")  # something is in it after all


def test_a_policy_asks_for_the_weight_of_its_goods_where_the_table_asks_for_none(desk: ReturnBench) -> None:
    off = ChangeSetting(id="off", setting="returns.weigh", value="off")
    desk.company.runner.perform(off, desk.company.supervisor).done()
    with desk.company.write() as made:
        rules.add_policy(made, policy_of({"name": "Lamps", "category": "lamp", "weigh": "yes"}))
        lamp = made.connection.execute(ledger.product.select().where(ledger.product.c.sku == "LAMP")).one()
        care = {"product_id": lamp.id, "category": "lamp", "at": made.at}
        made.connection.execute(instructions.product_care.insert().values(**care))
    announced(desk, "S1", ("LAMP", 1))
    announced(desk, "S2", ("MUG", 1))

    def weighs(code: str) -> bool:
        found = desk.scan(code).state.open
        assert found is not None
        return found.weighs

    assert weighs("S1")
    assert desk.codes("PAUSE", "")[-1] == "return_parked"
    assert not weighs("S2")


def test_a_product_called_like_a_weight_is_a_product(desk: ReturnBench) -> None:
    with desk.company.write() as made:
        desk.company.product(made, "250G")
    order(desk.company, "S1", ("250G", 1))
    assert desk.codes("S1", "250G") == ["return_begun", "return_taken_more"]


def test_units_are_taken_in_hand_forwards_and_backwards(desk: ReturnBench) -> None:
    expected(desk, "S1", ("MUG", 1), ("LAMP", 1), ("VASE", 1))
    assert desk.codes("PREVIOUS", "S1", "PREVIOUS") == ["no_return_open", "return_opened", "no_unit_in_hand"]
    desk.codes("MUG", "1", "LAMP", "1", "VASE", "1")

    def hand(card: str) -> str:
        return next(each.sku for each in desk.scan(card).state.units if each.hand)

    assert [hand("PREVIOUS") for _ in range(3)] == ["LAMP", "MUG", "VASE"]
    assert [hand("SKIP"), hand("SKIP"), hand("PREVIOUS")] == ["MUG", "LAMP", "MUG"]
    assert "PREVIOUS" in {each.code for each in desk.answers[-1].state.expects}


@pytest.mark.parametrize(
    ("grams", "expected_g", "box_g", "hint"),
    [
        *((99, 200, 0, Hint.LIGHT), (100, 200, 0, Hint.FITS), (300, 200, 0, Hint.FITS), (301, 200, 0, Hint.HEAVY)),
        *(
            (20, 200, 0, Hint.EMPTY),
            (5, 60, 0, Hint.FITS),
            (310, 1_300, 300, Hint.EMPTY),
            (510, 1_300, 300, Hint.LIGHT),
        ),
        *((5_000, None, 0, Hint.NOTHING), (5_000, 0, 0, Hint.NOTHING)),
    ],
)
def test_what_a_weight_hints_at(grams: int, expected_g: int | None, box_g: int, hint: Hint) -> None:
    assert seen(grams, expected_g, box_g).hint is hint


def test_a_parcel_that_comes_back_whole_is_expected_as_it_left() -> None:
    assert expected_of(1_000, 50, 1_200, whole=True) == 1_200
    assert expected_of(1_000, 50, 1_200, whole=False) == 1_050
    assert expected_of(1_000, 50, None, whole=True) == 1_050
    assert expected_of(None, 50, 1_200, whole=False) is None
