"""Lines that are parts of a kit: what their kit is called, and what of its money they stand for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, exists, func, select

from warehouse_app.store.schema import kitlines, trade

_p = kitlines.order_kit_part
_kit = trade.order_line.alias("kit_line")


def _of_part(column: Any, line: Any) -> Any:  # noqa: ANN401 - columns of Core
    found = select(column).join_from(_p, _kit, _kit.c.id == _p.c.kit_line_id).where(_p.c.line_id == line.c.id)
    return found.correlate(line).scalar_subquery()


def is_kit(line: Any) -> Any:  # noqa: ANN401 - a table of lines, and a condition
    """Return whether a line is that of a kit whose parts are lines of their own."""
    return exists(select(_p.c.line_id).where(_p.c.kit_line_id == line.c.id).correlate(line))


def kit_n(line: Any) -> Any:  # noqa: ANN401 - a table of lines, and a column
    """Return the number of the kit's line of which a line is a part, 0 where it is none."""
    return func.coalesce(_of_part(_kit.c.n, line), 0)


def kit_name(line: Any) -> Any:  # noqa: ANN401 - a table of lines, and a column
    """Return what the kit is called of which a line is a part, "" where it is none."""
    return func.coalesce(_of_part(_kit.c.description, line), "")


def each(line: Any) -> Any:  # noqa: ANN401 - a table of lines, and a column
    """Return how many units of a part are in one kit, 0 where a line is no part."""
    return func.coalesce(_of_part(_p.c.each, line), 0)


def worth_minor(line: Any) -> Any:  # noqa: ANN401 - a table of lines, and a column
    """Return what a line stands for in money: a part its share, a kit nothing beside its parts, any other its total."""
    share = func.coalesce(_of_part(_p.c.share_minor, line), line.c.total_minor)
    return case((is_kit(line), 0), else_=share)
