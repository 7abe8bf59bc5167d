"""The scenes of ways of picking: a total for the put wall, what can be wrong, an emptied place, and the wall itself."""

from __future__ import annotations

from typing import Any

from floor_scenes import Stage  # type: ignore[import-not-found]

from warehouse_app.application import batches, pickstate
from warehouse_app.application.pickforced import SetProductScan
from warehouse_app.application.pickways import ChooseWay
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.application.sorting.bench import BENCH
from warehouse_app.domain.floorwork import FloorState
from warehouse_app.domain.picking.values import PickState

MOST = 400


def ways(stage: Stage, batch: str) -> None:
    """Pick a batch for the put wall, and sort a little of it."""
    company, admin = stage.shift.company, stage.shift.admin
    number = company.runner.ask(lambda desk: batches.batch_id_of(desk, batch), admin)
    _do(stage, ChooseWay(id="scene-way", batch_id=number, way="sort"))
    _do(stage, ChangeSetting(id="scene-zero", setting="pick.zero_check", value="on", station=""))
    stage.sign_on("picker")
    stage.go("pick")
    stage.scan(batch)
    task = _picking(stage).task
    assert task is not None
    _do(
        stage,
        SetProductScan(id="scene-rule", sku=task.sku, item="each", why="Looks like its neighbour"),
    )
    stage.scan(task.place)
    stage.look("pick-total")
    stage.press("F3")
    stage.look("pick-problem")
    stage.press("Esc")
    _do(stage, SetProductScan(id="scene-no-rule", sku=task.sku))
    for _ in range(MOST):
        now = _picking(stage)
        if now.phase == "idle":
            break
        if now.phase == "zero":
            stage.look("pick-empty")
        stage.scan(now.expects[0].code)
        if now.phase == "item" and now.task is not None and now.task.left > 1:
            stage.scan(f"*{now.task.left}")
    stage.look("pick-to-sort")
    _do(stage, ChangeSetting(id="scene-zero-off", setting="pick.zero_check", value="off", station=""))
    _sorting(stage, batch)


def _sorting(stage: Stage, batch: str) -> None:
    """The put wall: what waits, the tote, the slot, a wrong slot, some of it done."""
    stage.go("sort")
    stage.look("sort")
    stage.scan(batch)
    stage.look("sort-item")
    for n in range(MOST):
        now = _wall(stage)
        if sum(bool(each.place) for each in now.lines) > 1:
            break
        stage.scan(now.expects[0].code)
        if n == 0:
            stage.look("sort-begin")
        if _wall(stage).phase == "slot" and now.phase == "item":
            stage.scan(f"*{_wall(stage).facts['most']}")
    while _wall(stage).phase != "slot":
        stage.scan(_wall(stage).expects[0].code)
    stage.look("sort-slot")
    stage.scan(_other(_wall(stage)))
    stage.look("sort-stop")
    stage.enter()
    stage.go("pack")
    stage.look("pack-wall-slot")
    stage.scan(_wall(stage).expects[0].code)
    stage.look("pack-wall")
    stage.press("F8")


def _other(now: FloorState) -> str:
    return next(each.place for each in now.lines if each.place and each.place != now.expects[0].code)


def _do(stage: Stage, command: Any) -> Any:  # noqa: ANN401 - whatever the command answers
    return stage.shift.company.runner.perform(command, stage.shift.admin).done()


def _picking(stage: Stage) -> PickState:
    session = stage.window.session()
    found: PickState = stage.shift.company.runner.ask(lambda desk: pickstate.state(desk, session), session)
    return found


def _wall(stage: Stage) -> FloorState:
    session = stage.window.session()
    found: FloorState = stage.shift.company.runner.ask(lambda desk: BENCH.state(desk, session.station), session)
    return found
