"""The pages of proof rules and of lessons without a window: what is listed, and what their forms do."""

from __future__ import annotations

from tests.company import Company
from tests.hands import ListTwin, Screen
from warehouse_app.application.proofrules import SetProof
from warehouse_app.application.run import Session
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.domain.training.grading import Report, TaskDone
from warehouse_app.domain.training.results import Way
from warehouse_app.store import people, training
from warehouse_app.store.people import PersonRow
from warehouse_app.ui.kit.columns import Arrangement
from warehouse_app.ui.screens.lessons import shown as lessons_shown
from warehouse_app.ui.screens.lessons.presenter import LessonsPresenter
from warehouse_app.ui.screens.proof import shown as proof_shown
from warehouse_app.ui.screens.proof.presenter import ProofPresenter

SUE = Session(Actor(PersonId("p-sue"), "SUE", "Sue", Role.SUPERVISOR, with_pin=True), "OFFICE")


class Desk(Screen):
    """A page in front of a supervisor."""

    def __init__(self, company: Company, session: Session = SUE) -> None:
        super().__init__(company, session)
        self.table_view = ListTwin()
        with company.write() as desk:
            for sku in ("NUT", "BOLT"):
                company.product(desk, sku)
            kim = PersonRow(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, "", "", False, 0, "", desk.at)
            people.add(desk, kim)


def test_rules_are_listed_kept_changed_and_dropped(company: Company) -> None:
    desk = Desk(company)
    presenter = ProofPresenter(desk, desk.hands("proof"), desk.now, desk.toast)
    desk.wire(presenter, "proof")
    presenter.remembered(Arrangement())
    presenter.shown()
    presenter.commanded("make")
    assert desk.state.form is not None
    presenter.saved({"sku": "SCREW", "level": "first"})
    assert "sku" in desk.state.form.refusals
    presenter.saved({"sku": "nut", "level": "first", "why": "sold by weight", "person": "", "role": "", "station": ""})
    assert desk.state.form is None
    presenter.commanded("make")
    presenter.saved({"sku": "", "level": "each", "why": "", "person": "", "role": "packer", "station": ""})
    rows = {row.sku: row for row in desk.table_view.book.rows()}
    assert {sku: (row.role, row.level, row.why) for sku, row in rows.items()} == {
        "NUT": ("", "first", "sold by weight"), "": ("packer", "each", ""),
    }  # fmt: skip
    assert [(each.name, each.count) for each in proof_shown.filters(desk.state)][:3] == [
        ("all", 2), ("products", 1), ("people", 1),
    ]  # fmt: skip
    presenter.chosen(rows["NUT"])
    assert proof_shown.whose(desk.state.detail) == "NUT"
    presenter.commanded("edit")
    presenter.saved({"level": "none", "why": "sold by weight"})
    assert (desk.state.form, desk.state.detail.level) == (None, "none"), "it is the same rule, in another row"
    [row] = [each for each in desk.table_view.book.rows() if each.sku]
    assert row.level == "none"
    assert presenter.state.chosen == row.id
    presenter.commanded("drop")
    assert [each.sku for each in desk.table_view.book.rows()] == [""]
    assert (desk.state.chosen, desk.state.detail) == (0, None), "what is gone does not stand beside the list"
    presenter.sought("packer")
    assert [each.role for each in desk.table_view.book.rows()] == ["packer"]


def test_what_is_asked_of_a_product_is_told_with_the_rule_that_says_so(company: Company) -> None:
    desk = Desk(company)
    presenter = ProofPresenter(desk, desk.hands("proof"), desk.now, desk.toast)
    desk.wire(presenter, "proof")
    presenter.shown()
    rule = SetProof(id="rule", sku="NUT", level="first", why="sold by weight")
    assert company.runner.perform(rule, SUE).refusal is None
    presenter.commanded("why")
    presenter.saved({"sku": "SCREW", "person": "", "station": ""})
    assert desk.state.form is not None
    assert "sku" in desk.state.form.refusals
    presenter.saved({"sku": "nut", "person": "", "station": ""})
    assert desk.state.care == "NUT: First of 1 only: rule for SKU NUT (sold by weight)"


def test_who_lacks_the_right_reads_no_reason_to_try(company: Company) -> None:
    desk = Desk(company, Session(Actor(PersonId("p-kim"), "KIM", "Kim", Role.PACKER, with_pin=True), "B1"))
    presenter = ProofPresenter(desk, desk.hands("proof"), desk.now, desk.toast)
    presenter.shown()
    reasons = proof_shown.deeds(desk.state)
    assert reasons.pop("why") == "", "whoever packs may ask what is asked of them"
    assert set(reasons.values()) == {'You need the right "proof rules"'}


def test_lessons_are_listed_with_each_order_and_a_person_is_switched(company: Company) -> None:
    desk = Desk(company)
    tasks = (TaskDone("TRAIN-1", "plain", True, True, False, False, 0, 41),
             TaskDone("TRAIN-3", "wrong", True, False, True, False, 2, 70))  # fmt: skip
    with company.write() as store:
        report = Report("2010-12-06T09:00:00Z", "2010-12-06T09:02:00Z", 120, tasks, 12, 4)
        training.keep_result(store, "p-kim", "first five", report)
    presenter = LessonsPresenter(desk, desk.hands("lessons"), desk.now, desk.toast)
    desk.wire(presenter, "lessons")
    presenter.remembered(Arrangement())
    presenter.shown()
    [row] = desk.table_view.book.rows()
    assert (row.name, lessons_shown.verdict(row).text) == ("Kim Oh", "1 of 2 right")
    assert {each.name: each.count for each in lessons_shown.filters(desk.state)} == {"all": 1, "again": 1, "passed": 0}
    presenter.chosen(row)
    assert [task.right for task in desk.state.detail.tasks] == [True, False]
    papers: dict[str, bytes] = {}
    presenter.paperwork.keep = papers.__setitem__
    presenter.commanded("sheet")
    assert papers["training-sheet.pdf"].startswith(b"%PDF"), "the goods of the lesson as barcodes"
    presenter.commanded("way")
    presenter.saved({"person": "KIM", "training": "", "guided": ""})
    assert desk.state.form.refusals
    presenter.saved({"person": "KIM", "training": "on", "guided": "on"})
    assert desk.told[-1] == "Packing is a lesson now, guided"
    with company.store.read() as store:
        assert training.way_of(store, "p-kim") == Way(training=True, guided=True)


def test_a_person_is_switched_also_before_the_page_is_read(company: Company) -> None:
    desk = Desk(company)
    desk.performer.held = True
    presenter = LessonsPresenter(desk, desk.hands("lessons"), desk.now, desk.toast)
    presenter.shown()
    presenter.commanded("way")
    desk.performer.release()
    assert [code for code, _words in desk.state.form.fields[0].choices] == ["KIM"]
