"""Words of weights: what was learned, what explains a difference, and what a decision about the books says."""

from __future__ import annotations

from warehouse_app.domain.weights.causes import Cause, CauseKind
from warehouse_app.wording import tr, trn

WORDS = {
    "nothing_learned": ("No parcel has told what {sku} weighs", "Weigh parcels, and hand them over"),
    "weight_moved": ("The books say {grams} g of {sku} now", "Look at the list again"),
}
"""Code -> what happened, what to do."""


def cause_words(cause: Cause) -> str:
    """Return a cause in words that follow "Likely"."""
    name, other = cause.name or cause.sku, cause.other_name or cause.other
    if cause.kind is CauseKind.MISSING:
        return trn("{n} {name} is missing", "{n} {name} are missing", cause.qty).format(n=cause.qty, name=name)
    if cause.kind is CauseKind.EXTRA:
        return tr("{n} {name} too many").format(n=cause.qty, name=name)
    said = {
        CauseKind.DOUBLED: tr("all {n} {name} are in twice"),
        CauseKind.SWAPPED: tr("a {other} instead of a {name}"),
        CauseKind.BOX: tr("box {name} was taken"),
        CauseKind.INSERT: tr("{name} was forgotten"),
        CauseKind.TARE: tr("the scale is not at zero: so were the last parcels"),
    }[cause.kind]
    return said.format(n=cause.qty, name=name, other=other)
