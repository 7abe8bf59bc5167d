"""What the adjustments page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.adjusting import Adjusted
from warehouse_app.domain.counting.adjustments import AdjustedThing, AdjustmentRow
from warehouse_app.domain.counting.reasons import Reason
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.adjustments.state import AdjustmentsScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.counting import left_words, reason_words
from warehouse_app.wording.people import lacks_right

_WIDE, _ROOMY = 900, 580
KEPT = "kept"
MOST_NAMED = 3
"""Adjustments left that one line names."""


def signed(value: int) -> str:
    """Return so many more or fewer."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}"
    return f"{sign}{figures.number(abs(value))}" if value else figures.NOTHING


def _goods(row: AdjustmentRow) -> str:
    return ", ".join(f"{signed(qty)} {sku}" for sku, qty in row.goods)


def state_chip(row: AdjustmentRow) -> ChipValue | str:
    """Return whether it changed the stock: what waits carries its mark."""
    return ChipValue("ask", tr("Waits")) if row.state == KEPT else tr("Posted")


def columns(now: str) -> tuple[Column[AdjustmentRow], ...]:
    """Return the columns of the list; their names are what the house sorts by."""
    return (
        Column(tr("Number"), lambda row: row.code, 96, "strong", name="code", leaves=lambda row: row.code),
        Column(tr("Units"), lambda row: signed(row.units), 76, "number_strong", leaves=lambda row: row.units),
        Column(tr("Goods"), _goods, 0),
        Column(tr("Note"), lambda row: row.note or figures.NOTHING, 150, name="note", room=_ROOMY),
        Column(tr("Reason"), lambda row: reason_words(Reason(row.reason)), 150, room=_WIDE,
               leaves=lambda row: row.reason),
        Column(tr("Of"), lambda row: figures.stamp(row.at, now), 148, name="at", leaves=lambda row: row.at,
               room=_ROOMY),
        Column(tr("State"), state_chip, 96, "chip", name="state", leaves=lambda row: row.state),
    )  # fmt: skip


def filters(state: AdjustmentsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"waiting": tr("Waiting"), "posted": tr("Posted"), "all": tr("All")}
    return state.views(words)


def footer(state: AdjustmentsScreen) -> tuple[str, str]:
    """Return how many adjustments the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "adjustment", "adjustments")
    return left, tr("F2 posts it, F7 posts all that wait, F10 takes it back")


def title(row: AdjustmentRow) -> str:
    """Return the head of an adjustment."""
    return tr("Adjustment {code}").format(code=row.code)


def about(row: AdjustmentRow) -> str:
    """Return what its file says of it, and what that means."""
    why = reason_words(Reason(row.reason))
    return tr("“{note}” means: {reason}").format(note=row.note, reason=why) if row.note else why


def facts(row: AdjustmentRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of an adjustment, by name."""
    return (
        (tr("Units"), signed(row.units)), (tr("Of"), figures.stamp(row.at, now)), (tr("Channel"), row.channel),
    )  # fmt: skip


def thing_columns() -> tuple[Column[AdjustedThing], ...]:
    """Return the columns of an adjustment's goods."""
    return (
        Column(tr("SKU"), lambda one: one.sku or one.written, 88, "strong"),
        Column(tr("Name"), _name, 0),
        Column(tr("Units"), lambda one: signed(one.qty), 64, "number_strong", sort=lambda one: one.qty),
        Column(tr("There"), lambda one: figures.number(one.there) if one.sku and one.stands else figures.NOTHING, 64,
               "number", sort=lambda one: one.there),
        Column("", _doubt, 118, "chip"),
    )  # fmt: skip


def _name(one: AdjustedThing) -> str:
    return calm(one.name) if one.sku else tr("No product of that code")


def _doubt(one: AdjustedThing) -> ChipValue | str:
    if not one.stands:
        return tr("No goods")
    if not one.sku:
        return ChipValue("stop", tr("Unknown"))
    return ChipValue("ask", tr("Too many")) if -one.qty > one.there else ""


def post_form(codes: tuple[str, ...], waits: int, houses: tuple[str, ...]) -> FormValue:
    """Return the question before one or all are posted: where, if there are several warehouses."""
    choices = tuple((each, each) for each in houses)
    fields = (FormField("warehouse", tr("Warehouse"), choices=choices),)
    name = f"post:{codes[0]}" if codes else "post_all"
    words = trn("Post {n} adjustment that waits", "Post all {n} adjustments that wait", waits)
    heading = tr("Post adjustment {code}").format(code=codes[0]) if codes else words.format(n=figures.number(waits))
    return FormValue(name, heading, tr("Post"), fields, {"warehouse": houses[0] if houses else ""})


def posted_words(done: Adjusted) -> str:
    """Return what was posted, and who lacks goods by it."""
    words = trn(
        "{n} adjustment posted: {fewer} units fewer, {more} more",
        "{n} adjustments posted: {fewer} units fewer, {more} more",
        done.posted,
    ).format(n=figures.number(done.posted), fewer=figures.number(done.fewer), more=figures.number(done.more))
    orders = ", ".join(dict.fromkeys(each.order for each in done.lost))
    return tr("{words}. Now short: {orders}").format(words=words, orders=orders) if orders else words


def left_words_of(done: Adjusted) -> str:
    """Return which were left, and why; "" where none was."""
    left = [left_words(each.document, each.sku, each.why, each.asked, each.there) for each in done.left]
    more = [tr("and {n} more").format(n=figures.number(len(left) - MOST_NAMED))] if len(left) > MOST_NAMED else []
    return "; ".join([*left[:MOST_NAMED], *more])


def deeds(state: AdjustmentsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    need = lacks_right(state.rights, Right.STOCK)
    row = state.detail.row if state.detail is not None else None
    choose = "" if row is not None else tr("Choose an adjustment first")
    waits = dict(state.counts).get("waiting", 0)
    return {
        "post": need or choose or ("" if row is not None and row.state == KEPT else tr("It is posted")),
        "post_all": need or ("" if waits else tr("No adjustment waits")),
        "undo": need or choose or ("" if row is not None and row.state != KEPT else tr("It is not posted")),
    }
