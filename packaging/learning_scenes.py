"""The scenes of proof levels and of lessons: rules, how lessons went, and the pack bench of a guided person."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.proofrules import SetProof
from warehouse_app.application.run import Command, Session
from warehouse_app.application.training.results import KeepLesson, SetWay
from warehouse_app.domain.training.grading import Report, TaskDone
from warehouse_app.domain.training.lessons import TASKS

WRONG = frozenset({"damaged", "wrong"})


def learning(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Keep some rules and lessons, and look at the pages of them; then be guided."""
    stage.sign_on("administrator")
    for level, why, named in (
        ("first", "sold by weight", {"sku": "22423"}),
        ("each", "new here", {"person": stage.shift.people["packer"].user}),
        ("none", "", {"sku": "85123A", "station": "B1"}),
        ("case", "", {"role": "packer"}),
    ):
        _do(stage, SetProof(id=_new(stage), level=level, why=why, **named))
    stage.go("proof")
    stage.window.page().presenter.choose(1)
    stage.look("proof-levels")
    stage.press("Ctrl+N")
    stage.look("proof-form")
    stage.press("Esc")
    packer = stage.shift.session("packer", "B1")
    for wrong in (WRONG, frozenset[str]()):
        _do(stage, KeepLesson(id=_new(stage), report=_report(stage, wrong)), packer)
    stage.go("lessons")
    stage.window.page().presenter.choose(1)
    stage.look("lessons-list")
    stage.press("F2")
    stage.look("lessons-who")
    stage.press("Esc")
    _guided(stage, on=True)
    stage.go("pack")
    stage.look("pack-guided")
    _guided(stage, on=False)


def _guided(stage: Any, *, on: bool) -> None:  # noqa: ANN401 - as above
    _do(stage, SetWay(id=_new(stage), person=stage.shift.people["administrator"].user, guided=on))


def _report(stage: Any, wrong: frozenset[str]) -> Report:  # noqa: ANN401 - as above
    now = stage.shift.company.runner.now()
    tasks = tuple(
        TaskDone(
            each.order, each.trap.value, True, each.trap not in wrong, each.trap in WRONG, False, n % 3, 31 + 9 * n
        )
        for n, each in enumerate(TASKS)
    )
    return Report(now, now, sum(each.seconds for each in tasks), tasks, 24, 6)


def _new(stage: Any) -> str:  # noqa: ANN401 - as above
    return str(stage.shift.company.runner.ids.new())


def _do(stage: Any, command: Command, session: Session | None = None) -> None:  # noqa: ANN401 - as above
    stage.shift.company.runner.perform(command, session or stage.shift.admin).done()
