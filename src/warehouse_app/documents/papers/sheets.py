"""Set labels as PDF: one a page as a label printer takes them, or several on a sheet of paper, in their colours."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from warehouse_app.documents import lettering, pdf
from warehouse_app.documents.papers.pen import FAINT, INK, QUIET, Colour, lacking_words
from warehouse_app.documents.papers.templates.setting import SetLabel
from warehouse_app.documents.papers.templates.shapes import LabelTemplate, Sheet

_TINTS: dict[str, Colour] = {
    "ink": INK, "quiet": QUIET, "faint": FAINT, "white": (1.0, 1.0, 1.0),
    "go": (0.09, 0.35, 0.84), "ask": (0.78, 0.47, 0.02), "stop": (0.75, 0.11, 0.13),
}  # fmt: skip
_BLACK = (0.0, 0.0, 0.0)
_NOTE_POINTS = 7.0
_NOTE_MM = 12.0
_NOTE_SPACE_MM = 6.0


def sheets(template: LabelTemplate, labels: tuple[SetLabel, ...], *, alone: bool = False) -> bytes:
    """Return the labels as PDF; `alone`: each on a page of its own size, though there is a sheet for them."""
    sheet = template.sheet if template.sheet and not alone else None
    page = sheet or Sheet(template.width_mm, template.height_mm, 0, 0, 1, 1, 0, 0)
    unit = pdf.POINTS_PER_MM
    target = BytesIO()
    canvas = pdf.new_canvas(target, page.width * unit, page.height * unit, template.title)
    spots = page.across * page.down
    foot = page.height - page.y - (page.down - 1) * page.step_y - template.height_mm
    lacks: dict[lettering.Lack, None] = {}
    for number, label in enumerate(labels):
        spot = number % spots
        if number and spot == 0:
            _end(canvas, foot, lacks)
        x, y = page.x + spot % page.across * page.step_x, page.y + spot // page.across * page.step_y
        low = (page.height - y - template.height_mm) * unit
        _draw(canvas, label, x * unit, low, colour=template.colour or sheet is not None)
        lacks.update(
            dict.fromkeys(
                lack for line in label.expected.lines for lack in lettering.missing(line.text, bold=line.bold)
            )
        )
    _end(canvas, foot, lacks)
    canvas.save()
    return target.getvalue()


def _draw(canvas: Any, label: SetLabel, x: float, y: float, *, colour: bool) -> None:  # noqa: ANN401 - reportlab is untyped
    canvas.saveState()
    canvas.translate(x, y)
    height = label.model.height_mm * pdf.POINTS_PER_MM
    for element, tint in zip(label.model.elements, label.tints, strict=True):
        shade = _TINTS.get(tint, INK) if colour else _BLACK
        canvas.setFillColorRGB(*shade)
        canvas.setStrokeColorRGB(*shade)
        pdf.draw(canvas, element, height)
    canvas.restoreState()


def _end(canvas: Any, foot: float, lacks: dict[lettering.Lack, None]) -> None:  # noqa: ANN401 - reportlab is untyped
    """Close a page; what could not be set is told at its foot, where it has one."""
    if lacks and foot > _NOTE_SPACE_MM:
        from warehouse_app.documents.fonts import face

        canvas.setFont(face(bold=True).name, _NOTE_POINTS)
        canvas.setFillColorRGB(*INK)
        canvas.drawString(_NOTE_MM * pdf.POINTS_PER_MM, _NOTE_POINTS, lacking_words(tuple(lacks)))
    lacks.clear()
    canvas.showPage()
