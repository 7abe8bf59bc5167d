"""What the stock health page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.health.ageing import Ahead
from warehouse_app.domain.health.costing import minor_of
from warehouse_app.domain.health.values import HealthRow, ThenRow, ThenSum
from warehouse_app.domain.health.views import OLD_AFTER
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.screens.health.state import HealthScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.health import age_names

_ROOMY = 1000
"""Widths from which less needed columns are shown."""


def views(state: HealthScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    old = trn("Over {n} day old", "Over {n} days old", OLD_AFTER).format(n=OLD_AFTER)
    words = {
        "all": tr("All"), "short": tr("Lacking"), "old": old,
        "ending": tr("Ends soon"), "dead": tr("Nobody wants it"), "unpriced": tr("No price"),
    }  # fmt: skip
    return tuple(FilterValue(name, text, state.counts.get(name, 0)) for name, text in words.items())


def columns(state: HealthScreen, now: str) -> tuple[Column[HealthRow], ...]:
    """Return the columns of the products as they stand now."""
    currency = "" if state.health is None else state.health.currency
    several = state.health is not None and len(state.health.sums) > 1
    return (
        Column(tr("Product"), lambda row: row.sku, 100, "strong"),
        Column(tr("Name"), lambda row: calm(row.name), 0),
        Column(tr("Where"), lambda row: row.warehouse or tr("Elsewhere"), 84, room=0 if several else _ROOMY),
        Column(tr("There"), lambda row: figures.number(row.on_hand), 70, "number", sort=lambda row: row.on_hand),
        Column(tr("Free"), lambda row: figures.number(row.free), 70, "number", sort=lambda row: row.free),
        Column(tr("Coming"), _coming, 76, "number", sort=lambda row: row.expected),
        Column(tr("Lacking"), lambda row: _some(row.short), 76, "number", sort=lambda row: row.short),
        Column(
            tr("Worth"), lambda row: worth(row.value_minor, row.unpriced < row.on_hand, currency), 104, "number",
            sort=lambda row: row.value_minor,
        ),
        Column(tr("Idle"), idle, 88, "number", sort=lambda row: -1 if row.idle is None else row.idle),
        Column(
            tr("Ends"), lambda row: figures.day(row.expires, now) if row.expires else figures.NOTHING, 104,
            sort=lambda row: row.expires or "9999", room=_ROOMY,
        ),
    )  # fmt: skip


def then_columns(state: HealthScreen) -> tuple[Column[ThenRow], ...]:
    """Return the columns of the products as they stood at a moment."""
    currency = "" if state.health is None else state.health.currency
    return (
        Column(tr("Product"), lambda row: row.sku, 104, "strong"),
        Column(tr("Name"), lambda row: calm(row.name), 0),
        Column(tr("Where"), lambda row: row.warehouse or tr("Elsewhere"), 84),
        Column(tr("Units"), lambda row: figures.number(row.units), 84, "number", sort=lambda row: row.units),
        Column(
            tr("Worth"), lambda row: worth(minor_of(row.value_e4), row.unpriced < row.units, currency), 116, "number",
            sort=lambda row: row.value_e4,
        ),
        Column(
            tr("First in, first out"), lambda row: worth(minor_of(row.fifo_e4), row.unpriced < row.units, currency),
            140, "number",
            sort=lambda row: row.fifo_e4,
        ),
    )  # fmt: skip


def worth(minor: int, priced: bool, currency: str) -> str:
    """Return an amount; nothing where no unit has a price."""
    return figures.money(minor, currency) if priced else figures.NOTHING


def _some(units: int) -> str:
    return figures.number(units) if units else figures.NOTHING


def _coming(row: HealthRow) -> str:
    return _some(row.expected)


def idle(row: HealthRow) -> str:
    """Return for how long no unit left."""
    if row.idle is None:
        return tr("never left") if row.on_hand else figures.NOTHING
    return trn("{n} day", "{n} days", row.idle).format(n=figures.number(row.idle))


def _left(row: HealthRow) -> str:
    if row.idle is None:
        return idle(row)
    return tr("{days} ago").format(days=idle(row)) if row.idle else tr("today")


def footer(state: HealthScreen) -> str:
    """Return the sums under the table: of the view, or of the moment that is looked at."""
    if state.then is not None:
        return _summed(state.then.sums, state)
    rows = state.rows
    parts = [figures.counted(len(rows), "product", "products"),
             figures.counted(sum(row.on_hand for row in rows), "unit", "units")]  # fmt: skip
    if state.health is not None:
        parts.append(figures.money(sum(row.value_minor for row in rows), state.health.currency))
    return ", ".join(parts)


def _summed(sums: tuple[ThenSum, ...], state: HealthScreen) -> str:
    currency = "" if state.health is None else state.health.currency
    units, value = sum(each.units for each in sums), sum(each.value_minor for each in sums)
    return ", ".join(
        (
            figures.counted(sum(each.products for each in sums), "product", "products"),
            figures.counted(units, "unit", "units"),
            figures.money(value, currency),
        )
    )


def moment(state: HealthScreen, now: str) -> str:
    """Return what says that another moment is looked at, "" for now."""
    if state.asking:
        return tr("Looking back")
    if state.then is None:
        return ""
    return tr("As it stood: {when}. Esc goes back to now").format(when=figures.when(state.then.at, now))


def empty(state: HealthScreen) -> tuple[str, str]:
    """Return what is said where nothing is shown."""
    if state.then is not None and not state.then.rows:
        return tr("Nothing lay there then"), tr("Choose a later moment, or go back to now with Esc.")
    if state.health is not None and state.health.rows:
        return tr("No product in this view"), tr("Choose another view, or take the search away with Esc.")
    return tr("No stock yet"), tr("Receive goods, or import stock, and this page tells how they fare.")


def warehouses(state: HealthScreen) -> tuple[tuple[str, str], ...]:
    """Return each warehouse with its units and worth, and what nobody can explain."""
    found = state.health
    if found is None:
        return ()
    facts = []
    for each in found.sums:
        units = figures.counted(each.units, "unit", "units")
        facts.append((each.warehouse or tr("Elsewhere"), f"{figures.money(each.value_minor, found.currency)}, {units}"))
    value, fifo = sum(each.value_minor for each in found.sums), sum(each.fifo_minor for each in found.sums)
    dead = sum(row.value_minor for row in found.rows if row.is_dead)
    facts.append((tr("Moving average"), figures.money(value, found.currency)))
    facts.append((tr("First in, first out"), figures.money(fifo, found.currency)))
    facts.append((tr("Of it nobody wants"), figures.money(dead, found.currency)))
    unpriced = sum(each.unpriced for each in found.sums)
    facts.append((tr("Units without a price"), figures.number(unpriced)))
    open_ = sum(abs(each.units) for each in found.untraced)
    facts.append((tr("Units nobody can explain"), figures.number(open_)))
    return tuple(facts)


def facts(row: HealthRow, state: HealthScreen, now: str) -> tuple[tuple[str, str], ...]:
    """Return the facts of one product."""
    currency = "" if state.health is None else state.health.currency
    coming = figures.number(row.expected) if row.expected else figures.NOTHING
    if row.expected and row.expected_day:
        coming = tr("{n}, first on {day}").format(n=coming, day=figures.day(row.expected_day, now))
    found = [
        (tr("There"), tr("{units}, {promised} of them promised").format(
            units=figures.number(row.on_hand), promised=figures.number(row.promised))),
        (tr("Coming"), coming),
        (tr("Orders lack"), _some(row.short)),
        (tr("Worth"), worth(row.value_minor, row.unpriced < row.on_hand, currency)),
        (tr("First in, first out"), worth(row.fifo_minor, row.unpriced < row.on_hand, currency)),
        (tr("Last left"), _left(row)),
    ]  # fmt: skip
    if row.unpriced:
        found.append((tr("Without a price"), figures.counted(row.unpriced, "unit", "units")))
    if row.expires:
        soon = trn("{day}; {n} unit ends soon", "{day}; {n} units end soon", row.expiring)
        words = soon if row.expiring else tr("{day}")
        found.append((tr("Next lot ends"), words.format(day=figures.day(row.expires, now), n=row.expiring)))
    return tuple(found)


def ages(row: HealthRow) -> Bars:
    """Return the ages of a product's units."""
    names = age_names()
    short = (*(name.removesuffix(f" {tr('days')}") for name in names[:-2]), *names[-2:])
    told = ", ".join(f"{name}: {units}" for name, units in zip(names, row.ages.units, strict=True) if units)
    return Bars(short, row.ages.units, sentence=told or tr("No unit lies there"))


def ahead_columns(now: str) -> tuple[Column[Ahead], ...]:
    """Return the columns of what can be promised by day."""
    return (
        Column(tr("From"), lambda each: figures.day(each.day, now) if each.day else tr("Now"), 0),
        Column(tr("Can be promised"), lambda each: figures.number(each.units), 140, "number"),
    )
