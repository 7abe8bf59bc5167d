"""The photos of what stands beside a list: shown small when another is shown, one of them large. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from warehouse_app.domain.photos import About, PhotoRow


class TakesPhotos(Protocol):
    """What takes and shows photos at a page."""

    def take(self, about: About, ref: int, words: str) -> None: ...

    def small(self, photos: tuple[PhotoRow, ...], then: Callable[[Any], None]) -> None: ...

    def show(self, photo: PhotoRow) -> None: ...


class PhotosBeside:
    """`show_small` is the page's, given small photos as the shell reads them; the window gives `deeds`."""

    def __init__(self, show_small: Callable[[Any], None]) -> None:
        self._show_small = show_small
        self._known: tuple[PhotoRow, ...] = ()
        self.deeds: TakesPhotos | None = None

    def of(self, photos: tuple[PhotoRow, ...]) -> None:
        """These are the photos now; they are read where they are others than before."""
        if photos == self._known:
            return
        self._known = photos
        if self.deeds is not None:
            self.deeds.small(photos, self._show_small)

    def opened(self, number: int) -> None:
        """Show one photo large."""
        found = [each for each in self._known if each.id == number]
        if found and self.deeds is not None:
            self.deeds.show(found[0])
