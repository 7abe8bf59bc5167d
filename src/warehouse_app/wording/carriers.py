"""Words of carriers: what is refused, what a label of theirs waits for, and what an order's story tells of it."""

from __future__ import annotations

WORDS = {
    "no_label_asked": ("No carrier is asked for parcel {parcel}", "Look at: warehouse carrier labels"),
    "bad_service": ("{text} is no {field}", "Letters and digits, at most 60 signs of a service, 20 of a carrier"),
    "bad_service.service": ("{text} is no service of a carrier", "Look at: warehouse carrier services"),
    "bad_service.carrier": ("{text} is no name of a carrier", "Use letters and digits, at most 20"),
    "not_buyable": (
        "The label of parcel {parcel} may be bought already",
        "Its carrier is asked for it by its key; wait for the answer",
    ),
    "not_buyable.bought": ("Parcel {parcel} has its label", "Open the parcel again to give it back"),
    "waits_for_label": (
        "Parcel {parcel} waits for its label from {carrier}",
        "Put it back to the bench, then press Enter",
    ),
    "carrier_not_here": (
        "This installation has no connection to a carrier",
        "Set it up, or let the service be of HOUSE: warehouse carrier service NAME HOUSE",
    ),
    "carrier_away": ("A carrier does not answer", "It is asked again every minute; nothing is bought twice"),
    "carrier_unknown": (
        "Nobody knows yet whether a label was bought",
        "Its carrier is asked by the same key; nothing is bought twice",
    ),
    "carrier_asked": ("A carrier is asked just now", "Its answer is on its way"),
    "carrier_order_held": ("A label waits: its order is held", "Let the order go on first"),
    "carrier_void_first": ("A label waits until the one before is void", "It is asked for by itself"),
    "story_label_wanted": ("A carrier is asked for the label of parcel {why}", ""),
    "story_label_bought": ("The label of parcel {why} came", ""),
    "story_label_refused": ("No label for parcel {why}", "Ask again, or take another service"),
    "story_label_given_back": ("The label of parcel {why} is void at its carrier", ""),
    "story_label_kept_by_carrier": ("A label is not taken back: parcel {why}", "Claim its price of the carrier"),
}
"""Code -> what happened, what to do."""
