"""What the capture page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.packing.capture import EXPIRY, LOT, SERIAL, CaptureRow, RuleScope
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.screens.capture.state import CaptureScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right

_WIDE, _ROOMY = 760, 560


def scope_words(scope: str) -> str:
    """Return what a rule is about."""
    words = {
        RuleScope.PRODUCT.value: tr("Product"), RuleScope.HAZARD.value: tr("Hazard class"),
        RuleScope.CHANNEL.value: tr("Channel"), RuleScope.ALL.value: tr("All goods"),
    }  # fmt: skip
    return words.get(scope, scope)


def field_words(field: str) -> str:
    """Return what is captured: a known value by its name, a free one as it was called."""
    return {LOT: tr("Lot"), SERIAL: tr("Serial number"), EXPIRY: tr("Last day")}.get(field, field)


def about(row: CaptureRow) -> str:
    """Return for what a rule holds."""
    return f"{scope_words(row.scope)} {row.ref}" if row.ref else scope_words(row.scope)


def columns(now: str) -> tuple[Column[CaptureRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    nothing = figures.NOTHING
    return (
        Column(tr("For"), lambda row: scope_words(row.scope), 120, name="scope", leaves=lambda row: row.scope),
        Column(tr("Which"), lambda row: row.ref or nothing, 128, "code", name="ref"),
        Column(tr("Captured"), lambda row: field_words(row.field), 140, "strong", name="field",
               leaves=lambda row: row.field),
        Column(tr("Looks like"), lambda row: row.mask or nothing, 128, "code", room=_ROOMY),
        Column(tr("The packer reads"), lambda row: calm(row.hint) or nothing, 0),
        Column(tr("Since"), lambda row: figures.stamp(row.at, now), 132, name="at", room=_WIDE,
               leaves=lambda row: row.at),
    )  # fmt: skip


def filters(state: CaptureScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"all": tr("All"), "products": tr("Products"), "hazards": tr("Hazards"), "channels": tr("Channels")}
    return state.views(words)


def footer(state: CaptureScreen) -> tuple[str, str]:
    """Return how many rules there are, and what is asked without one."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "rule", "rules")
    return left, tr("What a product's tracking asks for is asked without a rule")


def facts(row: CaptureRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a rule, by name."""
    found = [(tr("For"), about(row))]
    if row.name:
        found.append((tr("Product"), calm(row.name)))
    return (
        *found, (tr("Looks like"), row.mask or tr("Anything")), (tr("Since"), figures.stamp(row.at, now)),
        (tr("By"), row.who or figures.NOTHING),
    )  # fmt: skip


def _asked() -> tuple[FormField, ...]:
    return (
        FormField("mask", tr("Looks like"), tr("9 digit, A letter, # either, * at the end anything. Empty: anything")),
        FormField("hint", tr("The packer reads"), tr("As: under the lid")),
    )


def form(row: CaptureRow | None = None) -> FormValue:
    """Return the form of a rule: empty, or as one is now, whose scope stays."""
    if row is not None:
        title = tr("{field} of {what}").format(field=field_words(row.field), what=about(row))
        return FormValue("edit", title, tr("Save"), _asked(), {"mask": row.mask, "hint": row.hint})
    scopes = tuple((each.value, scope_words(each.value)) for each in RuleScope)
    fields = (
        FormField("scope", tr("For"), choices=scopes),
        FormField("ref", tr("Which"), tr("The SKU, the hazard class or the channel; empty for all goods")),
        FormField("field", tr("Captured"), tr("lot, serial, expiry, or a name of your own")),
    )
    before = {"scope": RuleScope.PRODUCT.value, "ref": "", "field": "", "mask": "", "hint": ""}
    return FormValue("make", tr("New rule"), tr("Keep it"), (*fields, *_asked()), before)


def deeds(state: CaptureScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    lacks = lacks_right(state.rights, Right.PRODUCTS)
    choose = "" if state.detail is not None else tr("Choose a rule first")
    return {"make": lacks, "edit": lacks or choose, "drop": lacks or choose}
