"""Words of packing instructions: refusals, dangers, inserts, and why one holds or does not."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.instructions.choose import Judged, Why
from warehouse_app.domain.instructions.values import Danger
from warehouse_app.wording import tr

WORDS: Mapping[str, tuple[str, str]] = {
    "no_such_instruction": ("There is no instruction {instruction}", "See: warehouse instruction list"),
    "too_many_instructions": ("There are {most} instructions", "Drop one that nobody needs first"),
    "nothing_told": ("It says nothing", "Write its words, an insert, or ask for a photo"),
    "item_of_what": ("An instruction at an item is about a product or a category", "Name one of them"),
    "confirm_first": ("Read this first: {text}", "Press Enter, or scan CONTINUE. Then scan on"),
    "instruction_wanted": ("{text}", "Press Enter, or scan CONTINUE"),
    "instruction_confirmed": ("Confirmed", "Scan the next item"),
    "story_insert_missing": ("{why} was to be put in and is not in stock", ""),
    "story_gift": ("It is a gift", ""),
    "story_no_gift": ("It is no gift any more", ""),
}
"""Code -> what happened, what to do."""

_WHY: Mapping[Why, str] = {
    Why.HOLDS: "holds",
    Why.PRODUCT: "no: the product is not in the order",
    Why.CATEGORY: "no: nothing of that category is in the order",
    Why.CUSTOMER: "no: it is another customer",
    Why.CHANNEL: "no: it came by another channel",
    Why.COUNTRY: "no: it goes to another country",
    Why.SERVICE: "no: it goes by another service",
    Why.OVERRULED: "no: {by} says more of it",
    Why.EQUAL: "no: {by} says as much of it, and is newer",
}


def why_words(judged: Judged) -> str:
    """Return why an instruction holds for an order, or does not."""
    words = tr(_WHY[judged.why]).format(by=judged.by)
    if judged.holds and judged.products:
        words = tr("holds for {products}").format(products=", ".join(judged.products))
    if judged.lost:
        words = tr("{words}, not for {products}").format(words=words, products=", ".join(judged.lost))
    return words


def insert_words(insert: str) -> str:
    """Return that something is put in."""
    return tr("Put in: {insert}.").format(insert=insert)


def danger_words(danger: Danger | None) -> str:
    """Return what a danger asks of the packer."""
    if danger is None:
        return ""
    what = tr("Dangerous goods UN {un}").format(un=danger.un)
    if danger.hazard:
        what = tr("{what}, class {hazard}").format(what=what, hazard=danger.hazard)
    if danger.group:
        what = tr("{what}, group {group}").format(what=what, group=danger.group)
    return f"{what}. {tr('Put the limited quantity mark on.') if danger.limited else tr('Call a supervisor.')}"
