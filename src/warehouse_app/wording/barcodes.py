"""Words for GS1 codes that break a rule of theirs, and for numbers that cannot be."""

from __future__ import annotations

_AGAIN = "Scan it again. If it stays so, the label is wrong: set it aside"
_TYPED = "Scan it again, or compare what was typed"

WORDS = {
    "unreadable.check_digit": ("The last digit does not fit the others: one was read or typed wrong", _TYPED),
    "unreadable.restricted_number": (
        "This number is given out by each shop for itself, and nobody here knows it",
        "Link it to its product if it is ours",
    ),
    "unreadable.gs1_unknown_ai": ("The GS1 code holds ({ai}), which means nothing", _AGAIN),
    "unreadable.gs1_too_short": ("The value of ({ai}) in the GS1 code is too short", _AGAIN),
    "unreadable.gs1_too_long": ("The value of ({ai}) in the GS1 code is too long", _AGAIN),
    "unreadable.gs1_characters": ("The value of ({ai}) in the GS1 code holds a sign it may not hold", _AGAIN),
    "unreadable.gs1_check_digit": ("The check digit of ({ai}) in the GS1 code is wrong", _AGAIN),
    "unreadable.gs1_check_pair": ("The check characters of ({ai}) in the GS1 code are wrong", _AGAIN),
    "unreadable.gs1_prefix": ("({ai}) in the GS1 code does not begin with a company's number", _AGAIN),
    "unreadable.gs1_date": ("({ai}) in the GS1 code is no day of the calendar", _AGAIN),
    "unreadable.gs1_time": ("({ai}) in the GS1 code is no time of the day", _AGAIN),
    "unreadable.gs1_country": ("({ai}) in the GS1 code names no country", _AGAIN),
    "unreadable.gs1_currency": ("({ai}) in the GS1 code names no currency", _AGAIN),
    "unreadable.gs1_sex": ("({ai}) in the GS1 code is 0, 1, 2 or 9, and here it is not", _AGAIN),
    "unreadable.gs1_zero": ("({ai}) in the GS1 code begins with 0, and here it does not", _AGAIN),
    "unreadable.gs1_nonzero": ("A part of ({ai}) in the GS1 code is zero and may not be", _AGAIN),
    "unreadable.gs1_zero_prefix": ("({ai}) in the GS1 code may not begin with 0", _AGAIN),
    "unreadable.gs1_non_digit": ("({ai}) in the GS1 code holds digits alone and may not", _AGAIN),
    "unreadable.gs1_hyphen": ("({ai}) in the GS1 code may end with a minus sign only", _AGAIN),
    "unreadable.gs1_yes_no": ("({ai}) in the GS1 code is 0 or 1, and here it is neither", _AGAIN),
    "unreadable.gs1_iban": ("({ai}) in the GS1 code is no IBAN", _AGAIN),
    "unreadable.gs1_importer": ("({ai}) in the GS1 code ends with a sign that is no importer's index", _AGAIN),
    "unreadable.gs1_latitude": ("({ai}) in the GS1 code is no place on earth: its latitude is too large", _AGAIN),
    "unreadable.gs1_longitude": ("({ai}) in the GS1 code is no place on earth: its longitude is too large", _AGAIN),
    "unreadable.gs1_media": ("({ai}) in the GS1 code names no kind of media", _AGAIN),
    "unreadable.gs1_package": ("({ai}) in the GS1 code names no kind of package", _AGAIN),
    "unreadable.gs1_percent": ("({ai}) in the GS1 code holds a broken percent sign", _AGAIN),
    "unreadable.gs1_piece": ("({ai}) in the GS1 code is no piece of so many", _AGAIN),
    "unreadable.gs1_position": ("({ai}) in the GS1 code is no place in a row, such as 1/2", _AGAIN),
    "unreadable.gs1_winding": ("({ai}) in the GS1 code names no way of winding", _AGAIN),
    "unreadable.gs1_coupon": ("({ai}) in the GS1 code is no coupon", _AGAIN),
    "unreadable.gs1_coupon_offer": ("({ai}) in the GS1 code is no coupon's offer", _AGAIN),
    "unreadable.gs1_repeated": ("The GS1 code says ({ai}) twice, and not the same", _AGAIN),
    "unreadable.gs1_missing": (
        "({ai}) says nothing without ({other}), which the GS1 code does not hold",
        "Scan the code that names the item",
    ),
    "unreadable.gs1_excluded": ("({ai}) and ({other}) may not stand in one GS1 code", _AGAIN),
    "unreadable.gs1_separator_lost": (
        "The scanner dropped the separators of a GS1 code, and it can be read in several ways",
        "Set the scanner to send the group separator (GS), or type the code with its brackets",
    ),
    "unreadable.gs1_part_of_item": (
        "This is the code of one piece of an item that comes in several pieces",
        "Scan the code of the whole item",
    ),
    "unreadable.gs1_count": (
        "The count in the GS1 code cannot be",
        "Count the units and scan one of them; a supervisor compares the pack size",
    ),
    "unreadable.gs1_link": ("({ai}) stands where it may not in this GS1 web address", _AGAIN),
    "wrong_lot": ("Wrong lot. {sku} of lot {scanned} is not promised here", "Put it back. Take lot {wanted}"),
    "wrong_serial": ("Wrong serial number. {sku} {scanned} is not promised here", "Put it back. Take {wanted}"),
    "lot_unsure": (
        "The scanner dropped the separators, and this can be {wanted}",
        "Set the scanner to send the group separator (GS), or type the code with its brackets",
    ),
    "expired": (
        "Expired. {sku} was good until {day}",
        "Do not send it. Scan DAMAGED, then the item: it goes to quarantine",
    ),
    "measure_not_whole": (
        "{measured} cannot be counted in {unit}",
        "Weigh or measure it, and scan a label that says so",
    ),
}
"""Code -> what happened, what to do."""
