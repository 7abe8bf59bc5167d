"""The card of the gallery: hidden from the rail, opened by name for development and by tests."""

from __future__ import annotations

from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext
from warehouse_app.ui.shell.page import Page


def build(_context: ScreenContext) -> Page:
    """Build the page."""
    from warehouse_app.ui.screens.gallery.view import GalleryView

    return GalleryView()


CARD = ScreenCard(
    name="gallery",
    title="Gallery",
    icon="layout-grid",
    bench=False,
    rights=frozenset(),
    build=build,
    order=99,
    hidden=True,
)
