"""What the suppliers page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.purchasing.suppliers import fields_of, sold_fields
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.values import Supplier, SupplierProduct, SupplierRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.suppliers.state import SuppliersScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right

_WIDE = 900


def _days(days: int | None) -> str:
    return figures.NOTHING if not days else figures.counted(days, "day", "days")


def state(row: SupplierRow) -> ChipValue:
    """Return in one word how a supplier stands."""
    if not row.active:
        return ChipValue("neutral", tr("Out of use"), "ban")
    return ChipValue("info", tr("Orders wait"), "truck") if row.waiting else ChipValue("ok", tr("In use"))


def columns() -> tuple[Column[SupplierRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Code"), lambda row: row.code, 112, "code", name="code"),
        Column(tr("Name"), lambda row: calm(row.name), 0, name="name"),
        Column(tr("Country"), lambda row: row.country or figures.NOTHING, 96, name="country", room=_WIDE),
        Column(tr("Lead time"), lambda row: _days(row.lead_days), 92, name="lead_days",
               leaves=lambda row: row.lead_days),
        Column(tr("Least order"), lambda row: figures.money(row.minimum_minor or None, row.currency), 112, "number",
               name="minimum", room=_WIDE, leaves=lambda row: figures.amount(row.minimum_minor, row.currency)),
        Column(tr("Products"), lambda row: figures.number(row.products), 84, "number", name="products",
               leaves=lambda row: row.products),
        Column(tr("Orders"), lambda row: figures.number(row.waiting) if row.waiting else figures.NOTHING, 76, "number",
               name="waiting", leaves=lambda row: row.waiting),
        Column(tr("State"), state, 124, "icon", name="state"),
    )  # fmt: skip


def filters(screen: SuppliersScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"used": tr("In use"), "waiting": tr("Orders wait"), "unused": tr("Out of use"), "all": tr("All")}
    return screen.views(words)


def footer(screen: SuppliersScreen) -> tuple[str, str]:
    """Return how many suppliers the list has, and the keys."""
    extent = screen.list.extent
    left = "" if extent is None else figures.counted(extent.total, "supplier", "suppliers")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(known: Supplier) -> str:
    """Return the line under a supplier's name."""
    parts = (known.code, known.country, known.email, known.phone, known.note)
    return ", ".join(part for part in parts if part)


def facts(known: Supplier) -> tuple[tuple[str, str], ...]:
    """Return what is known of a supplier, by name."""
    return (
        (tr("Lead time"), _days(known.lead_days)),
        (tr("Least worth of an order"), figures.money(known.minimum_minor or None, known.currency)),
    )


def sold_columns() -> tuple[Column[SupplierProduct], ...]:
    """Return the columns of what a supplier sells."""
    return (
        Column(tr("SKU"), lambda one: one.sku, 78, "code"),
        Column(tr("Name"), _name, 0),
        Column(tr("Theirs"), lambda one: one.code or figures.NOTHING, 76),
        Column(tr("Pack of"), lambda one: figures.number(one.pack), 50, "number", sort=lambda one: one.pack),
        Column(tr("Price"), _price, 84, "number", sort=lambda one: one.price_e4),
    )  # fmt: skip


def _name(one: SupplierProduct) -> str:
    """Return what the product is called, and that it is bought here first."""
    return tr("{name}, preferred").format(name=calm(one.name)) if one.preferred else calm(one.name)


def _price(one: SupplierProduct) -> str:
    """Return the price of one; with price breaks it is the highest of several."""
    return f"{figures.price(one.price_e4)} +" if one.breaks else figures.price(one.price_e4)


# ------------------------------------------------------------------------------------------------------------ forms


def _head() -> tuple[FormField, ...]:
    return (
        FormField("name", tr("Name")), FormField("country", tr("Country"), tr("Two letters, as DE")),
        FormField("currency", tr("Currency"), tr("Three letters, as EUR")),
        FormField("lead_days", tr("Lead time, days")),
        FormField("minimum", tr("Least worth of an order"), _as("250.00"), decimal=True),
        FormField("email", tr("Email")), FormField("phone", tr("Telephone")), FormField("note", tr("Note")),
    )  # fmt: skip


def make_form() -> FormValue:
    """Return the empty form of a supplier."""
    fields = (FormField("supplier", tr("Code")), *_head())
    return FormValue("make", tr("New supplier"), tr("Add it"), fields, {"currency": "EUR"})


def edit_form(known: Supplier) -> FormValue:
    """Return the form of a supplier, as it is now."""
    return FormValue("edit", tr("Change {code}").format(code=known.code), tr("Save"), _head(), fields_of(known))


def _sold() -> tuple[FormField, ...]:
    yes_no = (("", tr("Others are bought first or as well")), ("1", tr("Bought here first")))
    return (
        FormField("code", tr("Their code")), FormField("pack", tr("Pack of"), tr("Base units in what they ship")),
        FormField("least", tr("Least packs")), FormField("lead_days", tr("Lead time, days"), tr("Empty: theirs")),
        FormField("price", tr("Price of one"), decimal=True),
        FormField("breaks", tr("Price breaks"), _as("24: 1.10; 100: 0.95"), decimal=True),
        FormField("preferred", tr("Preferred"), choices=yes_no),
    )  # fmt: skip


def sell_form(known: Supplier) -> FormValue:
    """Return the empty form of a product that a supplier sells."""
    fields = (FormField("sku", tr("SKU")), *_sold())
    title = tr("What {code} sells").format(code=known.code)
    return FormValue("sell", title, tr("Add it"), fields, {"pack": "1", "least": "1"})


def sold_form(sold: SupplierProduct) -> FormValue:
    """Return the form of a product as a supplier sells it."""
    return FormValue("sold", tr("Change {code}").format(code=sold.sku), tr("Save"), _sold(), sold_fields(sold))


def deeds(screen: SuppliersScreen, sold: SupplierProduct | None) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(screen.rights, Right.PURCHASE)
    choose = "" if screen.detail is not None else tr("Choose a supplier first")
    product = "" if sold is not None else tr("Choose a product first")
    return {
        "make": lacks, "edit": lacks or choose, "use": lacks or choose, "sell": lacks or choose,
        "edit_sold": lacks or choose or product, "sell_no_more": lacks or choose or product,
    }  # fmt: skip


def _as(text: str) -> str:
    """Return an example of what is typed, as the person's language has it."""
    return tr("As {price}").format(price=figures.to_type(text))
