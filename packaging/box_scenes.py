"""The scenes of boxes: goods of which one size is not known, the box that is suggested and how they fit, the list."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.cartons.masters import MakeBox
from warehouse_app.application.packing import pack_state
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.demo.bench import PackBench
from warehouse_app.domain.packing.values import Phase

BOXES = (
    ("BOX-S", "Box S", "200x150x100", "90", "0.28", "carton"),
    ("BOX-M", "Box M", "350x250x200", "210", "0.41", "carton"),
    ("BOX-L", "Box L", "400x300x250", "320", "0.58", "carton"),
    ("BOX-XL", "Box XL", "600x400x400", "650", "1.10", "carton"),
    ("MAILER", "Mailer XL", "450x350x80", "40", "0.19", "mailer"),
)
SIDES = ("120x90x60", "200x120x40", "90x90x110", "60x60x60", "150x100x30")


def boxing(stage: Any, tote: str, station: str) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Make boxes, pack an order up to its box, and take pictures on the way."""
    company = stage.shift.company
    for sku, name, inner, tare, cost, kind in BOXES:
        more = {"counted": "yes", "reorder_at": "20", "reorder_to": "200"} if sku == "BOX-M" else {}
        _do(stage, MakeBox(id=company.runner.ids.new(), sku=sku, called=name, inner=inner, tare_g=tare, cost=cost,
                           kind=kind, **more))  # fmt: skip
    stage.go("boxes", "box:BOX-M")
    stage.look("boxes")
    _do(stage, ChangeSetting(id=company.runner.ids.new(), setting="pack.box", value="suggest"))
    stage.window.sign_off()
    bench = PackBench(company, stage.started, station, stage.shift.people["packer"].badge)
    bench.begin(tote)
    bench._pack_open_order()  # noqa: SLF001 - the demo's own packer
    presenter, measured = stage.window.page().presenter, 0
    while (
        state := company.runner.ask(lambda desk: pack_state(desk, station), stage.window.session())
    ).phase is Phase.BOXING:
        if state.boxing is None or state.boxing.measure is None:
            break
        if not measured:
            stage.rest(0.5)
            stage.look("pack-measure")
        presenter.shoot(SIDES[measured % len(SIDES)])
        stage.rest(0.3)
        measured += 1
    stage.rest(0.5)
    stage.take("pack-box")
    presenter.shoot("1" if state.boxing is not None and state.boxing.choices else "0")
    stage.rest(0.5)
    if company.runner.ask(lambda desk: pack_state(desk, station), stage.window.session()).phase is Phase.BOXING:
        presenter.shoot("0")  # what is too heavy for any of the boxes goes as it is
        stage.rest(0.5)
    _do(stage, ChangeSetting(id=company.runner.ids.new(), setting="pack.box", value="off"))


def _do(stage: Any, command: Any) -> None:  # noqa: ANN401 - as above
    assert stage.shift.company.runner.perform(command, stage.shift.admin).refusal is None
