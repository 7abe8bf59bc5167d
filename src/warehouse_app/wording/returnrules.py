"""Words of the rules of returns: whose fault, what a reason says of packing, who pays, when an exchange leaves."""

from __future__ import annotations

from warehouse_app.domain.returning.states import Fault
from warehouse_app.wording import tr


def fault_words(fault: Fault) -> str:
    """Return whose fault it is."""
    return {
        Fault.CUSTOMER: tr("The customer's"), Fault.SHOP: tr("Ours"), Fault.CARRIER: tr("The carrier's"),
        Fault.SUPPLIER: tr("The supplier's"),
    }[fault]  # fmt: skip


def evidence_words(evidence: str) -> str:
    """Return what a reason says of packing."""
    return {
        "": tr("Nothing"), "wrong_item": tr("Wrong item"), "missing_item": tr("Item missing"),
        "damaged": tr("Came damaged"),
    }.get(evidence, evidence)  # fmt: skip


def pays_words(pays: str) -> str:
    """Return who pays the way back."""
    return {
        "customer": tr("The customer"), "shop": tr("We"), "fault": tr("Whose fault it is"),
    }.get(pays, pays)  # fmt: skip


def exchange_words(when: str) -> str:
    """Return when an exchange leaves."""
    return {"now": tr("At once"), "receipt": tr("When the goods are here")}.get(when, when)
