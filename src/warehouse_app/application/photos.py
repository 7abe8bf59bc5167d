"""Photos as evidence: kept with what they show, looked at, dropped by right.

Promise: the picture is on its shelf before its row is written, so that no row ever names a picture that never was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.application.orders import order_id_of
from warehouse_app.application.run import Command, Runner, Session, check, handles
from warehouse_app.documents.photos import prepared
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.packing.refusals import NoSuchParcel
from warehouse_app.domain.people import Right
from warehouse_app.domain.photos import (
    MOST_OF_ONE,
    OF_PACKING,
    OF_RETURNS,
    About,
    NoSuchPhoto,
    NothingToShow,
    PhotoRow,
    TooManyPhotos,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.photos import Photos
from warehouse_app.store import papers, photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.receiving import receipts
from warehouse_app.store.returning import cases

LONGEST_NOTE = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPhoto(Command):
    """Note that the picture of a digest shows a thing."""

    about: About
    ref: int
    digest: str
    size: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPhoto(Command):
    """Forget a photo: it showed the wrong thing, or somebody who did not want it."""

    photo: int


def _right_of(about: About) -> Right:
    """Return the right to keep a photo: that of the bench at which such things lie."""
    if about in OF_RETURNS:
        return Right.RETURN
    return Right.PACK if about in OF_PACKING else Right.RECEIVE


def _rights(command: KeepPhoto) -> Iterable[Right]:
    return (_right_of(command.about),)


_ASKS = tuple(dict.fromkeys((_right_of(each),) for each in About))


def _touch(desk: Desk, about: About) -> None:
    if about in OF_RETURNS:
        desk.touch(Touched.RETURN)
    else:
        desk.touch(*((Touched.PACK, Touched.ORDER) if about in OF_PACKING else (Touched.RECEIPT,)))


@handles(KeepPhoto, right=_rights, answer=int, asks=_ASKS)
def keep_photo(desk: Desk, command: KeepPhoto, _session: Session) -> int:
    """Return the photo's number. Raises Refused(NothingToShow, TooManyPhotos)."""
    if not _DIGEST.fullmatch(command.digest):
        message = "a photo is named by its digest"
        raise ValueError(message)
    if not photos.there(desk, command.about, command.ref):
        raise Refused(NothingToShow(command.about.value, command.ref))
    if photos.count(desk, command.about, command.ref) >= MOST_OF_ONE:
        raise Refused(TooManyPhotos(MOST_OF_ONE))
    note = " ".join(command.note.split())[:LONGEST_NOTE]
    _touch(desk, command.about)
    return photos.keep(desk, command.about, command.ref, command.digest, command.size, note)


@handles(DropPhoto, right=Right.REVERSE, answer=int)
def drop_photo(desk: Desk, command: DropPhoto, _session: Session) -> int:
    """Forget it, by the right of whoever takes back what others did. Raises Refused(NoSuchPhoto)."""
    known = photo_of(desk, command.photo)
    photos.drop(desk, known.id)
    _touch(desk, known.about)
    return command.photo


def keep_picture(
    runner: Runner, session: Session, shelf: Photos, data: bytes, about: About, ref: int, note: str = "", file: str = ""
) -> int:
    """Keep a picture of a thing; return the photo's number.

    Raises Refused(NotAPhoto, NothingToShow, TooManyPhotos, NoRight), Trouble.
    """
    kept = prepared(data, file)
    check(session, _right_of(about))
    runner.ask(lambda desk: _is_there(desk, about, ref), session, _right_of(about))
    digest = shelf.keep(kept)
    command = KeepPhoto(id=runner.ids.new(), about=about, ref=ref, digest=digest, size=len(kept), note=note)
    number = int(runner.perform(command, session).done())
    shelf.keep(kept)  # somebody may have dropped the only other photo of this picture meanwhile, and it with it
    return number


def shelved(shelf: Photos, data: bytes, file: str = "") -> str:
    """Keep a picture that is no photo of a thing, and return its digest. Raises Refused(NotAPhoto), Trouble."""
    return shelf.keep(prepared(data, file))


def drop_picture(runner: Runner, session: Session, shelf: Photos, number: int) -> int:
    """Drop a photo, and its picture where no other photo has the same.

    Raises Refused(NoSuchPhoto, NoRight), Trouble.
    """
    digest = runner.ask(lambda desk: photo_of(desk, number), session).digest
    done = runner.perform(DropPhoto(id=runner.ids.new(), photo=number), session).done()
    if not runner.ask(lambda desk: photos.uses(desk, digest), session):
        shelf.forget(digest)
    return int(done)


def _is_there(desk: Desk, about: About, ref: int) -> None:
    if not photos.there(desk, about, ref):
        raise Refused(NothingToShow(about.value, ref))


def find_photos(desk: Desk, receipt_id: int) -> tuple[PhotoRow, ...]:
    """Return the photos of a receipt, oldest first."""
    return photos.of_receipt(desk, receipt_id)


def photos_of(desk: Desk, code: str) -> tuple[PhotoRow, ...]:
    """Return the photos of a receipt, an order with its parcels, one parcel, or a return, by its code.

    Raises Refused(NoSuchOrder, OrderInChannels).
    """
    parcel = papers.parcel_id(desk, code.strip())
    if parcel is not None:
        return photos.of(desk, About.PARCEL, parcel)
    back = cases.by_code(desk, code)
    if back is not None:
        return photos.of_return(desk, back.id)
    receipt = receipts.by_code(desk, code)
    return photos.of_order(desk, order_id_of(desk, code)) if receipt is None else photos.of_receipt(desk, receipt.id)


def order_photos(desk: Desk, order_id: int) -> tuple[PhotoRow, ...]:
    """Return the photos of an order, of its lines and of its parcels, oldest first."""
    return photos.of_order(desk, order_id)


def parcel_id_of(desk: Desk, code: str) -> int:
    """Return the row of a parcel's code, also as its label says it. Raises Refused(NoSuchParcel)."""
    found = papers.parcel_id(desk, code.strip())
    if found is None:
        raise Refused(NoSuchParcel(code))
    return found


def photo_of(desk: Desk, number: int) -> PhotoRow:
    """Return one photo. Raises Refused(NoSuchPhoto)."""
    found = photos.get(desk, number)
    if found is None:
        raise Refused(NoSuchPhoto(number))
    return found
