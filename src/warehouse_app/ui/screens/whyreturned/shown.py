"""What the page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.returning.evidence import Pair
from warehouse_app.domain.returning.report import By, ReportRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Ranks
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.screens.whyreturned.state import ALIKE, Measure, WhyScreen
from warehouse_app.wording import tr, trn

MOST_BARS = 10
_ROOMY = 860
_NAMED = (By.PACKER.value, By.REASON.value)


def views() -> tuple[FilterValue, ...]:
    """Return what the report can be told by."""
    words = {
        By.REASON.value: tr("Reasons"), By.PRODUCT.value: tr("Products"), By.SUPPLIER.value: tr("Suppliers"),
        By.CARRIER.value: tr("Carriers"), By.CHANNEL.value: tr("Channels"), By.PACKER.value: tr("Packers"),
        ALIKE: tr("Look-alikes"),
    }  # fmt: skip
    return tuple(FilterValue(name, text, None) for name, text in words.items())


def called(state: WhyScreen, row: ReportRow) -> str:
    """Return what a row is called, with its code where it has both; "not said" where it has neither."""
    name = calm(state.name(row))
    if state.view in _NAMED:
        return name or row.key or tr("Not said")
    return " ".join(each for each in (row.key, name) if each) or tr("Not said")


def columns(state: WhyScreen) -> tuple[Column[ReportRow], ...]:
    """Return the columns of the report."""
    return (
        Column(tr("What"), lambda row: called(state, row), 0, "strong"),
        Column(tr("Returns"), lambda row: figures.number(row.returns), 76, "number", sort=lambda row: row.returns),
        Column(tr("Units"), lambda row: figures.number(row.units), 68, "number", sort=lambda row: row.units),
        Column(tr("Of 1,000"), rate, 76, "number", sort=lambda row: row.per_mille or -1),
        Column(tr("Worth"), lambda row: _money(row.value_minor, row), 92, "number", sort=lambda row: row.value_minor,
               room=_ROOMY),
        Column(tr("Kept"), lambda row: _money(row.fees_minor, row), 84, "number", sort=lambda row: row.fees_minor,
               room=_ROOMY),
        Column(tr("Cost"), lambda row: _money(row.cost_minor, row), 96, "number_strong",
               sort=lambda row: row.cost_minor),
    )  # fmt: skip


def rate(row: ReportRow) -> str:
    """Return how many of a thousand that left came back."""
    return figures.NOTHING if row.per_mille is None else figures.number(row.per_mille)


def _money(minor: int, row: ReportRow) -> str:
    return figures.money(minor, row.currency) if minor else figures.NOTHING


def pair_columns() -> tuple[Column[Pair], ...]:
    """Return the columns of look-alikes."""
    return (
        Column(tr("Product"), lambda pair: f"{pair.sku} {calm(pair.name)}", 0, "strong"),
        Column(tr("Taken for"), lambda pair: f"{pair.other} {calm(pair.other_name)}", 0),
        Column(tr("Stopped"), lambda pair: figures.number(pair.stopped), 84, "number", sort=lambda pair: pair.stopped),
        Column(tr("Came back"), lambda pair: figures.number(pair.came), 92, "number", sort=lambda pair: pair.came),
    )


def bars(state: WhyScreen) -> Ranks:
    """Return the bars of the first rows, largest first: cost in money, units, or units of a thousand."""
    rows = sorted(state.rows, key=lambda row: -_figure(state, row))[:MOST_BARS]
    told = tuple((called(state, row), max(0, _figure(state, row)), _figure_words(state, row)) for row in rows)
    sentence = ", ".join(f"{name}: {words}" for name, _, words in told)
    return Ranks(told, sentence or tr("Nothing came back"))


def _figure_words(state: WhyScreen, row: ReportRow) -> str:
    if state.measure is Measure.COST:
        return figures.money(row.cost_minor, row.currency)
    return figures.number(row.units) if state.measure is Measure.UNITS else rate(row)


def _figure(state: WhyScreen, row: ReportRow) -> int:
    if state.measure is Measure.COST:
        return row.cost_minor
    return row.units if state.measure is Measure.UNITS else row.per_mille or 0


def measure_words(state: WhyScreen) -> str:
    """Return what the bars are."""
    return {
        Measure.COST: tr("What it cost"), Measure.UNITS: tr("Units that came back"),
        Measure.RATE: tr("Came back of 1,000 that left"),
    }[state.measure]  # fmt: skip


def footer(state: WhyScreen) -> str:
    """Return the sums under the table, and how far back it looks."""
    told = []
    if state.report is not None:
        told.append(figures.counted(sum(row.units for row in state.rows), "unit", "units"))
    told.append(trn("the last {n} day", "the last {n} days", state.days).format(n=state.days))
    return ", ".join(told)


def empty(state: WhyScreen) -> tuple[str, str]:
    """Return what is said where nothing is shown."""
    if state.text:
        return tr("Nothing of that name"), tr("Take the search away with Esc.")
    if state.view == ALIKE:
        return tr("Nothing is taken for another"), tr("Products that are mixed up appear here.")
    return tr("Nothing came back"), tr("F9 looks farther back.")


def facts(row: ReportRow) -> tuple[tuple[str, str], ...]:
    """Return the figures of one row, in words."""
    return (
        (tr("Units that came back"), figures.number(row.units)),
        (tr("Units that left"), figures.number(row.shipped)),
        (tr("Paid for them"), figures.money(row.value_minor, row.currency)),
        (tr("Paid back"), figures.money(row.refunded_minor, row.currency)),
        (tr("Postage paid back"), figures.money(row.postage_minor, row.currency)),
        (tr("Scrapped"), figures.money(row.scrap_minor, row.currency)),
        (tr("Kept as fees"), figures.money(row.fees_minor, row.currency)),
        (tr("Cost"), figures.money(row.cost_minor, row.currency)),
    )


def advice(state: WhyScreen) -> str:
    """Return what can be done about look-alikes."""
    if state.view != ALIKE:
        return ""
    return tr("Let each unit of both be scanned: a proof rule of their products, on the page Proof.")
