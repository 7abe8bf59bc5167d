"""Words of the queue of exceptions: what each is, who waits, and what its deeds are called."""

from __future__ import annotations

from warehouse_app.domain.exceptions.values import Case, CaseKind, Deed
from warehouse_app.wording import tr, trn
from warehouse_app.wording.crew import work_words
from warehouse_app.wording.orders import REASONS, hold_kind

WORDS = {
    "no_such_case": ("{case} is settled, or never was an exception", "Read the queue again"),
    "exception_kind_unknown": ("No exception is of the kind {kind}", "Choose of: {known}"),
    "not_for_case": ("That does not help with {case}", "What helps: {deeds}"),
    "case_needs.reason": ("{case} is done about with a reason or a note", "Say why: --reason"),
    "case_needs.sku": ("{case} has to be told the product", "Name it: --sku"),
    "case_needs.place": ("{case} has to be told the place", "Name it: --place"),
    "case_needs.person": ("{case} has to be told the person", "Name them by their code: --to"),
}
"""Code -> what happened, what to do."""


def kind_words(kind: CaseKind) -> str:
    """Return what a kind of exception is called."""
    return {
        CaseKind.SHORT: tr("Short"), CaseKind.RESERVED: tr("Kept back"), CaseKind.DAMAGE: tr("Quarantine"),
        CaseKind.CODE: tr("Unknown code"), CaseKind.WEIGHT: tr("Weight"), CaseKind.HOLD: tr("Hold"),
        CaseKind.PRINT: tr("Print"), CaseKind.PRINTER: tr("Printer"), CaseKind.BATCH: tr("Cart"),
        CaseKind.PACK: tr("Pack"), CaseKind.STOP: tr("Bench"), CaseKind.COUNTING: tr("Count"),
        CaseKind.REVIEW: tr("Count to decide"), CaseKind.PARKED: tr("Parked goods"), CaseKind.SCANNER: tr("Scanner"),
        CaseKind.STOPS: tr("Stops"), CaseKind.SURPLUS: tr("Surplus"), CaseKind.ISSUE: tr("Bench says"),
        CaseKind.BOOKS: tr("Books"), CaseKind.RETURN: tr("Return"), CaseKind.REFUND: tr("Refund"),
        CaseKind.CLAIM: tr("Claim"), CaseKind.LABEL: tr("Label"),
    }[kind]  # fmt: skip


def case_title(case: Case) -> str:
    """Return what happened, in one line."""
    facts = dict(case.facts)
    words = {
        CaseKind.SHORT: tr("{sku} is {units} short"),
        CaseKind.RESERVED: trn(
            "Held orders keep {units} unit of {sku}", "Held orders keep {units} units of {sku}", _n(case, "units")
        ),
        CaseKind.DAMAGE: trn(
            "{units} unit of {sku} stands in {place}", "{units} units of {sku} stand in {place}", _n(case, "units")
        ),
        CaseKind.CODE: tr("Nobody knows {text}"),
        CaseKind.WEIGHT: tr("Order {order} weighs {grams} g, which differs"),
        CaseKind.HOLD: tr("Order {order} is held: {hold}"),
        CaseKind.PRINT: _print_title(case),
        CaseKind.PRINTER: tr("Printer {printer} is away"),
        CaseKind.BATCH: _batch_title(case),
        CaseKind.PACK: tr("Order {order} rests at {station}"),
        CaseKind.STOP: tr("Bench {station} waits: a Stop nobody saw"),
        CaseKind.COUNTING: tr("The count of {place} was left"),
        CaseKind.REVIEW: tr("Decide what the count of {place} found"),
        CaseKind.PARKED: trn("{units} unknown unit at the dock: {text}", "{units} unknown units at the dock: {text}",
                             _n(case, "units")),
        CaseKind.SCANNER: tr("A scanner at {station} is not read"),
        CaseKind.STOPS: tr("{times} Stops in a minute at {station}"),
        CaseKind.SURPLUS: tr("{sku} lies at {station}, {units} too many"),
        CaseKind.ISSUE: _issue_title(case), CaseKind.BOOKS: _books_title(case),
        CaseKind.RETURN: tr("Return {code} waits to be inspected"), CaseKind.REFUND: _refund_title(case),
        CaseKind.CLAIM: tr("Claim {code} on {carrier} goes out until {day}"), CaseKind.LABEL: _label_title(case),
    }[case.kind]  # fmt: skip
    if case.kind is CaseKind.HOLD:
        facts["hold"] = hold_kind(case.fact("hold"))
    if case.kind is CaseKind.PARKED and not case.fact("text"):
        facts["text"] = case.fact("note") or tr("no code")
    return words.format(**facts)


def _n(case: Case, name: str) -> int:
    return int(case.facts.get(name, 0))


def _print_title(case: Case) -> str:
    if case.fact("state") == "unknown":
        return tr("Did {document} {ref} come out?")
    return tr("{document} {ref} did not come out")


def _issue_title(case: Case) -> str:
    if case.fact("what") == "call":
        return tr("{name} at {station} calls a supervisor")
    if case.fact("what") == "missing":
        return tr("Order {order} is held at {station}: {sku} is missing")
    return tr("{station}: {note}") if case.fact("note") else tr("{name} at {station} has an issue")


def _books_title(case: Case) -> str:
    if _n(case, "book_g") < 0:
        return tr("{sku} weighs {learned_g} g, the books say nothing")
    return tr("{sku} weighs {learned_g} g, the books say {book_g} g")


def _refund_title(case: Case) -> str:
    if case.fact("state") == "unknown":
        return tr("Was refund {code} paid? Nobody knows")
    return tr("Refund {code} did not go through")


def _label_title(case: Case) -> str:
    if case.fact("state") == "refused":
        return tr("{carrier} refuses the label of {parcel}")
    if case.fact("state") == "kept":
        return tr("{carrier} does not take back the label of {parcel}")
    if case.fact("state") == "voiding":
        return tr("{carrier} has not taken back the label of {parcel} yet")
    if case.fact("held") and case.fact("state") == "wanted":
        return tr("{parcel} waits for its label: order {order} is held")
    return tr("{parcel} waits for its label from {carrier}")


def _batch_title(case: Case) -> str:
    return {
        "released": tr("Nobody picks batch {batch}"), "suspended": tr("Batch {batch} rests"),
    }.get(case.fact("state"), tr("Batch {batch} was left"))  # fmt: skip


def case_about(case: Case) -> str:
    """Return what else is known of it, "" for nothing."""
    fact = case.fact
    if case.kind is CaseKind.BATCH and fact("name"):
        return tr("{name}, cart {cart}").format(name=fact("name"), cart=fact("cart")) if fact("cart") else fact("name")
    if case.kind is CaseKind.CODE:
        words = trn("scanned {n} time, last at {station}", "scanned {n} times, last at {station}", _n(case, "times"))
        return words.format(n=fact("times"), station=fact("station"))
    if case.kind is CaseKind.SCANNER:
        return trn("{n} shot", "{n} shots", _n(case, "times")).format(n=fact("times"))
    if case.kind is CaseKind.SURPLUS:
        return tr("beside order {order}").format(order=fact("order"))
    if case.kind is CaseKind.ISSUE:
        return tr("order {order}").format(order=fact("order")) if fact("order") else work_words(fact("work"))
    if case.kind in (CaseKind.PACK, CaseKind.COUNTING, CaseKind.STOPS):
        return fact("name")
    if case.kind is CaseKind.STOP:
        return work_words(fact("work"))
    if case.kind is CaseKind.PRINT:
        return tr("at {printer}").format(printer=fact("printer")) if fact("printer") else ""
    if case.kind is CaseKind.PRINTER:
        return tr("{printer} prints for it").format(printer=fact("stand_in")) if fact("stand_in") else ""
    if case.kind is CaseKind.RESERVED:
        return trn("{n} held order", "{n} held orders", _n(case, "orders")).format(n=fact("orders"))
    if case.kind is CaseKind.HOLD:
        return tr(REASONS.get(fact("reason"), fact("reason"))) if fact("reason") else ""
    return _told_by(case)


def _told_by(case: Case) -> str:
    """Return the paper, the parcels or the order that it is known from."""
    if case.kind is CaseKind.RETURN and case.fact("slot"):
        return tr("in slot {slot}").format(slot=case.fact("slot"))
    if case.kind in (CaseKind.RETURN, CaseKind.REFUND):
        return tr("order {order}").format(order=case.fact("order")) if case.fact("order") else ""
    if case.kind is CaseKind.LABEL:
        return fact_or_order(case)
    if case.kind is CaseKind.BOOKS:
        words = trn("as {n} parcel tells", "as {n} parcels tell", _n(case, "parcels"))
        return words.format(n=case.fact("parcels"))
    return case.fact("receipt") if case.kind is CaseKind.PARKED else ""


def fact_or_order(case: Case) -> str:
    """Return a carrier's own words, else the order of the parcel."""
    return case.fact("why") or tr("order {order}").format(order=case.fact("order"))


def case_waits(case: Case) -> str:
    """Return who waits for it, "" for nobody."""
    return trn("{n} order waits", "{n} orders wait", case.orders).format(n=case.orders) if case.orders else ""


def deed_words(deed: Deed) -> str:
    """Return what a deed is called, on its button."""
    return {
        Deed.ALLOCATE: tr("Allocate again"), Deed.SHIP_PART: tr("Ship in part"), Deed.COUNT: tr("Count it"),
        Deed.FREE: tr("Release it"), Deed.LINK: tr("It is a product"), Deed.UNHOLD: tr("Let it go on"),
        Deed.CORRECT: tr("Correct address"), Deed.PRINTED: tr("It is there"), Deed.PRINT_AGAIN: tr("Print again"),
        Deed.RETRY: tr("Try again"), Deed.CANCEL: tr("Nobody needs it"), Deed.USE_AGAIN: tr("Use it again"),
        Deed.GIVE: tr("Give to"), Deed.POOL: tr("Back to pool"), Deed.PUT_DOWN: tr("Put it down"),
        Deed.APPROVE: tr("Book it"), Deed.COUNT_AGAIN: tr("Count again"), Deed.REJECT: tr("Leave the books"),
        Deed.SOLVE: tr("Dealt with"), Deed.SCRAP: tr("Scrap it"), Deed.UNLOCK: tr("Put back"),
        Deed.MESSAGE: tr("Send a message"), Deed.LOOK: tr("Look"), Deed.REST: tr("Set aside"),
        Deed.WAKE: tr("Take up again"), Deed.SETTLE: tr("Dealt with"),
        Deed.ACCEPT: tr("Take it into the books"), Deed.KEEP: tr("The books are right"),
    }[deed]  # fmt: skip
