"""The test print: which printer it came out of, when, and a code and a frame by which one sees that it prints well."""

from __future__ import annotations

from warehouse_app.documents.model import Box, Code128, Element, LabelModel, Line, Text
from warehouse_app.documents.text import clean, cut, shrink
from warehouse_app.wording.papers import tr

_WIDTH_MM, _HEIGHT_MM = 100, 150
_LEFT, _FULL = 60, 880


def test_page(printer: str, at: str, station: str) -> LabelModel:
    """Return the test label: it stands for nothing and its code means nothing to any bench."""
    shown = clean(printer)
    size = shrink(shown, _FULL, 120, 40)
    where = tr("Asked at {station}").format(station=station) if station else ""
    parts: tuple[Element, ...] = (
        Box(10, 10, 980, 1480, 6),
        Text(_LEFT, 60, _FULL, 56, tr("Test print"), bold=True),
        Line(_LEFT, 150, _FULL, 4),
        Text(_LEFT, 220, _FULL, size, cut(shown, _FULL, size), bold=True),
        Text(_LEFT, 380, _FULL, 44, clean(at)),
        Text(_LEFT, 450, _FULL, 44, clean(where)),
        Text(_LEFT, 620, _FULL, 40, tr("The frame is whole, the bars are sharp:")),
        Text(_LEFT, 680, _FULL, 40, tr("this printer prints well.")),
        Code128(_LEFT, 1100, _FULL, 250, "TEST"),
        Text(_LEFT, 1380, _FULL, 40, tr("This is no label of any parcel.")),
    )
    return LabelModel(_WIDTH_MM, _HEIGHT_MM, parts)
