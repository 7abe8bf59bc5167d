"""Channels, cut-offs and limits as one list with a view for each: few rows, read whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from zlib import crc32

from warehouse_app.application.releasing.rules import Rules, loads, rules
from warehouse_app.application.shortlist import ShortList
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.releasing.channels import Channel
from warehouse_app.domain.releasing.cutoffs import CutOff
from warehouse_app.domain.releasing.values import Limit
from warehouse_app.store.desk import Desk
from warehouse_app.store.shortlist import names

CHANNELS, CUT_OFFS, LIMITS = "channels", "cutoffs", "limits"
VIEWS = (CHANNELS, CUT_OFFS, LIMITS)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule, of the kind its `view` says. `batches` and `units` are on the floor now, for a limit."""

    view: str
    warehouse: str
    rule: Channel | CutOff | Limit
    batches: int | None = None
    units: int = 0

    @property
    def name(self) -> str:
        """Return what makes it this rule and no other."""
        return name_of(self.warehouse, self.rule)

    @property
    def id(self) -> int:
        """Return its number: rules have none, so that of its name."""
        return key_of(self.name)


def name_of(warehouse: str, rule: Channel | CutOff | Limit) -> str:
    """Return what makes a rule this one and no other."""
    if isinstance(rule, Channel):
        return f"channel {rule.code}"
    if isinstance(rule, CutOff):
        return f"cutoff {warehouse} {rule.weekday} {rule.service}"
    return f"limit {warehouse} {rule.zone}"


def key_of(name: str) -> int:
    """Return the number of a rule's name; 0 is no rule."""
    return crc32(name.encode()) or 1


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules as rows, and the warehouses that they can be of."""

    rows: tuple[RuleRow, ...] = ()
    warehouses: tuple[str, ...] = ()

    def find(self, key: int) -> RuleRow | None:
        """Return one rule."""
        return next((row for row in self.rows if row.id == key), None)

    def counts(self) -> Mapping[str, int]:
        """Return how many rules each view has."""
        return {view: sum(row.view == view for row in self.rows) for view in VIEWS}


def rule_book(desk: Desk) -> RuleBook:
    """Return all rules. For `Runner.ask`."""
    found = rules(desk)
    channels = [RuleRow(CHANNELS, each.warehouse, each) for each in found.channels]
    cut_offs = [
        RuleRow(CUT_OFFS, here, CutOff(service, day, minute))
        for here, offs in found.cut_offs.items()
        for service, days in offs.by_service.items()
        for day, minute in days.items()
    ]
    return RuleBook((*channels, *cut_offs, *_limits(desk, found)), tuple(found.cut_offs))


def _limits(desk: Desk, found: Rules) -> tuple[RuleRow, ...]:
    """Return the limits with what is on the floor; where there is none, nobody counts the floor."""
    there = loads(desk) if found.limits else {}
    rows = []
    for each in found.limits:
        load = there.get(each.warehouse)
        if load is None:
            rows.append(RuleRow(LIMITS, each.warehouse, each))
        elif each.zone:
            rows.append(RuleRow(LIMITS, each.warehouse, each, None, load.zones.get(each.zone, 0)))
        else:
            rows.append(RuleRow(LIMITS, each.warehouse, each, load.batches, load.to_pick))
    return tuple(rows)


def _rows(desk: Desk, query: ListQuery) -> tuple[RuleRow, ...]:
    text = query.text.strip().casefold()
    return tuple(row for row in rule_book(desk).rows if row.view == query.view and text in _sought(row))


def _sought(row: RuleRow) -> str:
    rule = row.rule
    if isinstance(rule, Channel):
        words: tuple[str, ...] = (rule.code, rule.name, rule.sales, rule.service, rule.zone)
    else:
        words = (rule.service,) if isinstance(rule, CutOff) else (rule.zone,)
    return " ".join((row.warehouse, *words)).casefold()


def _rank(row: RuleRow) -> str:
    """Return where a rule stands: channels as they are asked, times by service and day, limits by zone."""
    rule = row.rule
    if isinstance(rule, Channel):
        return f"{rule.rank:04d} {rule.code}"
    which = f"{rule.service} {rule.weekday}" if isinstance(rule, CutOff) else rule.zone
    return f"{row.warehouse} {which}"


_BY: Mapping[str, Callable[[RuleRow], str | int]] = {"rule": _rank, "warehouse": lambda row: row.warehouse}

RULES: ShortList[RuleRow] = ShortList(
    "releaserules",
    names(frozenset(_BY), "rule", frozenset(VIEWS)),
    home=CHANNELS,
    rows=_rows,
    key=lambda row: row.id,
    by=_BY,
)
"""The list of what is said about releasing."""
