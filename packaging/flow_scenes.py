"""The scenes of the flow board, to be looked at: channels, cut-offs and a limit are set, and what waits is released."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.batches import DiscardBatch, find_batches
from warehouse_app.application.releasing.rules import KeepChannel, SetCutOff, SetLimit
from warehouse_app.application.run import Command
from warehouse_app.domain.releasing.channels import Channel, Mode
from warehouse_app.domain.releasing.values import Limit

CHANNELS = (
    Channel("URGENT", "Urgent", rank=10, least_priority=5),
    Channel("TODAY", "Leaves today", rank=20, days=0, mode=Mode.WAVE),
    Channel("WEEK", "This week", rank=30, days=6),
)
HALF_PAST_THREE = 15 * 60 + 30


def flowing(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Set the rules, and look at the board, a question and a preview."""
    for channel in CHANNELS:
        _do(stage, KeepChannel(id=f"channel-{channel.code}", channel=channel))
    _do(stage, SetCutOff(id="cut-off", warehouse="", service="", weekdays=tuple(range(6)), minute=HALF_PAST_THREE))
    _do(stage, SetLimit(id="limit", limit=Limit("", batches=8)))
    stage.sign_on("administrator")
    stage.go("flow")
    stage.rest(1.0)
    stage.take("flow")
    stage.press("F7")
    stage.look("flow-what-if")
    stage.press("Esc")
    stage.press("F2")
    stage.look("flow-nothing")
    _discard(stage)
    stage.press("F9")
    stage.take("flow-release")
    stage.press("Esc")


def _discard(stage: Any) -> None:  # noqa: ANN401 - as above
    """Take apart what was planned by hand, so that there is something to release."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    for row in runner.ask(lambda desk: find_batches(desk, ("planned",)), admin):
        _do(stage, DiscardBatch(id=f"discard-{row.code}", batch_id=row.id))


def _do(stage: Any, command: Command) -> None:  # noqa: ANN401 - as above
    stage.shift.company.runner.perform(command, stage.shift.admin).done()
