"""Rules of places and products in words: the fields of their forms, and what of a rule is worth a line. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.putaway.rules import Home, PlaceRule, ProductRule
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField
from warehouse_app.ui.kit.values import Column
from warehouse_app.wording import tr

_LITRE = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what is asked or allowed: what it is called, and how it is."""

    name: str
    value: str


def columns() -> tuple[Column[Told], ...]:
    """Return the columns of a rule told in lines."""
    return (Column(tr("What"), lambda one: one.name, 150, "strong"), Column(tr("How it is"), lambda one: one.value, 0))


def use(value: str) -> str:
    """Return in words what a place is for."""
    words = {"pick": tr("Picking"), "bulk": tr("Reserve"), "stage": tr("Goods that orders wait for")}
    return words.get(value, value)


def _yes_no() -> tuple[tuple[str, str], ...]:
    return (("yes", tr("Yes")), ("no", tr("No")))


def place_fields() -> tuple[FormField, ...]:
    """Return the fields of what a place is for and can take."""
    word, limit = tr("A word of the house; empty for none"), tr("Empty for no limit")
    return (
        FormField("use", tr("For"), choices=tuple((each, use(each)) for each in ("pick", "bulk", "stage"))),
        FormField("zone", tr("Zone"), word), FormField("climate", tr("Climate"), tr("As cold; empty for none")),
        FormField("hazard", tr("Hazard"), tr("As flammable; empty for none")),
        FormField("most_units", tr("Most units"), limit), FormField("most_g", tr("Most weight, g"), limit),
        FormField("volume_mm3", tr("Room, mm³"), limit), FormField("most_pallets", tr("Most pallets"), limit),
        FormField("mixes_products", tr("Several products"), choices=_yes_no()),
        FormField("mixes_lots", tr("Several lots"), choices=_yes_no()),
        FormField("mixes_owners", tr("Several owners"), choices=_yes_no()),
    )  # fmt: skip


def product_fields() -> tuple[FormField, ...]:
    """Return the fields of what a product asks of its place."""
    classes = (("", tr("Not known")), ("A", tr("A, asked for often")), ("B", tr("B")), ("C", tr("C, seldom")))
    return (
        FormField("climate", tr("Climate"), tr("As cold; empty for none")),
        FormField("hazard", tr("Hazard"), tr("As flammable; empty for none")),
        FormField("zone", tr("Zone"), tr("Where it is put rather than elsewhere")),
        FormField("demand_class", tr("Demand"), choices=classes),
        FormField("shelf_days", tr("Days it keeps")),
        FormField("min_days", tr("Days left at least"), tr("When it comes in")),
        FormField("inspect", tr("Look at it first"), choices=_yes_no()),
        FormField("upright", tr("Stands upright"), choices=_yes_no()),
        FormField("fragile", tr("Fragile"), tr("Nothing lies on it"), choices=_yes_no()),
        FormField("nest_mm", tr("Nests, mm"), tr("How much one more makes a stack higher; 0 for not")),
        FormField("apart", tr("Kept apart"), tr("As food; never in a box with another word")),
    )  # fmt: skip


def place_lines(rule: PlaceRule | None, homes: tuple[Home, ...]) -> tuple[Told, ...]:
    """Return what is worth knowing of a place: its lock first, then what it is for and takes, then whose home it is."""
    if rule is None:
        return ()
    found = [(tr("Locked"), rule.locked_why if rule.locked else ""), (tr("For"), use(rule.use))]
    found += [(tr("Zone"), rule.zone), (tr("Climate"), rule.climate), (tr("Hazard"), rule.hazard)]
    found += [(tr("Most units"), _number(rule.most_units)), (tr("Most pallets"), _number(rule.most_pallets))]
    found += [(tr("Most weight"), figures.weight(rule.most_g) if rule.most_g else "")]
    found += [(tr("Room"), tr("{n} l").format(n=figures.number(rule.volume_mm3 // _LITRE)) if rule.volume_mm3 else "")]
    alone = (
        (tr("one product"), rule.mixes_products),
        (tr("one lot"), rule.mixes_lots),
        (tr("one owner"), rule.mixes_owners),
    )
    found += [(tr("Takes"), ", ".join(words for words, mixes in alone if not mixes))]
    found += [(tr("Home of {sku}").format(sku=each.sku), _span(each)) for each in homes]
    return tuple(Told(name, value) for name, value in found if value)


def product_lines(rule: ProductRule | None, homes: tuple[Home, ...]) -> tuple[Told, ...]:
    """Return what a product asks of its place, and its homes."""
    if rule is None:
        return ()
    found = [(tr("Climate"), rule.climate), (tr("Hazard"), rule.hazard), (tr("Zone"), rule.zone)]
    found += [(tr("Demand"), rule.demand_class), (tr("Days it keeps"), _number(rule.shelf_days))]
    found += [(tr("Days left at least"), _number(rule.min_days or None))]
    found += [(tr("When it comes in"), tr("looked at first") if rule.inspect else "")]
    found += [(tr("In its box"), ", ".join(_in_box(rule)))]
    found += [(tr("Home {place}").format(place=each.place), _span(each)) for each in homes]
    return tuple(Told(name, value) for name, value in found if value)


def _in_box(rule: ProductRule) -> list[str]:
    said = [tr("upright")] if rule.upright else []
    said += [tr("nothing lies on it")] if rule.fragile else []
    said += [tr("nests, {n} mm more each").format(n=rule.nest_mm)] if rule.nest_mm else []
    return said + ([tr("apart from all but {word}").format(word=rule.apart)] if rule.apart else [])


def _number(value: int | None) -> str:
    return "" if value is None else figures.number(value)


def _span(home: Home) -> str:
    """Return up to how much a home is filled, from when, and whether it is of no other."""
    if home.most is not None and home.least:
        filled = tr("up to {most}, from below {least}").format(most=figures.number(home.most), least=home.least)
    else:
        filled = tr("up to {most}").format(most=figures.number(home.most)) if home.most is not None else tr("no limit")
    return tr("{filled}, its alone").format(filled=filled) if home.fixed else filled
