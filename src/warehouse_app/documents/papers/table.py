"""One paper with a table, on as many pages as it needs: head, facts, repeated column heads, "page n of m" on each.

Promise: every row is there, whole rows stay on one page, no cell leaves its column, and 675 rows are as safe as three.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from warehouse_app.documents import code128
from warehouse_app.documents.papers.codes import draw_code
from warehouse_app.documents.papers.pen import (
    FAINT,
    INK,
    MM_PER_POINT,
    QUIET,
    Pen,
    Room,
    fit,
    largest,
    lowered,
    wrapped,
)
from warehouse_app.documents.text import ELLIPSIS, clean_lines
from warehouse_app.wording.papers import tr

PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
EDGE = 14.0
_GAP = 2.4
_FIGURE_GAP = 5.0
_TICK = 5.0
_CODE_AIR = 1.6
_LEADING = 1.28
_BLOCK_LINES = 7
_SMALLEST, _SMALLEST_HEAD = 6.5, 5.0
_FACT_SIZE, _BLOCK_SIZE = 12.0, 10.0
_SIGNED_GAP = 8.0
"""How small lines of an address, cells and heads of columns get before they are cut, in points."""

_TOTAL_STEP, _TOTALS_AIR = 6.0, 4.0
_CODE_WIDTH, _CODE_HEIGHT = 78.0, 13.0


class Kind(StrEnum):
    """How the cells of a column are set."""

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, width in mm, kind, size in points, and the lines a cell may take."""

    head: str
    width: float
    kind: Kind = Kind.TEXT
    size: float = 9.0
    bold: bool = False
    lines: int = 1
    lead: bool = False  # what stands before a line break in a cell is its first line, in bold


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's words. `code` is what the barcode at its head says; `blocks` are addresses, `facts` short values."""

    title: str
    number: str
    code: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[tuple[str, tuple[str, ...]], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    foot: str = ""
    row_height: float = 0.0
    page: str = ""
    stacked: bool = False  # totals stand under each other, not in one line

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height of a page: A4 unless it says otherwise."""
        return PAGES.get(self.page, PAGES["A4"])

    @property
    def inner(self) -> float:
        """Return the width between the edges."""
        return self.size[0] - 2 * EDGE

    @property
    def bottom(self) -> float:
        """Return where the foot begins."""
        return self.size[1] - 13.0


@dataclass(frozen=True, slots=True)
class _Cell:
    lines: tuple[str, ...]
    size: float
    first: float = 0.0  # the size of its first line where that stands out


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    height: float


def render(paper: Paper) -> bytes:
    """Return the paper as PDF. Its columns fill the width of the page."""
    stretch = paper.inner / sum(column.width for column in paper.columns)
    paper = replace(paper, columns=tuple(replace(each, width=each.width * stretch) for each in paper.columns))
    rows = [_laid(paper, row) for row in paper.rows]
    pages = _paged(rows, paper.bottom - 3, _head_height(paper), _end_height(paper))
    pen = Pen(*paper.size, f"{paper.title} {paper.number}")
    for place, page in enumerate(pages):
        y = _first_head(pen, paper) if place == 0 else _next_head(pen, paper)
        y = _column_heads(pen, paper, y) if page or place == 0 else y
        for row in page:
            _draw_row(pen, paper, row, y)
            y += row.height
        if place == len(pages) - 1:
            _end(pen, paper, y)
        _foot(pen, paper, place + 1, len(pages))
        pen.next_page()
    return pen.done()


def _paged(rows: list[_Row], bottom: float, head: float, end: float) -> list[list[_Row]]:
    """Fill pages from the top; the end of the paper stands below the last row, on a page of its own where it must."""
    pages: list[list[_Row]] = [[]]
    free = bottom - head
    for row in rows:
        if row.height > free:
            pages.append([])
            free = bottom - _NEXT_HEAD - _HEADS
        pages[-1].append(row)
        free -= row.height
    if end > free:
        pages.append([])
    return pages


def _laid(paper: Paper, row: tuple[str, ...]) -> _Row:
    cells, height = [], paper.row_height
    for column, text in zip(paper.columns, row, strict=True):
        cell = _set(text, column, column.width - _GAP)
        cells.append(cell)
        height = max(height, len(cell.lines) * max(cell.size, cell.first) * _LEADING * MM_PER_POINT + _GAP)
    return _Row(tuple(cells), height)


def _set(text: str, column: Column, width: float) -> _Cell:
    """Return how a cell is set: a place that is cut is no place, so a long one becomes smaller first."""
    if column.kind is not Kind.TEXT:
        return _Cell((text,), column.size)
    if not column.lead:
        return _smaller(text, column, width, column.lines)
    first, _, rest = text.partition("\n")
    size = largest(first, width, column.size, _SMALLEST)
    below = _smaller(rest, column, width, column.lines - 1)
    return _Cell((fit(first, size, width, bold=True), *below.lines), below.size, size)


def _smaller(text: str, column: Column, width: float, most: int) -> _Cell:
    size = column.size
    lines = wrapped(text, size, width, most, bold=column.bold)
    while lines[-1].endswith(ELLIPSIS) and size > _SMALLEST:
        size -= 0.5
        lines = wrapped(text, size, width, most, bold=column.bold)
    return _Cell(lines, size)


_NEXT_HEAD = EDGE + 11.0
_HEADS = 7.5
_FACT_HEIGHT = 12.0
_FACTS_A_ROW = 5


def _block_height(paper: Paper) -> float:
    lines = max((len(_block_lines(block)) for _, block in paper.blocks), default=0)
    return 6.0 + lines * 4.6 + 4.0 if lines else 0.0


def _block_lines(block: tuple[str, ...]) -> tuple[str, ...]:
    return clean_lines(block)[:_BLOCK_LINES]


def _head_height(paper: Paper) -> float:
    fact_rows = -(-len(paper.facts) // _FACTS_A_ROW)
    return EDGE + 25.0 + _block_height(paper) + fact_rows * _FACT_HEIGHT + 2.0 + _HEADS


def _first_head(pen: Pen, paper: Paper) -> float:
    room = paper.inner - _CODE_WIDTH - 4
    pen.text(EDGE, EDGE - 1, 11, paper.title, width=room, colour=QUIET)
    pen.text(EDGE, EDGE + 5, largest(paper.number, room, 30, 12), paper.number, width=room, bold=True)
    right = paper.size[0] - EDGE - _CODE_WIDTH
    if paper.code:
        height = _CODE_HEIGHT if paper.code == paper.number else _CODE_HEIGHT - 3
        draw_code(pen, Room(right + 4, EDGE, _CODE_WIDTH, height), paper.code, "right")
        pen.text(right, EDGE + _CODE_HEIGHT + 1, 8, paper.code, width=_CODE_WIDTH, align="right", colour=QUIET)
    y = EDGE + 25.0
    for place, (name, block) in enumerate(paper.blocks):
        across = paper.inner / max(2, len(paper.blocks))
        x = EDGE + place * across
        pen.text(x, y, 7.5, name, width=across - 4, colour=QUIET)
        for row, line in enumerate(_block_lines(block)):
            size = largest(line, across - 4, _BLOCK_SIZE, _SMALLEST, bold=row == 0)
            top = y + 4.6 + row * 4.6 + lowered(_BLOCK_SIZE, size)
            pen.text(x, top, size, line, width=across - 4, bold=row == 0)
    return _facts(pen, paper, y + _block_height(paper))


def _facts(pen: Pen, paper: Paper, y: float) -> float:
    across = paper.inner / max(4, min(_FACTS_A_ROW, len(paper.facts)))
    for place, (name, value) in enumerate(paper.facts):
        x, top = EDGE + place % _FACTS_A_ROW * across, y + place // _FACTS_A_ROW * _FACT_HEIGHT
        pen.text(x, top, 7.5, name, width=across - 3, colour=QUIET)
        size = largest(value, across - 6, _FACT_SIZE, 7)
        pen.text(x, top + 3.8 + lowered(_FACT_SIZE, size), size, value, width=across - 6, bold=True)
    return y + -(-len(paper.facts) // _FACTS_A_ROW) * _FACT_HEIGHT + 2.0


def _next_head(pen: Pen, paper: Paper) -> float:
    pen.text(EDGE, EDGE - 1, 10, f"{paper.title} {paper.number}", width=paper.inner / 2, bold=True)
    if paper.code and code128.encodable(paper.code):
        draw_code(pen, Room(paper.size[0] - EDGE - 70 + 4, EDGE - 3, 70, 8), paper.code, "right")
    return _NEXT_HEAD


def _column_heads(pen: Pen, paper: Paper, y: float) -> float:
    x = EDGE
    for column in paper.columns:
        align = "right" if column.kind is Kind.NUMBER else "left"
        inset = _GAP if column.kind is Kind.CODE else 0
        width = _number_width(paper, column) if align == "right" else column.width - _GAP
        size = largest(column.head, width, 7.5, _SMALLEST_HEAD, bold=False)
        pen.text(x + inset, y + 1, size, column.head, width=width, align=align, colour=QUIET)
        x += column.width
    pen.fill(Room(EDGE, y + _HEADS - 1.6, paper.inner, 0.35), INK)
    return y + _HEADS - 1.2


def _number_width(paper: Paper, column: Column) -> float:
    """Figures end well before the next column, and at the very edge in the last."""
    return column.width if column is paper.columns[-1] else column.width - _FIGURE_GAP


def _draw_row(pen: Pen, paper: Paper, row: _Row, y: float) -> None:
    x = EDGE
    for column, cell in zip(paper.columns, row.cells, strict=True):
        width = _number_width(paper, column) + _GAP if column.kind is Kind.NUMBER else column.width
        _draw_cell(pen, column, cell, Room(x, y, width, row.height))
        x += column.width
    pen.fill(Room(EDGE, y + row.height - 0.1, paper.inner, 0.1), FAINT)


def _draw_cell(pen: Pen, column: Column, cell: _Cell, room: Room) -> None:
    width = room.width - _GAP
    if column.kind is Kind.TICK:
        side = min(width, _TICK)
        pen.frame(Room(room.x, room.y + (room.height - side) / 2, side, side), 0.3)
    elif column.kind is Kind.CODE:
        _draw_code_cell(pen, cell.lines[0], room)
    elif column.kind is Kind.NUMBER:
        size = largest(cell.lines[0], width, column.size, 6, bold=column.bold)
        pen.text(room.x, _top(cell, room), size, cell.lines[0], width=width, bold=column.bold, align="right")
    else:
        step = max(cell.size, cell.first) * _LEADING * MM_PER_POINT
        for place, line in enumerate(cell.lines):
            head = column.lead and place == 0
            size = cell.first if head else cell.size
            pen.text(room.x, _top(cell, room) + place * step, size, line, width=width, bold=column.bold or head)


def _top(cell: _Cell, room: Room) -> float:
    """Return where the first line begins, so that all of them stand in the middle of the room."""
    high = max(cell.size, cell.first)
    step = high * _LEADING * MM_PER_POINT
    return room.y + (room.height - len(cell.lines) * step) / 2 + (step - high * MM_PER_POINT) / 2


def _draw_code_cell(pen: Pen, text: str, room: Room) -> None:
    inner = Room(room.x, room.y + _CODE_AIR, room.width, room.height - 2 * _CODE_AIR)
    if text and not draw_code(pen, inner, text):
        pen.text(room.x + _GAP, room.y + room.height / 2 - _CODE_AIR, 8, text, width=room.width - _GAP)


def _end_height(paper: Paper) -> float:
    signatures = 26.0 if paper.signatures else 0.0
    totals = len(_totals(paper)) * _TOTAL_STEP + (_TOTALS_AIR if paper.totals else 0.0)
    return totals + len(_notes(paper)) * 4.4 + 6.0 + signatures


def _totals(paper: Paper) -> tuple[str, ...]:
    lines = tuple(f"{name} {value}" for name, value in paper.totals)
    return lines if paper.stacked else (" · ".join(lines),) if lines else ()


def _notes(paper: Paper) -> tuple[str, ...]:
    return tuple(line for note in paper.notes for line in wrapped(note, 9, paper.inner, 6))


def _end(pen: Pen, paper: Paper, y: float) -> None:
    y += 4.0
    for line in _totals(paper):
        pen.text(EDGE, y, 11, line, width=paper.inner, bold=True, align="right")
        y += _TOTAL_STEP
    y += _TOTALS_AIR if paper.totals else 0.0
    for note in _notes(paper):
        pen.text(EDGE, y, 9, note, width=paper.inner, colour=QUIET)
        y += 4.4
    beside = max(2, len(paper.signatures))
    long = (paper.inner - (beside - 1) * _SIGNED_GAP) / beside
    for place, name in enumerate(paper.signatures):
        x = EDGE + place * (long + _SIGNED_GAP)
        pen.fill(Room(x, y + 17, long, 0.25))
        pen.text(x, y + 18.2, 8, name, width=long, colour=QUIET)


def _foot(pen: Pen, paper: Paper, page: int, pages: int) -> None:
    pen.fill(Room(EDGE, paper.bottom, paper.inner, 0.1), FAINT)
    number = tr("Page {n} of {m}").format(n=page, m=pages)
    pen.text(EDGE, paper.bottom + 1.8, 8, fit(paper.foot, 8, paper.inner - 40), width=paper.inner - 40, colour=QUIET)
    pen.text(EDGE, paper.bottom + 1.8, 8, number, width=paper.inner, colour=QUIET, align="right")
