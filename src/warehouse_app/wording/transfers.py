"""Words of transfers: what they refuse, their states, and what was done to them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.transfers.states import TransferState, What

WORDS: dict[str, tuple[str, str]] = {
    "no_such_transfer": ("There is no transfer {transfer}", "Check the code"),
    "same_warehouse": ("Both ends are {warehouse}", "A transfer goes from one warehouse to another"),
    "transfer_not_in": ("Transfer {transfer} is {state}: it cannot be {deed} now", "See it on the Transfers screen"),
    "empty_transfer": ("Nothing is asked for in transfer {transfer}", "Add a product first"),
    "too_many_transfer_lines": (
        "{lines} products are too many for one transfer",
        "Up to {most} go in one; make a second one for the rest",
    ),
    "bad_transfer_qty": ("{qty} of {sku} cannot go", "Give a whole number above zero"),
    "transfer_short": (
        "{warehouse} has {free} of {sku} free, and {asked} are asked for",
        "Ask for less, or see who holds it (stock who {sku}). Further products that are short: {more}",
    ),
    "not_on_transfer": ("{sku} {name} is not on transfer {transfer}", "Put it aside, or receive it without order"),
    "transfer_over_pick": ("Too many: {left} of {sku} left to take", "Put the rest back, then press Enter"),
    "not_transfer_place": ("{place} is no place of {wanted} for this transfer", "Use a place of {wanted}"),
    "wrong_transfer_place": ("Wrong place. This is {scanned}", "Go to {wanted}"),
    "nothing_picked": ("Nothing lies in the packages of transfer {transfer}", "Pick something first, or cancel it"),
    "foreign_in_package": (
        "Package {package} holds {sku}, which is not on the transfer",
        "Take it out (move), then send again",
    ),
    "more_than_sent": (
        "{asked} of {sku} came, and {left} are on their way",
        "Count again. If it is so, say that more came",
    ),
    "transfer_received_before": (
        "{what} was received already",
        "Nothing more of it is on its way. What is left over is received without order",
    ),
    "transfer_still_missing": (
        "{units} {units:unit|units} of transfer {transfer} did not come",
        "Look for them in both warehouses; to write them off, give the reason",
    ),
    "transfer_still_picked": (
        "{units} {units:unit|units} of transfer {transfer} lie in its packages",
        "Put them back first",
    ),
    "transfer_elsewhere": (
        "Transfer {transfer} is not for {warehouse}",
        "It is worked on in {wanted}",
    ),
}
"""Code -> what happened, what to do."""

STATES: Mapping[TransferState, str] = {
    TransferState.DRAFT: "Draft",
    TransferState.CONFIRMED: "Confirmed",
    TransferState.PICKING: "Being picked",
    TransferState.SENT: "On its way",
    TransferState.RECEIVED: "Received, with differences",
    TransferState.CLOSED: "Closed",
    TransferState.CANCELLED: "Cancelled",
}
"""The states as people read them; said through `tr`."""

DEEDS: Mapping[What, str] = {
    What.MADE: "Made",
    What.CONFIRMED: "Confirmed: its goods are promised",
    What.STARTED: "Picking began",
    What.PICKED: "Picked",
    What.PUT_BACK: "Put back",
    What.SENT: "Sent",
    What.RECEIVED: "Received",
    What.DAMAGED: "Came damaged",
    What.OVER: "Came beyond what was sent",
    What.FINISHED: "Receiving ended",
    What.LOST: "Did not come: written off",
    What.CLOSED: "Closed",
    What.CANCELLED: "Cancelled",
}
"""What was done, as people read it; said through `tr`."""
