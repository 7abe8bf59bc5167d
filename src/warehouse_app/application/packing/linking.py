"""A code nobody knows is linked to a product: the order's own are offered, others are found by name. By right."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.products import LinkBarcode, link_barcode
from warehouse_app.application.run import Session, check
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.packing.asking import LINK, MOST_CHOICES, Choice, choices_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import stock
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders

LONGEST_NAME = 60


def asked(desk: Desk, now: BenchNow, text: str) -> Deed:
    """Ask which product carries the code: those still missing are offered, a name or SKU typed finds others."""
    order_id = now.at_hand().order_id
    found = ((line.sku, line.name) for line in orders.lines(desk, order_id) if line.left)
    return _ask(desk, now, text, found)


def question(now: BenchNow) -> Facts:
    """Return which code is to be linked, as the bench has it in mind; {} where none is."""
    if now.row.recall("next") != LINK:
        return {}
    return {"text": str(now.row.recall("unknown") or ""), "problem": "" if now.row.recall("choices") else "none"}


def sought(desk: Desk, scan: PackScan, now: BenchNow) -> Deed:
    """Offer the products that a typed word finds."""
    words = scan.text.strip()[:LONGEST_NAME]
    found = ((row.sku, row.name) for row in stock.rows(desk, words, MOST_CHOICES, 0))
    return _ask(desk, now, str(now.row.recall("unknown") or ""), found)


def _ask(desk: Desk, now: BenchNow, text: str, found: Iterable[tuple[str, str]]) -> Deed:
    offered = [
        Choice(n, "product", {"sku": sku, "name": name[:LONGEST_NAME]})
        for n, (sku, name) in enumerate(list(dict(found).items())[:MOST_CHOICES], 1)
    ]
    remember(desk, now, "which_carries", next=LINK, unknown=text, choices=[each.kept() for each in offered])
    facts = {"text": text, "problem": "" if offered else "none"}
    return Deed("which_carries", Verdict.ASKED, facts, order_id=now.at_hand().order_id)


def chosen(desk: Desk, scan: PackScan, session: Session, now: BenchNow, number: int) -> Deed:
    """Link the code to the product chosen; it is scanned again then. Raises Refused(NoSuchChoice, NoRight, ...)."""
    found = {each.n: each for each in choices_of(now.row.recall("choices"))}.get(number)
    if found is None:
        raise Refused(NoSuchChoice(str(number)))
    check(session, Right.LINK_BARCODE)
    sku, text = str(found.facts["sku"]), str(now.row.recall("unknown") or "")
    link_barcode(desk, LinkBarcode(id=f"{scan.id}.link", sku=sku, code=text, as_it_is=True), session)
    remember(desk, now, "code_linked")
    return Deed("code_linked", facts={"sku": sku, "text": text}, order_id=now.at_hand().order_id)
