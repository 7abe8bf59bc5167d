"""What the places page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.places import fields_of
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PlaceDetail, PlaceGoods, PlaceHolder, PlaceRow
from warehouse_app.domain.putaway.rules import PlaceRule, texts
from warehouse_app.ui.kit import figures, rulewords
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.places.state import PlacesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.codes import said as said_code
from warehouse_app.wording.people import lacks_right

_WIDE = 900
_LETTER = 1000
"""Aisles of a letter are kept as a thousand for each letter after A."""


def part(number: int | None) -> str:
    """Return an aisle, bay or level as people write it: 3, or B03 for 1003."""
    if number is None:
        return figures.NOTHING
    letter, rest = divmod(number, _LETTER)
    return f"{chr(ord('A') + letter)}{rest:02d}" if letter else str(rest)


def kind(value: str) -> str:
    """Return a kind of place in words."""
    words = {
        "BIN": tr("Bin"), "DOCK": tr("Dock"), "BENCH": tr("Bench"), "QUARANTINE": tr("Quarantine"),
        "TRANSIT": tr("Transit"), "LPN": tr("Pallet"), "TOTE": tr("Tote"), "CART": tr("Cart"),
    }  # fmt: skip
    return words.get(value, value.capitalize())


def stands(row: PlaceRow) -> ChipValue:
    """Return in one word what is in a place."""
    if not row.active:
        return ChipValue("neutral", tr("Out of use"), "ban")
    if not row.units:
        return ChipValue("neutral", tr("Empty"), "circle-dashed")
    return ChipValue("info", tr("All held"), "lock") if row.held >= row.units else ChipValue("ok", tr("Stocked"))


def columns() -> tuple[Column[PlaceRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Place"), lambda row: row.code, 120, "code", name="code"),
        Column(tr("Kind"), lambda row: kind(row.kind), 96, name="kind"),
        Column(tr("Warehouse"), lambda row: row.warehouse, 104, name="warehouse", room=_WIDE),
        Column(tr("Walk"), lambda row: figures.number(row.walk_seq), 76, "number", name="walk_seq",
               leaves=lambda row: row.walk_seq),
        Column(tr("Aisle"), lambda row: part(row.aisle), 64, name="aisle"),
        Column(tr("Bay"), lambda row: part(row.bay), 56, name="bay", room=_WIDE),
        Column(tr("Level"), lambda row: part(row.level), 60, name="level", room=_WIDE),
        Column(tr("Goods"), lambda row: figures.number(row.kinds) if row.kinds else figures.NOTHING, 72, "number",
               name="kinds", leaves=lambda row: row.kinds),
        Column(tr("Units"), lambda row: figures.number(row.units) if row.units else figures.NOTHING, 80, "number",
               name="units", leaves=lambda row: row.units),
        Column(tr("Held"), lambda row: figures.number(row.held) if row.held else figures.NOTHING, 72, "number",
               name="held", leaves=lambda row: row.held),
        Column(tr("State"), stands, 118, "icon", name="state"),
    )  # fmt: skip


def filters(state: PlacesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("All"), "bins": tr("Bins"), "empty": tr("Empty"), "work": tr("Benches"),
        "carried": tr("Carried"), "unused": tr("Out of use"),
    }  # fmt: skip
    return state.views(words)


def footer(state: PlacesScreen) -> tuple[str, str]:
    """Return how many places the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "place", "places")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(detail: PlaceDetail) -> str:
    """Return the line under a place's code."""
    row = detail.row
    inside = tr("stands in {place}").format(place=code(detail.stands_in)) if detail.stands_in else ""
    rule = detail.rule
    locked = tr("locked: {reason}").format(reason=rule.locked_why) if rule is not None and rule.locked else ""
    return ", ".join(each for each in (kind(row.kind), row.warehouse, inside, locked) if each)


def facts(row: PlaceRow) -> tuple[tuple[str, str], ...]:
    """Return what is known of a place, by name."""
    lies = " · ".join(part(each) for each in (row.aisle, row.bay, row.level))
    return (
        (tr("Walk"), figures.number(row.walk_seq)), (tr("Aisle, bay, level"), lies),
        (tr("Units"), figures.number(row.units)), (tr("Held"), figures.number(row.held)),
    )  # fmt: skip


def tabs(detail: PlaceDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of a place."""
    goods, holders = (None, None) if detail is None else (len(detail.goods), len(detail.holders))
    return (
        FilterValue("goods", tr("What stands there"), goods), FilterValue("holders", tr("Who holds it"), holders),
        FilterValue("rule", tr("Rules")),
    )  # fmt: skip


def goods_columns() -> tuple[Column[PlaceGoods], ...]:
    """Return the columns of what stands in a place."""
    return (
        Column(tr("SKU"), lambda one: one.sku, 84, "strong"),
        Column(tr("Name"), lambda one: calm(one.name) or figures.NOTHING, 0),
        Column(tr("Lot"), lambda one: one.lot or one.serial or figures.NOTHING, 62),
        Column(tr("Units"), lambda one: figures.number(one.on_hand), 60, "number_strong", sort=lambda one: one.on_hand),
        Column(tr("Held"), lambda one: figures.number(one.held) if one.held else figures.NOTHING, 54, "number",
               sort=lambda one: one.held),
    )  # fmt: skip


def holder_columns() -> tuple[Column[PlaceHolder], ...]:
    """Return the columns of who holds what stands there."""
    return (
        Column(tr("Held by"), _holder, 0, "strong"),
        Column(tr("SKU"), lambda one: one.sku, 92),
        Column(tr("Units"), lambda one: figures.number(one.qty), 66, "number", sort=lambda one: one.qty),
    )


def _holder(one: PlaceHolder) -> str:
    if one.order:
        return tr("{order}, line {n}").format(order=one.order, n=one.line)
    purpose, _blank, of = one.purpose.partition(" ")
    return f"{said_code(purpose)} {code(of)}" if of else said_code(purpose)


def make_form(warehouses: tuple[tuple[str, str], ...]) -> FormValue:
    """Return the empty form of one place."""
    kinds = tuple((each, kind(each)) for each in ("BIN", "DOCK", "BENCH", "QUARANTINE", "TOTE", "CART"))
    fields = (
        FormField("place", tr("Code"), tr("As it stands on the label")), FormField("kind", tr("Kind"), choices=kinds),
        FormField("warehouse", tr("Warehouse"), choices=warehouses), *_lies(),
    )  # fmt: skip
    before = {"kind": "BIN", "warehouse": warehouses[0][0] if warehouses else ""}
    return FormValue("make", tr("New place"), tr("Make it"), fields, before)


def warehouse_form() -> FormValue:
    """Return the empty form of a warehouse."""
    fields = (
        FormField("warehouse", tr("Code"), tr("Letters, digits and dashes")), FormField("title", tr("Name")),
        FormField("zone", tr("Time zone"), tr("As in Europe/London")),
    )  # fmt: skip
    return FormValue("warehouse", tr("New warehouse"), tr("Make it"), fields, {"zone": "UTC"})


def generate_form(warehouses: tuple[tuple[str, str], ...]) -> FormValue:
    """Return the form of a whole block of bins."""
    fields = (
        FormField("warehouse", tr("Warehouse"), choices=warehouses), FormField("aisles", tr("Aisles")),
        FormField("bays", tr("Bays of each")),
        FormField("levels", tr("Levels of each"), tr("Those there stay as they are")),
    )  # fmt: skip
    before = {"warehouse": warehouses[0][0] if warehouses else "", "aisles": "4", "bays": "10", "levels": "4"}
    return FormValue("generate", tr("Make many bins"), tr("Make them"), fields, before)


def edit_form(row: PlaceRow) -> FormValue:
    """Return the form of a place's walk, as it is now."""
    return FormValue("edit", tr("Change {place}").format(place=code(row.code)), tr("Save"), _lies(), fields_of(row))


def rule_form(row: PlaceRow, rule: PlaceRule) -> FormValue:
    """Return the form of what a place is for and can take, as it is now."""
    title = tr("Rules of {place}").format(place=code(row.code))
    return FormValue("rule", title, tr("Save"), rulewords.place_fields(), texts(rule))


def lock_form(row: PlaceRow) -> FormValue:
    """Return the form in which a place is locked."""
    fields = (FormField("reason", tr("Why"), tr("Read by everybody who comes to it")),)
    return FormValue("lock", tr("Lock {place}").format(place=code(row.code)), tr("Lock it"), fields, {"reason": ""})


def _lies() -> tuple[FormField, ...]:
    return (
        FormField("walk_seq", tr("Walk"), tr("Its number in the walking sequence")), FormField("aisle", tr("Aisle")),
        FormField("bay", tr("Bay")), FormField("level", tr("Level")),
    )  # fmt: skip


def deeds(state: PlacesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    choose = "" if state.detail is not None else tr("Choose a place first")

    def lacks(right: Right) -> str:
        return lacks_right(state.rights, right)

    return {
        "make": lacks(Right.PLACES), "warehouse": lacks(Right.PLACES),
        "generate": lacks(Right.IMPORT), "edit": lacks(Right.PLACES) or choose,
        "rule": lacks(Right.PLACES) or choose, "lock": lacks(Right.PLACES) or choose,
        "use": lacks(Right.PLACES) or choose, "labels": lacks(Right.PRINT),
        **dict.fromkeys(("label", "label_file"), lacks(Right.PRINT) or choose),
    }  # fmt: skip
