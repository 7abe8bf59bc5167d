"""Photos as a page beside others: read when they change, shown small, opened large."""

from __future__ import annotations

from warehouse_app.domain.photos import PhotoRow
from warehouse_app.ui.kit.photostrip import PhotoStrip
from warehouse_app.ui.shell.photodeeds import PhotoDeeds


class PhotoTab(PhotoStrip):
    """Give it the deeds with photos of its page with `use`, then photos with `show_rows`."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PhotoRow, ...] = ()
        self._deeds: PhotoDeeds | None = None
        self.opened.connect(self._open)

    def use(self, deeds: PhotoDeeds) -> None:
        """Take what reads and shows photos."""
        self._deeds = deeds

    def show_rows(self, photos: tuple[PhotoRow, ...]) -> None:
        """Show these photos; pictures that are not known yet are read beside the scans."""
        if photos != self._rows and self._deeds is not None:
            self._rows = photos
            self._deeds.small(photos, self.show_photos)

    def _open(self, number: int) -> None:
        found = [each for each in self._rows if each.id == number]
        if found and self._deeds is not None:
            self._deeds.show(found[0])
