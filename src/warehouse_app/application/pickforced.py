"""What must be scanned at the shelf: the rules of bench, product and role, and the commands that change them.

Bench and role are read when a batch is opened or taken up; the product's rule comes with its task. So no scan asks
more of the database for it, and a change of a bench's rule holds from the next batch on.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import is_on, value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.picking.scanrules import (
    Forced,
    ItemScan,
    PlaceScan,
    ScanRule,
    ScanRuleInvalid,
    forced,
    rule_of,
    stricter,
)
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import batches, products, scanrules
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk

MOST_SHOWN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProductScan(Command):
    """Say what of a product must be scanned; "" for place and item leaves it to the bench."""

    sku: str
    place: str = ""
    item: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoleScan(Command):
    """Say what people of a role must scan at least; "" for place and item asks nothing of them."""

    role: str
    place: str = ""
    item: str = ""
    why: str = ""


@handles(SetProductScan, right=Right.PRODUCTS, answer=str)
def set_product_scan(desk: Desk, command: SetProductScan, _session: Session) -> str:
    """Keep a product's rule and return its SKU. Raises Refused(NoSuchProduct, ScanRuleInvalid)."""
    product = products.find(desk, command.sku)
    if product is None:
        raise Refused(NoSuchProduct(command.sku))
    rule = _checked(command.place, command.item, command.why)
    least = {"lot": ItemScan.FIRST, "serial": ItemScan.EACH}.get(product.tracking)
    if least is not None and rule.item is not None and stricter(least, rule.item):
        raise Refused(ScanRuleInvalid(rule.item.value, "traced"))
    scanrules.keep_product(desk, product.id, rule)
    desk.touch(Touched.PRODUCT)
    return product.sku


@handles(SetRoleScan, right=Right.SETTINGS, answer=str)
def set_role_scan(desk: Desk, command: SetRoleScan, _session: Session) -> str:
    """Keep a role's rule and return the role. Raises Refused(ScanRuleInvalid)."""
    if command.role not in tuple(Role):
        raise Refused(ScanRuleInvalid(command.role, "role"))
    scanrules.keep_role(desk, command.role, _checked(command.place, command.item, command.why))
    desk.touch(Touched.SETTING)
    return command.role


def _checked(place: str, item: str, why: str) -> ScanRule:
    rule = rule_of(place, item, why)
    if isinstance(rule, ScanRuleInvalid):
        raise Refused(rule)
    return rule


def of_bench(desk: Desk, session: Session) -> dict[str, Any]:
    """Return what a bench remembers of its own rules and of the person's, while a batch is open."""
    place = PlaceScan.SCAN if is_on(desk, "pick.place_scan", session.station) else PlaceScan.SKIP
    item = ItemScan(value_of(desk, "pick.item_scan", session.station))
    role = scanrules.of_role(desk, session.actor.role.value)
    kept = {"place": place.value, "item": item.value}
    return kept if role == ScanRule() else {**kept, "role": asdict(role)}


def of_task(row: BenchRow, task: Any) -> Forced:  # noqa: ANN401 - a database row
    """Return what must be scanned of a task, here and by whom is here."""
    kept = row.recall("scan") or {}
    bench = Forced(PlaceScan(kept.get("place", PlaceScan.SCAN)), ItemScan(kept.get("item", ItemScan.COUNT)))
    role = kept.get("role")
    read = ScanRule() if role is None else rule_of(role["place"] or "", role["item"] or "", role["why"])
    rule = read if isinstance(read, ScanRule) else ScanRule()
    return forced(bench, batches.scan_rule_of(task), rule, traced=task[21])


def product_scan(desk: Desk, sku: str) -> ScanRule:
    """Return what a product asks to be scanned when it is picked; nothing where it has no rule."""
    product = products.find(desk, sku)
    return ScanRule() if product is None else scanrules.of_product(desk, product.id)


def rules(desk: Desk) -> tuple[tuple[scanrules.Kept, ...], tuple[scanrules.Kept, ...]]:
    """Return the rules of products and of roles."""
    return scanrules.products(desk, MOST_SHOWN), scanrules.roles(desk)
