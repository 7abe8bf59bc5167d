"""The pick screen without a window: a batch is walked by shots and keys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import Screen
from warehouse_app.application import batches
from warehouse_app.domain.ledger.promises import PoolKey, Promise, PromiseId, Purpose, Scope
from warehouse_app.domain.picking.values import PickTask
from warehouse_app.store import promises
from warehouse_app.store.schema import trade
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.runtime.protocols import Shot
from warehouse_app.ui.screens.pick import shown
from warehouse_app.ui.screens.pick.presenter import PickPresenter


def released(company: Company) -> list[str]:
    """Make two orders, promised and released in one batch; return the codes of the batches."""
    with company.write() as desk:
        for sku in ("A1000", "B2000"):
            company.product(desk, sku)
        company.stock(desk, "A01-01", "A1000", 10)
        company.stock(desk, "A01-02", "B2000", 5)
        company.order(desk, "1001", [("A1000", 3), ("B2000", 2)])
        company.order(desk, "1002", [("A1000", 1)])
        for line in desk.connection.execute(trade.order_line.select()).all():
            key = PoolKey(WAREHOUSE, line.sku)
            wanted = Promise(PromiseId(0), Purpose.LINE, line.id, Scope.POOL, key, line.qty, line.id)
            promises.promise(desk, wanted)
    report = batches.plan(company.runner, company.supervisor, pause=lambda _s: None)
    for row in report.batches:
        batches.release(company.runner, company.supervisor, row.id, pause=lambda _s: None)
    return [row.code for row in report.batches]


class Picking(Screen):
    """The pick screen at station P1."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.picker)
        self.batches = released(company)
        self.presenter = self.again()

    def again(self) -> PickPresenter:
        """Return the presenter of a program that was just started."""
        made = PickPresenter(self, self.hands("pick"), self.sounds, self.notices, self.now)
        made.shown()
        return made

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.presenter.shot(Shot(text, "wedge"))

    def follow(self) -> str:
        """Scan what is expected next; return it."""
        wanted = str(self.state.now.expects[0].code)
        self.scan(wanted)
        return wanted


@pytest.fixture
def picking(company: Company) -> Picking:
    return Picking(company)


def test_a_batch_is_chosen_by_its_number(picking: Picking) -> None:
    assert [option.words for option in shown.options(picking.state.waiting, picking.now())] == picking.batches
    assert not picking.presenter.keyed("9")
    assert picking.presenter.keyed("1")
    assert picking.state.now.phase == "place"
    face = shown.face(picking.state.now, picking.state.now.task)
    assert (face.far, face.count) == (picking.state.now.task.place, picking.state.now.task.left)


def test_f2_opens_the_first_batch_of_the_list_and_skips_within_it(picking: Picking) -> None:
    assert shown.skip_words(picking.state) == "Next batch"
    picking.presenter.commanded("skip")
    assert picking.state.now.batch == picking.batches[0]
    assert shown.skip_words(picking.state) == "Skip"
    first = picking.state.now.task
    picking.presenter.commanded("skip")
    assert picking.state.now.task != first


def test_a_batch_that_should_have_left_says_how_late_it_is(picking: Picking) -> None:
    [option, *_] = shown.options(picking.state.waiting, "2010-12-08T12:00:00Z")
    assert option.mark is not None
    assert (option.mark.kind, option.mark.text) == ("stop", "1 day late")


def test_a_batch_is_picked_by_following_the_screen(picking: Picking) -> None:
    picking.presenter.keyed("1")
    for _ in range(40):
        if picking.state.idle:
            break
        picking.follow()
    assert picking.state.finished == picking.batches[0]
    assert shown.rest(picking.state).word == "Picked"
    assert picking.sounds.played[-1] == "order_complete"


def test_what_is_biggest_follows_the_step(picking: Picking) -> None:
    picking.presenter.keyed("1")
    place = picking.follow()
    now = picking.state.now
    assert (now.phase, now.task.place) == ("item", place)
    assert shown.face(now, now.task).far == f"Take {now.task.left}"
    while picking.state.now.phase == "item":
        picking.follow()
    now = picking.state.now
    assert shown.face(now, now.task).far == now.task.slot
    assert shown.target(now)[0] == now.task.slot


def test_a_wrong_place_stops_until_enter(picking: Picking) -> None:
    picking.presenter.keyed("1")
    wanted = picking.state.now.task.place
    picking.scan("A01-02" if wanted != "A01-02" else "A01-01")
    stop = shown.stop(picking.state)
    assert stop is not None
    assert (stop.word, stop.deed) == ("Wrong place", f"Go to {wanted}")
    assert shown.commands(picking.state) == (frozenset(), {})
    assert picking.presenter.keyed("Enter")
    assert shown.stop(picking.state) is None


def test_skip_and_undo_are_one_key_each(picking: Picking) -> None:
    picking.presenter.keyed("1")
    first = picking.state.now.task.id
    picking.presenter.commanded("skip")
    assert picking.state.now.task.id != first
    picking.follow()
    picking.follow()
    picking.presenter.commanded("undo")
    assert picking.state.now.task.picked == 0


def test_too_few_waits_until_the_place_is_scanned(picking: Picking) -> None:
    picking.presenter.keyed("1")
    shown_, waiting = shown.commands(picking.state)
    assert "short" in shown_
    assert waiting == {"short": "Scan the place first", "damaged": "Scan the place first"}
    picking.presenter.commanded("short")
    assert not picking.state.asking
    assert picking.state.answer.code == "place_first"
    picking.follow()
    assert shown.commands(picking.state)[1] == {}


def test_too_few_asks_how_many_are_missing_before_it_says_so(picking: Picking) -> None:
    picking.presenter.keyed("1")
    picking.follow()
    task = picking.state.now.task
    picking.presenter.commanded("short")
    asked = shown.panel(picking.state)
    assert asked is not None
    assert (asked.kind, asked.word, asked.place_label, asked.place) == (
        "asked",
        "Too few?",
        "Not there",
        str(task.left),
    )
    assert asked.item is not None
    assert code(task.place) in asked.item.line
    assert [(each.name, each.key) for each in asked.answers] == [("short", "1"), ("back", "2")]
    assert shown.scan_line(picking.state).state == "held_ask"
    assert shown.commands(picking.state) == (frozenset(), {})
    assert picking.state.now.task == task, "nothing is done by asking"
    assert picking.presenter.keyed("1")
    assert picking.state.answer.code == "short"
    assert not picking.state.asking


@pytest.mark.parametrize("answer", ["2", "Esc", "scan"])
def test_a_mis_hit_of_too_few_is_taken_away_by_a_key_or_by_going_on(picking: Picking, answer: str) -> None:
    picking.presenter.keyed("1")
    picking.follow()
    task = picking.state.now.task
    picking.presenter.commanded("short")
    if answer == "2":
        assert picking.presenter.keyed("2")
    elif answer == "Esc":
        picking.presenter.commanded("back")
    else:
        picking.follow()
    assert shown.panel(picking.state) is None
    assert picking.state.now.task.picked == (1 if answer == "scan" else 0)
    assert picking.state.now.task.id == task.id


def test_the_card_answers_the_question_as_the_key_does(picking: Picking) -> None:
    picking.presenter.keyed("1")
    picking.follow()
    picking.presenter.commanded("short")
    picking.scan("SHORT")
    assert picking.state.answer.code == "short"
    assert not picking.state.asking


def test_found_goods_are_booked_at_the_place(picking: Picking) -> None:
    picking.presenter.keyed("1")
    picking.follow()
    picking.presenter.commanded("found")
    assert picking.state.answer.code in {"found_ready", "no_right"}


def test_after_a_crash_the_walk_resumes_and_says_so(picking: Picking) -> None:
    picking.presenter.keyed("1")
    place = picking.follow()
    picking.presenter = picking.again()
    assert picking.state.recovered
    assert (picking.state.now.phase, picking.state.now.task.place) == ("item", place)


def test_a_paused_batch_waits_in_the_list_again(picking: Picking) -> None:
    picking.presenter.keyed("1")
    picking.presenter.commanded("pause")
    assert picking.state.idle
    assert [row.code for row in picking.state.waiting] == picking.batches


def test_the_promised_lot_and_serial_number_stand_beside_the_code() -> None:
    task = PickTask(1, "K1", "A01", 1, "MUG", "Mug", 2, 0, "1", "T1", "1001")
    assert shown.which(task) == code("MUG")
    assert shown.which(replace(task, lot="A")) == f"{code('MUG')}, lot {code('A')}"
    both = replace(task, lot="A", serial="S-1")
    assert shown.which(both) == f"{code('MUG')}, lot {code('A')}, serial number {code('S-1')}"
