"""Claims on carriers: drafted at the bench or the desk, sent, answered, dropped; looked at; their paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.money import amount as money
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.packing.refusals import NoSuchParcel
from warehouse_app.domain.people import Right
from warehouse_app.domain.photos import About, PhotoRow
from warehouse_app.domain.purchasing.fields import amount_of
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.claims import (
    LONGEST_NOTE,
    AboveClaimed,
    ClaimDetail,
    ClaimKind,
    ClaimLine,
    ClaimOnNobody,
    ClaimRow,
    NoCarrier,
    NothingClaimed,
    days_of,
    deadline,
    harmed,
    share,
    summed,
)
from warehouse_app.domain.returning.states import ClaimState
from warehouse_app.domain.returning.values import ReturnHead, Unit
from warehouse_app.store import papers as parcels
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, claims, facts, units

CLAIMS: ListOf[ClaimRow] = ListOf("claims", claims.CLAIMS, home="draft")
"""The list of all claims."""

DAYS = "returns.claim_days"
OURSELVES = "HOUSE"
"""The carrier of a parcel that nobody else carries."""

_DAY, LONGEST_CARRIER = 10, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim(Command):
    """Draft a claim for a return, or (code of a return "") for a parcel that never arrived."""

    kind: str
    return_code: str = ""
    parcel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendClaim(Command):
    """Say that a claim went to the carrier: for how much as people write it, "" for what is proposed."""

    claim_id: int
    amount: str = ""
    note: str = ""
    carrier: str = ""
    """Whom it was sent to, where nobody knew it before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClaim(Command):
    """Say what the carrier answered: that it pays (how much; "" for all), or nothing."""

    claim_id: int
    accepted: bool
    amount: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropClaim(Command):
    """Give a claim up."""

    claim_id: int
    reason: str


def draft(desk: Desk, return_id: int, kind: ClaimKind) -> ClaimRow:
    """Draft what is claimed of the carrier of a return, or bring the draft there is up to date; the bench may be wrong
    about nothing here, so nothing is refused.
    """
    head = cases.get(desk, return_id)
    lines, currency = _lines(desk, head, None, kind)
    there = claims.draft_of(desk, return_id, kind)
    if there is None:
        day = deadline((head.received_at or desk.at)[:_DAY], _days(desk, _carrier(desk, head)))
        there = claims.add(
            desk, kind, return_id=return_id, parcel_id=head.parcel_id, carrier=_carrier(desk, head), deadline=day,
            currency=currency, amount_minor=summed(lines),
        )  # fmt: skip
        cases.tell(desk, return_id, "claim drafted", claims.get(desk, there).code)
    else:
        claims.note(desk, there, currency=currency, amount_minor=summed(lines))
    desk.touch(Touched.CLAIM)
    return claims.get(desk, there)


def withdraw(desk: Desk, return_id: int, kind: ClaimKind) -> None:
    """Drop a draft again where the bench was mistaken; what was sent stays."""
    there = claims.draft_of(desk, return_id, kind)
    if there is not None:
        claims.step(desk, claims.get(desk, there), ClaimState.DROPPED)
        desk.touch(Touched.CLAIM)


def refresh(desk: Desk, return_id: int) -> None:
    """Bring the drafts of a return up to date after its goods were judged or found."""
    for each in claims.of_return(desk, return_id):
        if each.state is ClaimState.DRAFT:
            draft(desk, return_id, each.kind)


def _carrier(desk: Desk, head: ReturnHead) -> str:
    """Return who carried it: of a parcel under the house's own label the service of its order, "" for nobody known."""
    if head.carrier not in ("", OURSELVES) or head.parcel_id is None:
        return head.carrier if head.carrier != OURSELVES else ""
    parcel = claims.parcel(desk, head.parcel_id)
    return parcel[6] if parcel[3] == OURSELVES else parcel[3]


def _days(desk: Desk, carrier: str) -> int:
    return days_of(value_of(desk, DAYS), carrier)


def _lines(
    desk: Desk, head: ReturnHead | None, parcel_id: int | None, kind: ClaimKind
) -> tuple[tuple[ClaimLine, ...], str]:
    """Return what a claim speaks of, and the currency it was paid in."""
    found: tuple[ClaimLine, ...] = ()
    currency = "" if head is None else head.currency
    there = () if head is None else units.of_return(desk, head.id)
    if head is not None and parcel_id is None:
        parcel_id = head.parcel_id
    if there and kind is not ClaimKind.LOSS:
        found = tuple(_of_units(desk, harmed(kind, there)))
    if parcel_id is not None:
        parcel = claims.parcel(desk, parcel_id)
        currency = currency or parcel[5]
        if not there or kind is ClaimKind.LOSS:
            found = tuple(
                replace(line, paid_minor=_paid(desk, number, line.qty))
                for number, line in claims.content(desk, parcel[2])
            )
    return found, currency or value_of(desk, "company.currency")


def _of_units(desk: Desk, of: Iterable[Unit]) -> Iterable[ClaimLine]:
    for each in of:
        paid = 0 if each.line_id is None else _paid(desk, each.line_id, each.qty)
        yield ClaimLine(each.sku, each.name, each.qty, paid)


def _paid(desk: Desk, line_id: int, qty: int) -> int:
    """Return what was paid for units of a line: of a kit's part its share, of a replacement what it replaced."""
    line = facts.paid_line(desk, line_id)
    return share(line.paid_minor, qty, line.qty)


@handles(DraftClaim, right=Right.RETURN, answer=str)
def draft_claim(desk: Desk, command: DraftClaim, _session: Session) -> str:
    """Draft a claim and return its code. Raises Refused(NoSuchReturn, NoSuchParcel, NoCarrier, BadField)."""
    kind = _kind(command.kind)
    if command.return_code.strip():
        return draft(desk, cases.known(desk, command.return_code).id, kind).code
    parcel_id = parcels.parcel_id(desk, command.parcel.strip())
    if parcel_id is None:
        raise Refused(NoSuchParcel(command.parcel.strip()[:80]))
    _row, code, _place, carrier, handed_at, currency, _service = claims.parcel(desk, parcel_id)
    if not handed_at or carrier == OURSELVES:
        raise Refused(NoCarrier(code))
    there = claims.of_parcel(desk, parcel_id, kind)
    if there is None:
        lines, _same = _lines(desk, None, parcel_id, kind)
        there = claims.add(
            desk, kind, return_id=None, parcel_id=parcel_id, carrier=carrier, currency=currency,
            deadline=deadline(desk.at[:_DAY], _days(desk, carrier)), amount_minor=summed(lines),
        )  # fmt: skip
    desk.touch(Touched.CLAIM)
    return claims.get(desk, there).code


@handles(SendClaim, right=Right.RETURN, answer=ClaimRow)
def send(desk: Desk, command: SendClaim, _session: Session) -> ClaimRow:
    """Send a draft, or one that was refused, again. Raises Refused(NoSuchClaim, ClaimNotIn, NothingClaimed, ...)."""
    row = claims.get(desk, command.claim_id)
    said = amount_of("amount", command.amount, row.currency) if command.amount.strip() else row.amount_minor
    carrier = words("carrier", command.carrier, LONGEST_CARRIER, empty=True) or row.carrier
    claims.step(desk, row, ClaimState.SENT)
    if said <= 0:
        raise Refused(NothingClaimed(row.code))
    if carrier in ("", OURSELVES):
        raise Refused(ClaimOnNobody(row.code))
    _note(desk, row, command.note, carrier=carrier, amount_minor=said, sent_at=desk.at, answered_at=None)
    return claims.get(desk, row.id)


def _answered(row: ClaimRow, text: str) -> int:
    """Return what a carrier pays: what was claimed where nobody said; who pays nothing refuses."""
    if not text.strip():
        return row.amount_minor
    paid = amount_of("amount", text, row.currency)
    if not paid:
        raise Refused(BadField("amount", text.strip()[:40], "empty"))
    return paid


@handles(AnswerClaim, right=Right.REFUND, answer=ClaimRow)
def answer(desk: Desk, command: AnswerClaim, _session: Session) -> ClaimRow:
    """Keep the carrier's answer. Raises Refused(NoSuchClaim, ClaimNotIn, AboveClaimed, BadField)."""
    row = claims.get(desk, command.claim_id)
    paid = _answered(row, command.amount) if command.accepted else 0
    claims.step(desk, row, ClaimState.ACCEPTED if command.accepted else ClaimState.REFUSED)
    if paid > row.amount_minor:
        raise Refused(AboveClaimed(row.code, money(paid, row.currency), money(row.amount_minor, row.currency)))
    _note(desk, row, command.note, paid_minor=paid, answered_at=desk.at)
    return claims.get(desk, row.id)


@handles(DropClaim, right=Right.RETURN, answer=ClaimRow)
def drop(desk: Desk, command: DropClaim, _session: Session) -> ClaimRow:
    """Give a claim up, with the reason. Raises Refused(NoSuchClaim, ClaimNotIn, BadField)."""
    row = claims.get(desk, command.claim_id)
    reason = words("reason", command.reason, LONGEST_NOTE)
    claims.step(desk, row, ClaimState.DROPPED)
    _note(desk, row, reason, answered_at=desk.at)
    return claims.get(desk, row.id)


def _note(desk: Desk, row: ClaimRow, text: str, **values: object) -> None:
    said = words("note", text, LONGEST_NOTE, empty=True)
    claims.note(desk, row.id, **values, **({"note": said} if said else {}))
    if row.return_id is not None:
        cases.tell(desk, row.return_id, f"claim {claims.get(desk, row.id).state.value}", row.code)
    desk.touch(Touched.CLAIM)


def _kind(text: str) -> ClaimKind:
    try:
        return ClaimKind(text.strip().lower())
    except ValueError:
        raise Refused(BadField("kind", text[:40], "no_choice")) from None


def claim_id_of(desk: Desk, code: str) -> int:
    """Return the row of a claim's code. Raises Refused(NoSuchClaim)."""
    return claims.known(desk, code).id


def claim_detail(desk: Desk, claim_id: int) -> ClaimDetail:
    """Return one claim whole. Raises Refused(NoSuchClaim)."""
    row = claims.get(desk, claim_id)
    head = None if row.return_id is None else cases.get(desk, row.return_id)
    lines, _currency = _lines(desk, head, row.parcel_id, row.kind)
    return ClaimDetail(row, lines, _photos(desk, row))


def _photos(desk: Desk, row: ClaimRow) -> tuple[PhotoRow, ...]:
    found = () if row.return_id is None else photos.of_return(desk, row.return_id)
    return found + (() if row.parcel_id is None else photos.of(desk, About.PARCEL, row.parcel_id))


def count_claims(desk: Desk, now: str) -> Mapping[str, int]:
    """Return for every view how many claims it shows at `now`."""
    return claims.counts(desk, now)


def claim_carriers(desk: Desk) -> tuple[str, ...]:
    """Return the carriers a list can be narrowed to."""
    return claims.carriers(desk)
