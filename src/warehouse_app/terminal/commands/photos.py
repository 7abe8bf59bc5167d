"""Photos on the command line: those of a receipt, an order or a parcel listed, kept, written to a file, dropped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.photos import MOST_BYTES
from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.ports.photos import Photos

_photo = typer.Typer(
    no_args_is_help=True,
    help="Photos as evidence: listed, shown, dropped. Kept by: receipt photo, parcel photo, return photo.",
)
_parcel = typer.Typer(no_args_is_help=True, help="Parcels: photos of them.")
Number = Annotated[int, typer.Argument(min=1, help="The photo's number.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_photo, name="photo")
    whole.add_typer(_parcel, name="parcel")


def read(file: Path) -> bytes:
    """Return the bytes of a picture file, one more than may be at the most. Raises Usage."""
    try:
        with file.open("rb") as found:
            return found.read(MOST_BYTES + 1)
    except OSError as error:
        raise Usage("photo_file", file=str(file), why=error.strerror or str(error)) from error


def taken(shelf: Photos) -> bytes:
    """Return a picture of this machine's camera. Raises Usage, Trouble."""
    if not shelf.has_camera:
        raise Usage("no_camera")
    return shelf.take()


@_photo.command("list")
def _list(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="A receipt, as RC000012, an order, a parcel, as P00000012, or a return.")],
) -> None:
    """List the photos of a receipt and what stands aside under it, of an order with its parcels, of a parcel."""
    from warehouse_app.application.photos import photos_of

    call = call_of(context)
    found = call.runner.ask(lambda desk: photos_of(desk, code), call.session())
    shelf = call.company().photos
    columns = ("id", "about", "ref", "note", "at", "who", "size", "digest")
    rows = [[*(getattr(each, name) for name in columns), shelf.read(each.digest) is not None] for each in found]
    call.out.rows((*columns, "there"), rows, tr("No photo."))


@_photo.command("show")
def _show(
    context: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option("--out", help="The file that it is written to (JPEG).")],
) -> None:
    """Write a photo to a file."""
    from warehouse_app.application.photos import photo_of
    from warehouse_app.ports.wholefile import whole_binary

    call = call_of(context)
    found = call.runner.ask(lambda desk: photo_of(desk, number), call.session())
    data = call.company().photos.read(found.digest)
    if data is None:
        raise Trouble("photo_gone", photo=number)
    with whole_binary(out) as file:
        file.write(data)
    call.out.answer({"photo": number, "file": str(out)}, tr("Photo {n} is in {file}.").format(n=number, file=out))


@_photo.command("drop")
def _drop(context: typer.Context, number: Number) -> None:
    """Forget a photo, and delete its picture."""
    from warehouse_app.application.photos import drop_picture

    call = call_of(context)
    done = drop_picture(call.runner, call.session(), call.company().photos, number)
    call.out.answer({"photo": done}, tr("Photo {n} is dropped.").format(n=done))


@_parcel.command("photo")
def _of_parcel(
    context: typer.Context,
    parcel: Annotated[str, typer.Argument(help="The parcel's code or its label's; an order's with --order.")],
    file: Annotated[str, typer.Argument(help="The picture; - takes one with this machine's camera.")],
    of_order: Annotated[bool, typer.Option("--order", help="It shows the order, not one parcel.")] = False,
    note: Annotated[str, typer.Option("--note", help="What it shows.")] = "",
) -> None:
    """Keep a photo of a packed parcel, or of an order."""
    from warehouse_app.application.orders import order_id_of
    from warehouse_app.application.photos import keep_picture, parcel_id_of
    from warehouse_app.domain.photos import About

    call = call_of(context)
    shelf = call.company().photos
    find = order_id_of if of_order else parcel_id_of
    ref = call.runner.ask(lambda desk: find(desk, parcel), call.session())
    data = taken(shelf) if file == "-" else read(Path(file))
    about = About.ORDER if of_order else About.PARCEL
    number = keep_picture(call.runner, call.session(), shelf, data, about, ref, note, Path(file).name)
    call.out.answer({"photo": number}, tr("Photo {n} is kept.").format(n=number))
