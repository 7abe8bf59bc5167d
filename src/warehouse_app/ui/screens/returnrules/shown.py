"""What the page of return rules shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.returning.rulelist import CHECKS, POLICIES, REASONS, ReturnRule
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.values import Check, Policy, Reason, Rule
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.runtime.rulekeeping import rule_footer, rule_reasons
from warehouse_app.ui.screens.returnrules.state import RulesScreen
from warehouse_app.wording import language, tr
from warehouse_app.wording.returning import dispositions, grades
from warehouse_app.wording.returnrules import evidence_words, exchange_words, fault_words, pays_words

_PART = 100


def title(row: ReturnRule) -> str:
    """Return what a rule is called."""
    rule = row.rule
    if isinstance(rule, Reason):
        return rule.text(language())
    return rule.name if isinstance(rule, Policy) else calm(row.fields.get(f"words_{language()}", "") or rule.words)


def where(row: ReturnRule) -> str:
    """Return what a rule holds for."""
    rule = row.rule
    parts = (rule.channel, rule.category, rule.country) if isinstance(rule, Policy) else (rule.category,)
    return ", ".join(part for part in parts if part) or tr("All")


def says(row: ReturnRule) -> str:
    """Return what a rule says, in one line."""
    rule = row.rule
    if isinstance(rule, Reason):
        told = [fault_words(rule.fault)]
        return ", ".join(told + ([evidence_words(rule.evidence)] if rule.evidence else []))
    if isinstance(rule, Policy):
        return figures.counted(rule.window_days, "day", "days")
    return "" if rule.grade is None else tr("With no at best {grade}").format(grade=_grade(rule))


def _grade(rule: Check | Rule) -> str:
    return figures.NOTHING if rule.grade is None else f"{rule.grade.value} {grades()[rule.grade]}"


def columns() -> tuple[Column[ReturnRule], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Rule"), title, 0, "strong", name="rule"),
        Column(tr("Holds for"), where, 148),
        Column(tr("Says"), says, 220),
    )


def filters(state: RulesScreen) -> tuple[FilterValue, ...]:
    """Return the kinds of rules with their counts."""
    words = {REASONS: tr("Reasons"), POLICIES: tr("Policies"), CHECKS: tr("Checklists")}
    return state.views(words)


def footer(state: RulesScreen) -> tuple[str, str]:
    """Return how many there are, and which of them holds."""
    says = {
        REASONS: tr("Channels have words of their own for them"),
        POLICIES: tr("The most exact one holds"),
        CHECKS: tr("Asked at the bench, after those of all goods"),
    }  # fmt: skip
    return rule_footer(state, says)


def facts(row: ReturnRule) -> tuple[tuple[str, str], ...]:
    """Return what is known of one, by name."""
    rule = row.rule
    if isinstance(rule, Reason):
        theirs = [(name.removeprefix("theirs_").title(), text) for name, text in row.fields.items()
                  if name.startswith("theirs_")]  # fmt: skip
        return (
            (tr("Code"), rule.code), (tr("Whose fault"), fault_words(rule.fault)),
            (tr("Says of packing"), evidence_words(rule.evidence)), (tr("Holds for"), where(row)), *theirs,
        )  # fmt: skip
    if isinstance(rule, Policy):
        return (*_terms(rule, row), *((_grade(each), goes(each)) for each in rule.rules))
    return ((tr("Holds for"), where(row)), (tr("With no it is at best"), _grade(rule)))


def _terms(rule: Policy, row: ReturnRule) -> tuple[tuple[str, str], ...]:
    keep = figures.money(rule.keep_below_minor, "") if rule.keep_below_minor else figures.NOTHING
    return (
        (tr("Holds for"), where(row)), (tr("Days"), figures.number(rule.window_days)),
        (tr("Not asked back below"), keep),
        (tr("Authorised at once"), tr("Yes") if rule.authorised else tr("No")),
        (tr("Who pays the way back"), pays_words(rule.pays)),
        (tr("An exchange leaves"), exchange_words(rule.exchange_on)),
        (tr("Is weighed"), tr("Yes") if rule.weigh else tr("As its table does")),
    )  # fmt: skip


def goes(rule: Rule) -> str:
    """Return where goods of a grade go, what is kept of their price, and whether a photo is asked for."""
    parts = [dispositions()[rule.disposition]]
    if rule.fee_e4:
        parts.append(tr("{n} % kept").format(n=figures.number(rule.fee_e4 // _PART)))
    return ", ".join(parts + ([tr("photo")] if rule.photo else []))


def deeds(state: RulesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    return rule_reasons(state, Right.RETURN_RULES)
