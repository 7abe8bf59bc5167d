"""Words that the benches of goods in, put-away, moving and counting share; each bench has its own module beside."""

from __future__ import annotations

WORDS = {
    "no_such_choice": ("{key} answers nothing here", "Press a number that is shown"),
    "no_number_asked": ("No number is asked for now", "Scan what the screen asks for"),
    "mark.over": ("More than ordered", ""),
    "mark.under": ("Less than ordered", ""),
    "mark.wrong": ("Not ordered", ""),
    "mark.unknown": ("Unknown product", ""),
    "mark.damaged": ("Damaged", ""),
    "mark.cross_dock": ("For a waiting order", ""),
    "mark.counted": ("Counted", ""),
    "mark.recount": ("Counted again", ""),
    "mark.variance": ("Differs", ""),
    "mark.short": ("Short", ""),
    "mark.urgent": ("Urgent", ""),
    "mark.quarantine": ("Set apart", ""),
    "mark.price": ("Other price", ""),
    "mark.expired": ("Expired", ""),
    "mark.skipped": ("Skipped", ""),
    "mark.done": ("Done", ""),
}
"""Code -> what happened, what to do; `mark.<mark>` is what is special about a line."""
