"""Words that the benches of goods in, put-away, moving and counting share; each bench has its own module beside."""

from __future__ import annotations

WORDS = {
    "no_such_choice": ("{key} answers nothing here", "Press a number that is shown"),
    "no_number_asked": ("No number is asked for now", "Scan what the screen asks for"),
    "floor.idle": ("Scan what is at hand", ""),
    "floor.place": ("Scan a place", ""),
    "floor.item": ("Scan the next product", ""),
    "floor.qty": ("How many are there?", "Type the number, then Enter"),
    "floor.target": ("Scan where it goes", ""),
    "floor.list": ("Done here", ""),
    "receive.list": ("Come in", ""),
    "putaway.list": ("On the trolley", ""),
    "move.list": ("In {place}", ""),
    "count.list": ("Counted here", ""),
    "floor.rest": ("Waiting", ""),
    "receive.rest": ("Still open", ""),
    "putaway.rest": ("On the dock", ""),
    "count.rest": ("To count", ""),
    "mark.over": ("More than ordered", ""),
    "mark.under": ("Less than ordered", ""),
    "mark.wrong": ("Not ordered", ""),
    "mark.unknown": ("Unknown product", ""),
    "mark.damaged": ("Damaged", ""),
    "mark.cross_dock": ("For a waiting order", ""),
    "mark.counted": ("Counted", ""),
    "mark.expected": ("Not counted yet", ""),
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
"""Code -> what happened, what to do. `floor.<phase>` is asked where a bench has no words of its own for a phase,
`<work>.list` stands over its lines where no paper is at hand, `<work>.rest` while nothing was begun; `mark.<mark>` is
what is special about a line.
"""
