"""A lesson in its own company: packed whole, kept as a result, and without a trace in the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import Company
from tests.packbench import rows
from tests.twins import PlainGuard
from warehouse_app.application.doctor import examine
from warehouse_app.application.packing import PackScan, pack_beside
from warehouse_app.application.run import Session
from warehouse_app.application.training.results import SetWay, lessons_seen, way_of, ways
from warehouse_app.bootstrap.lessonrooms import FOLDER
from warehouse_app.bootstrap.training import lesson_of
from warehouse_app.domain.people import SYSTEM, Actor, PersonId, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import people
from warehouse_app.store.people import PersonRow
from warehouse_app.store.schema import floor, ledger, office
from warehouse_app.system.home import LocalHome

LESSON = (
    "TR-1", "2000000000015", "2000000000022",
    "TR-2", "T-CANDLE", "*3", "T-LAMP",
    "TR-3", "T-TEA2", "", "T-SPOON", "T-TEA",
    "TR-4", "T-BOWL", "T-CARD", "FINISH SHORT",
    "TR-5", "DAMAGED", "T-VASE", "T-VASE", "T-SOAP",
)  # fmt: skip


class Real:
    """The real company as a lesson sees it."""

    def __init__(self, company: Company, folder: Path) -> None:
        self.runner, self.home, self.guard = company.runner, LocalHome(folder), PlainGuard()


@pytest.mark.slow
def test_a_lesson_leaves_its_result_and_nothing_else(company: Company, tmp_path: Path) -> None:
    with company.write() as desk:
        people.add(desk, PersonRow(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, "", "", False, 0, "", desk.at))
    kim = Session(Actor(PersonId("p-kim"), "KIM", "Kim Oh", Role.PACKER, with_pin=False), "B1")
    boss = Session(Actor(PersonId("p-kim"), "KIM", "Kim Oh", Role.SUPERVISOR, with_pin=True), "B1")
    with pytest.raises(Refused):
        company.runner.perform(SetWay(id=company.ids.new(), person="KIM", guided=True), kim).done()
    company.runner.perform(SetWay(id=company.ids.new(), person="kim", guided=True), boss).done()
    company.runner.perform(SetWay(id=company.ids.new(), person="kim", training=True), boss).done()
    assert [(each.code, each.way.training, each.way.guided) for each in company.runner.ask(ways, boss)] == [
        ("KIM", True, True)
    ]
    before = [len(rows(company, table)) for table in (ledger.entry, floor.scan, floor.parcel, office.outbox)]
    real = Real(company, tmp_path / "home")
    with lesson_of(real, kim) as lesson:
        runner, learner = lesson.company.runner, lesson.session
        assert examine(runner, Session(SYSTEM)).ok
        assert runner.ask(lambda desk: way_of(desk, learner.actor.person), learner).guided
        assert runner.ask(lambda desk: pack_beside(desk, "B1", learner.actor.person), learner).guided
        for n, text in enumerate(LESSON):
            outcome = runner.perform(PackScan(id=f"s{n}", text=text, device="GUN"), learner)
            assert outcome.value is not None, outcome.refusal
        assert lesson.report().passed
    assert list((tmp_path / "home" / FOLDER).iterdir()) == []
    after = [len(rows(company, table)) for table in (ledger.entry, floor.scan, floor.parcel, office.outbox)]
    assert after == before
    [kept] = company.runner.ask(lambda desk: lessons_seen(desk, kim), kim)
    assert (kept.person, kept.right, kept.orders, kept.stops, kept.answered, kept.passed) == ("KIM", 5, 5, 3, 3, True)
    assert [task.trap for task in kept.tasks] == ["plain", "several", "wrong", "missing", "damaged"]
