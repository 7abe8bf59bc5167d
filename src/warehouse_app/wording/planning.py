"""Words of planning by hand."""

from __future__ import annotations

WORDS = {
    "no_room_on_cart": (
        "Batch {batch} would have {n} {what}, and a cart holds {all}",
        "Choose another batch, or part this one first",
    ),
    "one_order_only": ("Batch {batch} has one order only", "It cannot be parted"),
    "same_batch": ("Order {order} is in batch {batch} already", "Choose another batch"),
    "not_together": (
        "Nobody may pick what batch {batch} would have",
        "Choose another batch, or give somebody the skills it asks for",
    ),
    "not_one_plan": (
        "Batch {batch} is not planned for the same day and warehouse",
        "Only what leaves together is picked together",
    ),
}
"""Code -> what happened, what to do."""
