"""Words of return to cause: what a customer claims, how plausible it is, and the sentence of every sign."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.returning.evidence import Claim, Plausible, Sign
from warehouse_app.wording import tr
from warehouse_app.wording.say import say

WORDS: dict[str, tuple[str, str]] = {
    "why.came_other": ("{sku} {name} came back in its place", ""),
    "why.came_not_it": ("What came back is not what was ordered", ""),
    "why.came_right": ("What came back is what was ordered", ""),
    "why.less_packed": ("Only {packed} of {ordered} went into parcels", ""),
    "why.no_record": ("No scan of packing is kept for it", ""),
    "why.not_scanned": ("{n} {n:unit|units} went in on the packer's word, without a scan", ""),
    "why.counted_only": ("{n} {n:unit|units} went in counted, after one scan", ""),
    "why.picked_only": ("{n} {n:unit|units} went in on the picker's scans alone", ""),
    "why.each_scanned": ("Each of {n} {n:unit|units} was scanned when it was packed", ""),
    "why.not_weighed": ("No weight of the parcel was judged", ""),
    "why.weight_fits": ("The weight of the parcel was as expected", ""),
    "why.weight_kept": ("The weight of the parcel differed and was kept", ""),
    "why.weight_says_so": ("The parcel was off by the {grams} g that the claim would make", ""),
    "why.weight_against": ("The claim would make {grams} g, and the parcel's weight was as expected", ""),
    "why.weight_blind": ("The claim would make {grams} g: too little for the scale to show", ""),
    "why.stopped_here": ("In this very order the bench stopped {sku}", ""),
    "why.mixed_up": ("Who packed or picked it mixed it up {n} {n:time|times} in the weeks before", ""),
    "why.look_alike": ("{sku} {name} looks like it: taken for each other {n} {n:time|times}", ""),
    "why.overridden": ("{by} let something be done while it was packed: {reason}", ""),
    "why.others_too": ("{n} other customers say the same of this product", ""),
    "why.photos": ("{n} {n:photo|photos} of the packing can be looked at", ""),
    "why.often": ("This customer claimed something of the kind {n} times within a year", ""),
    "why.graded_damaged": ("The bench found it damaged", ""),
    "why.graded_whole": ("The bench found it whole", ""),
    "why.box_damaged": ("Its parcel came damaged", ""),
    "why.fragile": ("It breaks easily", ""),
}


def sign_words(sign: Sign) -> str:
    """Return the sentence of a sign."""
    return say(f"why.{sign.code}", dict(sign.facts))


def points_words(points: int) -> str:
    """Return points with their sign; a true minus."""
    return f"+{points}" if points > 0 else str(points).replace("-", "\N{MINUS SIGN}")


def claims() -> Mapping[Claim, str]:
    """Return what customers claim."""
    return {
        Claim.WRONG_ITEM: tr("Wrong item"),
        Claim.MISSING_ITEM: tr("Item missing"),
        Claim.DAMAGED: tr("Came damaged"),
    }


def plausible() -> Mapping[Plausible, str]:
    """Return how plausible a claim can be."""
    return {
        Plausible.LIKELY: tr("Likely"),
        Plausible.POSSIBLE: tr("Possible"),
        Plausible.UNLIKELY: tr("Unlikely"),
    }
