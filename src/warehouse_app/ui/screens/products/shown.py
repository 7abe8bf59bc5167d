"""What the products page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.catalogue import ProductCard, fields_of
from warehouse_app.application.instructions.keep import care_fields
from warehouse_app.domain.instructions.values import Care
from warehouse_app.domain.people import Right
from warehouse_app.domain.picking.scanrules import ScanRule
from warehouse_app.domain.products import ProductBarcode, ProductRow
from warehouse_app.domain.putaway.rules import ProductRule, texts
from warehouse_app.domain.stock import StockPlace
from warehouse_app.ui.kit import figures, rulewords
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.products.state import ProductShown, ProductsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.codes import said as said_code
from warehouse_app.wording.instructions import danger_words
from warehouse_app.wording.people import lacks_right

_WIDE = 900


@dataclass(frozen=True, slots=True)
class Code:
    """One barcode in the detail; `others` carry it too."""

    barcode: ProductBarcode
    others: tuple[str, ...]


def columns() -> tuple[Column[ProductRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("SKU"), lambda row: row.sku, 92, "code", name="sku"),
        Column(tr("Name"), lambda row: calm(row.name) or figures.NOTHING, 0, name="name", leaves=lambda row: row.name),
        Column(tr("Barcode"), _code, 150, name="barcode", leaves=lambda row: " ".join(row.barcodes)),
        Column(tr("Weight"), lambda row: figures.weight(row.weight_g), 86, "number", name="weight",
               leaves=lambda row: row.weight_g),
        Column(tr("Size"), size, 176, name="size", room=_WIDE),
        Column(tr("On hand"), lambda row: figures.number(row.on_hand), 104, "number", name="on_hand",
               leaves=lambda row: row.on_hand),
        Column(tr("Places"), lambda row: figures.number(row.places), 72, "number", name="places",
               leaves=lambda row: row.places),
    )  # fmt: skip


def _code(row: ProductRow) -> object:
    if not row.barcodes:
        return tr("SKU only") if row.kind == "goods" else figures.NOTHING
    more = len(row.barcodes) - 1
    return row.barcodes[0] if not more else tr("{code} and {n} more").format(code=row.barcodes[0], n=more)


def size(row: ProductRow) -> str:
    """Return length, width and height, as far as they are known."""
    sides = (row.length_mm, row.width_mm, row.height_mm)
    if not any(sides):
        return figures.NOTHING
    return " × ".join(figures.NOTHING if side is None else str(side) for side in sides) + " mm"


def filters(state: ProductsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("All"), "in_stock": tr("In stock"), "no_stock": tr("No stock"), "no_barcode": tr("No barcode"),
        "no_weight": tr("No weight"), "no_size": tr("No size"),
    }  # fmt: skip
    return state.views(words)


def footer(state: ProductsScreen) -> tuple[str, str]:
    """Return how many products the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "product", "products")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(row: ProductRow) -> str:
    """Return the line under a product's name."""
    kind = tr("service") if row.kind != "goods" else tr("counted by the {unit}").format(unit=row.base_unit)
    return f"{row.sku}, {kind}"


def facts(row: ProductRow, care: Care) -> tuple[tuple[str, str], ...]:
    """Return what is known of a product, by name; how it is packed where anything is said of it."""
    several = tr("one scan and *12 count twelve") if row.multi_scan else tr("one scan, one piece")
    packed = ". ".join(each for each in (calm(care.category), danger_words(care.danger)) if each)
    return (
        (tr("On hand"), figures.number(row.on_hand)), (tr("Weight"), figures.weight(row.weight_g)),
        (tr("Size"), size(row)), (tr("Scanning"), several), *(((tr("Packing"), packed),) if packed else ()),
    )  # fmt: skip


def tabs(detail: ProductShown | None) -> tuple[FilterValue, ...]:
    """Return the pages of a product."""
    codes, stands = (None, None) if detail is None else (len(detail.card.barcodes), len(detail.places))
    return (
        FilterValue("barcodes", tr("Barcodes"), codes), FilterValue("places", tr("Where it is"), stands),
        FilterValue("sold", tr("Sold")), FilterValue("kept", tr("Rules")),
    )  # fmt: skip


def codes(card: ProductCard) -> tuple[Code, ...]:
    """Return the barcodes of a product."""
    shared = dict(card.shared)
    return tuple(Code(each, shared.get(each.written, ())) for each in card.barcodes)


def no_codes(row: ProductRow) -> str:
    """Return what stands where barcodes would."""
    if row.kind != "goods":
        return tr("A service has no barcode.")
    return tr("No barcode is linked. Its SKU can be scanned.")


def code_columns() -> tuple[Column[Code], ...]:
    """Return the columns of a product's barcodes."""
    return (
        Column(tr("Barcode"), lambda one: one.barcode.written, 150, "code"),
        Column(tr("Holds"), lambda one: figures.number(one.barcode.factor), 64, "number"),
        Column(tr("Also on"), lambda one: ChipValue("ask", ", ".join(one.others)) if one.others else "", 0, "icon"),
    )


def place_columns() -> tuple[Column[StockPlace], ...]:
    """Return the columns of the places that hold a product."""
    return (
        Column(tr("Place"), lambda one: one.place, 104, "strong"),
        Column(tr("Kind"), lambda one: said_code(one.kind), 0),
        Column(tr("On hand"), lambda one: figures.number(one.on_hand), 80, "number_strong",
               sort=lambda one: one.on_hand),
        Column(tr("Held"), lambda one: figures.number(one.held) if one.held else figures.NOTHING, 70, "number",
               sort=lambda one: one.held),
    )  # fmt: skip


def make_form() -> FormValue:
    """Return the empty form of a new product."""
    fields = (
        FormField("sku", tr("SKU"), tr("Your own code; it stays")), FormField("name", tr("Name")),
        FormField("base_unit", tr("Counted in"), tr("Fixed once stock exists")), *_sizes(), _several(),
    )  # fmt: skip
    before = {"base_unit": "piece", "multi_scan": "yes"}
    return FormValue("make", tr("New product"), tr("Make it"), fields, before)


def edit_form(row: ProductRow) -> FormValue:
    """Return the form of a product, as it is now."""
    fields = (FormField("name", tr("Name")), *_sizes(), _several(), FormField("picture", tr("Picture")),
              FormField("hs_code", tr("Customs tariff number")), FormField("origin_country", tr("Origin")))  # fmt: skip
    return FormValue("edit", tr("Change {sku}").format(sku=row.sku), tr("Save"), fields, fields_of(row))


def barcode_form(row: ProductRow) -> FormValue:
    """Return the form of one more barcode."""
    keep = (("no", tr("Check its last digit")), ("yes", tr("Keep it as it is")))
    fields = (
        FormField("code", tr("Barcode"), tr("Scan or type it, as printed")),
        FormField("factor", tr("Holds"), tr("How many base units are in what carries it")),
        FormField("keep", tr("Check digit"), choices=keep),
    )
    title = tr("A barcode for {sku}").format(sku=row.sku)
    return FormValue("barcode", title, tr("Link it"), fields, {"factor": "1", "keep": "no"})


def rule_form(row: ProductRow, rule: ProductRule) -> FormValue:
    """Return the form of what a product asks of its place, as it is now."""
    title = tr("How {sku} is kept").format(sku=row.sku)
    return FormValue("rule", title, tr("Save"), rulewords.product_fields(), texts(rule))


def scan_form(row: ProductRow, rule: ScanRule) -> FormValue:
    """Return the form of what is scanned when a product is picked, as it is now."""
    bench = ("", tr("As the bench asks"))
    places = (bench, ("scan", tr("The place is scanned")), ("skip", tr("The place is not scanned")))
    items = (bench, ("each", tr("Each unit")), ("count", tr("Each, or one and how many")),
             ("first", tr("One proves all")), ("none", tr("Nothing, a key confirms")))  # fmt: skip
    fields = (
        FormField("place", tr("Place"), choices=places), FormField("item", tr("Goods"), choices=items),
        FormField("why", tr("Why"), tr("Shown to the picker")),
    )  # fmt: skip
    now = {"place": rule.place or "", "item": rule.item or "", "why": rule.why}
    return FormValue("scan", tr("What is scanned of {sku}").format(sku=row.sku), tr("Save"), fields, now)


def care_form(row: ProductRow, care: Care) -> FormValue:
    """Return the form of how a product is packed, as it is now."""
    groups = (("", tr("None")), *((each, each) for each in ("I", "II", "III")))
    fields = (
        FormField("category", tr("Category"), tr("A word of the house, as glass")),
        FormField("un", tr("UN number"), tr("Of dangerous goods, as 1950; empty for none")),
        FormField("class", tr("Class of the danger"), tr("As 2.1")),
        FormField("group", tr("Packing group"), choices=groups),
        FormField("limited", tr("As a limited quantity"), choices=(("", tr("No")), ("1", tr("Yes")))),
    )
    return FormValue("care", tr("How {sku} is packed").format(sku=row.sku), tr("Save"), fields, care_fields(care))


def home_form(row: ProductRow) -> FormValue:
    """Return the form of a home: a bin, what it is filled up to, and whether others may stand there."""
    alone = (("no", tr("Others may stand there too")), ("yes", tr("Of this product alone")),
             ("gone", tr("No home any more")))  # fmt: skip
    fields = (
        FormField("place", tr("Bin"), tr("Scan or type it")), FormField("least", tr("Fill up below")),
        FormField("most", tr("Fill up to"), tr("Empty for as many as fit")),
        FormField("fixed", tr("Kept for it"), choices=alone),
    )  # fmt: skip
    return FormValue("home", tr("A home for {sku}").format(sku=row.sku), tr("Save"), fields, {"fixed": "no"})


def _sizes() -> tuple[FormField, ...]:
    return (
        FormField("weight_g", tr("Weight, g")), FormField("length_mm", tr("Length, mm")),
        FormField("width_mm", tr("Width, mm")), FormField("height_mm", tr("Height, mm")),
    )  # fmt: skip


def _several() -> FormField:
    return FormField("multi_scan", tr("Scanning"), choices=(("yes", tr("Several by *n")), ("no", tr("Each by itself"))))


def deeds(state: ProductsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    keep = lacks_right(state.rights, Right.PRODUCTS)
    link = lacks_right(state.rights, Right.LINK_BARCODE)
    choose = "" if state.detail is not None else tr("Choose a product first")
    label = lacks_right(state.rights, Right.PRINT) or choose
    return {
        "label": label,
        "label_file": label,
        "make": keep,
        "edit": keep or choose,
        "barcode": link or choose,
        "unlink": keep or choose,
        "rule": keep or choose,
        "scan": keep or choose,
        "care": keep or choose,
        "home": keep or choose,
    }
