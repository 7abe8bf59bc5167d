"""A sealed parcel gets another label: the house's is printed at once, a carrier's is bought once the old is void."""

from __future__ import annotations

from warehouse_app.application.carriers import asking as carriers
from warehouse_app.application.packing.printing import ask_print
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.shipping.states import ParcelState, stepped
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders, packs
from warehouse_app.store.packing.packs import Pack

Weighed = tuple[int | None, str]


def anew(desk: Desk, pack: Pack, weighed: Weighed) -> None:
    """Give a parcel the label of what it weighs now, at this desk's station."""
    if not carriers.is_asked(pack.carrier):
        copy = ask_print(desk, "label", pack.parcel_id)
        packs.seal_parcel(desk, pack, make(OwnKind.PARCEL, pack.parcel), weighed, copy, pack.parcel_state)
        return
    head = orders.head(desk, pack.order_id)
    way = (head.carrier if carriers.is_asked(head.carrier) else pack.carrier, head.shown.service)
    ask(desk, pack, way, weighed)


def ask(desk: Desk, pack: Pack, way: carriers.Way, weighed: Weighed) -> None:
    """Let a sealed parcel wait for another label of a carrier, to be scanned back where it was packed."""
    if pack.parcel_state is not ParcelState.WAITS:
        stepped(pack.parcel_state, ParcelState.WAITS)
    if pack.stage is not PackStage.LABELLED:
        packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.LABELLED,)))
    carriers.ask(desk, pack, way, weighed, pack.station or desk.station)
