"""Words of returns: what they refuse, and what their states, grades and outcomes are called."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.returning.replay import Blind, Match
from warehouse_app.domain.returning.states import (
    Disposition,
    Grade,
    Outcome,
    RefundState,
    ReturnKind,
    ReturnState,
    UnitState,
)
from warehouse_app.wording import tr

WORDS: dict[str, tuple[str, str]] = {
    "no_such_return": ("There is no return {text}", "Check the number, or scan anything else that is on the parcel"),
    "return_not_in": (
        "Return {name} is {state}: this cannot be done now ({deed})",
        "See its story on the Returns screen",
    ),
    "return_not_shipped": (
        "Nothing of order {order} has left yet: it is {state}",
        "There is nothing that could come back. To stop it, cancel the order",
    ),
    "bad_return_qty": ("{qty} of {sku} cannot come back", "Give a whole number above zero"),
    "above_shipped": (
        "{qty} of {sku} is more than order {order} sent: {left} may still come back",
        "Take what is more in as goods that nobody knows of",
    ),
    "nothing_returned": ("Nothing is named that comes back of order {order}", "Name at least one product"),
    "not_of_order": (
        "{sku} was not in order {order}",
        "Look for another order of this customer, or take it in without one",
    ),
    "no_such_return_reason": ("There is no reason {text} for these goods", "Choose one from the list"),
    "no_such_policy": ("There is no return policy {text}", "Choose one from the list"),
    "no_such_return_check": (
        "There is no question {number} in a checklist",
        "See them with: warehouse return check list",
    ),
    "past_window": (
        "Order {order} could come back until {until}",
        "Somebody with the right to refund can take it all the same",
    ),
    "return_expired": (
        "Return {name} was to come until {until}",
        "Press Enter. Somebody with the right to refund can take it all the same, or park it",
    ),
    "serial_swap": (
        "Serial number {serial} was not sent in order {order}",
        "Another {sku} came back. Press Enter, then take it in as a swapped one, or park it",
    ),
    "other_currency": ("It was paid in {paid}, not in {currency}", "Give the amount in {paid}"),
    "above_paid": (
        "{amount} is more than order {order} can get back",
        "{left} may still go back",
    ),
    "return_lacks": ("Return {name} cannot be settled yet: {lack}", "Do that first"),
    "return_lacks.ungraded": ("Not settled yet: {sku} has no grade", "Look at it, then press 1 to 6"),
    "return_lacks.expected": ("Not settled yet: {sku} is expected", "Scan it, or press F6 (SHORT) if it is not here"),
    "return_lacks.units": ("Not settled yet: nothing is out of the parcel", "Scan what is in it. Empty: F6 (SHORT)"),
    "return_lacks.photo": ("Not settled yet: a photo of {sku} is missing", "Take one (F3)"),
    "return_lacks.check": ("Not settled yet: a question about {sku} is not answered", "Press its grade again"),
    "return_lacks.variant": (
        "Not settled yet: what does the customer get instead of {sku}?",
        "Take it in hand, press F11 (OUTCOME), Exchange, and scan the other product",
    ),
    "return_lacks.customer": (
        "Not settled yet: nobody knows whose credit it would be",
        "Press F11 (OUTCOME) and choose another outcome",
    ),
    "return_lacks.sent_back": (
        "Not settled yet: {sku} goes back to the customer and would be paid back as well",
        "Press F11 (OUTCOME) and reject it, or F10 (CHANGE) and send it elsewhere",
    ),
    "return_lacks.not_restocked": (
        "Not settled yet: {sku} must not go back to stock",
        "Press F10 (CHANGE) and send it elsewhere",
    ),
    "return_lacks.ahead": (
        "Not settled yet: something was sent ahead in exchange for {sku}",
        "Press F11 (OUTCOME) and choose the same, or cancel that order first",
    ),
    "return_preview_old": ("Return {name} changed meanwhile", "Look at the new figures, then press Enter again"),
    "never_identified": (
        "Nobody said by hand whose return {name} is",
        "Only what was said of a parcel that nobody knew can be taken back",
    ),
    "return_stays_known": ("Return {name} stays one of order {order} because of {ref}", "What stands on it goes first"),
    "return_stays_known.settled": (
        "Return {name} stays one of order {order}: it is settled",
        "Take the settlement back first, if nothing has gone out",
    ),
    "return_stays_known.refund": (
        "Return {name} stays one of order {order}: there is refund {ref}",
        "Cancel the refund first, if it has not gone out",
    ),
    "return_stays_known.order": (
        "Return {name} stays one of order {order}: order {ref} came of it",
        "Cancel that order first, if it has not left",
    ),
    "return_stays_known.claim": (
        "Return {name} stays one of order {order}: there is claim {ref}",
        "Give the claim up first, if it was not sent",
    ),
    "return_stays_known.unit": (
        "Return {name} stays one of order {order}: {ref} was taken out of its parcel since",
        "Take that item back first, at the bench with UNDO",
    ),
    "return_cannot_undo": (
        "Return {name} can no longer be taken back because of {ref}",
        "What stands on it goes first",
    ),
    "return_cannot_undo.refund": (
        "Return {name} can no longer be taken back: refund {ref} went out, or may have",
        "Settle what is to change with the customer",
    ),
    "return_cannot_undo.order": (
        "Return {name} can no longer be taken back: order {ref} of it is under way",
        "Cancel that order first, if it has not left",
    ),
    "return_cannot_undo.work": (
        "Return {name} can no longer be taken back: work order {ref} is done",
        "What was worked on stays as it is now",
    ),
    "return_cannot_undo.supplier": (
        "Return {name} can no longer be taken back: its goods are on {ref} for their supplier",
        "Cancel that return to the supplier first",
    ),
    "return_cannot_undo.stock": (
        "Return {name} can no longer be taken back: {ref} is no longer where it was put",
        "Bring it back there first, or leave the settlement as it is",
    ),
}


def kinds() -> Mapping[ReturnKind, str]:
    """Return what the kinds of returns are called."""
    return {
        ReturnKind.CUSTOMER: tr("By a customer"),
        ReturnKind.UNDELIVERED: tr("Undelivered"),
        ReturnKind.BLIND: tr("Nobody knows whose"),
    }


def states() -> Mapping[ReturnState, str]:
    """Return what the states of a return are called."""
    return {
        ReturnState.REQUESTED: tr("requested"),
        ReturnState.AUTHORISED: tr("authorised"),
        ReturnState.REJECTED: tr("rejected"),
        ReturnState.EXPIRED: tr("expired"),
        ReturnState.CANCELLED: tr("cancelled"),
        ReturnState.IN_TRANSIT: tr("on its way"),
        ReturnState.RECEIVED: tr("received"),
        ReturnState.INSPECTING: tr("being inspected"),
        ReturnState.DECIDED: tr("decided"),
        ReturnState.SETTLED: tr("settled"),
        ReturnState.CLOSED: tr("closed"),
    }


def unit_states() -> Mapping[UnitState, str]:
    """Return what the states of a unit are called."""
    return {
        UnitState.EXPECTED: tr("Not scanned yet"),
        UnitState.RECEIVED: tr("To be graded"),
        UnitState.GRADED: tr("Graded"),
        UnitState.SETTLED: tr("Settled"),
        UnitState.MISSING: tr("Not in the parcel"),
    }


def grades() -> Mapping[Grade, str]:
    """Return what the six grades are called, in the order of their keys."""
    return {
        Grade.SEALED: tr("Sealed"),
        Grade.OPENED: tr("Like new"),
        Grade.USED: tr("Used"),
        Grade.DAMAGED: tr("Damaged"),
        Grade.PARTS_MISSING: tr("Parts missing"),
        Grade.WRONG_PRODUCT: tr("Wrong item"),
    }


def dispositions() -> Mapping[Disposition, str]:
    """Return where units go."""
    return {
        Disposition.RESTOCK: tr("Back to stock"),
        Disposition.REPACK: tr("Repack"),
        Disposition.REFURBISH: tr("Refurbish"),
        Disposition.REPAIR: tr("Repair"),
        Disposition.VENDOR: tr("To the supplier"),
        Disposition.QUARANTINE: tr("Quarantine"),
        Disposition.SCRAP: tr("Scrap"),
        Disposition.SEND_BACK: tr("Back to the customer"),
    }


def outcomes() -> Mapping[Outcome, str]:
    """Return what a customer can get."""
    return {
        Outcome.REFUND: tr("Refund"),
        Outcome.EXCHANGE: tr("Exchange"),
        Outcome.REPLACEMENT: tr("Replacement"),
        Outcome.REPAIR: tr("Repair and send back"),
        Outcome.CREDIT: tr("Store credit"),
        Outcome.REJECT: tr("Reject and send back"),
        Outcome.NOTHING: tr("Nothing"),
    }


def refund_states() -> Mapping[RefundState, str]:
    """Return what the states of a refund are called."""
    return {
        RefundState.PROPOSED: tr("to be approved"),
        RefundState.APPROVED: tr("waiting"),
        RefundState.SENT: tr("sent"),
        RefundState.CONFIRMED: tr("paid back"),
        RefundState.FAILED: tr("failed"),
        RefundState.UNKNOWN: tr("not known"),
        RefundState.CANCELLED: tr("cancelled"),
    }


def matches() -> Mapping[Match, str]:
    """Return how lines of a credit note were explained."""
    return {
        Match.MATCHED: tr("Sold before"),
        Match.ABOVE: tr("More than was sold"),
        Match.BLIND: tr("Never sold"),
        Match.MONEY: tr("No goods"),
    }


def blinds() -> Mapping[Blind, str]:
    """Return why no sale stands for lines of a credit note."""
    return {
        Blind.NOBODY: tr("- the note names no customer"),
        Blind.NEW: tr("- the customer had bought nothing by then"),
        Blind.OTHER: tr("- the customer had bought other things only"),
    }


def events() -> Mapping[str, str]:
    """Return what was done with a return, for its story; its states stand in `states`."""
    return {
        "parked": tr("parked"),
        "identified": tr("found out whose it is"),
        "weighed": tr("weighed"),
        "damaged": tr("the box is damaged"),
        "not damaged": tr("the box is not damaged"),
        "empty": tr("the box is empty"),
        "missing": tr("not in the parcel"),
        "photo_passed": tr("without a photo"),
        "overridden": tr("taken all the same"),
        "outcome": tr("what the customer gets"),
        "sent ahead": tr("sent ahead of the goods"),
        "sent back": tr("sent back to the customer"),
        "undone": tr("no more settled"),
        "goodwill": tr("goodwill"),
        "order cancelled": tr("order given up, its money given free"),
        "claim drafted": tr("claim drafted"),
        "claim sent": tr("claim sent"),
        "claim accepted": tr("claim accepted"),
        "claim refused": tr("claim refused"),
        "claim dropped": tr("claim given up"),
        **{
            f"refund {state.value}": tr("refund: {state}").format(state=words)
            for state, words in refund_states().items()
        },
    }
