"""The scenes of labels and boxes at the pack bench: a label that is asked for, the next box, a parcel opened again."""

from __future__ import annotations

from floor_scenes import Stage  # type: ignore[import-not-found]

from warehouse_app.application.packing import pack_state
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.packing.values import PackState

MOST = 400


def boxes(stage: Stage, tote: str) -> None:
    """Pack an order into two parcels, each label scanned back; a wrong label; the first parcel shown again."""
    _rule(stage, "always")
    stage.scan(tote)
    stage.scan(_now(stage).expects[0].code)
    stage.press("F3")
    stage.look("pack-label")
    stage.press("Ctrl+Z")
    stage.look("pack-reopen")
    stage.press("2")
    first = _now(stage).tracking
    stage.scan(first)
    stage.look("pack-next-box")
    now = _now(stage)
    for _ in range(MOST):
        if now.phase == "applying":
            break
        stage.scan(now.expects[0].code)
        now = _now(stage)
    stage.scan(first)
    stage.look("pack-wrong-label")
    stage.enter()
    stage.press("F8")
    stage.look("pack-label-left")
    stage.scan(now.tracking)
    stage.scan(first)
    stage.look("pack-parcel")
    stage.press("2")
    _rule(stage, "several")


def _rule(stage: Stage, value: str) -> None:
    runner = stage.shift.company.runner
    command = ChangeSetting(id=runner.ids.new(), setting="pack.scan_back", value=value)
    assert runner.perform(command, stage.shift.admin).refusal is None


def _now(stage: Stage) -> PackState:
    session = stage.window.session()
    found: PackState = stage.shift.company.runner.ask(lambda desk: pack_state(desk, session.station), session)
    return found
