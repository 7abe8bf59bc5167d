"""The search for boxes alone, on a question as plain JSON: goods, boxes and rules in, choices with places out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from warehouse_app.domain.cartons.values import Box, BoxKind, Filled, Goods, Rules, Size
from warehouse_app.domain.purchasing.fields import written
from warehouse_app.domain.refusals import Usage
from warehouse_app.planning.cartonisation import advise

MOST_GOODS, MOST_BOXES = 1_000, 200
MOST = 10**9
_RULES = {each.name for each in fields(Rules)}
_SPAN = {"infill": (0, 999), "support": (0, 1000), "most_boxes": (1, 20), "choices": (1, 20), "effort": (0, 50_000_000)}
"""From what to what a rule may be; per mille end at a thousand, and the search ends."""


def answer_of(asked: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Return the choices for a question. Raises Usage, which names what is wrong."""
    if not isinstance(asked, Mapping):
        raise Usage("basket_wrong", where="file", why="is not an object")
    goods = tuple(_goods(each, f"goods[{n}]") for n, each in enumerate(_list(asked, "goods", MOST_GOODS)))
    boxes = tuple(_box(each, f"boxes[{n}]") for n, each in enumerate(_list(asked, "boxes", MOST_BOXES)))
    told = asked.get("rules", {})
    if not isinstance(told, Mapping) or set(told) - _RULES:
        raise Usage("basket_wrong", where="rules", why=f"may name {', '.join(sorted(_RULES))}")
    spans = {name: _SPAN.get(name, (0, MOST)) for name in told}
    rules = Rules(**{name: _whole(told, name, "rules", least, most=most) for name, (least, most) in spans.items()})
    advice = advise(goods, boxes, rules)
    return {
        "choices": [
            {
                "cost": written(choice.cost_e4),
                "volume_mm3": choice.volume,
                "boxes": [_told(each) for each in choice.boxes],
            }
            for choice in advice.choices
        ],
        "unfit": [{"item": each.item, "why": each.why.value} for each in advice.unfit],
    }


def _told(filled: Filled) -> dict[str, Any]:
    return {
        "box": filled.box,
        "outer": list(filled.outer),
        "fill": filled.fill,
        "gross_g": filled.gross_g,
        "dim_g": filled.dim_g,
        "paid_g": filled.paid_g,
        "placed": [
            {"item": each.item, "count": each.count, "at": list(each.at), "size": list(each.size)}
            | ({"nested": True} if each.nested else {"grid": list(each.grid)} if each.count > 1 else {})
            for each in filled.placed
        ],
    }


def _list(asked: Mapping[str, Any], name: str, most: int) -> Sequence[Any]:
    found = asked.get(name)
    if not isinstance(found, list) or not 0 < len(found) <= most:
        raise Usage("basket_wrong", where=name, why=f"is a list of 1 to {most}")
    return found


def _goods(each: Any, where: str) -> Goods:  # noqa: ANN401 - JSON
    row = _object(each, where)
    return Goods(
        _text(row, "item", where),
        None if row.get("size") is None else _size(row, "size", where),
        _whole(row, "weight_g", where, 0, 0),
        _whole(row, "count", where, 1, 1),
        row.get("upright") is True,
        row.get("fragile") is True,
        _whole(row, "nest_mm", where, 0, 0),
        str(row.get("apart", "")),
    )


def _box(each: Any, where: str) -> Box:  # noqa: ANN401 - JSON
    row = _object(each, where)
    inner = _size(row, "inner", where)
    kind = str(row.get("kind", "carton"))
    if kind not in tuple(BoxKind):
        raise Usage("basket_wrong", where=f"{where}.kind", why="is carton or mailer")
    return Box(
        _text(row, "code", where),
        inner,
        _size(row, "outer", where) if "outer" in row else inner,
        _whole(row, "tare_g", where, 0, 0),
        _whole(row, "most_g", where, 1, 30_000),
        _whole(row, "cost_e4", where, 0, 0),
        None if row.get("stock") is None else _whole(row, "stock", where, 0),
        BoxKind(kind),
    )


def _object(each: Any, where: str) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    if not isinstance(each, Mapping):
        raise Usage("basket_wrong", where=where, why="is not an object")
    return each


def _text(row: Mapping[str, Any], name: str, where: str) -> str:
    found = row.get(name)
    if not isinstance(found, str) or not found:
        raise Usage("basket_wrong", where=f"{where}.{name}", why="is a text")
    return found


def _whole(
    row: Mapping[str, Any], name: str, where: str, least: int, default: int | None = None, most: int = MOST
) -> int:
    found = row.get(name, default)
    if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
        raise Usage("basket_wrong", where=f"{where}.{name}", why=f"is a whole number from {least} to {most}")
    return found


def _size(row: Mapping[str, Any], name: str, where: str) -> Size:
    found = row.get(name)
    if not isinstance(found, list) or len(found) != len(Size._fields):
        raise Usage("basket_wrong", where=f"{where}.{name}", why="is a list of three whole millimetres")
    sides = [_whole({"side": side}, "side", f"{where}.{name}", 1) for side in found]
    if max(sides) > 100_000:  # noqa: PLR2004 - a hundred metres
        raise Usage("basket_wrong", where=f"{where}.{name}", why="is larger than a hundred metres")
    return Size(*sides)
