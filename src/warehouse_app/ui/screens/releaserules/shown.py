"""What the release rules page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.releasing.rulelist import CHANNELS, CUT_OFFS, LIMITS, RuleRow
from warehouse_app.domain.people import Right
from warehouse_app.domain.releasing.channels import Channel
from warehouse_app.domain.releasing.cutoffs import CutOff
from warehouse_app.domain.releasing.values import Limit
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.text import code as one_code
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.runtime.rulekeeping import rule_footer, rule_reasons
from warehouse_app.ui.screens.releaserules.state import RulesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.releasing import mode_words, weekday_words

_WIDE = 620
Facts = tuple[tuple[str, str], ...]


def clock(minute: int) -> str:
    """Return a minute of the day as a time."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def title(row: RuleRow) -> str:
    """Return what a rule is called."""
    rule = row.rule
    if isinstance(rule, Channel):
        return one_code(rule.code) + (f"  {calm(rule.name)}" if rule.name else "")
    if isinstance(rule, CutOff):
        service = one_code(rule.service) or tr("Every other service")
        return tr("{service}, {day}").format(service=service, day=weekday_words(rule.weekday))
    return tr("Zone {zone}").format(zone=one_code(rule.zone)) if rule.zone else tr("The whole warehouse")


def where(row: RuleRow) -> str:
    """Return the warehouse of a rule."""
    return one_code(row.warehouse) or tr("All")


def says(row: RuleRow) -> str:
    """Return what a rule says, in one line."""
    rule = row.rule
    if isinstance(rule, Channel):
        asked = [f"{name} {value}" for name, value in _asked(rule)] or [tr("every order")]
        return ", ".join((*asked, mode_words(rule.mode)))
    if isinstance(rule, CutOff):
        return clock(rule.minute)
    most = []
    if rule.batches is not None:
        most.append(figures.counted(rule.batches, "batch", "batches"))
    if rule.units is not None:
        most.append(figures.counted(rule.units, "unit", "units"))
    return tr("At most {what}").format(what=", ".join(most))


def now(row: RuleRow) -> str:
    """Return what is on the floor, of a limit."""
    if not isinstance(row.rule, Limit):
        return figures.NOTHING
    units = figures.counted(row.units, "unit", "units")
    return units if row.batches is None else f"{figures.counted(row.batches, 'batch', 'batches')}, {units}"


def columns() -> tuple[Column[RuleRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Rule"), title, 220, name="rule"),
        Column(tr("Warehouse"), where, 110, name="warehouse"),
        Column(tr("Says"), says, 0),
        Column(tr("Now"), now, 170, room=_WIDE),
    )


def filters(state: RulesScreen) -> tuple[FilterValue, ...]:
    """Return the kinds of rules with their counts."""
    words = {CHANNELS: tr("Channels"), CUT_OFFS: tr("Cut-offs"), LIMITS: tr("Limits")}
    return state.views(words)


def footer(state: RulesScreen) -> tuple[str, str]:
    """Return how many there are, and what the rest does."""
    says = {
        CHANNELS: tr("An order belongs to the first channel that fits"),
        CUT_OFFS: tr("Without a cut-off, what was promised counts"),
        LIMITS: tr("Without a limit, the floor takes what is released"),
    }  # fmt: skip
    return rule_footer(state, says)


def facts(row: RuleRow) -> Facts:
    """Return what is known of one, by name."""
    rule, house = row.rule, (tr("Warehouse"), where(row))
    if isinstance(rule, Channel):
        lead = figures.number(rule.lead_min) if rule.lead_min else figures.NOTHING
        return (
            (tr("Rank"), figures.number(rule.rank)), house, *_asked(rule), (tr("Goes"), mode_words(rule.mode)),
            (tr("Minutes before cut-off"), lead),
        )  # fmt: skip
    if isinstance(rule, CutOff):
        return (house, (tr("Collects at"), clock(rule.minute)))
    return (house, (tr("Limit"), says(row)), (tr("On the floor now"), now(row)))


def _asked(channel: Channel) -> Facts:
    """Return what a channel asks of an order, by name."""
    asked = (
        (tr("Sales channel"), one_code(channel.sales)), (tr("Carrier service"), one_code(channel.service)),
        (tr("Zone"), one_code(channel.zone)),
        (tr("Least priority"), figures.number(channel.least_priority) if channel.least_priority else ""),
        (tr("Leaves within days"), "" if channel.days is None else figures.number(channel.days)),
    )  # fmt: skip
    return tuple((name, value) for name, value in asked if value)


def deeds(state: RulesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    return rule_reasons(state, Right.PLAN)
