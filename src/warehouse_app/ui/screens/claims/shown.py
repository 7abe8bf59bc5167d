"""What the page of claims shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.purchasing.fields import written_amount
from warehouse_app.domain.returning.claims import ClaimDetail, ClaimLine, ClaimRow, is_urgent
from warehouse_app.domain.returning.states import ClaimState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code, opening
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.claims.state import ClaimsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.claims import kinds, states
from warehouse_app.wording.people import lacks_right

_WIDE = 860
_LOOKS = {
    ClaimState.DRAFT: ("ask", "pencil"), ClaimState.SENT: ("info", "send"), ClaimState.ACCEPTED: ("ok", "circle-check"),
    ClaimState.REFUSED: ("stop", "circle-x"), ClaimState.DROPPED: ("neutral", "ban"),
}  # fmt: skip
TABS = ("goods", "photos")


def chip(row: ClaimRow) -> ChipValue:
    """Return where a claim is."""
    tone, icon = _LOOKS[row.state]
    return ChipValue(tone, opening(states()[row.state]), icon)  # type: ignore[arg-type]


def until(row: ClaimRow, now: str) -> ChipValue:
    """Return its last day; one that comes soon is marked."""
    words = figures.day(row.deadline, now) if row.deadline else figures.NOTHING
    if row.state is ClaimState.DRAFT and row.deadline < now[:10]:
        return ChipValue("stop", words, "triangle-alert")
    return ChipValue("ask", words, "clock") if is_urgent(row, now[:10]) else ChipValue("neutral", words, "calendar")


def columns(now: str) -> tuple[Column[ClaimRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Claim"), lambda row: row.code, 84, "code", name="code"),
        Column(tr("Carrier"), lambda row: row.carrier or figures.NOTHING, 88, name="carrier"),
        Column(tr("What happened"), lambda row: kinds()[row.kind], 0),
        Column(tr("Until"), lambda row: until(row, now), 128, "icon", name="deadline"),
        Column(tr("State"), chip, 124, "chip", name="state"),
        Column(tr("Amount"), lambda row: figures.money(row.amount_minor, row.currency), 88, "number", name="amount"),
        Column(tr("Return"), lambda row: row.return_code or figures.NOTHING, 96, "code", room=_WIDE),
    )


def filters(state: ClaimsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "draft": tr("To be sent"), "soon": tr("Last days"), "sent": tr("Sent"), "accepted": tr("Accepted"),
        "refused": tr("Refused"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: ClaimsScreen) -> tuple[str, str]:
    """Return how many claims the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "claim", "claims")
    return left, tr("Ctrl E exports, Ctrl C copies")


def title(detail: ClaimDetail) -> str:
    """Return the head of one."""
    return code(detail.row.code)


def about(detail: ClaimDetail) -> str:
    """Return the line under its code."""
    row = detail.row
    parts = (kinds()[row.kind], row.carrier or tr("carrier not known"), calm(row.note))
    return ", ".join(part for part in parts if part)


def facts(detail: ClaimDetail, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a claim, by name."""
    row = detail.row
    found = [
        (tr("Claimed"), figures.money(row.amount_minor, row.currency)),
        (tr("Until"), figures.day(row.deadline, now) if row.deadline else figures.NOTHING),
        (tr("Return"), row.return_code or figures.NOTHING),
        (tr("Order"), row.order or figures.NOTHING),
        (tr("Tracking code"), row.tracking or figures.NOTHING),
    ]
    if row.sent_at:
        found.append((tr("Sent"), figures.stamp(row.sent_at, now)))
    if row.state is ClaimState.ACCEPTED:
        found.append((tr("Paid"), figures.money(row.paid_minor, row.currency)))
    return tuple(found)


def tabs(detail: ClaimDetail | None) -> tuple[FilterValue, ...]:
    """Return the pages of a claim."""
    sizes = (None, None) if detail is None else (len(detail.lines), len(detail.photos))
    words = (tr("Goods"), tr("Photos"))
    return tuple(FilterValue(name, text, size) for name, text, size in zip(TABS, words, sizes, strict=True))


def line_columns(currency: str) -> tuple[Column[ClaimLine], ...]:
    """Return the columns of what a claim speaks of."""
    return (
        Column(tr("SKU"), lambda line: line.sku, 96, "strong"),
        Column(tr("Name"), lambda line: calm(line.name) or figures.NOTHING, 0),
        Column(tr("Units"), lambda line: figures.number(line.qty), 60, "number"),
        Column(tr("Paid"), lambda line: figures.money(line.paid_minor, currency), 88, "number"),
    )


def send_form(detail: ClaimDetail) -> FormValue:
    """Return the form in which a claim is sent."""
    fields: tuple[FormField, ...] = (
        FormField("amount", tr("How much"), tr("What was paid for the goods is proposed"), decimal=True),
        FormField("note", tr("Note"), tr("It stands on the paper")),
    )  # fmt: skip
    amount = written_amount(detail.row.amount_minor, detail.row.currency) if detail.row.amount_minor else ""
    before = {"amount": amount, "note": detail.row.note}
    if not detail.row.carrier:  # it went under a label of our own
        fields = (FormField("carrier", tr("Carrier"), tr("Who had the parcel")), *fields)
        before["carrier"] = ""
    head = tr("{code} went to the carrier").format(code=detail.row.code)
    return FormValue("send", head, tr("It is sent"), fields, before)


def accept_form(detail: ClaimDetail) -> FormValue:
    """Return the form in which the carrier's yes is kept."""
    fields = (FormField("amount", tr("How much it pays"), decimal=True), FormField("note", tr("Note")))
    before = {"amount": written_amount(detail.row.amount_minor, detail.row.currency), "note": ""}
    head = tr("{carrier} accepts {code}").format(carrier=detail.row.carrier, code=detail.row.code)
    return FormValue("accept", head, tr("Save"), fields, before)


def why_form(name: str, detail: ClaimDetail) -> FormValue:
    """Return the form that asks why: the carrier refused, or nobody goes on with it."""
    heads = {"refuse": tr("The carrier refuses {code}"), "drop": tr("Give {code} up")}
    deeds_ = {"refuse": tr("Save"), "drop": tr("Give it up")}
    head = heads[name].format(code=detail.row.code)
    return FormValue(name, head, deeds_[name], (FormField("reason", tr("Why")),), {"reason": ""})


NEXT_DEEDS = {
    "send": frozenset({ClaimState.DRAFT, ClaimState.REFUSED}),
    "accept": frozenset({ClaimState.SENT}),
    "refuse": frozenset({ClaimState.SENT}),
    "drop": frozenset({ClaimState.DRAFT, ClaimState.SENT}),
}
"""In which states each deed can be done."""

RIGHTS = {"send": Right.RETURN, "accept": Right.REFUND, "refuse": Right.REFUND, "drop": Right.RETURN}


def deeds(state: ClaimsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    detail = state.detail
    choose = tr("Choose a claim first") if detail is None else ""
    found = {"paper": choose or lacks_right(state.rights, Right.PRINT)}
    found["return"] = choose or ("" if detail is not None and detail.row.return_id else tr("Nothing of it came back"))
    for name, right in RIGHTS.items():
        lacks = lacks_right(state.rights, right) or choose
        step = "" if detail is None or detail.row.state in NEXT_DEEDS[name] else tr("It is not at that step")
        found[name] = lacks or step
    return found


def visible(detail: ClaimDetail | None) -> frozenset[str]:
    """Return the deeds that its step shows."""
    state = None if detail is None else detail.row.state
    return frozenset({"paper", "return"} | {name for name, where in NEXT_DEEDS.items() if state in where})
