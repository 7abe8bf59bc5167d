"""Words of counts: the bench, the plan, what is decided."""

from __future__ import annotations

from collections.abc import Iterable

from warehouse_app.domain.counting.facts import Why
from warehouse_app.domain.counting.reasons import Reason
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.quantities import minor_digits
from warehouse_app.wording import tr, trn
from warehouse_app.wording.decimals import decimal

WORDS = {
    "count.idle": ("Nothing waits to be counted", "Scan any place to count it"),
    "count.place": ("Go to {place}", "Scan the place. {left} {left:place waits|places wait}"),
    "count.item": ("Count {place}", "Scan each product, or type how many. DONE ends the place"),
    "count.about": ("Count {about}", ""),
    "count.sure": ("One question", "Answer with a digit"),
    "count_place_right": ("Count all that stands in {place}", "Scan each product, or type how many"),
    "count_place_locked": ("{place} is locked: {note}. It can be counted all the same", "Scan what stands there"),
    "count_of_product": ("Count {sku} in {place}", "Type how many there are, or scan each. DONE ends it"),
    "count_counted": ("{total} of {sku}", "Go on, or scan DONE"),
    "count_unexpected": ("{total} of {sku}, which the books do not have here", "Count it as the others. Go on"),
    "count_undone": ("Taken back: {sku}. {total} are counted", "Go on"),
    "count_skipped": ("{place} is left for later", "Go on to the next place"),
    "count_put_down": ("{place} is put down", "It is counted from the beginning when somebody comes again"),
    "count_tour_ended": ("The tour is ended", "Scan any place to begin another"),
    "count_left_alone": ("Left to the other", "Scan another place"),
    "count_goes_on": ("{place} is still open", "Go on counting"),
    "count_take_over": ("Take it over: what was counted there is forgotten", ""),
    "count_leave_it": ("Leave it", ""),
    "count_empty": ("{place} is empty", ""),
    "count_which": ("Which {sku} is it?", "Answer with a digit, or scan a code that says it"),
    "count_far": ("{number} of {sku}? The books say {book}", "Answer with a digit"),
    "count_number_yes": ("Yes, {number}", ""),
    "count_number_no": ("No", ""),
    "count_repeat": ("Type the number of {sku} once more", "It is taken when it is the same"),
    "count_none_of": ("The books have {book} of {sku} here, which nobody scanned?", "Answer with a digit"),
    "count_none_of_yes": ("There is none of it", ""),
    "count_is_that_all": ("{kinds} {kinds:kind|kinds} counted in {place}. Is that all?", "Answer with a digit"),
    "count_is_that_all_yes": ("That is all", ""),
    "count_go_on": ("Go on counting", ""),
    "count_serial_two": ("Serial {serial} was counted in {other} just now", "Look which of the two it is"),
    "count_serial_here": ("It is here in {place}", ""),
    "count_serial_there": ("It is there in {other}", ""),
    "count_moved_meanwhile": ("{sku} was moved while you counted {place}", "Count it again; the rest stands"),
    "count_picker_here": ("{who} picks at {place} just now", "Wait until the pick is done, then scan DONE again"),
    "count_matched": ("{place} is right", "Go on"),
    "count_done": ("{place} is done", "Go on"),
    "count_posted": ("{place} is counted, the books are corrected", "Go on"),
    "count_posted_short": ("{place} is counted, and {orders} now lack goods", "Go on. A supervisor sees it"),
    "count_recount": ("{place} is counted", "Another person counts it again. Go on"),
    "count_review": ("{place} is counted", "A supervisor decides. Go on"),
    "count_place_first": ("Place first", "Go to {place} and scan it"),
    "count_place_open": ("{place} is not finished", "Scan DONE, or {place} again, then {scanned}"),
    "count_other_warehouse": ("{place} is in {warehouse}, you count in {tour}", "Scan DONE to end the tour first"),
    "count_other_product": ("Only {wanted} is counted here, this is {sku}", "Leave it. DONE ends the count"),
    "count_serial_needed": ("{sku} is counted by its serial number", "Scan or type the number"),
    "count_lot_needed": ("{sku} is counted by its lot", "Scan or type the lot"),
    "count_serial_twice": ("Serial {serial} is counted here already", "Go on with the next"),
    "count_number_of_what": ("{number} of what", "Scan the product first"),
    "count_negative": ("{number} is less than nothing", "Type how many there are, 0 for none"),
    "count_too_large": ("{number} is more than can lie here", "At most {most}. Scan UNDO, then count again"),
    "no_such_count": ("There is no count {count}", "Look it up in the list of counts"),
    "no_such_count_plan": ("There is no plan of counts {plan}", "Look it up in the list of plans"),
    "nothing_to_plan": ("No place to count answers to {about}", "Check the code, or see what is planned already"),
    "count_not_in": ("Count {count} is {state}", "It cannot be {deed} now"),
    "count_moved_on": (
        "Count {count} missed {missing} of {sku} in {place}, where the books now have {on_hand}",
        "Let it be counted again",
    ),
    "count_outdated": (
        "The books of {sku} in {place} were corrected since count {count}",
        "Let it be counted again, or leave the books as they are",
    ),
    "own_count": ("You counted {count} yourself", "Another person counts it again"),
    "no_such_adjustment": (
        "There is no adjustment {document}, or several channels have one",
        "See: warehouse adjust list",
    ),
    "adjustment_not_posted": ("Adjustment {document} is not posted", "There is nothing to take back"),
    "no_such_reason": ("{reason} is no reason of the list", "Choose one of {known}"),
}
"""Code -> what happened, what to do."""


def why_words(why: Iterable[tuple[Why, int]], currency: str = "") -> str:
    """Return why a cell is proposed, the strongest reason first; what it is worth is of that currency."""
    return ", ".join(_why(each, figure, minor_digits(currency)) for each, figure in why)


def _why(why: Why, figure: int, digits: int) -> str:
    words = {
        Why.DOUBT: trn("{n} doubt since its last count", "{n} doubts since its last count", figure),
        Why.MISS: trn("found wrong {n} time", "found wrong {n} times", figure),
        Why.MOVES: trn("{n} movement", "{n} movements", figure),
        Why.AGE: trn("counted {n} day ago", "counted {n} days ago", figure),
        Why.NEVER: tr("never counted"),
        Why.DEMAND: trn("orders wait for {n}", "orders wait for {n}", figure),
        Why.VALUE: tr("worth {money}"),
        Why.CYCLE: trn("its turn each {n} day", "its turn each {n} days", figure),
    }
    return words[why].format(n=figure, money=decimal(figure / 10**digits, digits))


def reason_words(reason: Reason) -> str:
    """Return what a reason means."""
    return {
        Reason.MISSING: tr("Missing, nobody knows why"), Reason.FOUND: tr("Found, nobody knew of it"),
        Reason.DAMAGED: tr("Damaged, cannot be sold"), Reason.BROKEN: tr("Broken or crushed"),
        Reason.WET: tr("Wet, mouldy or rusty"), Reason.THROWN_AWAY: tr("Thrown away"),
        Reason.RETURNED: tr("Came back from a customer"), Reason.WRONG_CODE: tr("Booked under another code"),
        Reason.MISCOUNTED: tr("Counted wrong before"), Reason.SOLD_BESIDE: tr("Sold or sent beside the books"),
        Reason.SAMPLE: tr("Sample or given away"), Reason.SHOWN: tr("On show, or used in the house"),
        Reason.SUPPLIER: tr("Came wrong from the supplier"), Reason.SET_OR_PIECE: tr("Set and pieces mixed up"),
        Reason.OTHER: tr("Another reason"),
    }[reason]  # fmt: skip


def state_words(state: CountState) -> str:
    """Return what a state is called."""
    return {
        CountState.REQUESTED: tr("Waits"), CountState.COUNTING: tr("Being counted"), CountState.COUNTED: tr("Counted"),
        CountState.MATCHED: tr("Right"), CountState.VARIANCE: tr("Differs"), CountState.RECOUNT: tr("Count again"),
        CountState.REVIEW: tr("To decide"), CountState.POSTED: tr("Booked"), CountState.REJECTED: tr("Not booked"),
    }[state]  # fmt: skip


def left_words(document: str, sku: str, why: str, asked: int, there: int) -> str:
    """Return why an adjustment was not posted."""
    words = {
        "below_zero": tr("{document} takes {asked} of {sku}, and {there} are there"),
        "unknown_product": tr("{document} names {sku}, which is no product"),
        "needs_count": tr("{document} finds {sku}, which is told apart by lot or serial: count it"),
        "too_many": tr("{document} changes {asked} places at once, {there} at most can be"),
    }
    return words[why].format(document=document, sku=sku, asked=asked, there=there)


def kind_words(kind: str) -> str:
    """Return what a plan asks for, in words."""
    words = {
        "place": tr("Place"), "product": tr("Product"), "zone": tr("Zone"), "aisle": tr("Aisle"),
        "warehouse": tr("The whole warehouse"), "today": tr("What costs most if wrong"),
        "abc": tr("Whose turn it is (ABC)"),
    }  # fmt: skip
    return words.get(kind, kind)


def why_asked(reason: str) -> str:
    """Return why a count was asked for."""
    if reason.startswith("plan "):
        return kind_words(reason.removeprefix("plan "))
    words = {
        "short pick": tr("A picker found too few"), "found goods": tr("Goods were found"),
        "missing at the bench": tr("Missing at the packing bench"), "by hand": tr("Somebody counted it unasked"),
    }  # fmt: skip
    return words.get(reason, reason)
