"""What the manifests screen knows: the list, one manifest with its parcels and those that wait beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from warehouse_app.domain.people import Right
from warehouse_app.domain.shipping.states import ManifestState
from warehouse_app.domain.shipping.values import ManifestDetail, ManifestRow, ParcelRow

View = Literal["open", "closed", "all"]


@dataclass(frozen=True, slots=True)
class Opened:
    """One manifest: what is on it, and (while it is open) what has its label and is not on it: `missing`."""

    detail: ManifestDetail
    missing: tuple[ParcelRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ManifestsScreen:
    """The screen. `text` is a part of a manifest's or carrier's code."""

    rows: tuple[ManifestRow, ...] = ()
    view: View = "all"
    text: str = ""
    chosen: str = ""
    opened: Opened | None = None
    refusal: str = ""
    rights: frozenset[Right] = frozenset()
    loaded: bool = False

    @property
    def shown(self) -> tuple[ManifestRow, ...]:
        """Return the manifests of the view."""
        closed = ManifestState.CLOSED
        wanted = self.text.casefold()
        fits = (row for row in self.rows if wanted in f"{row.code} {row.carrier}".casefold())
        if self.view == "all":
            return tuple(fits)
        return tuple(row for row in fits if (row.state == closed) == (self.view == "closed"))

    @property
    def row(self) -> ManifestRow | None:
        """Return the chosen manifest."""
        return next((row for row in self.rows if row.code == self.chosen), None)


def chose(screen: ManifestsScreen, code: str) -> ManifestsScreen:
    """Another manifest."""
    return screen if code == screen.chosen else replace(screen, chosen=code, opened=None, refusal="")


def opened(screen: ManifestsScreen, found: Opened | None) -> ManifestsScreen:
    """The chosen manifest was read; an answer about another one is too late."""
    if found is None or found.detail.row.code != screen.chosen:
        return screen
    return replace(screen, opened=found)
