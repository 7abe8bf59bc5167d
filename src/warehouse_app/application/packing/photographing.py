"""Photos at the pack bench: what one taken now shows, and when one is asked for. The picture itself is kept elsewhere.

Promise: a photo is asked for and never waited for where none can be taken; that none was taken stands in the story.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.instructions.telling import holding_for
from warehouse_app.application.packing.bench_now import BenchNow, Deed, Facts, PackScan, bench_now, remember
from warehouse_app.application.settings import number_of, value_of
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.refusals import NothingToPhotograph
from warehouse_app.domain.photos import About, Asks, ToPhotograph, wanted
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import orders as order_rows
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import orders, packs
from warehouse_app.store.packing.orders import Head

PHOTO = "photo"
"""What the bench remembers while a photo is asked for."""

_OF = "photo_of"
NO_CAMERA, PASSED = "this bench has no camera", "passed over at the bench"


def asked_of(now: BenchNow) -> ToPhotograph | None:
    """Return what a photo is asked of here, None while none is."""
    found = now.row.recall(_OF) if now.row.recall("next") == PHOTO else None
    return None if found is None else ToPhotograph(About(found[0]), int(found[1]), str(found[2]))


def asked_of_parcel(now: BenchNow) -> bool:
    """Tell whether a photo is asked for before the parcel is sealed."""
    thing = asked_of(now)
    return thing is not None and thing.about is About.PARCEL


def take(desk: Desk, now: BenchNow) -> Deed:
    """Say what a photo taken now shows: what is asked for, the open parcel, or the one closed last.

    Raises Refused(NothingToPhotograph).
    """
    thing = asked_of(now) or _at_hand(desk, now)
    if thing is None:
        raise Refused(NothingToPhotograph())
    facts: Facts = {"about": thing.about.value, "ref": thing.ref, "thing": thing.code}
    return Deed("take_photo", facts=facts, order_id=None if now.mine is None else now.mine.order_id)


def _at_hand(desk: Desk, now: BenchNow) -> ToPhotograph | None:
    closed = now.row.recall("closed")
    pack = now.mine or (None if closed is None else packs.get(desk, closed))
    return None if pack is None else ToPhotograph(About.PARCEL, pack.parcel_id, pack.parcel)


def before_sealing(desk: Desk, now: BenchNow, head: Head, deed: Deed) -> Deed | None:
    """Ask for a photo of a parcel before it is sealed, where the station wants one and there is none yet."""
    asks = Asks(value_of(desk, "pack.photo", desk.station))
    if asks in (Asks.NEVER, Asks.DAMAGE):
        return None
    worth_from = number_of(desk, "pack.photo_from", desk.station)
    worth = orders.worth(desk, head.id) if asks is Asks.RULE and worth_from else 0
    told = asks is Asks.RULE and any(each.rule.photo for each in holding_for(desk, head.id)[0])
    pack = now.at_hand()
    if not wanted(asks, told=told, worth=worth, worth_from=worth_from) or photos.count(
        desk, About.PARCEL, pack.parcel_id
    ):
        return None
    facts: Facts = {**deed.facts, "parcel": pack.parcel, "order": head.now.code}
    _ask(desk, now, ToPhotograph(About.PARCEL, pack.parcel_id, pack.parcel), "photo_wanted", {"parcel": pack.parcel})
    return replace(deed, code="photo_wanted", verdict=Verdict.ASKED, facts=facts, asks=True)


def of_damaged(desk: Desk, scan: PackScan, deed: Deed) -> Deed:
    """Ask for a photo of what was just found damaged, where the station wants one; go on where there is no camera."""
    asks, line = Asks(value_of(desk, "pack.photo", desk.station)), deed.line_id
    now = bench_now(desk, desk.station)
    if asks is Asks.NEVER or line is None or now.mine is None or deed.order_id is None:
        return deed
    if not scan.camera:
        pass_over(desk, deed.order_id, NO_CAMERA)
        return replace(deed, facts={**deed.facts, "problem": "no_photo"})
    if asked_of(now) is None:
        told = {name: deed.facts.get(name) for name in ("sku", "place")}
        _ask(desk, now, ToPhotograph(About.ORDER_LINE, line, str(told["sku"] or "")), "damage_photo", told)
    return replace(deed, code="damage_photo", verdict=Verdict.ASKED)


def _ask(desk: Desk, now: BenchNow, thing: ToPhotograph, said: str, about: Facts) -> None:
    of = [thing.about.value, thing.ref, thing.code]
    remember(desk, now, said, next=PHOTO, about={**about, "asks": said}, **{_OF: of})


def pass_over(desk: Desk, order_id: int, why: str) -> None:
    """Note in the order's story that no photo was taken."""
    order_rows.log_event(desk, order_id, "photo_passed", why)
    desk.touch(Touched.ORDER)


def answered(desk: Desk, now: BenchNow, order_id: int, thing: ToPhotograph) -> Deed:
    """Go on after the question about a damaged item: with the photo that was kept meanwhile, or without."""
    there = photos.count(desk, thing.about, thing.ref)
    if not there:
        pass_over(desk, order_id, PASSED)
    code = "photo_kept" if there else "photo_passed"
    remember(desk, now, code)
    return Deed(code, Verdict.ACCEPTED, {"thing": thing.code}, order_id=order_id)
