"""The card of the gallery: hidden from the rail, opened by name for development and by tests."""

from __future__ import annotations

from warehouse_app.ui.screens.gallery.view import GalleryView
from warehouse_app.ui.shell.cards import ScreenCard

CARD = ScreenCard(
    name="gallery",
    title="Gallery",
    icon="layout-grid",
    bench=False,
    rights=frozenset(),
    build=lambda _context: GalleryView(),
    order=99,
    hidden=True,
)
