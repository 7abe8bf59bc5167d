"""The scenes of the crew and of exceptions: a cart is left, a code is unknown, a print failed, a message stands."""

from __future__ import annotations

from typing import Any

from warehouse_app.application import batches
from warehouse_app.application.crew.abilities import SetCaps, SetPersonSkills, SetSkill
from warehouse_app.application.crew.messages import SendMessage
from warehouse_app.application.orders import HoldOrder, find_orders
from warehouse_app.application.people import person_id_of
from warehouse_app.application.picking import PickScan
from warehouse_app.application.run import Command, Session
from warehouse_app.domain.listing import ListQuery

HOLDS = (("address", "No postcode"), ("customer", "Asks for another colour"))


def crewing(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Let some things go off the plan, and look at the pages of it."""
    _trouble(stage)
    stage.sign_on("administrator")
    page = stage.go("exceptions")
    names = {case.kind.value: case.name for case in reversed(page.presenter.state.cases)}
    stage.go("exceptions", names["short"])
    stage.take("exceptions")
    for kind in ("hold", "code", "batch"):
        if kind in names:
            stage.go("exceptions", names[kind])
            stage.look(f"exceptions-{kind}")
    if "short" in names:
        stage.go("exceptions", names["short"])
        stage.press("F8")
        stage.look("exceptions-aside")
        stage.press("Esc")
    _crew(stage)


def _crew(stage: Any) -> None:  # noqa: ANN401 - as above
    runner = stage.shift.company.runner
    for code, name in (("DG", "Dangerous goods"), ("LIFT", "Lift over 20 kg")):
        _do(stage, SetSkill(id=runner.ids.new(), code=code, title=name))
    picker = stage.shift.people["picker"].user
    person = runner.ask(lambda desk: person_id_of(desk, picker), stage.shift.admin)
    _do(stage, SetPersonSkills(id=runner.ids.new(), person=person, skills=("LIFT",)))
    _do(stage, SetCaps(id=runner.ids.new(), person=person, batches=2, units=400))
    for text in ("Fire drill at ten, by the north gate", "DHL comes at 15:00 today, not at 16:00"):
        _do(stage, SendMessage(id=runner.ids.new(), text=text))
    stage.go("crew")
    stage.look("crew-messages")
    stage.window.page().presenter.chosen(person)
    stage.take("crew")
    packer = stage.shift.people["packer"].user
    stage.window.page().presenter.chosen(runner.ask(lambda desk: person_id_of(desk, packer), stage.shift.admin))
    for key, name in (("F3", "crew-assign"), ("Esc", ""), ("F2", "crew-skills"), ("Esc", ""), ("Ctrl+M", "crew-say")):
        stage.press(key)
        if name:
            stage.look(name)
    stage.press("Esc")


def _do(stage: Any, command: Command, session: Session | None = None) -> Any:  # noqa: ANN401 - what it answers
    return stage.shift.company.runner.perform(command, session or stage.shift.admin)


def _trouble(stage: Any) -> None:  # noqa: ANN401 - as above
    runner, admin = stage.shift.company.runner, stage.shift.admin
    now = runner.now()
    rows = runner.ask(lambda desk: find_orders(desk, ListQuery("open", now=now, until=now)), admin)
    for row, (kind, reason) in zip(rows, HOLDS, strict=False):
        _do(stage, HoldOrder(id=runner.ids.new(), order_id=row.id, kind=kind, reason=reason))
    picker = stage.shift.session("picker", "P2")
    for made in batches.plan(runner, admin, pause=lambda _seconds: None).batches[:3]:
        batches.release(runner, admin, made.id, pause=lambda _seconds: None)
    for batch in runner.ask(lambda desk: batches.find_batches(desk, ("released", "picking")), admin)[:1]:
        for text in (batch.code, "4006381333931", "", "5010029000023", "", "5010029000023", ""):
            _do(stage, PickScan(id=runner.ids.new(), text=text), picker)
