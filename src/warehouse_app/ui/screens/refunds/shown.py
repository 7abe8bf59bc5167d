"""What the page of refunds shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.returning.refunding import RefundDetail
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.states import RefundState
from warehouse_app.domain.returning.values import MoneyLine, RefundRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code, opening
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.refunds.state import RefundsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.returning import refund_states

_WIDE = 860
_LOOKS = {
    RefundState.PROPOSED: ("ask", "circle-question-mark"), RefundState.APPROVED: ("info", "clock"),
    RefundState.SENT: ("info", "send"), RefundState.CONFIRMED: ("ok", "circle-check"),
    RefundState.FAILED: ("stop", "circle-x"), RefundState.UNKNOWN: ("stop", "circle-question-mark"),
    RefundState.CANCELLED: ("neutral", "ban"),
}  # fmt: skip


def chip(row: RefundRow) -> ChipValue:
    """Return where the money is."""
    tone, icon = _LOOKS[row.state]
    return ChipValue(tone, opening(refund_states()[row.state]), icon)  # type: ignore[arg-type]


def way(row: RefundRow) -> str:
    """Return by which way the money goes back."""
    words = {"payment": tr("To the payment"), "credit": tr("Store credit"), "exchange": tr("Into an exchange")}
    return words.get(row.kind, row.kind)


def columns(now: str) -> tuple[Column[RefundRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Refund"), lambda row: row.code, 92, "code", name="code"),
        Column(tr("State"), chip, 0, "chip", name="state"),
        Column(tr("Amount"), lambda row: figures.money(row.amount_minor, row.currency), 92, "number_strong",
               name="amount"),
        Column(tr("Order"), lambda row: row.order or figures.NOTHING, 92, "code"),
        Column(tr("Return"), lambda row: row.return_code, 96, "code"),
        Column(tr("Since"), lambda row: figures.stamp(row.at, now), 116, name="at", leaves=lambda row: row.at),
        Column(tr("Way"), way, 132, room=_WIDE),
    )  # fmt: skip


def filters(state: RefundsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "waiting": tr("Waiting"), "sent": tr("Sent"), "failed": tr("Failed"), "unknown": tr("Not known"),
        "confirmed": tr("Paid back"), "cancelled": tr("Given up"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: RefundsScreen) -> tuple[str, str]:
    """Return how many refunds the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "refund", "refunds")
    return left, tr("Ctrl E exports, Ctrl C copies")


def title(detail: RefundDetail) -> str:
    """Return the head of one."""
    return f"{figures.money(detail.row.amount_minor, detail.row.currency)}  {code(detail.row.code)}"


def about(detail: RefundDetail) -> str:
    """Return the line under it: which way, and what went wrong."""
    row = detail.row
    return ", ".join(part for part in (way(row), calm(row.trouble)) if part)


def facts(detail: RefundDetail, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a refund, by name."""
    row = detail.row
    found = (
        (tr("Order"), row.order), (tr("Return"), row.return_code),
        (tr("Tax in it"), figures.money(row.tax_minor, row.currency)), (tr("Provider"), row.provider or tr("by hand")),
        (tr("Reference"), row.reference), (tr("Tries"), figures.number(detail.attempts) if detail.attempts else ""),
        (tr("Sent"), figures.stamp(row.sent_at, now) if row.sent_at else ""),
        (tr("Answered"), figures.stamp(row.answered_at, now) if row.answered_at else ""),
    )  # fmt: skip
    return tuple(each for each in found if each[1])


def line_columns(currency: str) -> tuple[Column[MoneyLine], ...]:
    """Return the columns of what a refund is for."""
    words = {
        "goods": tr("Goods"), "postage": tr("Postage"), "difference": tr("Difference"), "goodwill": tr("Goodwill"),
    }  # fmt: skip
    return (
        Column(tr("For"), lambda line: calm(line.name) or line.sku or words.get(line.what, line.what), 0),
        Column(tr("Units"), lambda line: figures.number(line.qty) if line.qty else figures.NOTHING, 56, "number"),
        Column(tr("Fee"), lambda line: _some(line.fee_minor, currency), 76, "number"),
        Column(tr("Amount"), lambda line: figures.money(line.amount_minor, currency), 84, "number"),
    )


def _some(minor: int, currency: str) -> str:
    return figures.money(minor, currency) if minor else figures.NOTHING


def paid_form(detail: RefundDetail) -> FormValue:
    """Return the form in which is said that money was paid by hand."""
    fields = (FormField("reference", tr("Reference"), tr("By which the payment is found again")),)
    amount = figures.money(detail.row.amount_minor, detail.row.currency)
    head = tr("{amount} was paid back").format(amount=amount)
    return FormValue("confirm", head, tr("It is paid"), fields, {"reference": ""})


def why_form(name: str, detail: RefundDetail) -> FormValue:
    """Return the form that asks why: it was not paid, or nobody pays it."""
    heads = {"fail": tr("{code} was not paid"), "cancel": tr("Give {code} up")}
    head = heads[name].format(code=detail.row.code)
    deed = tr("Give it up") if name == "cancel" else tr("Save")
    return FormValue(name, head, deed, (FormField("why", tr("Why")),), {"why": ""})


NEXT_DEEDS = {
    "approve": frozenset({RefundState.PROPOSED}),
    "retry": frozenset({RefundState.FAILED}),
    "confirm": frozenset({RefundState.APPROVED, RefundState.FAILED, RefundState.UNKNOWN}),
    "fail": frozenset({RefundState.UNKNOWN}),
    "cancel": frozenset({RefundState.PROPOSED, RefundState.APPROVED, RefundState.FAILED}),
}
"""In which states each deed can be done."""


def deeds(state: RefundsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    detail = state.detail
    lacks = lacks_right(state.rights, Right.REFUND)
    choose = tr("Choose a refund first") if detail is None else ""
    found = {"return": choose}
    for name, where in NEXT_DEEDS.items():
        step = "" if detail is None or detail.row.state in where else tr("It is not at that step")
        found[name] = lacks or choose or step
    return found


def visible(detail: RefundDetail | None) -> frozenset[str]:
    """Return the deeds that its step shows."""
    state = None if detail is None else detail.row.state
    return frozenset({"return"} | {name for name, where in NEXT_DEEDS.items() if state in where})
