"""What is answered before a parcel goes on: the photo that was asked for, kept or passed over."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.packing import closing, instructing, photographing, verifying
from warehouse_app.application.packing.bench_now import BenchNow, Deed, PackScan, bench_now, remember
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.photos import About
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk


def card(desk: Desk, now: BenchNow, shown: Card) -> Deed | None:
    """Take a card for what it means of what is asked here; None where it is another's. Raises Refused."""
    if shown is Card.PHOTO:
        return photographing.take(desk, now)
    if shown is Card.CONTINUE and now.mine is not None and instructing.asked(now):
        return _confirmed(desk, now)
    if shown is Card.CONTINUE and now.mine is not None and photographing.asked_of(now) is not None:
        return _go_on(desk, now)
    return None


def _confirmed(desk: Desk, now: BenchNow) -> Deed:
    """Confirm the instruction that is asked; where none is left, the work goes on, or the parcel is sealed."""
    pack = now.at_hand()
    head = verifying.going_on(desk, now)
    asked = instructing.confirm(desk, now, pack)
    if asked is not None:
        return asked
    if instructing.at_seal(now):
        return closing.finished(desk, now, head, Deed("order_packed", order_id=head.id))
    remember(desk, now, "instruction_confirmed")
    return Deed("instruction_confirmed", order_id=head.id)


def waits(now: BenchNow) -> bool:
    """Tell whether CONTINUE answers what is asked here: an instruction, or a photo."""
    return instructing.asked(now) or photographing.asked_of(now) is not None


def takes_back(now: BenchNow) -> bool:
    """Tell whether UNDO takes a question back, and no item: what is asked before sealing stands behind the last one."""
    waits = now.row.recall("next")
    return bool(waits) and not instructing.asked(now) and not photographing.asked_of_parcel(now)


def followed(desk: Desk, scan: PackScan, before: BenchNow, deed: Deed) -> Deed:
    """Ask and tell what follows from a deed: the photo of damage, instructions of this moment."""
    return instructing.followed(desk, before, _photographed(desk, scan, before, deed))


def _go_on(desk: Desk, now: BenchNow) -> Deed:
    """Take CONTINUE for the answer: what was asked for is there, or is passed over, which stands in the story."""
    thing, pack = photographing.asked_of(now), now.at_hand()
    if thing is None:
        message = "nothing is asked here"
        raise LookupError(message)
    if thing.about is not About.PARCEL:
        return photographing.answered(desk, now, pack.order_id, thing)
    head = verifying.going_on(desk, now)
    there = photos.count(desk, thing.about, thing.ref) > 0
    if not there:
        photographing.pass_over(desk, pack.order_id, photographing.PASSED)
    return closing.sealed(desk, now, head, Deed("order_packed", order_id=head.id))


def _photographed(desk: Desk, scan: PackScan, before: BenchNow, deed: Deed) -> Deed:
    """Ask for the photo of what a deed found damaged. Where none can be taken it goes on, and the answer says why."""
    taken_out = before.row.recall("next") == "damaged" and deed.entry_id is not None
    if taken_out and deed.closed is None and not deed.asks:
        return photographing.of_damaged(desk, scan, deed)
    if deed.code != "photo_wanted" or scan.camera:
        return deed
    now = bench_now(desk, desk.station)
    head = verifying.going_on(desk, now)
    photographing.pass_over(desk, head.id, photographing.NO_CAMERA)
    done = closing.sealed(desk, now, head, replace(deed, code="order_packed", verdict=Verdict.ACCEPTED))
    return replace(done, facts={**done.facts, "problem": done.facts.get("problem") or "no_photo"})
