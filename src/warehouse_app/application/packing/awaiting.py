"""A parcel whose carrier has not sent its label: parked with its code, the bench is free. Its scan tells why it waits.

Another service is offered with its price where nothing can have been bought; for what may be bought its carrier is
only asked again.
"""

from __future__ import annotations

from warehouse_app.application.carriers import asking as carriers
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.packing.labelled import WAIT
from warehouse_app.application.run import Session
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.carriers.states import FREE, BuyState
from warehouse_app.domain.carriers.values import BoughtLabel, Offer
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import NoSuchChoice
from warehouse_app.domain.orders.states import HoldKind
from warehouse_app.domain.packing.asking import CARRIER, Choice
from warehouse_app.domain.packing.judge import may_go_on
from warehouse_app.domain.packing.refusals import LabelWaits
from warehouse_app.domain.packing.values import WaitingLabel
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.shipping.judge import shown_time
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store import orders as trade
from warehouse_app.store import outbox
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack

OPEN_AGAIN = "open_waiting"
"""The answer that opens a parcel again which waits for its label."""

UNASKED, MAYBE, BOUGHT = "unasked", "maybe", "bought"
"""What opening a parcel again takes back of the label that a carrier sells for it: nothing was bought for certain, it
may be, or it is."""

MOST_SHOWN = 9
"""Parcels that wait for a label, of those at a bench, that are told at rest."""


def ask(desk: Desk, pack: Pack, head: Head, weight: tuple[int | None, str]) -> str:
    """Seal a parcel for which a carrier is asked; return what is to be said of its label."""
    carriers.ask(desk, pack, (head.carrier, head.shown.service), weight, desk.station)
    return WAIT


def here(desk: Desk, waiting: tuple[Pack, ...], station: str) -> tuple[WaitingLabel, ...]:
    """Return the parcels of a bench that wait for a carrier; nothing is asked where none does."""
    if all(each.parcel_state is not ParcelState.WAITS for each in waiting):
        return ()
    return tuple(
        WaitingLabel(each.parcel, each.order, each.carrier, each.state.value, each.why)
        for each in purchases.waiting_at(desk, station, MOST_SHOWN)
    )


def shown(desk: Desk, now: BenchNow, pack: Pack) -> Deed:
    """Tell why a parcel waits, and ask what to do.

    Raises Refused: LabelWaits where it stands at another bench, OrderOnHold where nothing is bought for its order.
    """
    head = orders.head(desk, pack.order_id)
    if pack.station != now.station:
        raise Refused(LabelWaits(head.now.code, pack.parcel, pack.station))
    stays = may_go_on(head.now, 0)
    if stays is not None:
        raise Refused(stays)
    found = purchases.live(desk, pack.parcel_id)
    if found is None:
        message = f"parcel {pack.parcel} waits for nothing"
        raise LookupError(message)
    return _asked(desk, now, found)


def _asked(desk: Desk, now: BenchNow, found: BoughtLabel) -> Deed:
    code = "label_refused" if found.state is BuyState.REFUSED else "label_awaited"
    facts: Facts = {
        "parcel": found.parcel, "order": found.order, "carrier": found.carrier, "said": found.why,
        "since": shown_time(found.at), "problem": "" if found.state in FREE else "asked",
    }  # fmt: skip
    choices = [each.kept() for each in _choices(found)]
    asked = {"purchase": found.id, "about": {**facts, "asks": code}, "choices": choices}
    remember(desk, now, code, next=CARRIER, **asked)
    return Deed(code, Verdict.ASKED, facts, order_id=found.order_id)


def _choices(found: BoughtLabel) -> tuple[Choice, ...]:
    offered = [("service", _offer(each)) for each in (found.offers if found.state in FREE else ())]
    rest: list[tuple[str, Facts]] = [
        ("ask_carrier", {"carrier": found.carrier}),
        ("hold_label", {"order": found.order}),
        (OPEN_AGAIN, {"parcel": found.parcel}),
    ]
    return tuple(Choice(n, code, facts) for n, (code, facts) in enumerate((*offered, *rest), 1))


def _offer(offer: Offer) -> Facts:
    from warehouse_app.documents.papers.money import amount  # loaded where something is offered, never at the start

    price = f"{amount(offer.amount_minor, offer.currency)} {offer.currency}"
    return {"carrier": offer.carrier, "service": offer.service, "price": price}


def opens_again(now: BenchNow, number: int) -> bool:
    """Tell whether a number is the answer that opens the parcel again."""
    return _chosen(now, number) == OPEN_AGAIN


def _chosen(now: BenchNow, number: int) -> str | None:
    return next((str(code) for n, code, _facts in now.row.recall("choices") or () if n == number), None)


def reach(desk: Desk, pack: Pack) -> str:
    """Return what opening a parcel again takes back at its carrier; "" where its label is the house's own."""
    found = purchases.live(desk, pack.parcel_id) if carriers.is_asked(pack.carrier) else None
    if found is None:
        return ""
    if found.state in FREE:
        return UNASKED
    return BOUGHT if found.state is BuyState.BOUGHT else MAYBE


def answered(desk: Desk, _scan: PackScan, _session: Session, now: BenchNow, number: int) -> Deed:
    """Do what was chosen; where the label came meanwhile, or its carrier said something else, that is told instead.

    Raises Refused(NoSuchChoice).
    """
    seen = purchases.get(desk, int(now.row.recall("purchase")))
    chosen = _chosen(now, number)
    if chosen is None:
        raise Refused(NoSuchChoice(str(number)))
    shown_as = "label_refused" if seen.state is BuyState.REFUSED else "label_awaited"
    told = purchases.live(desk, seen.parcel_id)
    if told is None or told.state is BuyState.BOUGHT:
        remember(desk, now, "label_came")
        return Deed("label_came", facts={"parcel": seen.parcel, "order": seen.order}, order_id=seen.order_id)
    moved = told.id != seen.id or shown_as != (now.row.recall("about") or {}).get("asks")
    if moved or (chosen == "service" and seen.state not in FREE):
        return _asked(desk, now, told)
    if chosen == "hold_label":
        return _held(desk, now, seen)
    way = (seen.carrier, seen.service)
    if chosen == "service":
        offer = seen.offers[number - 1]
        way = (offer.carrier, offer.service)
    return _again(desk, now, seen, way)


def _again(desk: Desk, now: BenchNow, seen: BoughtLabel, way: carriers.Way) -> Deed:
    """Ask once more: under the same key, but where the carrier said no, or is another one."""
    if seen.state is BuyState.REFUSED or way != (seen.carrier, seen.service):
        pack = packs.of_parcel(desk, seen.parcel_id)
        carriers.ask_anew(desk, seen if pack is None else pack, way, now.station)
    else:
        outbox.again(desk, seen.intent)
    remember(desk, now, "label_asked")
    facts: Facts = {"parcel": seen.parcel, "order": seen.order, "carrier": way[0], "service": way[1]}
    return Deed("label_asked", facts=facts, order_id=seen.order_id)


def _held(desk: Desk, now: BenchNow, seen: BoughtLabel) -> Deed:
    """Hold the order: no label is bought for it until somebody lets it go on."""
    kind = HoldKind.MANUAL.value
    if kind not in {each[0] for each in trade.holds_of(desk, seen.order_id)}:
        why = f"{seen.carrier}: {seen.why}" if seen.why else seen.carrier
        trade.put_hold(desk, seen.order_id, kind, why)
        trade.log_event(desk, seen.order_id, "held", why)
    remember(desk, now, "label_hold")
    desk.touch(Touched.ORDER, Touched.EXCEPTION)
    return Deed("label_hold", facts={"parcel": seen.parcel, "order": seen.order}, order_id=seen.order_id)
