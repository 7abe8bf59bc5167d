"""Values as plain JSON: fields by name, without the names of our classes."""

from __future__ import annotations

from typing import Any

from warehouse_app.domain.jsonable import TAG, encode


def plainly(value: object) -> Any:  # noqa: ANN401 - JSON
    """Return a value as plain JSON."""
    return _untagged(encode(value))


def _untagged(data: object) -> object:
    if isinstance(data, dict):
        return {name: _untagged(value) for name, value in data.items() if name != TAG}
    return [_untagged(each) for each in data] if isinstance(data, list) else data
