"""The scenes of what a site keeps for its benches: blocked lots, what is captured, verdicts, release rules."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.releasing.rules import KeepChannel
from warehouse_app.application.verdicts.capture import KeepCaptureRule
from warehouse_app.application.verdicts.classes import SetVerdictClass
from warehouse_app.application.verdicts.lots import BlockLot
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.releasing.channels import Channel

LOTS = (("7A", "glass in it"), ("2010-11-B", "the supplier calls it back, letter of 26 November"))
RULES = (("hazard", "UN1263", "batch", "AA-9999", "On the lid, below the price"), ("channel", "shop", "card", "", ""))
PAGES = ("lots", "capture", "verdicts", "releaserules")


def ruling(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Look at each page empty, keep something on it, and look again with a row chosen."""
    stage.sign_on("administrator")
    for page in PAGES:
        stage.go(page)
        stage.look(f"{page}-begun")
    runner, admin = stage.shift.company.runner, stage.shift.admin
    for sku, (lot, reason) in zip(_skus(stage), LOTS, strict=False):
        runner.perform(BlockLot(id=runner.ids.new(), sku=sku, lot=lot, reason=reason), admin).done()
    for scope, ref, field, mask, hint in RULES:
        rule = KeepCaptureRule(id=runner.ids.new(), scope=scope, ref=ref, field=field, mask=mask, hint=hint)
        runner.perform(rule, admin).done()
    note = SetVerdictClass(id=runner.ids.new(), verdict="box_first", klass="stop", reason="too many were passed over")
    runner.perform(note, admin).done()
    channel = KeepChannel(id=runner.ids.new(), channel=Channel("URGENT", "Leaves today"))
    runner.perform(channel, admin).done()
    for page, keys in zip(PAGES, ("Ctrl+N", "F2", "F2", "F2"), strict=True):
        stage.go(page)
        stage.press("Home")
        if page == "verdicts":
            stage.press("Down")
        stage.look(page)
        stage.press(keys)
        stage.look(f"{page}-edit")
        stage.press("Esc")


def _skus(stage: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    runner, admin = stage.shift.company.runner, stage.shift.admin
    now = runner.now()
    (first, *_) = runner.ask(lambda desk: find_orders(desk, ListQuery("all", now=now, until=now)), admin)
    return tuple(line.sku for line in runner.ask(lambda desk: order_detail(desk, first.id), admin).lines)
