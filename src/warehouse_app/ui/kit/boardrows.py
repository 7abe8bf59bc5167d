"""The upper rows of a board of the day (mock-up 05): figures as tiles, stages as columns."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout

from warehouse_app.ui.kit.boardvalues import Tile
from warehouse_app.ui.kit.stages import StageColumn
from warehouse_app.ui.kit.tiles import KpiTile


class TileRow(QHBoxLayout):
    """Tiles by name."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.setSpacing(12)
        self.tiles = {name: KpiTile("") for name in names}
        for tile in self.tiles.values():
            self.addWidget(tile, 1)

    def show_tiles(self, tiles: Iterable[Tile]) -> None:
        """Show these figures."""
        for tile in tiles:
            widget = self.tiles[tile.name]
            if widget.words() != tile.label:
                widget.set_words(tile.label)
            widget.show_value(tile.value, tile.line, tile.mark)


class StageRow(QHBoxLayout):
    """One column for each stage, in the order of an order's life."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.setSpacing(8)
        self.stages = tuple(StageColumn(name) for name in names)
        for stage in self.stages:
            self.addWidget(stage, 1)
