"""What the packing instructions page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.instructions.keep import FLAGS, fields_of
from warehouse_app.domain.instructions.choose import Judged
from warehouse_app.domain.instructions.values import Instruction, InstructionRow, Moment
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.instructions.state import InstructionsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.instructions import why_words
from warehouse_app.wording.people import lacks_right

_WIDE = 900
LANGUAGES = ("en", "de")
"""Languages a form has a field for; others are written by command."""


def moment(rule: Instruction) -> str:
    """Return when an instruction is told."""
    words = {
        Moment.OPEN: tr("When the order opens"), Moment.ITEM: tr("At the item"), Moment.SEAL: tr("Before sealing"),
    }  # fmt: skip
    return words[rule.moment]


def about(rule: Instruction) -> str:
    """Return for what an instruction holds."""
    parts = (
        (tr("product {what}"), rule.product), (tr("category {what}"), rule.category),
        (tr("customer {what}"), rule.customer), (tr("channel {what}"), rule.channel),
        (tr("country {what}"), rule.country), (tr("service {what}"), rule.service),
    )  # fmt: skip
    told = [words.format(what=what) for words, what in parts if what]
    return ", ".join(told) if told else tr("every order")


def state(row: InstructionRow) -> ChipValue:
    """Return in one word how an instruction stands."""
    if row.rule.dropped:
        return ChipValue("neutral", tr("Dropped"), "ban")
    return ChipValue("ask", tr("Confirmed"), "clipboard-check") if row.rule.must else ChipValue("ok", tr("Shown"))


def columns() -> tuple[Column[InstructionRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("No."), lambda row: figures.number(row.id), 56, "number", name="id", leaves=lambda row: row.id),
        Column(tr("Name"), lambda row: calm(row.rule.name), 0, name="name"),
        Column(tr("For"), lambda row: about(row.rule), 240, room=_WIDE),
        Column(tr("Told"), lambda row: moment(row.rule), 170, name="moment"),
        Column(tr("Times"), lambda row: figures.number(row.confirmed), 72, "number", leaves=lambda row: row.confirmed),
        Column(tr("State"), state, 124, "icon"),
    )


def filters(screen: InstructionsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"used": tr("In use"), "must": tr("Confirmed"), "dropped": tr("Dropped"), "all": tr("All")}
    return screen.views(words)


def footer(screen: InstructionsScreen) -> tuple[str, str]:
    """Return how many instructions the list has, and the keys."""
    extent = screen.list.extent
    left = "" if extent is None else figures.counted(extent.total, "instruction", "instructions")
    return left, tr("Ctrl E exports, Ctrl C copies")


def facts(rule: Instruction) -> tuple[tuple[str, str], ...]:
    """Return what is known of an instruction, by name."""
    does = (
        (tr("confirmed"), rule.must),
        (tr("on the packing slip"), rule.printed),
        (tr("asks for a photo"), rule.photo),
    )
    found = [
        (tr("For"), about(rule)), (tr("Told"), moment(rule)),
        (tr("Also"), ", ".join(words for words, on in does if on) or figures.NOTHING),
        (tr("Put in"), rule.insert or figures.NOTHING), (tr("Topic"), rule.topic or figures.NOTHING),
    ]  # fmt: skip
    return (*found, *((language.upper(), calm(text)) for language, text in sorted(rule.texts.items())))


def why_columns() -> tuple[Column[Judged], ...]:
    """Return the columns of why instructions hold for an order."""
    return (
        Column(tr("No."), lambda one: figures.number(one.rule.id), 50, "number"),
        Column(tr("Name"), lambda one: calm(one.rule.name), 0),
        Column(tr("Holds"), why_words, 190),
    )


# ------------------------------------------------------------------------------------------------------------- forms


def _fields() -> tuple[FormField, ...]:
    yes_no = (("", tr("No")), ("1", tr("Yes")))
    moments = (
        ("open", tr("When the order opens")), ("item", tr("At the item")), ("seal", tr("Before sealing")),
    )  # fmt: skip
    return (
        FormField("name", tr("Name")),
        FormField("text_en", tr("Words, English"), tr("Short: it is read from two metres")),
        FormField("text_de", tr("Words, German")),
        FormField("moment", tr("Told"), choices=moments),
        FormField("must", tr("Must be confirmed"), choices=yes_no),
        FormField("product", tr("Product"), tr("SKU; empty for all")),
        FormField("category", tr("Category"), tr("A word of the house, as glass")),
        FormField("customer", tr("Customer")), FormField("channel", tr("Channel")),
        FormField("country", tr("Country"), tr("Two letters, as DE")), FormField("service", tr("Service")),
        FormField("topic", tr("Topic"), tr("Of one topic only the most specific holds")),
        FormField("insert", tr("Put in"), tr("SKU of the stock, or a word")),
        FormField("printed", tr("On the packing slip"), choices=yes_no),
        FormField("photo", tr("Asks for a photo"), choices=yes_no),
        FormField("picture", tr("Picture"), tr("How it is done; the packer sees it"), picture=True),
    )  # fmt: skip


def make_form() -> FormValue:
    """Return the empty form of an instruction."""
    before = {"moment": "open", "picture": "", **dict.fromkeys(FLAGS, "")}
    return FormValue("make", tr("New instruction"), tr("Add it"), _fields(), before)


def edit_form(rule: Instruction) -> FormValue:
    """Return the form of an instruction, as it is now."""
    blank = {f"text_{language}": "" for language in LANGUAGES}
    title = tr("Change {code}").format(code=calm(rule.name))
    return FormValue("edit", title, tr("Save"), _fields(), {**blank, **fields_of(rule)})


def why_form() -> FormValue:
    """Return the form that asks for an order."""
    return FormValue(
        "why", tr("Which hold for an order?"), tr("Look"), (FormField("order", tr("Order")),), {"order": ""}
    )


def deeds(screen: InstructionsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(screen.rights, Right.PRODUCTS)
    rule = screen.detail
    choose = tr("Choose an instruction first") if rule is None else tr("It is dropped already") if rule.dropped else ""
    return {"make": lacks, "edit": lacks or choose, "drop": lacks or choose, "why": ""}
