"""The lines of an order as the pack page lists them. Pure, no Qt."""

from __future__ import annotations

from itertools import compress, count
from operator import is_not

from warehouse_app.domain.packing.values import PackLine
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.values import LineRow
from warehouse_app.ui.screens.pack import proven, wallside
from warehouse_app.ui.screens.pack.state import PackScreen, places_of
from warehouse_app.wording import tr


class Rows:
    """The lines of the order, the last touched ones marked; what a scan did not change is kept as it was."""

    def __init__(self) -> None:
        self._lines: tuple[PackLine, ...] = ()
        self._marked: frozenset[int] = frozenset()
        self._rows: list[LineRow] = []

    def of(self, state: PackScreen) -> tuple[LineRow, ...]:
        """Return the rows of a state: the lines of the order, or the slots of the wall."""
        if wallside.wall_of(state) is not None:
            self._lines, self._marked, self._rows = (), frozenset(), []
            return wallside.rows(state)
        marked = frozenset() if state.stopped else state.touched
        moved, lines = marked ^ self._marked, state.lines
        if len(lines) != len(self._lines):
            self._rows = [_row(line, state.was.get(line.line_id), last=line.line_id in marked) for line in lines]
        else:
            places = places_of(state)
            changed = {places[each] for each in moved if each in places}
            for at in changed.union(compress(count(), map(is_not, lines, self._lines))):
                self._rows[at] = _row(lines[at], state.was.get(lines[at].line_id), last=lines[at].line_id in marked)
        self._lines, self._marked = lines, marked
        return tuple(self._rows)


def rows(state: PackScreen) -> tuple[LineRow, ...]:
    """Return the lines of the order, the last touched ones marked."""
    return Rows().of(state)


def _row(line: PackLine, was: int | None, *, last: bool) -> LineRow:
    total, short, changed = line.required, "", ""
    if line.short and line.left == 0:
        total, short = line.ordered, tr("{n} missing").format(n=figures.number(line.ordered - line.packed))
    elif line.short:
        changed = tr("{n} of {all} were picked").format(n=line.required, all=line.ordered)
    if line.packed > line.required:
        short, changed = "", tr("Take {n} out").format(n=figures.number(line.packed - line.required))
    elif was is not None and not short:
        changed = tr("Now {n}, was {before}").format(n=figures.number(line.required), before=figures.number(was))
    code, mark = proven.code_line(line), proven.mark(line)
    return LineRow(
        str(line.line_id), line.name or line.sku, code, line.packed, total, line.picture, last, short, changed, mark
    )
