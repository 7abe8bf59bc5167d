"""The templates screen without a window: a draft is drawn as it is typed, and saved once nothing is wrong with it."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.parcels import labelled
from warehouse_app.application.run import Session
from warehouse_app.application.templates import SaveTemplate
from warehouse_app.domain.people import SYSTEM
from warehouse_app.store import templates
from warehouse_app.ui.screens.templates import shown
from warehouse_app.ui.screens.templates.presenter import TemplatesPresenter

ADMIN = Session(SYSTEM, "B1")


class Desk(Screen):
    """The templates screen of an administrator."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, ADMIN)
        self.presenter = TemplatesPresenter(self, self.hands("templates"), self.toast)
        self.wire(self.presenter, "templates")
        self.presenter.shown()

    def own(self, name: str) -> str:
        with self.company.store.read() as desk:
            return templates.own(desk, name)

    def typed(self, before: str, after: str) -> None:
        text = self.state.text
        assert before in text
        self.presenter.edited(text.replace(before, after))


@pytest.fixture
def desk(company: Company) -> Desk:
    return Desk(company)


def test_the_first_template_is_open_and_drawn_with_its_sample(desk: Desk) -> None:
    assert desk.state.chosen == "address"
    assert desk.state.tried.pages
    assert shown.faults(desk.state) == ""
    assert shown.about(desk.state) == "As it travels with the program"
    assert "{recipient}" in [hole.written for hole in shown.holes(desk.state)]
    assert all(shown.deeds(desk.state).values())


def test_what_is_typed_is_drawn_and_what_is_wrong_is_named_with_its_line(desk: Desk) -> None:
    desk.presenter.chosen("slip")
    before = desk.state.tried.pages
    desk.typed("Packing slip for order", "Lieferschein")
    assert desk.state.tried.pages != before
    desk.typed("{sku}", "{price}")
    (line,) = shown.fault_lines(desk.state)
    assert desk.state.text.splitlines()[line - 1] == "[[column]]"
    assert shown.faults(desk.state) == f"Line {line}: There is no {{price}} to be filled in here"


def test_a_draft_with_a_fault_is_not_saved_and_without_one_it_is(desk: Desk) -> None:
    desk.presenter.chosen("slip")
    desk.typed('kind = "paper"', "kind = ")
    desk.presenter.commanded("save")
    assert "Nothing is saved" in shown.faults(desk.state)
    assert desk.own("slip") == ""
    desk.typed("kind = \n", 'kind = "paper"\n# ours\n')
    desk.presenter.commanded("save")
    assert "# ours" in desk.own("slip")
    assert desk.told == ["Packing slip is saved"]
    assert not desk.state.changed
    assert next(row for row in desk.state.rows if row.name == "slip").own


def test_a_draft_stays_while_others_are_looked_at_and_is_let_go_by_escape(desk: Desk) -> None:
    desk.presenter.chosen("slip")
    desk.typed("Packing slip for order", "Lieferschein")
    desk.presenter.chosen("tote")
    assert not desk.state.changed
    desk.presenter.chosen("slip")
    assert "Lieferschein" in desk.state.text
    desk.presenter.commanded("drop")
    assert "Lieferschein" not in desk.state.text
    desk.typed("Packing slip", "Packing  slip")
    desk.typed("Packing  slip", "Packing slip")
    assert not desk.state.changed, "back to what is kept, it is no draft"


def test_ours_is_put_back_after_a_question(desk: Desk) -> None:
    desk.presenter.chosen("slip")
    desk.presenter.commanded("reset")
    assert not desk.state.asking, "it is ours already"
    desk.typed("Packing slip for order", "Lieferschein")
    desk.presenter.commanded("save")
    for answer, own in (("2", True), ("1", False)):
        desk.presenter.commanded("reset")
        assert desk.presenter.keyed(answer)
        assert bool(desk.own("slip")) is own
    assert "Lieferschein" not in desk.state.text


def test_somebody_elses_version_is_not_saved_over(desk: Desk) -> None:
    desk.presenter.chosen("slip")
    desk.typed("Packing slip for order", "Lieferschein")
    ours = desk.state.open.ours
    other = SaveTemplate(id="x", template="slip", text=f"{ours}# theirs\n")
    desk.company.runner.perform(other, ADMIN).done()
    desk.presenter.commanded("save")
    assert "Somebody changed" in shown.faults(desk.state)
    assert "# theirs" in desk.own("slip")
    assert "Lieferschein" in desk.state.text, "what was typed stays"


@pytest.mark.parametrize("name", ["address", "slip", "return", "cn22", "cn23"])
def test_it_is_drawn_with_a_real_parcel(desk: Desk, name: str) -> None:
    labelled(desk.company, "1001")
    desk.presenter.chosen(name)
    sample = desk.state.tried.pages
    desk.presenter.pointed("P1001-1")
    assert desk.state.tried.pages
    assert desk.state.tried.pages != sample
    desk.presenter.pointed("NONE")
    assert "There is no" in shown.faults(desk.state)
    desk.presenter.pointed("")
    assert desk.state.tried.pages == sample


@pytest.mark.parametrize(("name", "ref"), [("invoice", "1001"), ("product", "MUG"), ("place", "A01-01-1")])
def test_it_is_drawn_with_another_real_thing(desk: Desk, name: str, ref: str) -> None:
    labelled(desk.company, "1001")
    with desk.company.write() as store:
        desk.company.product(store, "MUG")
        desk.company.bin(store, "A01-01-1")
    desk.presenter.chosen(name)
    sample = desk.state.tried.pages
    desk.presenter.pointed(ref)
    assert desk.state.tried.pages not in ((), sample)
