"""The forms of the returns desk. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.returning.requests import Asked
from warehouse_app.application.returning.seeing import CaseSeen, OrderSold
from warehouse_app.application.returning.unidentifying import Whose
from warehouse_app.domain.returning.claims import ClaimKind
from warehouse_app.domain.returning.states import Outcome
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.wording import language, tr, trn
from warehouse_app.wording.claims import kinds
from warehouse_app.wording.returning import outcomes

MOST_LINES = 12
"""Lines of an order that get a field of their own."""

_WANTED = (Outcome.REFUND, Outcome.EXCHANGE, Outcome.REPLACEMENT, Outcome.REPAIR, Outcome.CREDIT)


def order_form() -> FormValue:
    """Return the form that asks of which order something comes back."""
    fields = (FormField("order", tr("Order"), tr("Its number, or that of the channel")),)
    return FormValue("order", tr("New request"), tr("Next"), fields, {"order": ""})


def request_form(sold: OrderSold) -> FormValue:
    """Return the form in which a return is announced: how many of each line, why, and what is wanted for it."""
    lines = sold.lines[:MOST_LINES]
    fields = [
        FormField(
            f"line{line.line_id}", line.sku,
            tr("{name}: how many of {n}").format(name=calm(line.name), n=figures.number(line.left)),
        )
        for line in lines
    ]  # fmt: skip
    reasons = tuple((each.code, each.text(language())) for each in sold.reasons)
    wanted = tuple((each.value, outcomes()[each]) for each in _WANTED)
    fields += [
        FormField("reason", tr("Reason"), choices=(("", tr("Not said")), *reasons)),
        FormField("outcome", tr("What is wanted"), choices=(("", tr("Not said")), *wanted)),
        FormField("words", tr("Customer writes")),
        FormField("override", tr("Against the rules"), tr("Why it is taken all the same; needs the right to refund")),
    ]
    before = {each.name: "" for each in fields} | {f"line{line.line_id}": "0" for line in lines}
    if len(lines) == 1:
        before[fields[0].name] = str(lines[0].left)
    head = tr("What comes back of order {order}").format(order=sold.order)
    return FormValue("request", head, tr("Announce it"), tuple(fields), before)


def asked_of(sold: OrderSold, values: Mapping[str, str]) -> tuple[Asked, ...]:
    """Return what was asked for in the form."""
    found = []
    for line in sold.lines:
        qty = values.get(f"line{line.line_id}", "").strip()
        if qty and qty != "0":
            found.append(Asked(line.sku, qty, values["reason"], line.line_id))
    return tuple(found)


def reject_form(seen: CaseSeen) -> FormValue:
    """Return the form that asks why a return is rejected."""
    fields = (FormField("why", tr("Why"), tr("The customer reads it")),)
    head = tr("Reject {code}").format(code=seen.row.code)
    return FormValue("reject", head, tr("Reject it"), fields, {"why": ""})


def cancel_form(seen: CaseSeen) -> FormValue:
    """Return the form in which a return is cancelled."""
    head = tr("The customer keeps the goods of {code}").format(code=seen.row.code)
    return FormValue("cancel", head, tr("Cancel it"), (FormField("why", tr("Why")),), {"why": ""})


def send_form(seen: CaseSeen) -> FormValue:
    """Return the form in which is said that a return is on its way."""
    fields = (FormField("carrier", tr("Carrier")), FormField("tracking", tr("Tracking code")))
    head = tr("{code} is on its way").format(code=seen.row.code)
    before = {"carrier": seen.detail.head.carrier, "tracking": seen.detail.head.tracking}
    return FormValue("send", head, tr("Save"), fields, before)


def whose_form(seen: CaseSeen) -> FormValue:
    """Return the form that asks of which order a parcel is that nobody knew."""
    fields = (FormField("order", tr("Order"), tr("Its number, or that of the channel")),)
    head = tr("Of which order is {code}?").format(code=seen.row.code)
    return FormValue("whose", head, tr("Save"), fields, {"order": ""})


def unknown_form(told: Whose) -> FormValue:
    """Return the form in which is taken back of which order a parcel was said to be, with what that does."""
    words = trn(
        "{code} is not of order {order}: {n} unit goes back to its parcel in the books",
        "{code} is not of order {order}: {n} units go back to its parcel in the books",
        told.qty,
    )
    head = words.format(code=told.name, order=told.order, n=figures.number(told.qty))
    return FormValue("unknown", head, tr("Take it back"), ())


def claim_form(seen: CaseSeen) -> FormValue:
    """Return the form in which a claim on the carrier is drafted."""
    choices = tuple((kind.value, kinds()[kind]) for kind in ClaimKind)
    fields = (FormField("kind", tr("What happened"), choices=choices),)
    head = tr("Claim for {code}").format(code=seen.row.code)
    kind = ClaimKind.EMPTY if seen.detail.head.empty else ClaimKind.DAMAGE
    return FormValue("claim", head, tr("Draft it"), fields, {"kind": kind.value})
