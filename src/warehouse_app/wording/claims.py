"""Words of claims on carriers: what they refuse, their kinds and states."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import ClaimState
from warehouse_app.wording import tr

WORDS: dict[str, tuple[str, str]] = {
    "no_such_claim": ("There is no claim {text}", "Check the code"),
    "claim_not_in": ("Claim {name} is {state}: it cannot be {deed} now", "See it on the Claims screen"),
    "nothing_claimed": ("Nobody said how much is claimed in {name}", "Give the amount"),
    "above_claimed": ("{amount} is more than was claimed in {name}", "At most {claimed} was claimed"),
    "claim_on_nobody": (
        "Nobody knows which carrier claim {name} is on",
        "Say which one had the parcel: it went under a label of our own",
    ),
    "no_carrier": ("No carrier has parcel {name}", "A claim is made on a carrier that was given it"),
}


def kinds() -> Mapping[ClaimKind, str]:
    """Return what the kinds of claims are called."""
    return {
        ClaimKind.DAMAGE: tr("Came damaged"),
        ClaimKind.EMPTY: tr("Came empty"),
        ClaimKind.LOSS: tr("Never came"),
    }


def states() -> Mapping[ClaimState, str]:
    """Return what the states of a claim are called."""
    return {
        ClaimState.DRAFT: tr("to be sent"),
        ClaimState.SENT: tr("sent"),
        ClaimState.ACCEPTED: tr("accepted"),
        ClaimState.REFUSED: tr("refused"),
        ClaimState.DROPPED: tr("given up"),
    }
