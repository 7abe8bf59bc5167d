"""The scenes of labels and boxes at the pack bench: a label that is asked for, the next box, a parcel opened again."""

from __future__ import annotations

from floor_scenes import Stage  # type: ignore[import-not-found]

from warehouse_app.application.carriers.desk import SetService
from warehouse_app.application.orderedit import SetOrder
from warehouse_app.application.packing import pack_state
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.carriers.states import BuyState
from warehouse_app.domain.carriers.values import Offer
from warehouse_app.domain.editing import Change
from warehouse_app.domain.packing.values import PackState
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk

MOST = 400
EXPRESS = "EXPRESS"
"""The service that is of a carrier in the pictures."""


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


def by_carrier(stage: Stage, tote: str) -> None:
    """Seal a parcel whose carrier does not answer; ask about it; then it says no, and others are offered."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    stage.scan(tote)
    order = _now(stage).order
    assert order is not None
    named = SetOrder(id=runner.ids.new(), order_id=order.id, changes=(Change("service", order.service, EXPRESS),))
    assert runner.perform(named, admin).refusal is None
    assert runner.perform(SetService(id=runner.ids.new(), service=EXPRESS, carrier="DHL"), admin).refusal is None
    for _ in range(MOST):
        if _now(stage).order is None:
            break
        stage.scan(_now(stage).expects[0].code)
    if _now(stage).order is not None:  # too large an order to be shown
        stage.press("F8")
        return
    stage.look("pack-label-waits")
    stage.scan(order.code)
    stage.look("pack-label-asked")
    stage.press("Esc")
    _refuse(stage)
    stage.scan(order.code)
    stage.look("pack-label-refused")
    stage.scan("UNDO")
    stage.look("pack-label-rest")


def _refuse(stage: Stage) -> None:
    """Let the carrier say no, and two others name their price."""
    runner, said = stage.shift.company.runner, "Recipient address: postal code not valid for this product"
    offers = (Offer("POST", "PARCEL", 489, "GBP"), Offer("UPS", "EXPRESS SAVER", 1290, "GBP"))

    def refused(desk: Desk) -> None:
        (found,) = purchases.listed(desk, BuyState.WANTED.value, 1)
        purchases.step(desk, found, BuyState.SENT)
        purchases.note_sent(desk, found.id, "scene")
        purchases.step(desk, purchases.get(desk, found.id), BuyState.REFUSED, said)
        purchases.note_offers(desk, found.id, offers)

    new = runner.ids.new()
    runner.store.transact(refused, at=runner.now(), who="", station="", command_id=new, origin=new)


def _rule(stage: Stage, value: str) -> None:
    runner = stage.shift.company.runner
    command = ChangeSetting(id=runner.ids.new(), setting="pack.scan_back", value=value)
    assert runner.perform(command, stage.shift.admin).refusal is None


def _now(stage: Stage) -> PackState:
    session = stage.window.session()
    found: PackState = stage.shift.company.runner.ask(lambda desk: pack_state(desk, session.station), session)
    return found
