"""What the weights page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.weights.learning import MG
from warehouse_app.domain.weights.values import Told, WeightRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.weights.state import WeightsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right

_WIDE = 900


def state(row: WeightRow) -> ChipValue:
    """Return in one word how the books stand."""
    if row.wrong:
        return ChipValue("ask", tr("Books differ"), "scale")
    return ChipValue("neutral", tr("Kept"), "user-check") if row.kept_at else ChipValue("ok", tr("Agrees"))


def _book(row: WeightRow) -> str:
    return figures.NOTHING if row.book_g is None else figures.weight(row.book_g)


def off(row: WeightRow) -> str:
    """Return by how much the books differ, with its sign."""
    if row.off_g is None:
        return tr("not known")
    sign = "+" if row.off_g > 0 else "\N{MINUS SIGN}" if row.off_g < 0 else ""
    return f"{sign}{figures.weight(abs(row.off_g))}"


def _spread(row: WeightRow) -> str:
    tenths = (10 * row.spread_mg + MG // 2) // MG
    return tr("{n} g").format(n=figures.tenths(tenths / 10) if tenths < 100 else figures.number(tenths // 10))


def columns() -> tuple[Column[WeightRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Product"), lambda row: row.sku, 108, "code", name="sku"),
        Column(tr("Name"), lambda row: calm(row.name), 0),
        Column(tr("Books say"), _book, 88, "number", leaves=lambda row: row.book_g),
        Column(tr("Learned"), lambda row: figures.weight(row.learned_g), 92, "number", name="learned",
               leaves=lambda row: row.learned_g),
        Column(tr("Off by"), off, 84, "number", name="off", leaves=lambda row: row.off_g),
        Column(tr("Unit differs by"), _spread, 108, "number", room=_WIDE, leaves=lambda row: row.spread_mg),
        Column(tr("Parcels"), lambda row: figures.number(row.parcels), 76, "number", name="parcels",
               leaves=lambda row: row.parcels),
        Column(tr("State"), state, 132, "icon", room=_WIDE),
    )  # fmt: skip


def filters(screen: WeightsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"wrong": tr("Books differ"), "kept": tr("Kept"), "few": tr("Few parcels"), "all": tr("All")}
    return screen.views(words)


def footer(screen: WeightsScreen) -> tuple[str, str]:
    """Return how many products the list has, and the keys."""
    extent = screen.list.extent
    left = "" if extent is None else figures.counted(extent.total, "product", "products")
    return left, tr("Ctrl E exports, Ctrl C copies")


def facts(row: WeightRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of one product's weight."""
    found = [
        (tr("In the books"), _book(row)),
        (tr("Learned"), figures.weight(row.learned_g)),
        (tr("Books off by"), off(row) if row.off_percent is None else f"{off(row)} ({row.off_percent} %)"),
        (tr("A unit differs by"), _spread(row)),
        (tr("Parcels"), tr("{parcels}, {units} in them").format(
            parcels=figures.number(row.parcels), units=figures.counted(row.units, "unit", "units"))),
        (tr("Last"), figures.when(row.last_at, now)),
    ]  # fmt: skip
    if row.kept_at:
        words = tr("by {who}, {when}: {why}")
        told = words.format(who=row.kept_by, when=figures.day(row.kept_at[:10], now), why=calm(row.kept_why))
        found.append((tr("Said to be right"), told))
    return tuple(found)


def parcel_columns(now: str) -> tuple[Column[Told], ...]:
    """Return the columns of the parcels behind a weight."""
    return (
        Column(tr("Parcel"), lambda each: each.parcel, 92, "code"),
        Column(tr("Weighed"), lambda each: figures.when(each.at, now), 0),
        Column(tr("Units"), lambda each: figures.number(each.units), 50, "number", sort=lambda each: each.units),
        Column(tr("Scale"), lambda each: figures.weight(each.grams), 68, "number", sort=lambda each: each.grams),
        Column(tr("Expected"), lambda each: figures.NOTHING if each.expected_g is None else
               figures.weight(each.expected_g), 76, "number", sort=lambda each: each.expected_g or 0),
    )  # fmt: skip


def keep_form(row: WeightRow) -> FormValue:
    """Return the form that asks why the books are right."""
    fields = (FormField("reason", tr("Why"), tr("As: the boxes were heavier that week")),)
    return FormValue("keep", tr("The books are right about {sku}").format(sku=row.sku), tr("Keep it"), fields)


def accept_form(row: WeightRow) -> FormValue:
    """Return the form that writes a weight into the books."""
    fields = (FormField("grams", tr("Grams of one"), tr("As learned; or as you weighed it")),)
    title = tr("What {sku} weighs").format(sku=row.sku)
    return FormValue("accept", title, tr("Write it into the books"), fields, {"grams": str(row.learned_g)})


def deeds(screen: WeightsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(screen.rights, Right.PRODUCTS)
    reason = lacks or ("" if screen.detail is not None else tr("Choose a product first"))
    return {"accept": reason, "keep": reason}
