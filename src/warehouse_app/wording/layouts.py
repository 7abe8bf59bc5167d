"""Words of layouts: what is wrong with a drawing, and what is amiss on a floor."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr, trn

PROBLEMS: Mapping[str, str] = {
    "not_within": "{field} is a whole number of {value}",
    "twice": "{field}: {value} is there twice",
    "not_a_name": "{field} is a short name",
    "no_such_word": "{field} cannot be {value}",
    "lacks": "{field} lacks {value}",
    "no_point": "{field}: {value} is no point: write it as x, y",
    "no_number": "{field}: {value} is no whole number",
    "not_a_list": "{field} is no list",
    "too_large": "The file is too large",
    "too_long": "{field}: {value} is too long",
    "unreadable": "The file cannot be read: {value}",
    "unreadable_line": "The file cannot be read from line {value} on",
    "no_drawing": "The file holds no drawing of the form that export writes",
}
"""What is wrong with a field of a drawing."""

WORDS: Mapping[str, tuple[str, str]] = {
    **{f"bad_layout.{problem}": (words, "Correct it; nothing was changed") for problem, words in PROBLEMS.items()},
    "bad_layout": ("The drawing cannot be: {field}", "Correct it; nothing was changed"),
    "no_layout": ("Nothing is drawn for {warehouse}", "Draw it, or import a drawing"),
    "layout_where": ("There is no aisle {aisle}", "Say where it is to be: --x-mm"),
    "layout_option": ("{option} is not understood", "Write it as the help says: layout rule --help"),
    "layout_file": ("{path} cannot be read: {why}", "Choose another file"),
    "layout_moved": ("Somebody else changed the drawing of {warehouse}", "Read it again, then change it"),
}
"""Code -> what happened, what to do."""


def remark_words(code: str, n: int) -> str:
    """Return what is amiss on a floor, in words."""
    words = {
        "islands": trn("{n} place that no walk reaches", "{n} places that no walk reaches", n),
        "unplaced": trn("{n} place lies nowhere on the map", "{n} places lie nowhere on the map", n),
        "no_graph": tr("No distances are known: walks go by the numbers of the places"),
        "one_place": tr("There is one place only: every walk is there and back"),
    }
    return words.get(code, code).format(n=n)


def way_words(method: str) -> str:
    """Return how a walk was found."""
    words = {
        "exact_one_block": tr("the shortest there is"),
        "exact_blocks": tr("the shortest there is"),
        "exact_orders": tr("the shortest there is"),
        "search": tr("a good one, perhaps not the shortest"),
        "walking_sequence": tr("in the order of the places"),
    }
    return words.get(method, method.replace("_", " "))
