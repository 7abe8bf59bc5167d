"""Returns that channels tell of, brought in by the commands of everybody's returns; the same twice changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.application.returning.requests import (
    AnnounceBlind,
    Asked,
    Requested,
    RequestReturn,
    SendReturn,
    announce_blind,
    judged,
    request_return,
    send_return,
)
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.orders.refusals import NoSuchOrder, OrderInChannels
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.incoming import DraftLine, Said
from warehouse_app.domain.returning.refusals import PastWindow
from warehouse_app.domain.returning.states import AWAITED, ReturnState
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.store import customers, orders
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, rules

AGREED = "the channel agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BringReturn(Command):
    """Bring in one return as a channel tells of it. `kind` of channel says whose words its reasons are."""

    channel: str
    kind: str
    external: str
    order: str
    lines: tuple[DraftLine, ...]
    said: Said = Said.AGREED
    outcome: str = ""
    words: str = field(default="", metadata=ASIDE)
    carrier: str = ""
    tracking: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class BroughtReturn:
    """What became of it: created, blind, changed, unchanged or off; `unmapped` are reasons nobody has words for."""

    fate: str
    code: str = ""
    unmapped: tuple[str, ...] = ()


@handles(BringReturn, right=Right.IMPORT, answer=BroughtReturn, also=(Right.REFUND,))
def bring_return(desk: Desk, command: BringReturn, session: Session) -> BroughtReturn:
    """Bring a return in, or follow what the channel says of it now. Raises Refused as a request of it does."""
    known = known_return(desk, command)
    if known is not None:
        return _followed(desk, command, known, session)
    if command.said is Said.OFF:
        return BroughtReturn("off")
    reasons = {each.reason: _reason(desk, command.kind, each.reason) for each in command.lines if each.reason}
    lines = tuple(Asked(each.sku, each.qty, reasons.get(each.reason, "")) for each in command.lines)
    order_id = _order(desk, command)
    made = (
        _blind(desk, command, lines, session)
        if order_id is None
        else _of_order(desk, command, order_id, lines, session)
    )
    if command.said is Said.ON_WAY and made.state is ReturnState.AUTHORISED:
        send_return(desk, SendReturn(id=command.id, return_id=made.id), session)
    fate = "blind" if order_id is None else "created"
    return BroughtReturn(fate, made.code, tuple(each for each, code in reasons.items() if not code))


def known_return(desk: Desk, command: BringReturn) -> ReturnHead | None:
    """Return the return that the channel told of before; one without a number of its own is known by its order."""
    order_id = _order(desk, command)
    if order_id is not None and not command.external:
        return next(iter(cases.of_order(desk, order_id)), None)
    number = command.external or command.order
    told = cases.by_external(desk, number) if number else ()
    # An order may have come by another channel than the one that tells of its return.
    return next((each for each in told if each.channel == command.channel or each.order_id == (order_id or 0)), None)


def _followed(desk: Desk, command: BringReturn, known: ReturnHead, session: Session) -> BroughtReturn:
    """Follow a channel that took it back, or that says with which number it comes."""
    if command.said is Said.OFF and known.state in AWAITED | {ReturnState.REQUESTED}:
        cases.step(desk, known, ReturnState.CANCELLED, why=command.kind)
        cases.note(desk, known.id, expires_on=None)
        desk.touch(Touched.RETURN)
        return BroughtReturn("changed", known.code)
    if _news(command, known):
        sent = SendReturn(id=command.id, return_id=known.id, carrier=command.carrier, tracking=command.tracking)
        send_return(desk, sent, session)
        return BroughtReturn("changed", known.code)
    return BroughtReturn("unchanged", known.code)


def _news(command: BringReturn, known: ReturnHead) -> bool:
    """Tell whether a channel says with which number an awaited return comes, or that it is on its way."""
    number = bool(command.tracking) and command.tracking != known.tracking
    return known.state in AWAITED and (
        number or (command.said is Said.ON_WAY and known.state is ReturnState.AUTHORISED)
    )


def _reason(desk: Desk, kind: str, word: str) -> str:
    """Return the code of a channel's reason; a file of our own names our codes."""
    number = rules.of_theirs(desk, kind, word) if kind else None
    found = rules.reasons(desk)
    mine = (each.code for each in found if each.id == number or (number is None and each.code == word.strip().lower()))
    return next(mine, "")


def _order(desk: Desk, command: BringReturn) -> int | None:
    """Return the order that it is of; None for one that nobody knows. An order of the channel comes before others."""
    if not command.order:
        return None
    for channel in (command.channel, None):
        try:
            return orders.id_of(desk, command.order, channel)
        except Refused as refused:
            if not isinstance(refused.refusal, (NoSuchOrder, OrderInChannels)):
                raise
    return None


def _of_order(desk: Desk, command: BringReturn, order_id: int, lines: tuple[Asked, ...], session: Session) -> Requested:
    def asked(override: str) -> RequestReturn:
        return RequestReturn(
            id=command.id, order_id=order_id, lines=lines, outcome=command.outcome, words=command.words,
            override=override, external=command.external, carrier=command.carrier, tracking=command.tracking,
        )  # fmt: skip

    try:
        return request_return(desk, asked(""), session)
    except Refused as refused:
        agreed = command.said in (Said.AGREED, Said.ON_WAY) and session.actor.may(Right.REFUND)
        if not isinstance(refused.refusal, PastWindow) or not agreed:
            raise
    return request_return(desk, asked(AGREED), session)


def _blind(desk: Desk, command: BringReturn, lines: tuple[Asked, ...], session: Session) -> Requested:
    whose = customers.by_code(desk, command.customer) if command.customer else None
    new = AnnounceBlind(
        id=command.id, channel=command.channel, lines=lines, outcome=command.outcome, words=command.words,
        external=command.external or command.order, carrier=command.carrier, tracking=command.tracking,
        customer_id=0 if whose is None else whose.id,
    )  # fmt: skip
    return announce_blind(desk, new, session)


def foretold(desk: Desk, command: BringReturn) -> BroughtReturn:
    """Return what would become of a return, and write nothing. Raises Refused as `bring_return` does."""
    known = known_return(desk, command)
    if known is not None:
        off = command.said is Said.OFF and known.state in AWAITED | {ReturnState.REQUESTED}
        return BroughtReturn("changed" if off or _news(command, known) else "unchanged", known.code)
    if command.said is Said.OFF:
        return BroughtReturn("off")
    reasons = {each.reason: _reason(desk, command.kind, each.reason) for each in command.lines if each.reason}
    unmapped = tuple(each for each, code in reasons.items() if not code)
    order_id = _order(desk, command)
    if order_id is None:
        return BroughtReturn("blind", "", unmapped)
    lines = tuple(Asked(each.sku, each.qty, reasons.get(each.reason, "")) for each in command.lines)
    found = judged(desk, RequestReturn(id=command.id, order_id=order_id, lines=lines, outcome=command.outcome))
    if found.until < desk.at[:10] and command.said is Said.ASKED:
        raise Refused(PastWindow(found.head.code, found.until))
    return BroughtReturn("created", "", unmapped)
