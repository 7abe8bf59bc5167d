"""Frames, bars, circles and slanting lines: the graphic commands that need no data."""

from __future__ import annotations

from warehouse_app.documents.reading.state import Field, Settings
from warehouse_app.documents.reading.values import Params, ReadElement, ReadFrame, Remark


def _size(number: int) -> int:
    return max(1, min(32_000, number))


def _frame(field: Field, settings: Settings, size: tuple[int, int], thick: int, **more: object) -> list[ReadElement]:
    """A shape in its place: `^FO` is its upper left corner, `^FT` its lower left one."""
    y = field.y - (size[1] if field.typeset else 0)
    x = field.x - (size[0] if field.justify == 1 else 0)
    return [ReadFrame(x, y, *size, thick, reverse=field.reverse or settings.reverse, **more)]  # type: ignore[arg-type]


def _white(params: Params, at: int) -> bool:
    return params.text(at, "B").upper() == "W"


def box(field: Field, settings: Settings, params: Params, _remarks: list[Remark]) -> list[ReadElement]:
    """`^GB`: no side is less than the line is thick."""
    thick = _size(params.number(2, 1))
    size = max(_size(params.number(0)), thick), max(_size(params.number(1)), thick)
    rounding = max(0, min(8, params.number(4)))
    return _frame(field, settings, size, thick, white=_white(params, 3), rounding=rounding)


def circle(field: Field, settings: Settings, params: Params, _remarks: list[Remark]) -> list[ReadElement]:
    """`^GC`: diameter and thickness."""
    across = _size(params.number(0, 3))
    return _frame(field, settings, (across, across), _size(params.number(1, 1)), shape="round", white=_white(params, 2))


def ellipse(field: Field, settings: Settings, params: Params, _remarks: list[Remark]) -> list[ReadElement]:
    """`^GE`: width, height and thickness."""
    size = _size(params.number(0, 3)), _size(params.number(1, 3))
    return _frame(field, settings, size, _size(params.number(2, 1)), shape="round", white=_white(params, 3))


def diagonal(field: Field, settings: Settings, params: Params, _remarks: list[Remark]) -> list[ReadElement]:
    """`^GD`: a slanting bar, R leans to the right."""
    size = max(3, _size(params.number(0, 3))), max(3, _size(params.number(1, 3)))
    shape = "L" if params.text(4, "R").upper() in {"L", "\\"} else "R"
    return _frame(field, settings, size, _size(params.number(2, 1)), shape=shape, white=_white(params, 3))


def unknown(name: str, _field: Field, _settings: Settings, _params: Params, remarks: list[Remark]) -> list[ReadElement]:
    """A graphic that is not drawn."""
    remarks.append(Remark("unknown_command", f"^{name}"))
    return []
