"""From a JSON record to rows of named values: objects inside lose their frame, and each line of an order is a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from warehouse_app.domain.importing.fields import COLUMNS, plain

MAX_DEPTH = 8
LINES: Mapping[str, frozenset[str]] = {
    "orders": frozenset({"lines", "items", "lineitems", "orderlines", "positions", "products"}),
    "stock": frozenset({"places", "bins", "balances", "lots"}),
    "suppliers": frozenset({"products", "items", "lines", "articles"}),
    "purchases": frozenset({"lines", "items", "positions", "products", "lineitems"}),
    "deliveries": frozenset({"lines", "items", "positions", "products", "contents"}),
    "returns": frozenset({"lines", "items", "positions", "products"}),
}
"""Arrays whose objects are a row each, with what the record says of all of them."""

LINE_FIELDS: Mapping[str, frozenset[str]] = {
    "orders": frozenset({"sku", "qty", "line", "price", "description", "line_kind"}),
    "stock": frozenset({"qty", "place", "lot", "serial", "grade"}),
    "suppliers": frozenset(
        {"sku", "supplier_sku", "pack", "least", "product_lead_days", "price", "preferred", "from_qty"}
    ),
    "purchases": frozenset({"sku", "supplier_sku", "qty", "price"}),
    "deliveries": frozenset({"sku", "supplier_sku", "qty", "sscc", "lot", "expiry", "price"}),
    "returns": frozenset({"sku", "qty", "reason"}),
}
_ADDRESSES = frozenset({"address", "shipto", "shipping", "shippingaddress", "delivery", "deliveryaddress"})
_FRAMES = frozenset({"size", "sizes", "dimensions", "weight", "position", "coordinates"})
_PERSON = {"code": "customer", "id": "customer", "name": "customer_name", "email": "email", "phone": "phone"}
_CODE, _FACTOR = ("code", "barcode", "text", "gtin", "ean"), ("factor", "qty", "quantity", "packsize")

Row = dict[str, object]


class TooDeepError(Exception):
    """Objects stand in objects further than any record of ours goes."""


class Flattener:
    """Makes the rows of records of one kind."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._line_names = LINES.get(kind, frozenset())
        own = LINE_FIELDS.get(kind, frozenset())
        self._in_line, self._in_head = _names(kind, own, inside=True), _names(kind, own, inside=False)

    def rows(self, record: Mapping[str, object]) -> list[Row]:
        """Return the rows of a record. Raises TooDeepError."""
        name = next((each for each in record if plain(each) in self._line_names and _objects(record[each])), None)
        if name is None:
            return [dict(self._cells(record, 1))]
        lines = record[name]
        assert isinstance(lines, list), "only arrays of objects make rows"
        rest = {key: value for key, value in record.items() if key != name}
        head = {self._placed(key): value for key, value in self._cells(rest, 1)}
        return [head | {self._lined(key, name): value for key, value in self._cells(line, 2)} for line in lines]

    def _placed(self, name: str) -> str:
        """Return the name of a value of the whole record: never one that would be read as of its lines."""
        return self._in_head.get(plain(name)) or (f"all.{name}" if plain(name) in self._in_line else name)

    def _lined(self, name: str, frame: str) -> str:
        return self._in_line.get(plain(name)) or f"{frame}.{name}"

    def _cells(self, record: Mapping[str, object], depth: int) -> Iterator[tuple[str, object]]:
        if depth > MAX_DEPTH:
            raise TooDeepError
        for name, value in record.items():
            inside = plain(name)
            if isinstance(value, dict):
                for key, found in self._cells(value, depth + 1):
                    yield self._framed(inside, name, key), found
            elif isinstance(value, list):
                yield name, self._joined(value, depth + 1)
            else:
                yield name, value

    def _framed(self, frame: str, name: str, key: str) -> str:
        if frame in _ADDRESSES:
            return "ship_name" if plain(key) == "name" else key
        if frame in _FRAMES:
            return key
        if frame == "customer" and self._kind == "orders" and plain(key) in _PERSON:
            return _PERSON[plain(key)]
        return f"{name}.{key}"

    def _joined(self, values: list[object], depth: int) -> object:
        """Return the values of an array as one text: barcodes with their pack sizes, words with blanks between."""
        if depth > MAX_DEPTH:
            raise TooDeepError
        return " ".join(filter(None, (_word(value) for value in values)))


def _word(value: object) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    known = {plain(key): found for key, found in value.items() if isinstance(found, str)}
    code = next((known[name] for name in _CODE if name in known), "")
    factor = next((known[name] for name in _FACTOR if name in known), "")
    return f"{code}*{factor}" if code and factor else code


def _objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _names(kind: str, own: frozenset[str], *, inside: bool) -> dict[str, str]:
    """Return every spelling of the fields inside lines, or outside of them, with the field's own name."""
    found: dict[str, str] = {}
    columns = [each for each in COLUMNS.get(kind, ()) if (each.name in own) == inside]
    for column in columns:
        found[plain(column.name)] = column.name
    for column in columns:
        for other in column.others:
            found.setdefault(other, column.name)
    return found
