"""What the page of performance shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.performance.values import By, Figures
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import Column, FilterValue
from warehouse_app.ui.screens.performance.state import ME, PerformanceScreen
from warehouse_app.wording import tr
from warehouse_app.wording.evidence import claims
from warehouse_app.wording.performance import step_words, work_words

_ROOMY, _MINUTE_MS = 900, 60_000


def views(state: PerformanceScreen) -> tuple[FilterValue, ...]:
    """Return the views: one's own, and those of all by right."""
    words = {ME: tr("My day")}
    if state.may_see_all:
        words |= {By.PERSON.value: tr("People"), By.BENCH.value: tr("Benches"), By.PRODUCT.value: tr("Products")}
    return tuple(FilterValue(name, text, None) for name, text in words.items())


def columns(state: PerformanceScreen) -> tuple[Column[Figures], ...]:
    """Return the columns of the figures."""
    head = {ME: tr("Who"), "person": tr("Who"), "bench": tr("Bench"), "product": tr("Product")}[state.view]
    return (
        Column(head, lambda row: calm(row.name), 0, "strong"),
        Column(tr("Work"), lambda row: work_words(row.work), 92),
        Column(tr("Units"), lambda row: figures.number(row.units), 72, "number", sort=lambda row: row.units),
        Column(tr("an hour"), lambda row: _an_hour(row.units_an_hour), 72, "number",
               sort=lambda row: row.units_an_hour or -1),
        Column(tr("Orders"), lambda row: figures.number(row.orders), 72, "number", sort=lambda row: row.orders),
        Column(tr("an hour"), lambda row: _an_hour(row.orders_an_hour), 72, "number",
               sort=lambda row: row.orders_an_hour or -1),
        Column(tr("A unit takes"), lambda row: seconds(row.ms_a_unit), 96, "number",
               sort=lambda row: row.ms_a_unit or 0, room=_ROOMY),
        Column(tr("Stopped"), lambda row: _some(row.stopped), 76, "number", sort=lambda row: row.stopped),
        Column(tr("Worked"), lambda row: worked(row.worked_ms), 84, "number", sort=lambda row: row.worked_ms,
               room=_ROOMY),
    )  # fmt: skip


def _an_hour(count: int | None) -> str:
    return figures.NOTHING if count is None else figures.number(count)


def _some(count: int) -> str:
    return figures.number(count) if count else figures.NOTHING


def seconds(ms: int | None) -> str:
    """Return a short time with a tenth of a second."""
    return figures.NOTHING if ms is None else tr("{n} s").format(n=figures.tenths(ms / 1_000))


def worked(ms: int) -> str:
    """Return time worked, in hours and minutes."""
    minutes = ms // _MINUTE_MS
    if minutes < 60:
        return tr("{n} min").format(n=minutes)
    return tr("{h} h {m:02d}").format(h=minutes // 60, m=minutes % 60)


def footer(state: PerformanceScreen) -> str:
    """Return the sums under the table, and whether only a part was looked at."""
    rows = state.rows
    told = [figures.counted(sum(row.units for row in rows), "unit", "units")]
    told.append(tr("the last 7 days") if state.week else tr("today"))
    if state.report is not None and state.report.part:
        told.append(tr("of the newest scans only"))
    return ", ".join(told)


def empty(state: PerformanceScreen) -> tuple[str, str]:
    """Return what is said where nothing is shown."""
    if state.text:
        return tr("Nothing of that name"), tr("Take the search away with Esc.")
    return tr("Nothing scanned yet"), tr("Pack or pick, and what you did appears here.")


def title(row: Figures) -> str:
    """Return whose figures they are."""
    return tr("{name}, {work}").format(name=calm(row.name), work=work_words(row.work))


def facts(row: Figures, now: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of one row, in words."""
    found = [
        (tr("Units"), figures.number(row.units)),
        (tr("Units an hour"), _an_hour(row.units_an_hour)),
        (tr("Orders"), figures.number(row.orders)),
        (tr("Orders an hour"), _an_hour(row.orders_an_hour)),
        (tr("A unit takes"), seconds(row.ms_a_unit)),
        (tr("Worked, without pauses"), worked(row.worked_ms)),
        (tr("From, to"), tr("{first} to {last}").format(
            first=figures.when(row.first_at, now), last=figures.when(row.last_at, now))),
    ]  # fmt: skip
    if row.work == "pack":
        found.append((tr("Errors stopped in time"), _some(row.stopped)))
    if row.work == "pick":
        found.append((tr("Of it caught at the bench"), _some(row.slips)))
    return tuple(found)


def lessons(state: PerformanceScreen) -> tuple[tuple[str, str], ...]:
    """Return the returns that were one's own fault: what of which order, and what the customer says."""
    words = claims()
    return tuple(
        (each.evidence.return_code, f"{calm(each.evidence.name) or each.evidence.sku}: {words[each.evidence.claim]}")
        for each in state.lessons
    )


def steps(row: Figures) -> Bars:
    """Return the middle time of each step, in tenths of a second."""
    names = tuple(step_words(each.step) for each in row.steps)
    told = ", ".join(f"{step_words(each.step)}: {seconds(each.middle_ms)}" for each in row.steps)
    return Bars(names, tuple(round(each.middle_ms / 1_000) for each in row.steps), sentence=told or tr("No time yet"))


def step_facts(row: Figures) -> tuple[tuple[str, str], ...]:
    """Return the middle and whole time of each step."""
    words = tr("{middle}, {total} in all")
    return tuple(
        (step_words(each.step), words.format(middle=seconds(each.middle_ms), total=worked(each.total_ms)))
        for each in row.steps
    )
