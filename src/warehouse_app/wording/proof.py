"""Words of proof levels: what is asked of a line, whose rule it is, and how units were proven."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.wording import tr, trn

WORDS = {
    "taken_unproven": (
        "{qty} of {sku} {qty:is|are} in, not scanned",
        "{left} {left:item|items} left. Scan the next one",
    ),
    "right_item.rest": ("Right item", "Are the other {rest} there? Press Enter or scan CONTINUE, or type *n"),
    "proof_rule_invalid": ("{what} is no level", "Levels: each, case, first or none"),
    "proof_rule_invalid.role": ("There is no role {what}", "See warehouse user list"),
    "proof_rule_invalid.both": ("A rule is for a person or for a role", "Name one of them"),
    "proof_rule_invalid.length": ("The reason is too long", "Say it in 60 characters"),
    "proof_rule_invalid.traced": (
        "{what} is too little: the goods have lots or numbers of their own",
        "Ask for more",
    ),
    "no_proof_rule": ("There is no rule for just this: {what}", "See warehouse proof list"),
    "scan_each.person": ("Every unit is scanned here by you", "Scan them one by one. {why}"),
    "scan_each.station": ("Every unit is scanned at this bench", "Scan them one by one. {why}"),
    "scan_each.house": ("Every unit is scanned in this house", "Scan them one by one. {why}"),
}


def level_words(level: str) -> str:
    """Return a level in words."""
    return {
        "each": tr("Each unit"), "case": tr("Units or case codes"), "first": tr("The first one"), "none": tr("Nothing"),
    }.get(level, level)  # fmt: skip


def how_words(how: str) -> str:
    """Return how units were proven."""
    return {
        "each": tr("Scanned"), "first": tr("Counted after the first scan"), "none": tr("Not scanned"),
        "picked": tr("Checked while picked"),
    }.get(how, how)  # fmt: skip


def whose_words(by: str, named: Mapping[str, str]) -> str:
    """Return whose rule it is: "rule for SKU B at bench B1"; of a person it is not said who."""
    station = named.get("station", "")
    words = {
        "product": tr("rule for SKU {sku}").format(sku=named.get("sku", "")),
        "person": tr("rule for you"),
        "role": tr("rule for people of your role"),
        "station": tr("rule for bench {station}").format(station=station),
        "house": tr("rule of this house"),
        "traced": tr("each has its own lot or number"),
        "default": tr("no rule: as usual"),
    }.get(by, by)
    if by == "product" and station:
        return tr("{rule} at bench {station}").format(rule=words, station=station)
    return words


def asked_words(level: str, units: int, rule: str, why: str) -> str:
    """Return what is asked of a line of so many units, by which rule, and its reason."""
    said = {
        "first": trn("First of {n} only", "First of {n} only", units).format(n=units),
        "none": tr("No scan needed"),
        "each": tr("Scan each"),
        "case": tr("Units or case codes"),
    }.get(level, level)
    words = tr("{asked}: {rule}").format(asked=said, rule=rule)
    return tr("{words} ({why})").format(words=words, why=why) if why else words
