"""A mapping as TOML text, as a person writes it and as it is kept; `docs/import.md` tells the form."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from typing import cast

from warehouse_app.domain.importing.dates import Order
from warehouse_app.domain.importing.mapping import (
    CASES,
    DECIMALS,
    GROUPINGS,
    LONGEST_TEXT,
    PARTS,
    Case,
    Decimals,
    FieldRule,
    FileMapping,
    Grouping,
    Part,
    fault,
)
from warehouse_app.domain.refusals import Usage

LARGEST = 64_000
"""Characters of a mapping file."""

_DATES: Mapping[str, Order] = {"": "", "day first": "day", "month first": "month"}
_HEAD = frozenset({"kind", "channel", "dates", "decimal", "rows", "fields"})
_RULE = frozenset({"column", "columns", "constant", "factor", "part", "case", "words"})


def from_text(text: str, file: str) -> FileMapping:
    """Read a mapping. Raises Usage("mapping_wrong") that names what is wrong and where."""
    if len(text) > LARGEST:
        raise _wrong(file, "size", str(LARGEST))
    try:
        data = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(file, "toml", str(error)) from None
    except RecursionError:
        raise _wrong(file, "toml", "too deep") from None
    odd = next((name for name in data if name not in _HEAD), None)
    if odd is not None:
        raise _wrong(file, "word", odd)
    fields = data.get("fields")
    if not isinstance(fields, dict) or not fields:
        raise _wrong(file, "fields", "[fields]")
    mapping = FileMapping(
        kind=_text(data, "kind", file),
        rules=tuple(_rule(name, told, file) for name, told in fields.items()),
        channel=_text(data, "channel", file),
        dates=_DATES[_choice(data, "dates", tuple(_DATES), file)],
        decimal=cast("Decimals", _choice(data, "decimal", DECIMALS, file)),
        rows=cast("Grouping", _choice(data, "rows", GROUPINGS, file, "own")),
    )
    found = fault(mapping)
    if found is not None:
        raise _wrong(file, *found)
    return mapping


def to_text(mapping: FileMapping) -> str:
    """Write a mapping; `from_text` reads the same back."""
    dates = next(name for name, order in _DATES.items() if order == mapping.dates)
    head = {"kind": mapping.kind, "channel": mapping.channel, "dates": dates, "decimal": mapping.decimal}
    lines = [f"{name} = {_quoted(value)}" for name, value in head.items() if value]
    if mapping.rows != "own":
        lines.append(f"rows = {_quoted(mapping.rows)}")
    return "\n".join([*lines, "", "[fields]", *map(_line, mapping.rules), ""])


def _rule(field: str, told: object, file: str) -> FieldRule:
    if isinstance(told, str):
        return FieldRule(field, (_short(told, field, file),))
    if isinstance(told, list):
        return FieldRule(field, _names(told, field, file))
    if not isinstance(told, dict):
        raise _wrong(file, "field", field)
    odd = next((name for name in told if name not in _RULE), None)
    if odd is not None:
        raise _wrong(file, "word", f"{field}.{odd}")
    one = (told["column"],) if "column" in told else ()
    more = told.get("columns", [])
    words = told.get("words", {})
    if not isinstance(more, list) or not isinstance(words, dict):
        raise _wrong(file, "field", field)
    factor = told.get("factor", "")
    return FieldRule(
        field=field,
        columns=_names([*one, *more], field, file),
        constant=_text(told, "constant", file),
        factor=str(factor) if isinstance(factor, int | str) else "?",
        part=cast("Part", _choice(told, "part", PARTS, file)),
        case=cast("Case", _choice(told, "case", CASES, file)),
        words=tuple((_short(a, field, file), _short(b, field, file)) for a, b in words.items()),
    )


def _names(told: Sequence[object], field: str, file: str) -> tuple[str, ...]:
    return tuple(_short(each, field, file) for each in told)


def _short(value: object, where: str, file: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _wrong(file, "field", where)
    return value


def _text(data: Mapping[str, object], name: str, file: str) -> str:
    return _short(data.get(name, ""), name, file)


def _choice(data: Mapping[str, object], name: str, known: Sequence[str], file: str, default: str = "") -> str:
    value = data.get(name, default)
    if value not in known:
        raise _wrong(file, "choice", f"{name} = {value}; {', '.join(each for each in known if each)}")
    return str(value)


def _wrong(file: str, what: str, example: str) -> Usage:
    return Usage("mapping_wrong", file=file, problem=what, example=example[:LONGEST_TEXT])


def _line(rule: FieldRule) -> str:
    plain = not (rule.constant or rule.factor or rule.part or rule.case or rule.words)
    if plain:
        names = [_quoted(name) for name in rule.columns]
        return f"{rule.field} = {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    told = [f"columns = [{', '.join(map(_quoted, rule.columns))}]"] if len(rule.columns) > 1 else []
    told += [f"column = {_quoted(rule.columns[0])}"] if len(rule.columns) == 1 else []
    for name in ("constant", "factor", "part", "case"):
        value = getattr(rule, name)
        told += [f"{name} = {_quoted(value)}"] if value else []
    if rule.words:
        pairs = ", ".join(f"{_quoted(written)} = {_quoted(meaning)}" for written, meaning in rule.words)
        told.append(f"words = {{ {pairs} }}")
    return f"{rule.field} = {{ {', '.join(told)} }}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
