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
    "instance_invalid.fewer_than_two": (
        "{field} names fewer than two cross aisles",
        "Name a front and a back",
    ),
    "instance_invalid.no_such_aisle": (
        "{field} is not one of the aisles",
        "They are counted from 0",
    ),
    "instance_invalid.no_such_place": ("{field} is not one of the places", "Name one that stands under places"),
    "instance_invalid.not_a_length": ("{field} is no length", "Give a number from 0 to a thousand million"),
    "instance_invalid.not_a_list": ("{field} is no list", "Put what it holds between square brackets"),
    "instance_invalid.not_a_name": ("{field} is no name", "Give a text that is not empty"),
    "instance_invalid.not_a_number": ("{field} is no number", "Give a whole number"),
    "instance_invalid.not_a_number_above_zero": ("{field} is no number above zero", "Give one from 1 on"),
    "instance_invalid.not_a_time": ("{field} is no time", "Give seconds, or a time as 2010-12-06T15:30, or null"),
    "instance_invalid.not_an_object": ("{field} is no object", "Put what it holds between braces"),
    "instance_invalid.outside_the_cross_aisles": (
        "{field} lies beyond the cross aisles",
        "Give a distance between the first and the last of them",
    ),
    "instance_invalid.too_large": ("{field} is too large", "Plan a part of it"),
    "instance_invalid.twice": ("{field} is there twice", "Give each a name of its own"),
    "not_one_plan": (
        "Batch {batch} is not planned for the same day and warehouse",
        "Only what leaves together is picked together",
    ),
}
"""Code -> what happened, what to do."""
