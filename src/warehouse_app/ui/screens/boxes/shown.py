"""What the boxes page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.cartons.importing import BoxesRead, Rejected
from warehouse_app.domain.cartons.boxes import BoxRow, sides_text, texts
from warehouse_app.domain.cartons.values import Size
from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.fields import written
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.boxes.state import BoxesScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.cartons import imported_words, kind
from warehouse_app.wording.people import lacks_right

_WIDE = 900
_LITRE = 1_000_000


def sides(size: Size) -> str:
    """Return three sides in millimetres."""
    return tr("{sides} mm").format(sides=_bare(size))


def _bare(size: Size) -> str:
    return " × ".join(str(side) for side in size)


def state(row: BoxRow) -> ChipValue:
    """Return in one word how it stands with a box."""
    if not row.active:
        return ChipValue("neutral", tr("Out of use"), "ban")
    if not row.counted:
        return ChipValue("neutral", tr("Not counted"), "circle-dashed")
    if row.low:
        return ChipValue("ask", tr("Order it"))
    if row.on_hand <= 0:
        return ChipValue("info", tr("On its way"), "truck") if row.expected else ChipValue("stop", tr("None left"))
    return ChipValue("ok", tr("Enough"))


def _stock(row: BoxRow) -> str:
    return figures.number(row.on_hand) if row.counted else figures.NOTHING


def columns() -> tuple[Column[BoxRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Code"), lambda row: row.sku, 112, "code", name="code"),
        Column(tr("Name"), lambda row: calm(row.name), 0, name="name"),
        Column(tr("Inside, mm"), lambda row: _bare(row.inner), 150, name="volume",
               leaves=lambda row: sides_text(row.inner)),
        Column(tr("Kind"), lambda row: kind(row.kind.value), 104, name="kind", room=_WIDE),
        Column(tr("Empty"), lambda row: figures.weight(row.tare_g or None), 76, "number", name="tare", room=_WIDE,
               leaves=lambda row: row.tare_g),
        Column(tr("Cost"), lambda row: figures.price(row.cost_e4), 76, "number", name="cost",
               leaves=lambda row: written(row.cost_e4)),
        Column(tr("On hand"), _stock, 84, "number", name="on_hand", leaves=lambda row: row.on_hand),
        Column(tr("State"), state, 140, "icon", name="state"),
    )  # fmt: skip


def filters(screen: BoxesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"used": tr("In use"), "low": tr("To be ordered"), "unused": tr("Out of use"), "all": tr("All")}
    return screen.views(words)


def footer(screen: BoxesScreen) -> tuple[str, str]:
    """Return how many boxes the list has, and the keys."""
    extent = screen.list.extent
    left = "" if extent is None else figures.counted(extent.total, "box", "boxes")
    return left, tr("Ctrl E exports, Ctrl C copies")


def about(row: BoxRow) -> str:
    """Return the line under a box's name."""
    return ", ".join((row.sku, kind(row.kind.value), *row.barcodes[:3]))


def facts(row: BoxRow) -> tuple[tuple[str, str], ...]:
    """Return what is known of a box, by name."""
    told = [
        (tr("Inside"), sides(row.inner)), (tr("Outside"), sides(row.outer)),
        (tr("Room"), tr("{n} l").format(n=figures.tenths(row.inner.volume / _LITRE))),
        (tr("Empty"), figures.weight(row.tare_g or None)), (tr("Carries"), figures.weight(row.most_g)),
        (tr("Cost"), figures.price(row.cost_e4)), (tr("Used"), figures.number(row.used)),
    ]  # fmt: skip
    if row.counted:
        told += [(tr("On hand"), figures.number(row.on_hand)), (tr("Expected"), figures.number(row.expected))]
    if row.reorder_at is not None:
        up_to = row.reorder_to if row.reorder_to is not None else 2 * row.reorder_at
        told += [(tr("Ordered"), tr("at {least} or fewer, up to {most}").format(least=row.reorder_at, most=up_to))]
    return tuple(told)


def _head() -> tuple[FormField, ...]:
    kinds = tuple((each, kind(each)) for each in ("carton", "mailer"))
    counted = (("no", tr("Its stock is not kept")), ("yes", tr("Each one used is counted off")))
    return (
        FormField("name", tr("Name")), FormField("kind", tr("Kind"), choices=kinds),
        FormField("inner", tr("Inside, mm"), tr("Three sides, as 350x250x200")),
        FormField("outer", tr("Outside, mm"), tr("Empty: a wall about the inside")),
        FormField("tare_g", tr("Empty, g")), FormField("most_g", tr("Carries, g")),
        FormField("cost", tr("Cost of one"), _as("0.41"), decimal=True),
        FormField("counted", tr("Stock"), choices=counted),
        FormField("reorder_at", tr("Order at"), tr("So many or fewer")), FormField("reorder_to", tr("Order up to")),
        FormField("barcode", tr("Barcode"), tr("What is scanned")),
    )  # fmt: skip


def make_form() -> FormValue:
    """Return the empty form of a box."""
    fields = (FormField("sku", tr("Code")), *_head())
    return FormValue(
        "make", tr("New box"), tr("Add it"), fields, {"kind": "carton", "most_g": "30000", "counted": "no"}
    )


def edit_form(row: BoxRow) -> FormValue:
    """Return the form of a box, as it is now."""
    return FormValue("edit", tr("Change {code}").format(code=row.sku), tr("Save"), _head(), texts(row))


def read_words(found: BoxesRead) -> str:
    """Return what became of a file of boxes, and how a line is mended."""
    words = imported_words(found.created, found.updated)
    return tr("{words} Mend the lines below in the file and give it again.").format(words=words) if found.rejected \
        else words  # fmt: skip


def read_chip(found: BoxesRead) -> ChipValue:
    """Return whether all of it was taken."""
    n = len(found.rejected)
    words = trn("{n} line not taken", "{n} lines not taken", n).format(n=figures.number(n))
    return ChipValue("ask", words) if n else ChipValue("ok", tr("All taken"))


def rejected_columns() -> tuple[Column[Rejected], ...]:
    """Return the columns of the lines that were not taken."""
    return (
        Column(tr("Line"), lambda one: figures.number(one.line), 52, "number", sort=lambda one: one.line),
        Column(tr("Box"), lambda one: calm(one.box) or figures.NOTHING, 84, "code"),
        Column(tr("Why not"), lambda one: calm(one.why), 0),
    )


def order_form(warehouses: tuple[str, ...]) -> FormValue:
    """Return the form that asks where the boxes are to come."""
    choices = tuple((each, each) for each in warehouses)
    field = FormField("warehouse", tr("Warehouse"), tr("Where they are to come"), choices)
    return FormValue("order", tr("Order boxes"), tr("Draft orders"), (field,), {"warehouse": warehouses[0]})


def deeds(screen: BoxesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(screen.rights, Right.PRODUCTS)
    buys = lacks_right(screen.rights, Right.PURCHASE)
    choose = "" if screen.detail is not None else tr("Choose a box first")
    return {"make": lacks, "import": lacks, "edit": lacks or choose, "use": lacks or choose, "order": buys}


def _as(text: str) -> str:
    """Return an example of what is typed, as the person's language has it."""
    return tr("As {price}").format(price=figures.to_type(text))
