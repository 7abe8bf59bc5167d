"""The scenes of what becomes of returned goods: work on them, and their way back to a supplier."""

from __future__ import annotations

from typing import Any

from return_scenes import STATION, left  # type: ignore[import-not-found]  # isort: skip

from warehouse_app.application.purchasing.suppliers import MakeSupplier, SellProduct, supplier_id_of
from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.returning.state import state
from warehouse_app.application.run import Command

WAYS = ("2", "5", "3", "5", "4", "5")
"""Where each unit goes, by the number of the bench's question: repacked, refurbished, repaired, to the supplier."""

MOST_ASKED = 9


def aftering(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Settle returns whose goods are not sold again at once, and look at the pages of them."""
    stage.sign_on("administrator")
    stage.go("supplierreturns")
    stage.look("supplier-returns-empty")
    skus = _settled(stage)
    _sold(stage, skus)
    page = stage.go("returnwork")
    page.presenter.scanned("WO000001", "wedge")
    stage.settle()
    stage.look("return-work")
    stage.press("F6")
    stage.look("return-work-done")
    stage.press("Ctrl+S")
    page.presenter.opened("view:done")
    stage.settle()
    stage.look("return-work-over")
    page = stage.go("supplierreturns")
    stage.press("Ctrl+N")
    stage.look("supplier-returns-new")
    stage.press("Ctrl+S")
    stage.look("supplier-returns")
    stage.press("F8")
    stage.press("Ctrl+S")
    page.presenter.opened("view:sent")
    stage.settle()
    stage.look("supplier-returns-sent")
    stage.press("F6")
    stage.look("supplier-returns-credit")
    stage.press("Esc")


def _do(stage: Any, command: Command) -> Any:  # noqa: ANN401 - whatever the command answers
    return stage.shift.company.runner.perform(command, stage.shift.admin).done()


def _scan(stage: Any, *texts: str) -> None:  # noqa: ANN401 - as above
    runner = stage.shift.company.runner
    for text in texts:
        runner.perform(ReturnScan(id=runner.ids.new(), text=text), stage.shift.admin)


def _phase(stage: Any) -> str:  # noqa: ANN401 - as above
    return str(stage.shift.company.runner.ask(lambda desk: state(desk, STATION), stage.shift.admin).phase)


def _settled(stage: Any) -> list[str]:  # noqa: ANN401 - as above
    """Let a unit of each of a few orders come back and go where it is said; return what goes to a supplier."""
    gone = []
    for order, way in zip(left(stage)[1:], WAYS, strict=False):
        sku = next(line.sku for line in order.lines if line.shipped)
        _scan(stage, order.row.code, sku, "2")
        for _ in range(MOST_ASKED):
            if _phase(stage) != "check":
                break
            _scan(stage, "1")
        _scan(stage, "CHANGE", way, "1", "")
        if _phase(stage) != "idle":  # what else was announced is not in the parcel
            _scan(stage, "SHORT", "1", "")
        if _phase(stage) != "idle":
            _scan(stage, "PAUSE", "")
        if way == "5":
            gone.append(sku)
    return gone


def _sold(stage: Any, skus: list[str]) -> None:  # noqa: ANN401 - as above
    """Let a supplier sell what waits for one."""
    runner = stage.shift.company.runner
    _do(stage, MakeSupplier(id=runner.ids.new(), supplier="FERN", called="Fern & Vale Giftware", currency="GBP"))
    number = runner.ask(lambda desk: supplier_id_of(desk, "FERN"), stage.shift.admin)
    for sku in dict.fromkeys(skus):
        _do(stage, SellProduct(id=runner.ids.new(), supplier_id=number, sku=sku, fields=()))
