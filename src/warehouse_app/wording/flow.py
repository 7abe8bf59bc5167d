"""Words of the flow board: what-if questions, and why orders are late."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.flow import WhatIf
from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.wording import tr, trn


def what_if(asked: WhatIf) -> str:
    """Return a question as what would be done: "1 picker more", "Move 1 picker to packing"."""
    if asked.pickers < 0 < asked.packers and not asked.minutes:
        return trn("Move {n} picker to packing", "Move {n} pickers to packing", asked.packers).format(n=asked.packers)
    if asked.packers < 0 < asked.pickers and not asked.minutes:
        return trn("Move {n} packer to picking", "Move {n} packers to picking", asked.pickers).format(n=asked.pickers)
    said = []
    if asked.pickers:
        said.append(trn("{n} picker more", "{n} pickers more", asked.pickers).format(n=asked.pickers))
    if asked.packers:
        said.append(trn("{n} packer more", "{n} packers more", asked.packers).format(n=asked.packers))
    if asked.minutes:
        said.append(trn("cut-off {n} minute later", "cut-off {n} minutes later", asked.minutes).format(n=asked.minutes))
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def late_why(late: Mapping[Stage, int]) -> str:
    """Return why orders are late, by where they stand: "Late already: 3 held, 2 lack stock"."""
    words = {
        Stage.HOLD: ("{n} held", "{n} held"), Stage.SHORT: ("{n} lacks stock", "{n} lack stock"),
        Stage.READY: ("{n} not released", "{n} not released"), Stage.RELEASED: ("{n} not begun", "{n} not begun"),
        Stage.PICKING: ("{n} being picked", "{n} being picked"), Stage.PICKED: ("{n} not packed", "{n} not packed"),
        Stage.PACKING: ("{n} being packed", "{n} being packed"),
    }  # fmt: skip
    said = [trn(*words[stage], n).format(n=n) for stage, n in late.items() if n and stage in words]
    return tr("Late already: {why}").format(why=", ".join(said)) if said else ""
