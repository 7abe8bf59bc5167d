"""The forms of return rules, and the command each of them makes. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.returning.rulebook import (
    DropCheck,
    DropPolicy,
    DropReason,
    KeepCheck,
    KeepPolicy,
    KeepReason,
)
from warehouse_app.application.returning.rulelist import CHECKS, POLICIES, REASONS, ReturnRule
from warehouse_app.application.run import Command
from warehouse_app.domain.returning.fields import EVIDENCE, EXCHANGE_ON, PAYS
from warehouse_app.domain.returning.states import Fault, Grade
from warehouse_app.domain.returning.values import Check
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.screens.returnrules.shown import title
from warehouse_app.wording import tr
from warehouse_app.wording.returning import grades
from warehouse_app.wording.returnrules import evidence_words, exchange_words, fault_words, pays_words

CHANNELS = ("shopify", "amazon")
"""Kinds of channels that have words of their own for reasons."""


def fields_of(view: str) -> tuple[FormField, ...]:
    """Return the fields of a kind of rule."""
    return {REASONS: _reason, POLICIES: _policy, CHECKS: _check}[view]()


def _category() -> FormField:
    return FormField("category", tr("Category"), tr("Of goods; empty: of all"))


def _reason() -> tuple[FormField, ...]:
    return (
        FormField("code", tr("Code"), tr("Small letters, digits and dashes")),
        FormField("words_en", tr("In English")), FormField("words_de", tr("In German")),
        FormField("fault", tr("Whose fault"), choices=tuple((each.value, fault_words(each)) for each in Fault)),
        FormField("evidence", tr("What it says of packing"), choices=tuple(
            (each, evidence_words(each)) for each in EVIDENCE)),
        _category(), FormField("n", tr("Place in the list")),
        *(FormField(f"theirs_{kind}", tr("As {channel} calls it").format(channel=kind.title()), tr("Several: A, B"))
          for kind in CHANNELS),
    )  # fmt: skip


def _policy() -> tuple[FormField, ...]:
    yes = (("yes", tr("Yes")), ("no", tr("No")))
    return (
        FormField("name", tr("Name")), FormField("channel", tr("Channel"), tr("Empty: all")), _category(),
        FormField("country", tr("Country"), tr("Its two letters; empty: all")),
        FormField("window_days", tr("Days")),
        FormField("keep_below", tr("Not asked back below"), tr("An amount"), decimal=True),
        FormField("authorised", tr("Authorised at once"), choices=yes),
        FormField("pays", tr("Who pays the way back"), choices=tuple((each, pays_words(each)) for each in PAYS)),
        FormField("postage_back", tr("Postage goes back, too"), choices=yes),
        FormField("exchange_on", tr("An exchange leaves"), choices=tuple(
            (each, exchange_words(each)) for each in EXCHANGE_ON)),
        FormField("weigh", tr("Is weighed"), choices=(("no", tr("As its table does")), ("yes", tr("Yes")))),
        FormField("tax", tr("Tax in prices, %"), decimal=True),
        FormField("instructions", tr("What the customer is told")),
        *(FormField(f"grade_{each.value.lower()}", f"{each.value} {grades()[each]}",
                    tr("As: restock; as A; fee 20; photo"), decimal=True) for each in Grade),
    )  # fmt: skip


def _check() -> tuple[FormField, ...]:
    none = (("", tr("Says nothing")),)
    return (
        FormField("words_en", tr("In English")), FormField("words_de", tr("In German")), _category(),
        FormField("n", tr("Place in the list")),
        FormField("grade", tr("With no it is at best"), choices=none + tuple(
            (each.value, f"{each.value} {grades()[each]}") for each in Grade)),
    )  # fmt: skip


_FIRST = {
    REASONS: {"fault": Fault.CUSTOMER.value, "n": "100"},
    POLICIES: {
        "window_days": "30", "authorised": "yes", "pays": "fault", "postage_back": "no", "exchange_on": "receipt",
        "weigh": "no",
        "grade_a": "restock; as A", "grade_b": "restock; as A", "grade_c": "refurbish; as C; fee 20; photo",
        "grade_d": "scrap; as D; fee 50; photo", "grade_e": "repair; as E; photo", "grade_f": "quarantine; as F",
    },
    CHECKS: {"n": "100"},
}  # fmt: skip
"""What a new rule begins with."""


def new_form(view: str) -> FormValue:
    """Return the form in which a rule of a kind is made."""
    heads = {REASONS: tr("New reason"), POLICIES: tr("New policy"), CHECKS: tr("New question")}
    fields = fields_of(view)
    before = {each.name: _FIRST[view].get(each.name, "") for each in fields}
    return FormValue("new", heads[view], tr("Save"), fields, before)


def edit_form(row: ReturnRule) -> FormValue:
    """Return the form in which a rule is changed; the code of a reason stays."""
    fields = tuple(each for each in fields_of(row.view) if each.name != "code")
    before = {each.name: row.fields.get(each.name, "") for each in fields}
    return FormValue("edit", title(row), tr("Save"), fields, before)


def made(new: str, view: str, values: Mapping[str, str]) -> Command:
    """Return the command of a new rule."""
    told = tuple(values.items())
    if view == REASONS:
        return KeepReason(id=new, fields=told)
    return KeepPolicy(id=new, fields=told) if view == POLICIES else KeepCheck(id=new, fields=told)


def changed(new: str, row: ReturnRule, changes: Mapping[str, str]) -> Command:
    """Return the command that changes a rule; `changes` are the fields that did."""
    told = tuple(changes.items())
    if row.view == REASONS:
        return KeepReason(id=new, fields=(("code", row.name), *told))
    if isinstance(row.rule, Check):
        return KeepCheck(id=new, fields=told, number=row.rule.id)
    return KeepPolicy(id=new, fields=told, policy=row.name)


def dropped(new: str, row: ReturnRule) -> Command:
    """Return the command that lets a rule hold no more."""
    if isinstance(row.rule, Check):
        return DropCheck(id=new, number=row.rule.id)
    return DropReason(id=new, reason=row.name) if row.view == REASONS else DropPolicy(id=new, policy=row.name)
