"""Where a barcode stands in its room: whole dots a module, as large as fits, its quiet zone inside the room."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents import code128
from warehouse_app.documents.model import NARROWEST_MODULE_E2, WIDEST_MODULE_E2, Code128, Picture, Symbol, dots
from warehouse_app.documents.symbols import CARDS, PDF417_ROW, Figure, Symbology, figure, flat
from warehouse_app.domain.refusals import Usage

WIDEST_BY = 10  # ^BY takes 1 to 10 dots, ^BQ as well
NARROWEST_SQUARE_E2 = 33
"""The smallest square of a two-dimensional code, in 1/100 mm: read by hand scanners at arm's length."""
WIDEST_SQUARE_E2 = 125
_MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Placed:
    """A barcode in dots: its figure, the width of a module, the height of a row, and its upper left corner."""

    figure: Figure
    module: int
    high: int
    left: int
    top: int
    columns: int = 0


def placed(element: Code128 | Symbol, per_mm: int) -> Placed:
    """Place a code in its room. Raises Usage `code_unprintable`, or `code_too_long` where it would be too small."""
    if isinstance(element, Code128):
        return _bars(element, flat(code128.runs(code128.values(element.data))), code128.QUIET_MODULES, per_mm)
    if element.kind is Symbology.PDF417:
        return _stacked(element, per_mm)
    drawn = figure(element.kind, element.data)
    card = CARDS[element.kind]
    return _square(element, drawn, card.around, per_mm) if drawn.high else _bars(element, drawn, card.beside, per_mm)


def _bars(element: Code128 | Symbol, drawn: Figure, quiet: int, per_mm: int) -> Placed:
    room = dots(element.width, per_mm)
    most = min(WIDEST_BY, WIDEST_MODULE_E2 * per_mm // 100)
    module = min(most, room // (drawn.width + 2 * quiet))
    if module * 100 < NARROWEST_MODULE_E2 * per_mm:
        raise Usage("code_too_long", text=element.data)
    left = dots(element.x, per_mm) + (room - module * drawn.width) // 2
    return Placed(drawn, module, dots(element.height, per_mm), left, dots(element.y, per_mm))


def _square(element: Symbol, drawn: Figure, quiet: int, per_mm: int) -> Placed:
    across, down = dots(element.width, per_mm), dots(element.height, per_mm)
    most = min(WIDEST_BY if element.kind is Symbology.QR else per_mm, WIDEST_SQUARE_E2 * per_mm // 100)
    rows = len(drawn.rows)
    module = min(most, across // (drawn.width + 2 * quiet), down // (rows + 2 * quiet))
    if module * 100 < NARROWEST_SQUARE_E2 * per_mm:
        raise Usage("code_too_long", text=element.data)
    return _centred(element, Placed(drawn, module, module, 0, 0), per_mm)


def _stacked(element: Symbol, per_mm: int) -> Placed:
    """A PDF417: the widest module, and for it the fewest columns, with which it fits."""
    across, down = dots(element.width, per_mm), dots(element.height, per_mm)
    quiet = CARDS[Symbology.PDF417].around
    least, most = -(-NARROWEST_MODULE_E2 * per_mm // 100), WIDEST_MODULE_E2 * per_mm // 100
    for module in range(most, least - 1, -1):
        for columns in range(1, _MOST_COLUMNS + 1):
            if (17 * columns + 69 + 2 * quiet) * module > across:
                break
            drawn = _columned(element.data, columns)
            if drawn is not None and (len(drawn.rows) * PDF417_ROW + 2 * quiet) * module <= down:
                return _centred(element, Placed(drawn, module, PDF417_ROW * module, 0, 0, columns), per_mm)
    raise Usage("code_too_long", text=element.data)


def _columned(data: str, columns: int) -> Figure | None:
    """With so many columns, or None where it would have more rows than there may be."""
    try:
        drawn = figure(Symbology.PDF417, data, columns)
    except Usage:
        return None
    return drawn


def _centred(element: Symbol, where: Placed, per_mm: int) -> Placed:
    across, down = where.figure.width * where.module, len(where.figure.rows) * where.high
    left = dots(element.x, per_mm) + (dots(element.width, per_mm) - across) // 2
    top = dots(element.y, per_mm) + (dots(element.height, per_mm) - down) // 2
    return Placed(where.figure, where.module, where.high, left, top, where.columns)


def scaled(element: Picture, per_mm: int) -> tuple[int, bytes]:
    """Return a picture's bytes a row and rows in the density of a printer."""
    if element.per_mm == per_mm:
        return element.across, element.rows
    from PIL import Image as Pictures

    high = len(element.rows) // element.across
    drawn = Pictures.frombytes("1", (element.across * 8, high), element.rows)
    wide = element.across * 8 * per_mm // element.per_mm
    new = drawn.resize((wide, high * per_mm // element.per_mm), Pictures.Resampling.NEAREST)
    return (wide + 7) // 8, new.tobytes()
