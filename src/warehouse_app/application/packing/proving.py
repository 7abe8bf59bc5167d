"""What of a packed line is scanned here: read when an order is opened, told at its lines, and what is counted instead.

General rules are kept in the bench's memory while an order is open, as picking keeps its own: a changed rule holds
from the next order on. Where no rule is kept at all, no scan asks the database for one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from warehouse_app.application.bench import Scan, is_enter
from warehouse_app.application.packing import capturing
from warehouse_app.application.packing.bench_now import BenchNow, Deed
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import barcode_of, word_of
from warehouse_app.domain.packing.proof import COUNTED, Level, Offer, Proof, ProofRule, may_count, proof_for
from warehouse_app.domain.packing.values import PackLine
from warehouse_app.domain.picking.values import ScanEach
from warehouse_app.domain.products import Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import people, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders, proofs

PROOF = "proof"
"""Where the bench remembers the rules that hold for its person."""

_LOOKED_AT = 50
_CONTINUE = frozenset({word_of(Card.CONTINUE), barcode_of(Card.CONTINUE)})


def of_bench(desk: Desk, station: str) -> dict[str, Any]:
    """Return what the bench remembers while an order is open: nothing where there is no rule at all."""
    if not proofs.any_rule(desk):
        return {}
    shown = people.shown(desk, desk.who)
    role = "" if shown is None else str(shown[3])
    rules = [each for each in proofs.general(desk, desk.who, station) if each.role in ("", role)]
    plain = [[each.level.value, each.why, each.person, each.role, each.station] for each in rules]
    return {PROOF: {"who": desk.who, "role": role, "rules": plain, "goods": proofs.name_goods(desk)}}


def joined(desk: Desk, now: BenchNow) -> BenchNow:
    """Let the rules be those of the person at hand, who goes on with another's order."""
    kept = now.row.recall(PROOF)
    if kept is None or not desk.who or kept["who"] == desk.who:  # a screen that reads is nobody's hand
        return now
    memory = {name: value for name, value in now.row.memory.items() if name != PROOF} | of_bench(desk, now.station)
    return replace(now, row=replace(now.row, memory=memory))


def of_product(desk: Desk, now: BenchNow, product: Product | None) -> Proof:
    """Return what is asked of a product at this bench now."""
    kept = now.row.recall(PROOF)
    if kept is None or product is None:
        return Proof()
    own = proofs.of_product(desk, product.id, product.sku) if kept["goods"] else ()
    return _asked(now, own, product.sku, product.tracking)


def _asked(now: BenchNow, own: tuple[ProofRule, ...], sku: str, traced: str) -> Proof:
    kept = now.row.recall(PROOF)
    rules = [ProofRule(Level(each[0]), each[1], "", *each[2:]) for each in kept["rules"]]
    named = {"person": kept["who"], "role": kept["role"], "station": now.station}
    return proof_for((*rules, *own), sku=sku, traced=traced, **named)


def check_case(desk: Desk, now: BenchNow, product: Product | None, qty: int) -> Proof:
    """Return what is asked of what was scanned. Raises Refused(ScanEach) for a case code where each is scanned."""
    asked = of_product(desk, now, product)
    if asked.level is Level.EACH and qty > 1 and product is not None:
        raise Refused(ScanEach(product.sku, asked.by, asked.why))
    return asked


def counts(desk: Desk, now: BenchNow, product: Product) -> Proof | None:
    """Return what is asked where a scan may be counted as several, None where it may not by the product's own word.

    Raises Refused(ScanEach) where a rule asks for each.
    """
    asked = of_product(desk, now, product)
    if asked.level is Level.EACH and asked.by != "default":
        raise Refused(ScanEach(product.sku, asked.by, asked.why))
    return asked if may_count(asked, multi_scan=product.multi_scan) else None


def told(desk: Desk, now: BenchNow, lines: tuple[PackLine, ...]) -> tuple[PackLine, ...]:
    """Return lines with what is asked of them, and how many units are in on a person's word alone."""
    now = joined(desk, now)
    kept, pack = now.row.recall(PROOF), now.mine
    if kept is None or pack is None or not lines:
        return lines
    own = proofs.of_order(desk, pack.order_id) if kept["goods"] else {}
    unproven = proofs.unproven(desk, pack.order_id)
    return tuple(_line(desk, now, each, own, unproven.get(each.line_id, 0)) for each in lines)


def marked(desk: Desk, order_id: int, lines: tuple[PackLine, ...]) -> tuple[PackLine, ...]:
    """Return the lines of a parcel that was closed, with how many units are in on a person's word alone."""
    unproven = proofs.unproven(desk, order_id)
    return tuple(replace(each, unproven=unproven.get(each.line_id, 0)) for each in lines) if unproven else lines


def _line(desk: Desk, now: BenchNow, line: PackLine, own: dict[str, tuple[ProofRule, ...]], unproven: int) -> PackLine:
    asked = _asked(now, own.get(line.sku, ()), line.sku, "")
    if asked.level in COUNTED:  # goods that are told apart ask for more
        found = products.find(desk, line.sku)
        asked = _asked(now, own.get(line.sku, ()), line.sku, "" if found is None else found.tracking)
    return replace(line, proof=asked if asked.by != "default" else None, unproven=unproven)


def offer(desk: Desk, now: BenchNow) -> Offer | None:
    """Return what may be taken when a person says so: the rest of what was just scanned, or what is not scanned."""
    now = joined(desk, now)
    kept, pack = now.row.recall(PROOF), now.mine
    if kept is None or pack is None or now.row.stop or now.row.recall("next"):
        return None
    return _rest(desk, now) or _unscanned(desk, now)


def with_offer(desk: Desk, now: BenchNow, deed: Deed) -> Deed:
    """Return a deed whose words say that the rest may be counted, where it may."""
    found = offer(desk, now)
    if found is None or found.what != "rest" or deed.code != "right_item":
        return deed
    named = {"sku": found.proof.sku, "station": found.proof.station}
    return replace(deed, facts={**deed.facts, "problem": "rest", "rest": found.qty, "by": found.proof.by, **named})


def _rest(desk: Desk, now: BenchNow) -> Offer | None:
    """Return the rest of what was just scanned, where the rule asks for the first alone."""
    last, pack = now.row.recall("times"), now.at_hand()
    found = None if last is None else products.find(desk, last["sku"])
    asked = of_product(desk, now, found)
    if last is None or found is None or asked.level not in COUNTED or last.get("lot"):
        return None
    left = sum(each.left for each in orders.selling(desk, pack.order_id, found.sku))
    return Offer("rest", found.sku, found.name, left, asked, last["qty"]) if left else None


def _unscanned(desk: Desk, now: BenchNow) -> Offer | None:
    """Return the first product with units to pack that the rules let pass without a scan, and of which nothing is
    captured: whoever says that units are there has not read a seal off each.
    """
    kept, pack = now.row.recall(PROOF), now.at_hand()
    all_of = any(each[0] == Level.NONE for each in kept["rules"])
    if not all_of and not kept["goods"]:
        return None
    own = proofs.of_order(desk, pack.order_id) if kept["goods"] else {}
    for each in proofs.waiting(desk, pack.order_id, _LOOKED_AT, all_of=all_of):
        asked = _asked(now, own.get(each.sku, ()), each.sku, each.tracking)
        if asked.level is Level.NONE and not capturing.ruled(desk, now, each.sku):
            left = sum(line.left for line in orders.selling(desk, pack.order_id, each.sku))
            return Offer("unproven", each.sku, each.name, left, asked)
    return None


def agreed(desk: Desk, scan: Scan, now: BenchNow) -> Offer | None:
    """Return the offer that a shot takes: Enter or the CONTINUE card while one stands, and nothing else waits."""
    if not is_enter(scan.text) and scan.text.strip().upper() not in _CONTINUE:
        return None
    if now.mine is None or now.row.stop or now.row.recall(PROOF) is None:
        return None
    return offer(desk, now)
