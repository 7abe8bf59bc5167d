"""Words that every bench shares."""

from __future__ import annotations

WORDS = {
    "acknowledge_first": ("Scans wait until you confirm", "Press Enter, or scan the CONTINUE card"),
    "nothing_to_continue": ("Nothing to continue", "Scan what the screen asks for"),
    "acknowledged": ("Confirmed", ""),
    "unknown_barcode": ("Unknown code {text}", "Scan again, or set it aside"),
    "unreadable": ("This is not a code", "Scan it again"),
    "unreadable.empty_scan": ("Nothing was read", "Scan it again"),
    "unreadable.too_long": ("This is too long for a code: {length} characters", "Scan one code at a time"),
    "unreadable.control_characters": (
        "The scan holds signs no code has",
        "Scan it again, or check the scanner's settings",
    ),
    "unreadable.two_codes": ("Two codes were read as one", "Scan them one by one"),
    "unreadable.bad_check": ("Only part of the code was read, or a wrong sign", "Scan it again"),
    "unreadable.web_address": ("This is a web address, no code of ours", "Scan the bars beside it"),
    "unreadable.bad_multiplier": ("This is no number to count by", "Type * and a number, such as *3"),
    "means_nothing_here": ("This {kind} is no answer here", "Scan what the screen asks for"),
    "means_nothing_here.next_box": ("No other box can be begun here", "Go on with what the screen asks for"),
    "means_nothing_here.issue": (
        "An issue is not written down here yet",
        "Scan PAUSE, set the goods aside and tell a supervisor, who can hold the order",
    ),
    "means_nothing_here.supervisor": (
        "This card calls nobody yet",
        "Scan PAUSE to keep your work, then fetch a supervisor",
    ),
    "nothing_to_count": ("There is no scan to count as {n}", "Scan the item, then type *{n}"),
    "which_one": ("Several things carry this code: {candidates}", "Scan or type the code in brackets"),
    "double_read": ("Read twice", "Counted once. Scan again if there are two"),
    "nothing_to_undo": ("Nothing to undo", "Scan what the screen asks for"),
    "no_multi_scan": ("Each unit of {sku} is scanned", "Scan them one by one: *n does not count here"),
    "claim_lost": ("Taken over. {who} works on it at {station}", "Scan the next tote"),
    "open_elsewhere": ("{who} has {what} open at {station}", "Take another, or take it over when it is paused"),
    "no_right": ('You need the right "{right}"', "Scan a supervisor's badge, or sign on with PIN"),
    "no_right_typed": (
        'You need the right "{right}"',
        "Sign on with a PIN that gives it, or let a second person lend it with --override-by",
    ),
    "no_right_never_lent": ('You need the right "{right}", which nobody lends', "Ask somebody who has it to do it"),
    "id_used": ("This id was used for another deed", "Send the line with a fresh id"),
    "not_enough": ("{place} would hold less than nothing of {sku}", "Count the place: {on_hand} on hand, {held} held"),
    "serial_elsewhere": ("Serial {serial} is at {place}", "Set it aside and call a supervisor"),
}
"""Code -> what happened, what to do; `code.problem` is the finer sentence where the facts name a problem."""
