"""What the proof page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.packing.proof import Level, Proof, ProofRow
from warehouse_app.domain.people import Right, Role
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.proof.state import ProofScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import ROLES, lacks_right
from warehouse_app.wording.proof import asked_words, level_words, whose_words

_WIDE = 760


def role_words(role: str) -> str:
    """Return a role by its name."""
    return tr(ROLES.get(role, role)) if role else ""


def level_chip(row: ProofRow) -> ChipValue:
    """Return what is scanned; what asks for little carries its mark."""
    return ChipValue("ask" if row.level == Level.NONE else "neutral", level_words(row.level), _ICONS[row.level])


_ICONS = {"each": "scan-barcode", "case": "boxes", "first": "list-checks", "none": "triangle-alert"}


def whose(row: ProofRow) -> str:
    """Return for whom and where a rule holds."""
    station = tr("Bench {code}").format(code=row.station) if row.station else ""
    named = (row.sku, row.person, role_words(row.role), station)
    return ", ".join(part for part in named if part) or tr("All")


def columns(now: str) -> tuple[Column[ProofRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    nothing = figures.NOTHING
    return (
        Column(tr("SKU"), lambda row: row.sku or nothing, 112, "code", name="sku"),
        Column(tr("Product"), lambda row: calm(row.name) or tr("All"), 0),
        Column(tr("Person"), lambda row: row.person or nothing, 96, name="person"),
        Column(tr("Role"), lambda row: role_words(row.role) or nothing, 104, name="role", room=_WIDE),
        Column(tr("Bench"), lambda row: row.station or nothing, 76, name="station"),
        Column(tr("Scanned"), level_chip, 196, "icon", name="level", leaves=lambda row: row.level),
        Column(tr("Since"), lambda row: figures.stamp(row.at, now), 132, name="at", room=_WIDE,
               leaves=lambda row: row.at),
    )  # fmt: skip


def filters(state: ProofScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"all": tr("All"), "products": tr("Products"), "people": tr("People"), "stations": tr("Benches")}
    return state.views(words)


def footer(state: ProofScreen) -> tuple[str, str]:
    """Return how many rules there are, and what holds without one."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "rule", "rules")
    return left, tr("Without a rule units and case codes are scanned. The most specific rule wins.")


def facts(row: ProofRow) -> tuple[tuple[str, str], ...]:
    """Return what is known of a rule, by name."""
    return ((tr("For"), whose(row)), (tr("Scanned"), level_words(row.level)))


def form(row: ProofRow | None = None) -> FormValue:
    """Return the form of a rule: empty, or as one is now, whose scope stays."""
    levels = tuple((each.value, level_words(each)) for each in reversed(Level))
    asked = (
        FormField("level", tr("What is scanned"), choices=levels),
        FormField("why", tr("Reason"), tr("The packer reads it, as: sold by weight")),
    )
    if row is not None:
        return FormValue("edit", whose(row), tr("Save"), asked, {"level": row.level, "why": row.why})
    roles = (("", tr("Everybody")), *((each.value, role_words(each)) for each in Role))
    scope = (
        FormField("sku", tr("SKU"), tr("Empty: all products")),
        FormField("person", tr("Person"), tr("A code. Empty: everybody")),
        FormField("role", tr("Role"), choices=roles),
        FormField("station", tr("Bench"), tr("Empty: every bench")),
    )
    return FormValue("make", tr("New rule"), tr("Keep it"), (*scope, *asked), {"level": "first"})


def why_form() -> FormValue:
    """Return the form that asks what is scanned of a product, for whom and where."""
    fields = (
        FormField("sku", tr("SKU"), tr("Empty: all products")),
        FormField("person", tr("Person"), tr("A code. Empty: everybody")),
        FormField("station", tr("Bench"), tr("Empty: every bench")),
    )
    return FormValue("why", tr("What is asked of a product?"), tr("Look"), fields)


def asked(sku: str, found: Proof) -> str:
    """Return what is asked of a product, and whose rule says so."""
    rule = whose_words(found.by, {"sku": found.sku, "station": found.station})
    return tr("{sku}: {asked}").format(
        sku=sku or tr("All products"), asked=asked_words(found.level.value, 1, rule, found.why)
    )


def deeds(state: ProofScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(state.rights, Right.PROOF)
    choose = "" if state.detail is not None else tr("Choose a rule first")
    return {"make": lacks, "edit": lacks or choose, "drop": lacks or choose, "why": ""}
