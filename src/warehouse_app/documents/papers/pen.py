"""A pen for paper: millimetres from the upper left corner, hostile text made safe at the one place where it is set."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from warehouse_app.documents import fonts, lettering, pdf
from warehouse_app.documents.text import ELLIPSIS, clean, text_width
from warehouse_app.wording.papers import tr

INK = (0.07, 0.09, 0.12)
QUIET = (0.38, 0.42, 0.47)
FAINT = (0.84, 0.86, 0.88)
SHADE = (0.955, 0.96, 0.965)
LONGEST_TEXT = 1_000
MM_PER_POINT = 25.4 / 72
_BASELINE = 0.78
_DOTS_PER_POINT = 600 / 72
_WHITE_IS_NOTHING = [255, 255, 255, 255, 255, 255]
_FINE = 1_000
_EARLIEST_JOINT = 3
"""A code breaks after its hyphen, where that leaves no less than this part of the line."""

_FOOT, _FOOT_LEFT, _FOOT_SIZE = 7.0, 14.0, 7.0

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle on the paper, in mm."""

    x: float
    y: float
    width: float
    height: float


class Pen:
    """Draws one PDF. Sizes of type are in points, everything else in millimetres, y grows downwards."""

    def __init__(self, width: float, height: float, title: str) -> None:
        self._target = BytesIO()
        self._height = height
        self._lacks: dict[lettering.Lack, None] = {}
        self._canvas = pdf.new_canvas(
            self._target, width * pdf.POINTS_PER_MM, height * pdf.POINTS_PER_MM, clean(title[:LONGEST_TEXT])
        )

    def text(
        self,
        x: float,
        y: float,
        size: float,
        text: str,
        *,
        width: float = 0,
        bold: bool = False,
        colour: Colour = INK,
        align: str = "left",
    ) -> None:
        """Set one line whose em begins at `y`; in `width` it is cut with an ellipsis and aligned."""
        shown = fit(text, size, width, bold=bold) if width else _safe(text)
        if align != "left":
            free = width - _long(shown, size, bold=bold)
            x += free if align == "right" else free / 2
        if not fonts.has_all(shown, bold=bold):
            self._picture(x, y, size, shown, bold=bold, colour=colour)
            return
        self._canvas.setFillColorRGB(*colour)
        self._canvas.setFont(fonts.face(bold=bold).name, size)
        base = self._height - y - size * _BASELINE * MM_PER_POINT
        self._canvas.drawString(x * pdf.POINTS_PER_MM, base * pdf.POINTS_PER_MM, shown)

    def _picture(self, x: float, y: float, size: float, text: str, *, bold: bool, colour: Colour) -> None:
        """A line in signs Inter lacks. What no font here has is a question mark, and the foot of the page says so."""
        from reportlab.lib.utils import ImageReader

        self._lacks.update(dict.fromkeys(lettering.missing(text, bold=bold)))
        high, wide = round(size * _DOTS_PER_POINT), round(_long(text, size, bold=bold) / MM_PER_POINT * _DOTS_PER_POINT)
        drawn = lettering.picture(text, max(1, wide), max(1, high), bold=bold)
        inked = lettering.coloured(drawn, colour)
        left, base = x * pdf.POINTS_PER_MM, (self._height - y) * pdf.POINTS_PER_MM - size
        across = drawn.width / _DOTS_PER_POINT
        self._canvas.drawImage(ImageReader(inked), left, base, across, size, mask=_WHITE_IS_NOTHING)

    def fill(self, room: Room, colour: Colour = INK) -> None:
        """A filled rectangle."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(*self._points(room), stroke=0, fill=1)

    def frame(self, room: Room, line: float = 0.2, colour: Colour = INK) -> None:
        """An empty rectangle."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(line * pdf.POINTS_PER_MM)
        self._canvas.rect(*self._points(room), stroke=1, fill=0)

    def round(self, room: Room, radius: float, colour: Colour) -> None:
        """A filled rectangle with round corners."""
        self._canvas.setFillColorRGB(*colour)
        self._canvas.roundRect(*self._points(room), radius * pdf.POINTS_PER_MM, stroke=0, fill=1)

    def bars(self, x: float, y: float, module: float, height: float, modules: str) -> None:
        """Black where `modules` says 1, each `module` wide."""
        unit = pdf.POINTS_PER_MM
        path = self._canvas.beginPath()
        at = 0
        while at < len(modules):
            run = 1
            while at + run < len(modules) and modules[at + run] == modules[at]:
                run += 1
            if modules[at] == "1":
                left, base = (x + at * module) * unit, (self._height - y - height) * unit
                path.rect(left, base, run * module * unit, height * unit)
            at += run
        self._canvas.setFillColorRGB(0, 0, 0)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def next_page(self) -> None:
        """Close this page; a document ends with it too. What could not be set is told at its foot."""
        if self._lacks:
            words = lacking_words(tuple(self._lacks))
            self._lacks.clear()
            self.text(_FOOT_LEFT, self._height - _FOOT, _FOOT_SIZE, words, bold=True)
        self._canvas.showPage()

    def done(self) -> bytes:
        """Return the document."""
        self._canvas.save()
        return self._target.getvalue()

    def _points(self, room: Room) -> tuple[float, float, float, float]:
        unit = pdf.POINTS_PER_MM
        return room.x * unit, (self._height - room.y - room.height) * unit, room.width * unit, room.height * unit


def lacking_words(lacks: tuple[lettering.Lack, ...]) -> str:
    """Return the sentence at the foot of a paper on which question marks stand for signs."""
    scripts = ", ".join(dict.fromkeys(lack.script for lack in lacks))
    return tr("? stands for signs this machine has no font for: {scripts}").format(scripts=scripts)


def _safe(text: str) -> str:
    return clean(text[:LONGEST_TEXT])


def _long(text: str, size: float, *, bold: bool) -> float:
    if fonts.has_all(text, bold=bold):
        return fonts.width(text, size, bold=bold) * MM_PER_POINT
    return text_width(text, _FINE) * size / _FINE * MM_PER_POINT


def fit(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return the text as it can be shown, cut with an ellipsis to `width` mm at `size` points."""
    shown = _safe(text)
    if _long(shown, size, bold=bold) <= width:
        return shown
    while shown and _long(shown.rstrip() + ELLIPSIS, size, bold=bold) > width:
        shown = shown[:-1]
    return shown.rstrip() + ELLIPSIS


def largest(text: str, width: float, most: float, least: float, *, bold: bool = True) -> float:
    """Return the largest size in points, from `most` to `least` by halves, at which the line fits `width` mm."""
    shown, size = _safe(text), most
    while size > least and _long(shown, size, bold=bold) > width:
        size -= 0.5
    return size


def lowered(most: float, size: float) -> float:
    """Return how far, in mm, a line that had to become smaller goes down to stand on the line of those beside it."""
    return (most - size) * _BASELINE * MM_PER_POINT


def wrapped(text: str, size: float, width: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into at most `most` lines of `width` mm; what is too much ends in an ellipsis."""
    lines: list[str] = []
    rest = _safe(text).split()
    while rest and len(lines) < most - 1:
        line = rest.pop(0)
        if _long(line, size, bold=bold) > width:
            line, tail = _broken(line, size, width, bold=bold)
            rest.insert(0, tail)
        while rest and _long(f"{line} {rest[0]}", size, bold=bold) <= width:
            line += f" {rest.pop(0)}"
        lines.append(line)
    if rest:
        lines.append(fit(" ".join(rest), size, width, bold=bold))
    return tuple(lines) or ("",)


def _broken(word: str, size: float, width: float, *, bold: bool) -> tuple[str, str]:
    kept = 1
    while kept < len(word) - 1 and _long(word[: kept + 1], size, bold=bold) <= width:
        kept += 1
    joint = word.rfind("-", 1, kept) + 1
    kept = joint if joint > kept // _EARLIEST_JOINT else kept
    return word[:kept], word[kept:]
