"""Words of boxes: the bench that asks which box, what is measured there, and boxes as the office keeps them."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr, trn

WORDS: dict[str, tuple[str, str]] = {
    "no_such_box": ("There is no box {box}", "Look at the list of boxes, or make it"),
    "box_taken": ("{box} is a box already", "Change it instead"),
    "nobody_sells": ("Nobody is known to sell {boxes}", "Say which supplier sells them, and which is asked first"),
    "bad_field.no_sides": ("{field} is no size: {value}", "Type three sides in millimetres, as 350x250x200"),
    "bad_field.below_inner": ("{field} is smaller than the inside: {value}", "Measure the box once more"),
    "bad_field.below_least": ("{field} is less than when it is ordered: {value}", "Give {most} or more"),
    "box_file_unreadable": ("The file {file} cannot be read: {why}", "Check its name and form"),
    "box_file_too_long": ("The file {file} is longer than {most} bytes", "Give it in parts"),
    "box_file_head": ("{file} has no column box in its first line", "Name the columns as: {columns}"),
    "basket_wrong": ("{where} {why}", "Mend the file (docs/cartons.md tells its form)"),
    "choose_box": ("All items are right. Take {box}", "Press its number, or scan the box"),
    "choose_box.none": ("All items are right. Which box?", "Press its number, or scan the box"),
    "choose_box.scan": ("All items are right. Take {box}", "Scan the box"),
    "choose_box.scan_none": ("All items are right. Which box?", "Scan the box"),
    "measure_item": ("Measure {name}", "Type three sides in millimetres, as 300x200x100. 0 leaves it out"),
    "item_measured": ("{sku} is {sides} mm", "It is known from now on"),
    "measure_left": ("{sku} is not measured", "It is asked again with its next order"),
    "measure_first": ("Measure {name} first", "Type three sides in millimetres, as 300x200x100. 0 leaves it out"),
    "box_first": ("Which box is {parcel} in?", "Press its number, or scan the box"),
    "box_scan_only": ("This bench takes a box by its code", "Scan the box"),
    "no_box_of_number": ("There is no box {n}", "Press a number that is shown, or scan the box"),
    "box_too_heavy": ("{box} carries {most_g} g, the goods weigh {grams} g", "Take a stronger box"),
    "several_boxes": ("This way takes {boxes} boxes: {names}", "Take out what does not go into the first, then go on"),
    "not_a_box": ("{sku} is no box", "Press a number that is shown, or scan the box"),
}

WHY: Mapping[str, str] = {
    "no_size": "its size is not known",
    "too_large": "it is larger than every box",
    "too_heavy": "it is heavier than any box carries",
    "only_soft": "it is fragile, and only mailers are large enough",
    "no_box": "there is no box for it",
    "too_many": "there are too many for boxes",
}
"""Why goods go into no box."""

KINDS: Mapping[str, str] = {"carton": "Carton", "mailer": "Mailer, soft"}


def imported_words(created: int, updated: int) -> str:
    """Return what became of a file of boxes."""
    words = trn("{n} box is new, {changed} changed.", "{n} boxes are new, {changed} changed.", created)
    return words.format(n=created, changed=updated)


def why(code: str) -> str:
    """Return in few words why goods go into no box."""
    return tr(WHY.get(code, code))


def kind(code: str) -> str:
    """Return the kind of a box in words."""
    return tr(KINDS.get(code, code))
