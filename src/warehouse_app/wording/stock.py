"""Words for what the ledger refuses: postings, promises, undoing."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "bad_leg": ("{qty} is no quantity that can be moved", "Give a whole number above zero, and two different places"),
    "empty_entry": ("There is nothing to post", "Name at least one item to move"),
    "pool_short": (
        "{promised} of {sku} are promised in {warehouse}, and only {on_hand} would be left",
        "Release a promise first, or count the places",
    ),
    "container_loop": ("{container} would stand inside itself, or too deep", "Choose another place for it"),
    "too_many_at_once": ("That is too much to move at once: {cells} kinds of goods", "Move it in parts"),
    "no_such_entry": ("There is no entry {id}", "Look it up in the timeline"),
    "already_reversed": ("Entry {id} was undone before, or is itself an undoing", "Nothing more is to be done"),
    "stands_on_it": (
        "Something was done later with what this moved",
        "Take the later work back first, and void its labels",
    ),
}
