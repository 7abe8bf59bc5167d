"""Words of the returns bench: what it asks, what its keys mean, what a scan did, and what it says no to."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.returning.states import Disposition, Finding, Outcome
from warehouse_app.wording import tr
from warehouse_app.wording.returning import dispositions, outcomes

WORDS: dict[str, tuple[str, str]] = {
    # What the bench asks.
    "returns.idle": ("Scan anything on the parcel", "Label, order, return number, item, or the slot it waits in"),
    "returns.item": ("Scan the next item", "Missing: F6. Park: F8"),
    "returns.grade": ("Press 1 to 6, or scan the next item", "{qty} x {sku} {name}"),
    "returns.ready": ("Look at the preview, then press Enter", "Or scan another item"),
    "returns.which": ("Which one is it?", "{n} fit {text}"),
    "returns.blind": ("Nobody knows {text}", "1: keep the parcel as it is. 2: scan something else on it"),
    "returns.blind_photo": ("Take a photo of the parcel", "F3. Enter goes on without one"),
    "returns.photo": ("Take a photo of {name}", "Grade {grade} asks for one: F3. Enter goes on without"),
    "returns.slot": ("Put the parcel into slot {slot}", "Press Enter, or scan the slot you take"),
    "returns.undelivered": (
        "Did the carrier bring {order} back?",
        "1: yes, and the seal is whole. 2: yes, but it is open. 3: no, the customer sent it",
    ),
    "returns.serial": ("Which serial number?", "{sku} {name}. Scan it or type it"),
    "returns.lot": ("Which lot of {sku}?", "Scan it or type it"),
    "returns.unexpected": ("{sku} was not in order {order}", "{qty} x {name}. Whose is it?"),
    "returns.above_sent": ("More {sku} than order {order} may send back", "{qty} x {name}. Whose is it?"),
    "returns.nameless": ("Nobody knows {text}", "1: keep it with this return. 2: leave it aside"),
    "returns.identify": ("Is {return} of order {order}?", "1: yes. 2: no"),
    "returns.unidentify": (
        "Is {return} not of order {order} after all?",
        "{qty} {qty:unit goes|units go} back to its parcel in the books. 1: not of it. 2: leave it",
    ),
    "returns.swap": ("What becomes of {serial}?", "1: take it as swapped. 2: leave it aside. 3: park the return"),
    "returns.expired": ("Take {return} all the same?", "It was to come until {until}. 1: yes, by right. 2: park it"),
    "returns.over": ("Take another parcel of {return}?", "1: yes, by right. 2: park it"),
    "returns.too_late": (
        "Take {order} all the same?",
        "It could come back until {until}. 1: yes, by right. 2: park it",
    ),
    "returns.check": ("{check}", "{sku} {name}. 1: yes. 2: no"),
    "returns.issue": ("What is wrong with {sku}?", "{name}"),
    "returns.reason": ("Why does {sku} come back?", "{name}"),
    "returns.note": ("What is to be said of {sku}?", "Type it, or scan it"),
    "returns.change": ("Where does {sku} go instead?", "{name}"),
    "returns.change_why": ("Why does {sku} go there?", "Press a number, or type it"),
    "returns.outcome": ("What does the customer get?", "For all of {return}"),
    "returns.outcome_unit": ("What does the customer get for {sku}?", "Only for the unit in hand"),
    "returns.variant": ("Which one instead of {sku}?", "Scan the product that the customer gets"),
    "returns.absent": ("Is the box empty?", "{n} {n:unit is|units are} expected"),
    "returns.absent_which": ("What is not in the parcel?", "{n} {n:unit is|units are} expected"),
    "returns.about": ("Return {return}", "{order}"),
    # What its keys mean.
    "returns_choice.candidate": ("{return} {order}", "{customer} {day}"),
    "returns_choice.none": ("None of these", ""),
    "returns_choice.blind": ("Keep the parcel", ""),
    "returns_choice.again": ("Scan something else", ""),
    "returns_choice.sealed": ("Yes, sealed", ""),
    "returns_choice.opened": ("Yes, but opened", ""),
    "returns_choice.customer": ("No, the customer sent it", ""),
    "returns_choice.other": ("Order {order}", ""),
    "returns_choice.unknown": ("Nobody knows whose", ""),
    "returns_choice.aside": ("Leave it aside", ""),
    "returns_choice.nameless": ("Keep it with this return", ""),
    "returns_choice.not_it": ("Not of it", ""),
    "returns_choice.is_it": ("Yes", ""),
    "returns_choice.is_not": ("No", ""),
    "returns_choice.swapped": ("Take it as swapped", ""),
    "returns_choice.override": ("Take it all the same", ""),
    "returns_choice.park_it": ("Park it", ""),
    "returns_choice.yes": ("Yes", ""),
    "returns_choice.no": ("No", ""),
    "returns_choice.found_counterfeit": ("Counterfeit", ""),
    "returns_choice.found_dangerous": ("Dangerous", ""),
    "returns_choice.found_not_ours": ("Not ours", ""),
    "returns_choice.found_swapped": ("Swapped", ""),
    "returns_choice.found_none": ("Nothing is wrong", ""),
    "returns_choice.reason": ("Why it came back", ""),
    "returns_choice.reason_is": ("{reason_words}", ""),
    "returns_choice.note": ("A note", ""),
    "returns_choice.to_restock": ("Back to stock", ""),
    "returns_choice.to_repack": ("Repack", ""),
    "returns_choice.to_refurbish": ("Refurbish", ""),
    "returns_choice.to_repair": ("Repair", ""),
    "returns_choice.to_vendor": ("To the supplier", ""),
    "returns_choice.to_quarantine": ("Quarantine", ""),
    "returns_choice.to_scrap": ("Scrap", ""),
    "returns_choice.to_send_back": ("Back to the customer", ""),
    "returns_choice.why_better": ("Better than its grade", ""),
    "returns_choice.why_worse": ("Worse than its grade", ""),
    "returns_choice.why_customer": ("The customer wants it so", ""),
    "returns_choice.why_supplier": ("The supplier takes it", ""),
    "returns_choice.gets_refund": ("Refund", ""),
    "returns_choice.gets_exchange": ("Exchange", ""),
    "returns_choice.gets_replacement": ("Replacement", ""),
    "returns_choice.gets_repair": ("Repair and send back", ""),
    "returns_choice.gets_credit": ("Store credit", ""),
    "returns_choice.gets_reject": ("Reject and send back", ""),
    "returns_choice.box_empty": ("The box is empty", ""),
    "returns_choice.absent_one": ("{qty} x {sku} {name}", ""),
    "returns_choice.absent_all": ("All that is expected", ""),
    "returns_choice.go_on": ("Scan on", ""),
    # What a scan did.
    "return_opened": (
        "Return {return} of order {order}",
        "{wanted} {wanted:unit is expected. Scan it|units are expected. Scan them}",
    ),
    "return_begun": ("Return {return} of order {order} is begun", "Scan what is in the parcel"),
    "return_resumed": ("Return {return} goes on", "Scan the next item"),
    "return_open": ("Return {return} is open here", "Scan the next item"),
    "return_parked": ("{return} waits in slot {slot}", "Scan anything on the next parcel"),
    "return_sealed": ("{qty} {qty:unit|units} in, sealed", "Look at the preview, then press Enter"),
    "return_taken": ("{done} of {wanted} expected", "{qty} x {sku} {name}. Press 1 to 6"),
    "return_taken_more": ("{qty} x {sku} {name}", "Belongs to this order. Press 1 to 6"),
    "return_taken_other": ("{qty} x {sku} {name}", "Is of order {order}. Press 1 to 6"),
    "return_taken_unknown": ("{qty} x {sku} {name}, nobody knows whose", "Press 1 to 6"),
    "return_taken_swapped": ("{sku} {serial}{lot} is taken as swapped", "Press 1 to 6"),
    "return_kept_unknown": ("{sku} stays with this return", "Press 1 to 6"),
    "return_label_wanted": ("The label of {sku} {name} prints", ""),
    "return_counted": ("{n} x {sku} in all", ""),
    "return_graded": ("Grade {grade}: {sku} {name}", "Goes to: {goes}"),
    "return_finding": ("{sku}: {finding}", "Goes to: {goes}"),
    "return_no_finding": ("Nothing is wrong with {sku}", "Press 1 to 6"),
    "return_reason": ("{sku}: {reason_words}", ""),
    "return_noted": ("The note on {sku} is kept", ""),
    "return_changed": ("{sku} goes elsewhere: {goes}", ""),
    "return_outcome": ("The customer gets: {gets}", ""),
    "return_exchange": ("The customer gets {variant} instead of {sku}", ""),
    "return_in_hand": ("{qty} x {sku} {name}", "Press 1 to 6"),
    "return_missing": ("{n} x {sku} {name} {n:is|are} not in the parcel", ""),
    "return_missing_all": ("{n} {n:unit is|units are} not in the parcel", ""),
    "return_empty": ("The box of {return} is empty", "Take a photo (F3), then press Enter"),
    "return_expected_again": ("{return}: expected again", "Scan the next item"),
    "return_taken_back": ("{qty} x {sku} taken back", "Scan the next item"),
    "return_judged_before": ("{sku} {name} is as it was before", ""),
    "return_unidentified": (
        "Nobody knows whose {return} is again",
        "It is not of order {order}; {qty} {qty:unit is|units are} unexplained",
    ),
    "return_identified": ("{return} is of order {order}", "{qty} {qty:unit is|units are} proven"),
    "return_identified_part": (
        "{return} is of order {order}",
        "{left} {left:unit was|units were} not sent in it, {qty} {qty:is|are} proven",
    ),
    "return_weighed": ("{grams} g", "Scan the next item"),
    "return_weighed_empty": (
        "{grams} g: the box may be empty",
        "{expected} g were thought to be in it. Look, then press F6 (SHORT) if it is",
    ),
    "return_weighed_light": (
        "{grams} g: {off} g too light",
        "{expected} g were thought to be in it. Look for what is missing; F6 (SHORT) says what is",
    ),
    "return_weighed_heavy": (
        "{grams} g: {off} g too heavy",
        "{expected} g were thought to be in it. Look for what else is in it, and scan it",
    ),
    "return_not_weighed": ("The weight of {return} is taken back", "Weigh it again, or scan the next item"),
    "return_box_damaged": ("The box is damaged. A claim is drafted", "The carrier wants it by {until}. Photo: F3"),
    "return_box_damaged_alone": ("The box is damaged", "Take a photo of it: F3"),
    "return_box_whole": ("The box is not damaged", ""),
    "return_settled_refund": ("Settled: {amount} back", "Return {return}. Scan anything on the next parcel"),
    "return_settled_credit": ("Settled: {amount} as credit", "Return {return}. Scan anything on the next parcel"),
    "return_unsettled": ("Return {return} is not settled any more", "It is on the table again"),
    "return_settled": ("Return {return} is settled", "Scan anything on the next parcel"),
    "return_settled_refund.carry": (
        "Return {return} is settled: {amount} back",
        "Carry it: {carry}. Then the next parcel",
    ),
    "return_settled_credit.carry": (
        "Return {return} is settled: {amount} as credit",
        "Carry it: {carry}. Then the next parcel",
    ),
    "return_settled.carry": ("Return {return} is settled", "Carry it: {carry}. Then the next parcel"),
    # What it says no to.
    "return_open_here": (
        "Return {name} is on the table",
        "Press Enter to settle it, or park it (F8). Then scan {text}",
    ),
    "no_return_open": ("Nothing is on the table", "Scan anything on the parcel"),
    "return_key_at_rest": (
        "Nothing is on the table: {key} does nothing",
        "Scan anything on the parcel. A code of one sign alone is looked for on the Returns desk",
    ),
    "no_unit_in_hand": ("Nothing is in your hand yet", "Scan an item, then press its grade"),
    "not_graded_yet": ("{sku} has no grade yet", "Press 1 to 6 first"),
    "return_over": ("Return {name} is over", "Press Enter. Somebody with the right to refund can take it all the same"),
    "return_too_late": (
        "Order {order} could come back until {until}",
        "Press Enter. Somebody with the right to refund can take it all the same, or park it",
    ),
    "lot_swap": (
        "Lot {lot} was not sent in order {order}",
        "Other {sku} came back. Press Enter, then take it in as swapped, or park it",
    ),
    "return_slot_taken": ("{name} is in slot {slot}", "Scan another slot, or press Enter for the free one"),
    "return_bad_slot": ("There is no slot {text}", "Scan a place or a slot, or press Enter for the free one"),
    "return_nothing_missing": ("Nothing more is expected of {name}", "Press Enter to settle it"),
    "not_sold_again": ("{sku} never goes there: {finding}", "Choose quarantine, scrap, supplier or customer"),
    "too_many_return_units": ("A return has at most {most} rows", "Settle this one, and begin another"),
    "return_known": ("{name} is of order {order}", "Undo what is wrong, or ask the office"),
}
"""Code -> what happened, what to do."""


def findings() -> Mapping[Finding, str]:
    """Return what can be wrong with a unit beyond its grade."""
    return {
        Finding.NONE: tr("Nothing is wrong"),
        Finding.SWAPPED: tr("Swapped"),
        Finding.NOT_OURS: tr("Not ours"),
        Finding.COUNTERFEIT: tr("Counterfeit"),
        Finding.DANGEROUS: tr("Dangerous"),
    }


def lacks() -> Mapping[str, str]:
    """Return what can lack before a return is settled."""
    return {
        "units": tr("nothing is out of the parcel"),
        "not_here": tr("it is not here yet"),
        "ungraded": tr("a unit has no grade"),
        "disposition": tr("nobody said where a unit goes"),
        "photo": tr("a photo is missing"),
        "check": tr("a question is not answered"),
        "variant": tr("nobody said what the customer gets instead"),
        "currencies": tr("it was paid in several currencies"),
        "expected": tr("a unit is expected that is not here"),
        "customer": tr("credit needs a known customer"),
        "sent_back": tr("what is refused goes back to the customer"),
        "not_restocked": tr("it never goes back to stock"),
        "ahead": tr("something was sent ahead for it"),
    }


def reasons_of_change() -> Mapping[str, str]:
    """Return why goods go elsewhere than policy says, where a key said it."""
    return {
        "better": tr("Better than its grade"),
        "worse": tr("Worse than its grade"),
        "customer": tr("The customer wants it so"),
        "supplier": tr("The supplier takes it"),
    }


def named(name: str, text: str) -> str:
    """Return a code of a returns bench in words, where the fact of that name is one."""
    if name == "carry":
        return ", ".join(_carried(*part.rsplit(":", 1)) for part in text.split(",") if ":" in part)
    if name == "goes" and text in set(Disposition):
        return dispositions()[Disposition(text)]
    if name == "finding" and text in set(Finding):
        return findings()[Finding(text)]
    if name == "gets" and text in set(Outcome):
        return outcomes()[Outcome(text)]
    return lacks().get(text, text) if name == "lack" else text


def _carried(goes: str, qty: str) -> str:
    where = dispositions()[Disposition(goes)] if goes in set(Disposition) else goes
    return f"{qty} x {where}"
