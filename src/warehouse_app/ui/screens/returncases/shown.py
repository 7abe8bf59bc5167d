"""What the returns desk shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from warehouse_app.application.returning.seeing import CaseSeen
from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.evidence import Cause, Plausible, Sign, Weighing
from warehouse_app.domain.returning.rows import ReturnRow
from warehouse_app.domain.returning.states import AT_BENCH, AWAITED, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import Event, Unit
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import calm, code, opening
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.returncases.state import CasesScreen, MoneyRow, WhyRow
from warehouse_app.wording import language, tr
from warehouse_app.wording.claims import states as claim_states
from warehouse_app.wording.evidence import claims, plausible, points_words, sign_words
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.returning import dispositions, grades, kinds, outcomes, refund_states, states, unit_states
from warehouse_app.wording.returnstory import told as told_of

_WIDE, _ROOMY, _REASON = 960, 760, 560
_LOOKS = {
    ReturnState.REQUESTED: ("ask", "circle-question-mark"), ReturnState.AUTHORISED: ("info", "circle-dashed"),
    ReturnState.REJECTED: ("neutral", "ban"), ReturnState.EXPIRED: ("neutral", "hourglass"),
    ReturnState.CANCELLED: ("neutral", "ban"), ReturnState.IN_TRANSIT: ("info", "truck"),
    ReturnState.RECEIVED: ("ask", "package"), ReturnState.INSPECTING: ("ask", "package-open"),
    ReturnState.DECIDED: ("ask", "list-checks"), ReturnState.SETTLED: ("ok", "package-check"),
    ReturnState.CLOSED: ("ok", "circle-check"),
}  # fmt: skip
_PLAUSIBLE = {
    Plausible.LIKELY: ("stop", "triangle-alert"), Plausible.POSSIBLE: ("ask", "circle-question-mark"),
    Plausible.UNLIKELY: ("ok", "shield-check"),
}  # fmt: skip


def chip(row: ReturnRow) -> ChipValue:
    """Return where a return is."""
    tone, icon = _LOOKS[row.state]
    return ChipValue(tone, opening(states()[row.state]), icon)  # type: ignore[arg-type]


def columns(now: str) -> tuple[Column[ReturnRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Return"), lambda row: row.code, 100, "code", name="code"),
        Column(tr("Order"), lambda row: row.order or figures.NOTHING, 88, "code"),
        Column(tr("State"), chip, 0, "chip", name="state"),
        Column(tr("Units"), units, 76, "number"),
        Column(tr("Slot"), lambda row: row.slot or figures.NOTHING, 62, "code", name="slot"),
        Column(tr("Came"), lambda row: _since(row.received_at, now), 104, name="received_at",
               leaves=lambda row: row.received_at),
        Column(tr("Asked for"), lambda row: _since(row.requested_at, now), 104, name="requested_at", room=_ROOMY,
               leaves=lambda row: row.requested_at),
        Column(tr("Until"), lambda row: figures.day(row.expires_on, now) if row.expires_on else figures.NOTHING, 108,
               name="expires_on", room=_WIDE),
        Column(tr("Channel"), lambda row: row.channel or figures.NOTHING, 88, name="channel", room=_WIDE),
    )  # fmt: skip


def units(row: ReturnRow) -> str:
    """Return how many units, and of those at the bench how many are graded."""
    if row.here:
        return tr("{done} of {all}").format(done=figures.number(row.graded), all=figures.number(row.here))
    return figures.number(row.units) if row.units else figures.NOTHING


def _since(at: str, now: str) -> str:
    return figures.stamp(at, now) if at else figures.NOTHING


def filters(state: CasesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "requested": tr("Requests"), "awaited": tr("Awaited"), "inspect": tr("Inspection"), "parked": tr("Parked"),
        "settled": tr("Settled"), "over": tr("Came to nothing"), "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: CasesScreen) -> tuple[str, str]:
    """Return how many returns the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "return", "returns")
    return left, tr("Ctrl E exports, Ctrl C copies")


def title(seen: CaseSeen) -> str:
    """Return the head of one."""
    return code(seen.row.code)


def about(seen: CaseSeen) -> str:
    """Return the line under its code: how it came, who said what of it, what the customer wrote."""
    head, told = seen.detail.head, [kinds()[seen.detail.head.kind]]
    if head.damaged or head.empty:
        told.append(tr("Came empty") if head.empty else tr("Came damaged"))
    told += [calm(head.decision), calm(head.override)]
    line = ", ".join(each for each in told if each)
    said = seen.detail.words or seen.detail.sender
    return f"{line}\n\N{LEFT DOUBLE QUOTATION MARK}{calm(said[:160])}\N{RIGHT DOUBLE QUOTATION MARK}" if said else line


def facts(seen: CaseSeen, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a return, by name."""
    head = seen.detail.head
    reasons = dict.fromkeys(told for _unit, told in unit_rows(seen) if told != figures.NOTHING)
    found = (
        (tr("Order"), seen.detail.order),
        (tr("Customer"), seen.detail.customer),
        (tr("The customer gets"), "" if head.outcome is None else outcomes()[head.outcome]),
        (tr("Asked for"), figures.stamp(head.requested_at, now) if head.requested_at else ""),
        (tr("Until"), figures.day(head.expires_on, now) if head.expires_on else ""),
        (tr("Came"), figures.stamp(head.received_at, now) if head.received_at else ""),
        (tr("Carrier"), " ".join(each for each in (head.carrier, head.tracking) if each)),
        (tr("Stands"), head.slot),
        (tr("Reason"), ", ".join(reasons)),
    )
    return tuple(each for each in found if each[1])


def tabs(seen: CaseSeen | None) -> tuple[FilterValue, ...]:
    """Return the pages of a return."""
    sizes = (None,) * 5 if seen is None else (
        len(seen.detail.units), len(seen.causes) or None, len(money(seen)) or None, len(seen.detail.events),
        len(seen.photos) or None,
    )  # fmt: skip
    words = (tr("Goods"), tr("Why"), tr("Money"), tr("Story"), tr("Photos"))
    names = ("units", "why", "money", "story", "photos")
    return tuple(FilterValue(name, text, size) for name, text, size in zip(names, words, sizes, strict=True))


def unit_columns() -> tuple[Column[tuple[Unit, str]], ...]:
    """Return the columns of what comes back; a row is a unit with its reason in words."""
    return (
        Column(tr("Product"), lambda row: f"{row[0].sku} {calm(row[0].name)}".strip(), 0, "strong"),
        Column(tr("Units"), lambda row: figures.number(row[0].qty), 56, "number"),
        Column(tr("State"), lambda row: unit_words(row[0]), 148),
        Column(tr("Reason"), lambda row: row[1], 148, room=_REASON),
    )


def unit_words(unit: Unit) -> str:
    """Return the grade of a unit and where it goes, or what is still to be done."""
    if unit.state is UnitState.EXPECTED:
        return tr("Awaited")
    if unit.grade is None:
        return unit_states()[unit.state]
    if unit.disposition is None:
        return f"{unit.grade.value} {grades()[unit.grade]}"
    return f"{unit.grade.value}: {dispositions()[unit.disposition]}"


def unit_rows(seen: CaseSeen) -> tuple[tuple[Unit, str], ...]:
    """Return the units with their reasons."""
    reasons = {number: each.text(language()) for number, each in seen.detail.reasons.items()}
    return tuple((each, reasons.get(each.reason_id or 0, figures.NOTHING)) for each in seen.detail.units)


def opinion_chip(seen: CaseSeen) -> ChipValue | None:
    """Return how plausible the claim is, of the most plausible one; None where nothing is claimed."""
    if not seen.causes:
        return None
    best = max(seen.causes, key=lambda each: each.opinion.points)
    tone, icon = _PLAUSIBLE[best.opinion.plausible]
    words = f"{claims()[best.evidence.claim]}: {plausible()[best.opinion.plausible]}"
    return ChipValue(tone, words, icon)  # type: ignore[arg-type]


def why_rows(seen: CaseSeen, now: str) -> tuple[WhyRow, ...]:
    """Return all that is known of how the claimed goods were packed, claim by claim."""
    return tuple(row for cause in seen.causes for row in _why(cause, now))


def _why(cause: Cause, now: str) -> Iterator[WhyRow]:
    found, opinion = cause.evidence, cause.opinion
    head = f"{code(found.sku)} {calm(found.name)}: {claims()[found.claim]}, {plausible()[opinion.plausible]}"
    yield WhyRow(points_words(opinion.points), head, strong=True)
    for sign in opinion.signs:
        yield WhyRow(points_words(sign.points) if sign.points else "", sign_words(_calmed(sign)))
    for each in found.packers:
        yield WhyRow(figures.when(found.packed_at, now), tr("packed by {name}").format(name=each.name))
    if found.picker is not None:
        yield WhyRow(figures.when(found.picked_at, now), tr("picked by {name}").format(name=found.picker.name))
    for scan in found.scans:
        words = tr("{text} scanned by {name} at {station}") if not scan.undone else tr(
            "{text} scanned by {name} at {station}, and taken back"
        )  # fmt: skip
        told = words.format(text=code(scan.text), name=scan.person, station=scan.station)
        yield WhyRow(figures.seconds(scan.at), told)
    for each_weighed in found.weighings:
        yield WhyRow(figures.when(each_weighed.at, now), _weighed(each_weighed))
    for slip in found.slips:
        words = tr("{sku} in the hand instead of {wanted}: {packer} packed, {picker} picked")
        told = words.format(sku=slip.sku, wanted=slip.for_sku, packer=slip.packer, picker=slip.picker)
        yield WhyRow(figures.when(slip.at, now), told)


def _calmed(sign: Sign) -> Sign:
    """Return a sign whose product is not called in capitals."""
    name = sign.facts.get("name")
    return sign if name is None else replace(sign, facts={**sign.facts, "name": calm(str(name))})


def _weighed(weighing: Weighing) -> str:
    told = tr("{parcel} weighed {grams}").format(parcel=weighing.parcel, grams=figures.weight(weighing.grams))
    if weighing.low is not None and weighing.high is not None:
        words = tr(", allowed {low} to {high}")
        told += words.format(low=figures.weight(weighing.low), high=figures.weight(weighing.high))
    return f"{told}: {calm(weighing.reason)}" if weighing.reason else told


def money_columns() -> tuple[Column[MoneyRow], ...]:
    """Return the columns of what a return gave rise to."""
    return (
        Column(tr("What"), lambda row: row.what, 0, "strong"),
        Column(tr("Code"), lambda row: row.code, 96, "code"),
        Column(tr("State"), lambda row: row.state, 112),
        Column(tr("Amount"), lambda row: row.amount, 96, "number"),
    )


def money(seen: CaseSeen) -> tuple[MoneyRow, ...]:
    """Return the refunds, the claims and the orders of a return."""
    words = refund_states()
    found = [
        MoneyRow(tr("Refund"), each.code, opening(words[each.state]), figures.money(each.amount_minor, each.currency))
        for each in seen.detail.refunds
    ]
    found += [
        MoneyRow(
            tr("Claim on {carrier}").format(carrier=each.carrier or "?"), each.code,
            opening(claim_states()[each.state]), figures.money(each.amount_minor, each.currency),
        )
        for each in seen.claims
    ]  # fmt: skip
    orders = {"exchange": tr("Exchange"), "replacement": tr("Replacement"), "repair": tr("Repair")}
    found += [MoneyRow(orders.get(kind, kind), order, "", "") for kind, order in seen.detail.orders]
    return tuple(found)


def story_columns(now: str) -> tuple[Column[Event], ...]:
    """Return the columns of what was done."""
    return (
        Column(tr("When"), lambda each: figures.when(each.at, now), 92),
        Column(tr("What"), event_words, 0),
    )


def event_words(event: Event) -> str:
    """Return a deed in words, with what it was about."""
    what, why = told_of(event.what, event.why)
    coded = " " not in why and any(sign.isdigit() for sign in why)  # a slot, a claim: never a shouted name
    return opening(f"{what}: {code(why) if coded else calm(why)}" if why else what)


NEXT_DEEDS = {
    "authorise": frozenset({ReturnState.REQUESTED, ReturnState.REJECTED, ReturnState.EXPIRED}),
    "reject": frozenset({ReturnState.REQUESTED, ReturnState.AUTHORISED}),
    "cancel": AWAITED | {ReturnState.REQUESTED},
    "send": AWAITED,
    "label": AWAITED,
    "label_file": AWAITED,
    "keep": AWAITED,
    "claim": frozenset(ReturnState) - {ReturnState.REQUESTED, ReturnState.REJECTED},
    "whose": AT_BENCH,
}
"""In which states each deed can be done."""

RIGHTS = {
    "new": Right.RETURN, "authorise": Right.REFUND, "reject": Right.REFUND, "cancel": Right.RETURN,
    "send": Right.RETURN, "keep": Right.RETURN, "label": Right.PRINT, "label_file": Right.PRINT,
    "claim": Right.RETURN, "whose": Right.RETURN,
}  # fmt: skip


def deeds(state: CasesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    seen = state.detail
    found = {}
    for name, right in RIGHTS.items():
        lacks = lacks_right(state.rights, right)
        if name != "new" and not lacks:
            lacks = tr("Choose a return first") if seen is None else _not_now(name, seen)
        found[name] = lacks
    found["order"] = tr("Choose a return first") if seen is None else "" if seen.detail.order else _no_order()
    return found


def _no_order() -> str:
    return tr("Nobody knows of which order it is")


def is_whose(seen: CaseSeen) -> bool:
    """Tell whether it was said by hand of which order a parcel is that nobody knew."""
    head, mine = seen.detail.head, seen.detail.units
    return head.kind is ReturnKind.BLIND and bool(head.order_id) and any(each.line_id is not None for each in mine)


def _not_now(name: str, seen: CaseSeen) -> str:
    if name == "whose" and seen.detail.head.kind is not ReturnKind.BLIND:
        return tr("It is known whose it is")
    if seen.row.state not in NEXT_DEEDS[name]:
        return tr("It is not at that step")
    return tr("Its goods are asked back") if name == "keep" and seen.keeps is None else ""


def visible(seen: CaseSeen | None) -> frozenset[str]:
    """Return the deeds that its step shows."""
    state = None if seen is None else seen.row.state
    hidden = {"keep"} if seen is None or seen.keeps is None else set()
    if seen is not None and seen.detail.head.kind is not ReturnKind.BLIND:
        hidden.add("whose")
    return frozenset({"order"} | {name for name, where in NEXT_DEEDS.items() if state in where}) - hidden
