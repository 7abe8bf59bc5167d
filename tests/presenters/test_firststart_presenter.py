"""The first start as data: every way forward and back, what cannot be taken, and nothing made before the last step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import pytest

from warehouse_app.application.people import NewUser
from warehouse_app.domain.beginning import MOST_BINS, Beginning, problems
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.ports.printer import Language
from warehouse_app.ui.runtime.inline import InlinePerformer
from warehouse_app.ui.shell.firststart import flow
from warehouse_app.ui.shell.firststart.flow import Wish
from warehouse_app.ui.shell.firststart.presenter import Ended, FirstStart, FirstStartPresenter

ANSWERS = {"company": "The Sample Shop", "admin": "Ada Admin", "zone": "Europe/London", "currency": "GBP"}


@dataclass
class Maker:
    """A machine that writes down what it was asked."""

    there: Literal["free", "company"] = "free"
    fails: Exception | None = None
    made: list[Wish] = field(default_factory=list)
    adopted: list[str] = field(default_factory=list)

    def look(self, database: str) -> Literal["free", "company"]:
        self._fail()
        return self.there

    def make(self, wish: Wish) -> NewUser:
        self._fail()
        self.made.append(wish)
        return NewUser("ADA-ADMIN", "US-BADGE-X", "123456")

    def adopt(self, database: str) -> None:
        self._fail()
        self.adopted.append(database)

    def badge(self, user: NewUser) -> bytes:
        return b"%PDF"

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails


class Sheet:
    """A page that remembers what it shows."""

    def __init__(self) -> None:
        self.state: FirstStart | None = None

    def show_state(self, state: FirstStart) -> None:
        self.state = state


class Walk:
    """A first start at a machine."""

    def __init__(self, maker: Maker | None = None) -> None:
        self.maker, self.sheet, self.ended = maker or Maker(), Sheet(), list[Ended]()
        self.performer = InlinePerformer()
        wish = Wish(file="/home/ada/company.db")
        self.page = FirstStartPresenter(self.sheet, self.performer, self.maker, wish, self.ended.append)
        self.page.begin()

    @property
    def state(self) -> FirstStart:
        assert self.sheet.state is not None
        return self.sheet.state

    def to_check(self) -> None:
        """Answer everything that must be answered."""
        self.page.way(1)
        for name, value in ANSWERS.items():
            self.page.answered(name, value)
        while self.state.step != "check":
            before = self.state.step
            self.page.forward()
            assert self.state.step != before, self.state


def test_the_way_of_a_new_company_forward_and_back_keeps_every_answer() -> None:
    walk = Walk()
    walk.to_check()
    seen = [walk.state.step]
    while walk.state.step != "way":
        walk.page.back()
        seen.append(walk.state.step)
    assert seen == ["check", "printer", "floor", "person", "place", "company", "way"]
    assert walk.maker.made == []
    walk.to_check()
    assert walk.state.wish.begin.company == "The Sample Shop"


def test_only_the_last_step_makes_the_company_and_shows_badge_and_pin() -> None:
    walk = Walk()
    walk.to_check()
    walk.page.forward()
    assert [wish.begin.admin for wish in walk.maker.made] == ["Ada Admin"]
    assert walk.state.step == "made"
    assert walk.state.new == NewUser("ADA-ADMIN", "US-BADGE-X", "123456")
    walk.page.back()
    assert walk.state.step == "made"
    walk.page.forward()
    assert walk.ended == [Ended("open")]


@pytest.mark.parametrize("steps", range(6))
def test_whoever_leaves_at_any_step_leaves_nothing_behind(steps: int) -> None:
    walk = Walk()
    walk.page.way(1)
    for name, value in ANSWERS.items():
        walk.page.answered(name, value)
    for _ in range(steps):
        walk.page.forward()
    assert walk.page.leave()
    assert walk.maker.made == []
    assert walk.maker.adopted == []
    assert walk.ended == [Ended("left")]


@pytest.mark.parametrize(
    ("name", "value", "step"),
    [
        ("company", "  ", "company"), ("company", "x" * 81, "company"), ("warehouse", "Haus 1", "company"),
        ("zone", "Mars/Olympus", "company"), ("zone", "../etc/passwd", "company"), ("currency", "EURO", "company"),
        ("admin", "", "person"), ("file", "", "place"), ("printer", "zebra:usb", "printer"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_taken_is_said_beside_it_and_keeps_its_text(name: str, value: str, step: str) -> None:
    walk = Walk()
    walk.page.way(1)
    for each, said in {**ANSWERS, name: value}.items():
        walk.page.answered(each, said)
    for _ in range(10):
        walk.page.forward()
    assert walk.state.step == step
    assert set(walk.state.wrong) == {name}
    assert flow.value_of(walk.state.wish, name) == value
    walk.page.answered(name, "1")
    assert walk.state.wrong == {}


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:secret@db/warehouse",
        "postgresql://db/w?password=secret",
        "mysql://db/w",
        "postgresql://db",
        "x[",
    ],
)
def test_an_address_with_a_password_or_of_nothing_is_not_taken(url: str) -> None:
    walk = Walk()
    walk.page.way(3)
    walk.page.answered("where", "server")
    walk.page.answered("url", url)
    walk.page.forward()
    assert set(walk.state.wrong) == {"url"}
    assert "secret" not in walk.state.wrong["url"]
    assert walk.maker.adopted == []


def test_a_database_that_exists_is_opened_and_one_that_does_not_is_said() -> None:
    walk = Walk(Maker("company"))
    walk.page.way(3)
    walk.page.answered("file", "/data/shop.db")
    walk.page.forward()
    assert walk.maker.adopted == ["sqlite:////data/shop.db"]
    assert walk.ended == [Ended("open")]
    other = Walk(Maker("free"))
    other.page.way(3)
    other.page.forward()
    assert "There is no company at /home/ada/company.db" in other.state.wrong["file"]


def test_a_place_that_has_a_company_is_not_begun_anew() -> None:
    walk = Walk(Maker("company"))
    walk.page.way(1)
    for name, value in ANSWERS.items():
        walk.page.answered(name, value)
    walk.page.forward()
    walk.page.forward()
    assert walk.state.step == "place"
    assert "already" in walk.state.wrong["file"]


@pytest.mark.parametrize(
    "failure", [Trouble("disk_full", database="company.db"), Usage("begin_there", database="company.db")]
)
def test_what_stands_against_making_it_is_said_and_the_answers_stay(failure: Exception) -> None:
    walk = Walk()
    walk.to_check()
    walk.maker.fails = failure
    walk.page.forward()
    assert (walk.state.step, walk.state.busy) == ("check", "")
    assert "company.db" in walk.state.trouble
    walk.maker.fails = None
    walk.page.forward()
    assert walk.state.step == "made"


def test_while_it_is_made_nothing_else_is_taken() -> None:
    walk = Walk()
    walk.to_check()
    walk.performer.held = True
    walk.page.forward()
    assert walk.state.busy
    walk.page.back()
    walk.page.forward()
    walk.page.answered("company", "Other")
    assert not walk.page.leave()
    walk.performer.release()
    assert len(walk.maker.made) == 1
    assert walk.maker.made[0].begin.company == "The Sample Shop"


def test_the_demo_is_chosen_and_nothing_is_made_here() -> None:
    walk = Walk()
    walk.page.way(2)
    walk.page.forward()
    assert walk.ended == [Ended("demo")]
    assert walk.maker.made == []


def test_sizes_of_a_warehouse_follow_the_choice_and_have_a_limit() -> None:
    wish = flow.answered(Wish(), "floor", "medium")
    assert wish.begin.bins == 960
    own = flow.answered(wish, "floor", "own")
    assert own.begin.bins == 960
    assert [ask.name for ask in flow.asks(own, "floor")] == ["floor", "aisles", "bays", "levels"]
    assert flow.answered(own, "floor", "none").begin.bins == 0
    many = Beginning("Shop", admin="Ada", aisles=100, bays=100, levels=26)
    assert many.bins > MOST_BINS
    assert set(problems(many)) == {"levels"}
    assert set(problems(Beginning("Shop", admin="Ada", aisles=3))) == {"levels"}


def test_whatever_label_printer_can_be_set_up_can_be_the_first_one() -> None:
    assert set(flow.LANGUAGES) == {each.value for each in Language if each.value.startswith("zpl")}
