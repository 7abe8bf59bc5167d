"""What a page does with photos: taken with the camera of the bench or from a file, shown small, and one large.

Files are read and written beside the scans, never by the window's own thread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog

from warehouse_app.application.photos import keep_picture, shelved
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.photos import MOST_BYTES, OF_PACKING, OF_RETURNS, About, PhotoRow, ToPhotograph
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ports.photos import Photos
from warehouse_app.ui.kit.photostrip import PhotoDialog
from warehouse_app.ui.kit.picturefield import PictureField
from warehouse_app.ui.shell.cards import ScreenContext
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

Small = tuple[tuple[int, bytes | None, str], ...]
_TOUCHED: frozenset[str] = frozenset({Touched.RECEIPT})
_RETURNED: frozenset[str] = frozenset({Touched.RETURN})
_PACKED: frozenset[str] = frozenset({Touched.PACK, Touched.ORDER})


class Shelved(Protocol):
    """What the house gives: where photos lie."""

    @property
    def photos(self) -> Photos: ...


class Drawn:
    """Shows a picture in a form's field, as long as the form is there: the answer may come when it is closed."""

    def __init__(self, field: PictureField) -> None:
        self._field: PictureField | None = field
        field.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self._field = None

    def show(self, digest: str, data: bytes | None) -> None:
        """Show what was read or kept."""
        if self._field is not None:
            self._field.show_picture(digest, data)


class PhotoDeeds:
    """Give it a page and its context; `name` is the page's."""

    def __init__(self, page: Page, context: ScreenContext, name: str) -> None:
        self._page, self._context, self._hands = page, context, context.hands(name)
        self._house: Runner = context.house()
        self._cache: dict[str, bytes | None] = {}
        self.choose_file: Callable[[Callable[[str], None]], None] = self._ask_file

    @property
    def _shelf(self) -> Photos:
        return cast("Shelved", self._context.tools).photos

    @property
    def has_camera(self) -> bool:
        """Tell whether this bench has a camera."""
        return self._context.tools is not None and self._shelf.has_camera

    def finder(self) -> Callable[[str], str]:
        """Return what finds where the picture of a digest lies, "" where it does not. It is for another thread."""
        path: Callable[[str], Path] | None = getattr(self._shelf, "path", None) if self._context.tools else None

        def find(digest: str) -> str:
            file = None if path is None else path(digest)
            return str(file) if file is not None and file.is_file() else ""

        return find

    def take(self, about: About, ref: int, words: str, kept: Callable[[], None] = lambda: None) -> None:
        """Keep a photo of a thing, from the camera or a file; `words` say what it shows. `kept` is told of it."""
        thing = ToPhotograph(about, ref, words)
        if self._shelf.has_camera:
            self._keep(thing, kept, self._shelf.take, tr("the camera"))
        else:
            self.choose_file(lambda path: self._keep(thing, kept, lambda: _read(path), Path(path).name))

    def take_of(self, shown: ToPhotograph | None) -> None:
        """Keep a photo of what a bench says is in hand; without anything, say what comes first."""
        if shown is None:
            self._context.not_done(tr("Scan the goods first, then take their photo"))
        else:
            self.take(shown.about, shown.ref, shown.code)

    def _keep(self, thing: ToPhotograph, kept: Callable[[], None], source: Callable[[], bytes], file: str) -> None:
        shelf = self._shelf

        def deed(session: Session) -> int:
            return keep_picture(self._house, session, shelf, source(), thing.about, thing.ref, thing.code, file)

        def then(answer: int | Refusal) -> None:
            if isinstance(answer, Refusal):
                self._context.not_done(say_error(answer))
            else:
                self._context.toast(tr("Photo {n} is kept").format(n=answer), False)
                kept()

        self._hands.bulk(deed, then, _touched(thing.about), self._troubled)

    def small(self, photos: tuple[PhotoRow, ...], then: Callable[[Small], None]) -> None:
        """Read photos that are not known yet, and hand them all on."""
        missing = [each.digest for each in photos if each.digest not in self._cache]
        shelf = self._shelf

        def told(found: object) -> None:
            if isinstance(found, dict):
                self._cache.update(found)
            then(tuple((each.id, self._cache.get(each.digest), _words(each)) for each in photos))

        if missing:
            self._hands.bulk(
                lambda _session: {digest: shelf.read(digest) for digest in missing}, told, frozenset(), self._troubled
            )
        else:
            told(None)

    def show(self, photo: PhotoRow) -> None:
        """Open one large."""
        data = self._cache.get(photo.digest)
        if data is None:
            self._context.not_done(tr("The picture of photo {n} is not there").format(n=photo.id))
            return
        PhotoDialog(data, _words(photo), self._page).open()

    def picture(self, digest: str, then: Callable[[str, bytes | None], None]) -> None:
        """Read a picture beside the scans, and hand it on with its digest; None where it does not lie here."""
        shelf = self._shelf

        def told(found: bytes | Refusal | None) -> None:
            then(digest, None if isinstance(found, Refusal) else found)

        self._hands.bulk(lambda _session: shelf.read(digest), told, frozenset(), self._troubled)

    def feed(self, field: PictureField) -> None:
        """Serve the picture of a form: read what is kept, and keep on the shelf what is chosen from a file."""
        shelf = self._shelf
        drawn = Drawn(field)

        def chosen(path: str) -> None:
            def deed(_session: Session) -> tuple[str, bytes | None]:
                digest = shelved(shelf, _read(path), Path(path).name)
                return digest, shelf.read(digest)

            def then(answer: tuple[str, bytes | None] | Refusal) -> None:
                if isinstance(answer, Refusal):
                    self._context.not_done(say_error(answer))
                else:
                    drawn.show(*answer)

            self._hands.bulk(deed, then, frozenset(), self._troubled)

        field.wanted.connect(lambda digest: self.picture(digest, drawn.show))
        field.asked.connect(lambda: self.choose_file(chosen))
        field.read()

    def _ask_file(self, then: Callable[[str], None]) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = "JPEG, PNG, WEBP (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)"
        dialog = QFileDialog(self._page, tr("Choose a photo"), folder, kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _troubled(self, caught: Trouble) -> None:
        self._context.not_done(say_error(caught))


def _touched(about: About) -> frozenset[str]:
    if about in OF_RETURNS:
        return _RETURNED
    return _PACKED if about in OF_PACKING else _TOUCHED


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Trouble("photo_not_read", folder=path, why=error.strerror or str(error)) from error


def _words(photo: PhotoRow) -> str:
    words = tr("Photo {n}").format(n=photo.id)
    return f"{words}: {photo.note}" if photo.note else words
