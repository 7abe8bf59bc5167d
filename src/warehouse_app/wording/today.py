"""Words of the board of the day: the stages, and what needs a person with the deed that helps."""

from __future__ import annotations

from warehouse_app.domain.orders.readiness import Stage
from warehouse_app.domain.today import Need, NeedKind
from warehouse_app.wording import tr, trn
from warehouse_app.wording.orders import hold_kind


def stage_words(stage: Stage) -> str:
    """Return what a stage is called."""
    return {
        Stage.HOLD: tr("Hold"), Stage.READY: tr("Ready"), Stage.RELEASED: tr("Released"),
        Stage.PICKING: tr("Picking"), Stage.PICKED: tr("Picked"), Stage.PACKING: tr("Packing"),
        Stage.PACKED: tr("Packed"), Stage.MANIFESTED: tr("Loaded"),
    }.get(stage, stage.value)  # fmt: skip


def need_title(need: Need) -> str:
    """Return what waits."""
    facts = need.facts
    words = {
        NeedKind.LATE: trn("{orders} order is late", "{orders} orders are late", need.orders),
        NeedKind.SHORT: tr("{sku} is {units} short"),
        NeedKind.UNALLOCATED: trn(
            "{orders} order has no stock promised", "{orders} orders have no stock promised", need.orders
        ),
        NeedKind.HOLD: tr("Held: {kind}"),
        NeedKind.PACK: tr("Order {order} rests at {station}"),
        NeedKind.BATCH: tr("Batch {batch} rests") if facts.get("state") != "released" else tr("Batch {batch} waits"),
        NeedKind.COUNT: _count_title(need),
        NeedKind.PRINT: _print_title(need),
        NeedKind.RETURN: trn("{n} return waits to be inspected", "{n} returns wait to be inspected", need.orders),
        NeedKind.REFUND: trn("{n} refund did not go through", "{n} refunds did not go through", need.orders),
        NeedKind.CLAIM: trn("{n} claim has to go out soon", "{n} claims have to go out soon", need.orders),
    }
    if need.kind is NeedKind.HOLD:
        facts = {**facts, "kind": hold_kind(str(facts["kind"]))}
    return words[need.kind].format(**facts)


def _print_title(need: Need) -> str:
    if need.facts.get("state") == "unknown":
        return trn("{count} print is uncertain", "{count} prints are uncertain", need.orders)
    return trn("{count} print did not come out", "{count} prints did not come out", need.orders)


def _count_title(need: Need) -> str:
    if need.facts.get("state") == "review":
        return tr("Decide what the count of {place} found")
    return tr("Count {sku} in {place}") if need.facts.get("sku") else tr("Count {place}")


def need_waits(need: Need) -> str:
    """Return who waits for it."""
    if need.kind is NeedKind.PRINT:
        return tr("at {printer}").format(printer=need.facts["printer"]) if need.facts["printer"] else ""
    if need.kind is NeedKind.COUNT:
        return str(need.facts["reason"]).replace("_", " ")
    if need.kind is NeedKind.CLAIM:
        return tr("until {day}").format(day=need.facts["day"])
    if need.kind in (NeedKind.LATE, NeedKind.UNALLOCATED, NeedKind.RETURN, NeedKind.REFUND):
        return ""
    return trn("{n} order waits", "{n} orders wait", need.orders).format(n=need.orders)


def need_deed(need: Need) -> str:
    """Return the one deed that helps, in a word or two."""
    return {
        NeedKind.LATE: tr("Look"), NeedKind.SHORT: tr("Who holds it"), NeedKind.UNALLOCATED: tr("Look"),
        NeedKind.HOLD: tr("Decide"), NeedKind.PACK: tr("Open it"), NeedKind.BATCH: tr("Open it"),
        NeedKind.COUNT: tr("Look"), NeedKind.PRINT: tr("Answer"), NeedKind.RETURN: tr("Look"),
        NeedKind.REFUND: tr("Look"), NeedKind.CLAIM: tr("Look"),
    }[need.kind]  # fmt: skip
