"""What the counts page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.counting.plans import KINDS
from warehouse_app.domain.counting.facts import Proposal
from warehouse_app.domain.counting.reasons import Reason
from warehouse_app.domain.counting.states import CountState
from warehouse_app.domain.counting.values import AccuracyRow, CountedThing, CountListRow, PlanRow
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.boardvalues import Bars
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Kind
from warehouse_app.ui.screens.counts.state import CountsScreen, Overview
from warehouse_app.wording import tr, trn
from warehouse_app.wording.counting import kind_words, reason_words, state_words, why_asked, why_words
from warehouse_app.wording.people import lacks_right

_WIDE, _ROOMY = 900, 640
_MOST_TODAY = "20"
_CHIPS: dict[str, tuple[Kind, str]] = {
    "review": ("ask", "gavel"), "recount": ("ask", "repeat"), "counting": ("info", "clipboard-list"),
}  # fmt: skip


def state_chip(state: str) -> ChipValue | str:
    """Return where a count is: what is at its end is a plain word, what waits for somebody carries its mark."""
    words = state_words(CountState(state))
    return ChipValue(_CHIPS[state][0], words) if state in _CHIPS else words


def columns(now: str) -> tuple[Column[CountListRow], ...]:
    """Return the columns of the list; their names are what the house sorts by."""
    return (
        Column(tr("Place"), lambda row: row.place, 104, "strong", name="way", leaves=lambda row: row.place),
        Column(tr("What"), _what, 0, name="what"),
        Column(tr("State"), lambda row: state_chip(row.state), 124, "chip", name="state",
               leaves=lambda row: row.state),
        Column(tr("Differs"), _differs, 72, "number", name="differences", leaves=lambda row: row.differences),
        Column(tr("Worth"), _worth, 88, "number", name="value", room=_ROOMY,
               leaves=lambda row: figures.amount(row.value_minor, row.currency)),
        Column(tr("Who"), lambda row: row.people or figures.NOTHING, 120, name="people", room=_WIDE),
        Column(tr("Counted"), lambda row: figures.when(row.counted_at, now), 96, name="counted",
               leaves=lambda row: row.counted_at, room=_ROOMY),
        Column(tr("Count"), lambda row: row.code, 80, "code", name="count", room=_WIDE),
    )  # fmt: skip


def _what(row: CountListRow) -> str:
    return f"{row.sku} {calm(row.name)}".strip() if row.sku else tr("All that stands there")


def _worth(row: CountListRow) -> str:
    return figures.bare(row.value_minor, row.currency) if row.differences else figures.NOTHING


def _differs(row: CountListRow) -> str:
    return figures.number(row.differences) if row.differences else figures.NOTHING


def filters(state: CountsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "all": tr("All"), "review": tr("To decide"), "waiting": tr("Waiting"), "differing": tr("Differing"),
        "posted": tr("Booked"), "matched": tr("Right"),
    }  # fmt: skip
    return state.views(words)


def footer(state: CountsScreen) -> tuple[str, str]:
    """Return how many counts the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "count", "counts")
    return left, tr("F2 books it, F7 lets it be counted again, F10 leaves the books")


def tabs(overview: Overview, things: int | None) -> tuple[FilterValue, ...]:
    """Return the pages beside the list."""
    return (
        FilterValue("found", tr("Found"), things), FilterValue("plans", tr("Plans"), len(overview.plans)),
        FilterValue("today", tr("Today"), len(overview.proposals)), FilterValue("accuracy", tr("Accuracy")),
    )  # fmt: skip


def title(row: CountListRow) -> str:
    """Return the head of a count."""
    return tr("{place}, {code}").format(place=row.place, code=row.code)


def facts(row: CountListRow, overview: Overview, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a count, by name."""
    worth = figures.money(row.value_minor, overview.currency) if row.differences else figures.NOTHING
    return (
        (tr("Asked"), why_asked(row.reason)), (tr("Plan"), row.plan or figures.NOTHING),
        (tr("Counted by"), row.people or figures.NOTHING), (tr("Counted"), figures.when(row.counted_at, now)),
        (tr("Differences"), _differs(row)), (tr("Worth"), worth),
        *(((tr("Note"), row.note),) if row.note else ()),
    )  # fmt: skip


def thing_columns() -> tuple[Column[CountedThing], ...]:
    """Return the columns of what each round found."""
    return (
        Column(tr("Round"), lambda one: figures.number(one.round), 56, "number", sort=lambda one: one.round),
        Column(tr("Product"), _thing, 0),
        Column(tr("Counted"), lambda one: figures.number(one.counted), 74, "number_strong",
               sort=lambda one: one.counted),
        Column(tr("Books"), lambda one: figures.number(one.book), 68, "number", sort=lambda one: one.book or 0),
        Column(tr("Differs"), _difference, 84, "chip", sort=lambda one: one.difference),
        Column(tr("Who"), lambda one: one.who, 100, room=_ROOMY),
    )  # fmt: skip


def _thing(one: CountedThing) -> str:
    marks = " ".join(each for each in (one.lot, one.serial, one.grade if one.grade != "A" else "") if each)
    return " ".join(each for each in (one.sku, marks, calm(one.name)) if each)


def _difference(one: CountedThing) -> ChipValue | str:
    if one.book is None or not one.difference:
        return figures.NOTHING
    sign = "+" if one.difference > 0 else "\N{MINUS SIGN}"
    return ChipValue("ask", f"{sign}{figures.number(abs(one.difference))}")


def plan_columns(now: str) -> tuple[Column[PlanRow], ...]:
    """Return the columns of the plans."""
    return (
        Column(tr("Plan"), lambda row: row.code, 76, "code"),
        Column(tr("What"), plan_about, 0),
        Column(tr("Done"), lambda row: tr("{n} of {all}").format(n=figures.number(row.done),
                                                                 all=figures.number(row.places)),
               104, "number", sort=lambda row: row.done),
        Column(tr("To decide"), lambda row: figures.number(row.review) if row.review else figures.NOTHING, 78, "number",
               sort=lambda row: row.review),
        Column(tr("Since"), lambda row: figures.when(row.at, now), 90, sort=lambda row: row.at, room=_ROOMY),
    )  # fmt: skip


def plan_about(row: PlanRow) -> str:
    """Return what a plan asks for."""
    return f"{kind_words(row.kind)} {row.about}".strip()


def proposal_columns() -> tuple[Column[Proposal], ...]:
    """Return the columns of what is worth counting."""
    return (
        Column(tr("Place"), lambda one: one.cell.place, 96, "strong"),
        Column(tr("Product"), lambda one: one.cell.sku, 84, "code"),
        Column(tr("Why"), lambda one: why_words(one.why, one.currency), 0),
        Column(tr("At stake"), lambda one: figures.bare(one.cost_minor, one.currency), 84, "number",
               sort=lambda one: one.cost_minor),
    )  # fmt: skip


def accuracy_columns() -> tuple[Column[AccuracyRow], ...]:
    """Return the columns of places whose books were wrong."""
    return (
        Column(tr("Place"), lambda row: row.key, 104, "strong"),
        Column(tr("Counted"), lambda row: figures.number(row.counted), 0, "number", sort=lambda row: row.counted),
        Column(tr("Right"), share, 84, "number", sort=lambda row: row.permille),
        Column(tr("Units off"), lambda row: figures.number(row.units), 84, "number", sort=lambda row: row.units),
    )  # fmt: skip


def share(row: AccuracyRow) -> str:
    """Return how many of a hundred were right."""
    return f"{row.permille // 10}.{row.permille % 10} %" if row.counted else figures.NOTHING


def accuracy_words(overview: Overview) -> str:
    """Return how right the books were, in one sentence."""
    whole = overview.accuracy.whole
    if not whole.counted:
        return tr("Nothing was counted yet")
    words = trn(
        "The books were right in {share} of {n} thing counted", "The books were right in {share} of {n} things counted",
        whole.counted,
    )  # fmt: skip
    return words.format(share=share(whole), n=figures.number(whole.counted))


def accuracy_bars(overview: Overview, now: str) -> Bars:
    """Return the weeks: bars of how many of a hundred were right."""
    weeks = overview.accuracy.weeks
    labels = tuple(figures.day(f"{each.key}T12:00:00.000000Z", now) for each in weeks)
    return Bars(
        labels,
        tuple(each.permille // 10 for each in weeks),
        sentence=tr("Right of a hundred, by week: {figures}").format(
            figures=", ".join(f"{label} {each.permille // 10}" for label, each in zip(labels, weeks, strict=True))
        ),
    )


def plan_form(overview: Overview) -> FormValue:
    """Return the form of a new plan."""
    houses = tuple((each, each) for each in overview.warehouses)
    fields = (
        FormField("kind", tr("What"), choices=tuple((each, kind_words(each)) for each in KINDS)),
        FormField("about", tr("Which"), tr("The place, product, zone or aisle; nothing for the rest")),
        FormField("most", tr("How many at most"), tr("For what is worth most, and for the cycle")),
        FormField("blind", tr("The books"), choices=(("yes", tr("Are not told")), ("no", tr("Are told")))),
        *((FormField("warehouse", tr("Warehouse"), choices=houses),) if len(houses) > 1 else ()),
    )
    before = {"kind": "today", "about": "", "most": _MOST_TODAY, "blind": "yes"}
    first = {"warehouse": houses[0][0]} if houses else {}
    return FormValue("plan", tr("Plan counts"), tr("Plan them"), fields, {**before, **first})


def approve_form(row: CountListRow) -> FormValue:
    """Return the form in which differences are booked: with a reason and a word."""
    reasons = (("", tr("Missing or found, by its sign")), *((each.value, reason_words(each)) for each in Reason))
    fields = (FormField("reason", tr("Why"), choices=reasons), FormField("note", tr("Note")))
    heading = tr("Book what {place} was found to hold").format(place=row.place)
    return FormValue("approve", heading, tr("Book it"), fields, {"reason": "", "note": ""})


def deeds(state: CountsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    need = lacks_right(state.rights, Right.APPROVE_COUNT)
    row = state.detail.row if state.detail is not None else None
    choose = "" if row is not None else tr("Choose a count first")
    words = tr("It is not to be decided")
    decide = "" if row is not None and row.state in ("review", "recount") else words
    again = "" if row is not None and row.state == "review" else words
    leave = "" if row is not None and row.state in ("review", "recount", "requested") else words
    return {
        "plan": need, "approve": need or choose or decide, "again": need or choose or again,
        "reject": need or choose or leave,
    }  # fmt: skip
