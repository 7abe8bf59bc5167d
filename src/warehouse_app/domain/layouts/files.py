"""A drawing as a file: JSON whole, or CSV with a row for each aisle."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

from warehouse_app.domain.jsonable import TAG, decode, encode
from warehouse_app.domain.layouts.drawing import checked, with_aisles
from warehouse_app.domain.layouts.values import Aisle, BadLayout, Layout
from warehouse_app.domain.refusals import Refused

COLUMNS = ("aisle", "x_mm", "bays", "levels", "sides", "one_way", "front_open", "back_open")
_YES = frozenset({"", "1", "yes", "true", "on"})
_NO = frozenset({"0", "no", "false", "off"})
LONGEST_FILE = 2_000_000
"""Characters of a file that are read at most."""


def to_json(layout: Layout) -> str:
    """Return the drawing as JSON a person can read and change."""
    return json.dumps(_bare(encode(layout)), indent=1, ensure_ascii=False) + "\n"


def _bare(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items() if name != TAG}
    return [_bare(each) for each in value] if isinstance(value, list) else value


def from_json(text: str, warehouse: str) -> Layout:
    """Return the drawing a JSON file holds, for this warehouse. Raises Refused(BadLayout)."""
    if len(text) > LONGEST_FILE:
        raise Refused(BadLayout("file", "too_large"))
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or not isinstance(data.get("aisles"), list):
            raise Refused(BadLayout("aisles", "not_a_list"))
        found = decode(Layout, {**data, "warehouse": warehouse})
        return checked(found)
    except json.JSONDecodeError as no:
        raise Refused(BadLayout("file", "unreadable_line", str(no.lineno))) from None
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise Refused(BadLayout("file", "no_drawing")) from None


def to_csv(layout: Layout) -> str:
    """Return the aisles of a drawing, a row each."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in layout.aisles:
        opens = ("yes" if each.front_open else "no", "yes" if each.back_open else "no")
        writer.writerow((each.name, each.x_mm, each.bays, each.levels, each.sides, each.one_way, *opens))
    return out.getvalue()


def from_csv(text: str, basis: Layout) -> Layout:
    """Return the drawing `basis` with the aisles of a CSV file. Raises Refused(BadLayout)."""
    if len(text) > LONGEST_FILE:
        raise Refused(BadLayout("file", "too_large"))
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        missing = {"aisle", "x_mm"} - set(rows.fieldnames or ())
        if missing:
            raise Refused(BadLayout("file", "lacks", min(missing)))
        aisles = tuple(_aisle(number, row) for number, row in enumerate(rows))
    except csv.Error:
        raise Refused(BadLayout("file", "unreadable_line", str(rows.line_num + 1))) from None
    numbers = {aisle.name: aisle.number for aisle in basis.aisles}
    numbered = tuple(replace(aisle, number=numbers.get(aisle.name, 0)) for aisle in aisles)
    return checked(with_aisles(basis, numbered))


def _aisle(number: int, row: dict[str, Any]) -> Aisle:
    field = f"aisles[{number}]"
    told = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    return Aisle(
        told["aisle"],
        _whole(f"{field}.x_mm", told["x_mm"], None),
        _whole(f"{field}.bays", told["bays"], 10),
        _whole(f"{field}.levels", told["levels"], 4),
        told["sides"].lower() or "both",
        told["one_way"].lower(),
        _flag(f"{field}.front_open", told["front_open"]),
        _flag(f"{field}.back_open", told["back_open"]),
    )


def _whole(field: str, text: str, default: int | None) -> int:
    if not text and default is not None:
        return default
    try:
        return int(text)
    except ValueError:
        raise Refused(BadLayout(field, "no_number", text[:20])) from None


def _flag(field: str, text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise Refused(BadLayout(field, "no_such_word", text[:20]))
