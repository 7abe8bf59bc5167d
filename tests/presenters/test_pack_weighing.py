"""The pack screen at the scale, without a window: readings in, one weight taken, and why another one is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.packbench import pick, rows
from warehouse_app.application.run import Session
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.devices.cards import DeviceCard, DeviceKind, Road
from warehouse_app.domain.devices.weights import Weight, WeightState
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.device import DeviceNow, DeviceState, Ears
from warehouse_app.store.schema import floor
from warehouse_app.ui.kit.values import WeightValue
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.runtime.scalefeed import ScaleFeed
from warehouse_app.ui.screens.pack import scale, shown, sidecards
from warehouse_app.ui.screens.pack.presenter import PackPresenter
from warehouse_app.ui.screens.pack.rows import rows as line_rows

CARD = DeviceCard("S1", DeviceKind.SCALE, Road.TWIN, "lab", "nci")
GUN = DeviceCard("GUN", DeviceKind.SCANNER, Road.SERIAL, "/dev/null")


class OneScale:
    """The hub of a bench with one scale, which says what the test lets it say."""

    card = CARD

    def __init__(self) -> None:
        self.ears: list[Ears] = []
        self.last = DeviceNow(CARD, DeviceState.READY)
        self.zeros = 0
        self.there = True

    def use(self, cards: Sequence[DeviceCard]) -> None: ...

    def now(self) -> tuple[DeviceNow, ...]:
        return (DeviceNow(GUN, DeviceState.READY), self.last)

    def scale(self) -> OneScale | None:
        return self if self.there else None

    def listen(self, ears: Ears) -> Callable[[], None]:
        self.ears.append(ears)
        return lambda: self.ears.remove(ears)

    def start(self, ears: Ears) -> None: ...

    def state(self) -> DeviceState:
        return self.last.state

    def weight(self) -> Weight | None:
        return self.last.weight

    def zero(self) -> None:
        self.zeros += 1

    def close(self) -> None: ...

    def say(self, grams: int | None, state: WeightState = WeightState.STABLE, times: int = 1) -> None:
        shown_as = "" if grams is None else f"{grams / 1000:.3f} kg"
        weight = Weight(state, grams, shown_as)
        for _ in range(times):
            self.last = DeviceNow(CARD, DeviceState.READY, "", weight)
            for ears in tuple(self.ears):
                ears.weighed("S1", weight)

    def go(self, state: DeviceState, why: str) -> None:
        self.last = DeviceNow(CARD, state, why)
        for ears in tuple(self.ears):
            ears.changed("S1", state, why)
            ears.changed("GUN", DeviceState.AWAY, "unplugged")
            ears.weighed("OTHER", Weight(WeightState.STABLE, 1))


class Weighing(Screen):
    """Order 1001 (A1 twice, 100 g each) in T-1, order 1002 (B2, 350 g) in T-2, a bench that weighs, a scale S1."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        with company.write() as desk:
            company.product(desk, "A1", weight_g=100)
            company.product(desk, "B2", weight_g=350)
            for number, (sku, qty) in enumerate((("A1", 2), ("B2", 1)), 1):
                pick(desk, company, company.order(desk, f"100{number}", [(sku, qty)]), f"T-{number}")
        self.set_to("pack.weigh", "on")
        self.set_to("pack.weigh_percent", "0")
        self.hub, self.time = OneScale(), 0
        feed = ScaleFeed(self.hub, self.performer)
        self.presenter = PackPresenter(self, self.hands("pack"), self.sounds, self.notices, self.now, feed, self.ticks)
        self.presenter.shown()

    def set_to(self, name: str, value: str) -> None:
        command = ChangeSetting(id=self.company.ids.new(), setting=name, value=value)
        assert self.company.runner.perform(command, Session(SYSTEM)).refusal is None

    def ticks(self) -> int:
        self.time += 300
        return self.time

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def panel(self) -> WeightValue:
        return scale.panel(self.state)

    def says(self) -> tuple[str, str]:
        return self.panel().state.text, self.panel().say

    def weights(self) -> list[tuple[int, str, str]]:
        return [
            (row.weight_g, row.weight_from, row.state)
            for row in rows(self.company, floor.parcel)
            if row.state == "labelled"
        ]


@pytest.fixture
def weighing(company: Company) -> Weighing:
    return Weighing(company)


def test_a_weight_that_stands_still_is_taken_once_by_itself(weighing: Weighing) -> None:
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    assert weighing.state.weighing
    assert [step.words for step in shown.steps(weighing.state)] == ["Items", "Weight", "Label", "Close"]
    assert weighing.panel().head == "All 2 items are right"
    assert weighing.says() == ("Empty", "Put the parcel on")
    weighing.hub.say(900, WeightState.MOTION)
    assert (weighing.panel().figure, *weighing.says()) == ("0.900 kg", "Moves", "Wait until it stands still")
    weighing.hub.say(1_240, times=3)
    assert weighing.weights() == []
    assert weighing.says()[0] == "Stands still"
    weighing.hub.say(1_240, times=5)
    assert weighing.weights() == [(1_240, "scale", "labelled")]
    assert weighing.sounds.played[-1] == "order_complete"
    assert sidecards.cards(weighing.state, weighing.now())[1].lines == ("1.24 kg, weighed",)


def test_the_parcel_left_lying_is_not_the_next_ones_weight(weighing: Weighing) -> None:
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(1_240, times=8)
    weighing.scan("T-2", "B2")
    weighing.hub.say(1_240, times=8)
    weighing.hub.say(1_241, times=8)
    assert len(weighing.weights()) == 1
    assert weighing.says() == ("Stands still", "Take the last parcel off, or press F4")
    assert shown.scan_line(weighing.state).prompt == "Take the last parcel off"
    weighing.hub.say(0, WeightState.ZERO)
    weighing.hub.say(700, times=8)
    assert [grams for grams, _, _ in weighing.weights()] == [1_240, 700]


def test_what_lay_there_before_the_last_item_waits_for_it_or_for_f4(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1")
    weighing.hub.say(500, times=9)
    weighing.scan("A1")
    weighing.hub.say(500, times=9)
    assert weighing.weights() == []
    assert weighing.says()[1] == "Put the last item in. If it is in, press F4"
    weighing.presenter.commanded("again")
    assert weighing.weights() == [(500, "scale", "labelled")]


@pytest.mark.parametrize(
    ("state", "grams", "chip"),
    [
        (WeightState.MOTION, 900, "Moves"),
        (WeightState.ZERO, 0, "Empty"),
        (WeightState.NEGATIVE, -20, "Below zero"),
        (WeightState.OVER, None, "Too heavy"),
        (WeightState.FAULTY, None, "Fault"),
    ],
)
def test_a_weight_that_is_not_one_says_why_and_is_not_taken_by_hand_either(
    weighing: Weighing, state: WeightState, grams: int | None, chip: str
) -> None:
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(grams, state, times=9)
    assert weighing.says()[0] == chip
    assert weighing.says()[1]
    weighing.presenter.commanded("again")
    assert weighing.weights() == []
    line = shown.scan_line(weighing.state)
    assert line.chip is not None
    assert line.chip.text.startswith("Not taken: ")
    assert weighing.sounds.played[-1] == "double_read"


def test_below_zero_has_a_true_minus(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(-20, WeightState.NEGATIVE)
    assert weighing.panel().figure == "\N{MINUS SIGN}0.020 kg"


def test_with_the_setting_off_only_a_person_takes_a_weight(weighing: Weighing) -> None:
    weighing.set_to("pack.weigh_still_ms", "0")
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(640, times=20)
    assert weighing.weights() == []
    assert weighing.says()[1] == "Press F4 to take it"
    weighing.presenter.commanded("again")
    assert weighing.weights() == [(640, "scale", "labelled")]


def test_a_typed_weight_goes_the_same_road(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1", "A1")
    weighing.presenter.shot(Shot("1.5 kg", "keyboard"))
    assert weighing.weights() == [(1_500, "typed", "labelled")]


def test_without_a_scale_the_weight_is_typed(weighing: Weighing) -> None:
    weighing.hub.there = False
    weighing.presenter.hidden()
    weighing.presenter.shown()
    weighing.scan("T-1", "A1", "A1")
    assert weighing.says() == ("No scale", "Type the weight with g, kg or lb (Ctrl+K)")
    assert weighing.panel().answers == ()
    assert shown.scan_line(weighing.state).prompt == "Type the weight"
    weighing.presenter.commanded("again")
    weighing.presenter.commanded("zero")
    weighing.scan("250 g")
    assert weighing.weights() == [(250, "typed", "labelled")]


def test_a_scale_pulled_out_says_so_and_comes_back(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(300)
    weighing.hub.go(DeviceState.AWAY, "unplugged")
    assert weighing.says()[0] == "Away"
    assert "S1" in weighing.says()[1]
    assert weighing.panel().figure == "–"
    weighing.hub.say(0, WeightState.ZERO)
    weighing.hub.say(410, times=9)
    assert weighing.weights() == [(410, "scale", "labelled")]


def test_the_scale_is_set_to_zero_by_key(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1", "A1")
    assert weighing.presenter.keyed("2")
    assert weighing.hub.zeros == 1


def test_where_no_scale_answers_the_first_digit_begins_a_typed_weight(weighing: Weighing) -> None:
    begun: list[str] = []
    weighing.presenter.type_size = begun.append
    weighing.scan("T-1", "A1", "A1")
    assert not weighing.presenter.keyed("9"), "the scale answers"
    weighing.hub.go(DeviceState.AWAY, "unplugged")
    assert weighing.presenter.keyed("2")
    assert (begun, weighing.hub.zeros) == (["2"], 0)


def test_out_of_view_nothing_is_taken(weighing: Weighing) -> None:
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.presenter.hidden()
    assert weighing.hub.ears == []
    weighing.hub.say(900, times=9)
    assert weighing.weights() == []


def test_a_weight_that_differs_is_asked_about_with_its_likely_cause(weighing: Weighing) -> None:
    weighing.set_to("pack.weigh_percent", "5")
    weighing.set_to("pack.packaging_g", "60")
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    assert weighing.panel().band is not None
    weighing.hub.say(100, times=9)
    asked = shown.verdict(weighing.state)
    assert (asked.kind, asked.word, asked.place_label, asked.place) == (
        "asked", "130 g too light", "On the scale, g", "100"
    )  # fmt: skip
    assert asked.why == "Likely 1 Name of A1 is missing."
    assert [each.name for each in asked.answers] == ["again", "count_again", "resume"]
    assert weighing.sounds.played[-1] == "question"
    assert shown.go_on_words(weighing.state) == "Keep it"
    weighing.hub.say(205, times=9)  # what lies there was taken once: a person says when again
    assert weighing.weights() == []
    weighing.presenter.commanded("again")
    assert weighing.weights() == [(205, "scale", "labelled")]


def test_a_weight_that_differs_is_kept_by_enter_and_a_reason_of_a_supervisor(weighing: Weighing) -> None:
    weighing.set_to("pack.weigh_percent", "5")
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(3_000, times=9)
    assert shown.verdict(weighing.state).word == "2.55 kg too heavy"
    assert weighing.presenter.keyed("Enter")
    assert weighing.weights() == [], "a packer may not"
    weighing.session = replace(weighing.session, actor=weighing.company.supervisor.actor)
    assert weighing.presenter.keyed("Enter")
    why = shown.verdict(weighing.state)
    assert why.why == "Why is it kept? Choose, or type it (Ctrl+K)."
    assert [each.key for each in why.answers] == ["1", "2", "3", "4"]
    assert scale.asked_line(weighing.state, shown.scan_line(weighing.state)).prompt == "Why is it kept?"
    assert weighing.presenter.keyed("2")
    assert weighing.weights() == [(3_000, "scale", "labelled")]


def test_counted_again_by_key_everything_is_scanned_once_more(weighing: Weighing) -> None:
    weighing.set_to("pack.weigh_percent", "5")
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.hub.say(3_000, times=9)
    weighing.presenter.commanded("count_again")
    assert (weighing.state.open, [line.packed for line in weighing.state.lines]) == (True, [0])
    weighing.scan("A1", "A1")
    weighing.presenter.commanded("again")
    assert shown.verdict(weighing.state).why == "Counted again, it still differs."


def test_a_weight_whose_answer_was_lost_is_asked_again_with_its_own_id(weighing: Weighing) -> None:
    weighing.hub.say(0, WeightState.ZERO)
    weighing.scan("T-1", "A1", "A1")
    weighing.runner.losses = 1
    weighing.hub.say(900, times=9)
    assert weighing.state.weighing
    weighing.presenter.commanded("again")
    assert weighing.weights() == [(900, "scale", "labelled")]
    assert shown.verdict(weighing.state).kind == "closed"


def test_a_new_start_finds_the_parcel_at_the_scale(weighing: Weighing) -> None:
    weighing.scan("T-1", "A1", "A1")
    weighing.presenter.hidden()
    weighing.presenter = PackPresenter(
        weighing, weighing.hands("pack"), weighing.sounds, weighing.notices, weighing.now,
        ScaleFeed(weighing.hub, weighing.performer), weighing.ticks,
    )  # fmt: skip
    weighing.presenter.shown()
    assert weighing.state.weighing
    assert [row.code for row in line_rows(weighing.state)] == ["A1"]
    weighing.hub.say(0, WeightState.ZERO)
    weighing.hub.say(900, times=9)
    assert weighing.weights() == [(900, "scale", "labelled")]
