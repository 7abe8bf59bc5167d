"""From records of a native file to drafts. Pure: a group of records with one key in, drafts out, or the cell that
makes it impossible.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from warehouse_app.channels.files.buying_mapping import deliveries, purchases, suppliers
from warehouse_app.channels.files.columns import ADDRESS_FIELDS
from warehouse_app.channels.files.order_mapping import address, orders
from warehouse_app.channels.files.record import Record
from warehouse_app.channels.files.return_mapping import returns
from warehouse_app.domain.importing.texts import lost_zero
from warehouse_app.domain.importing.values import (
    BarcodeDraft,
    CustomerDraft,
    Draft,
    HomeDraft,
    PlaceDraft,
    ProductDraft,
    StockDraft,
    Tracking,
    UserDraft,
)
from warehouse_app.domain.items import CONTAINER_MARK
from warehouse_app.domain.putaway.rules import MOST, MOST_DAYS, MOST_MM3, MOST_NEST

MAX_FACTOR = 100_000
_CODES = re.compile(r"[|;\s]+")
_FACTOR = re.compile(r"(.+)[*×](\d{1,6})")
_TRACKING: Mapping[str, str] = {
    "none": "none", "no": "none", "lot": "lot", "batch": "lot", "serial": "serial", "serials": "serial",
}  # fmt: skip
_TRACKINGS: Mapping[str, Tracking] = {"none": "none", "lot": "lot", "serial": "serial"}
_GIVEN = ("name", "base_unit", "picture", "tracking", "kind", "multi_scan", "hs_code", "origin_country")
"""Fields of a product that a file gives as they are."""
_PRODUCT_KIND: Mapping[str, str] = {"goods": "goods", "product": "goods", "stock": "goods", "service": "service"}
_YES_NO: Mapping[str, str] = {
    "yes": "yes", "no": "no", "true": "yes", "false": "no", "1": "yes", "0": "no", "y": "yes", "n": "no", "x": "yes",
}  # fmt: skip
_PLACE_KIND: Mapping[str, str] = {
    name: name for name in ("bin", "dock", "bench", "quarantine", "transit", "tote", "cart", "lpn")
} | {"shelf": "bin", "location": "bin", "pallet": "lpn"}


def products(key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one product of all rows with its SKU: barcodes add up, other fields may be given once or the same each
    time.
    """
    first = _agreeing(records, skip=("barcodes", "factor", "sku"))
    barcodes = [code for record in records for code in _barcodes(record)]
    sku_written = records[0].code("sku")
    if sku_written.startswith(CONTAINER_MARK):
        raise records[0].bad("sku", "begins_with_at")
    for record in records[1:]:
        if record.code("sku") != sku_written:
            record.manner.notes.add("codes_by_case", f"{sku_written} {record.code('sku')}")
            barcodes.append(BarcodeDraft(record.code("sku")))
    if sku_written != key:
        barcodes.append(BarcodeDraft(sku_written))
    given = {name for name in _GIVEN if first[name].has(name)}
    sizes = {f"{side}_mm": _millimetres(first, side) for side in ("length", "width", "height")}
    weight = _grams(first)
    given |= {name for name, value in sizes.items() if value is not None} | (
        {"weight_g"} if weight is not None else set()
    )
    return (
        ProductDraft(
            sku=key,
            sku_written=sku_written,
            name=first["name"].text("name") or sku_written,
            barcodes=tuple(dict.fromkeys(code for code in barcodes if code != BarcodeDraft(key))),
            base_unit=first["base_unit"].text("base_unit") or "piece",
            weight_g=weight,
            length_mm=sizes["length_mm"],
            width_mm=sizes["width_mm"],
            height_mm=sizes["height_mm"],
            picture=first["picture"].text("picture"),
            tracking=_TRACKINGS[first["tracking"].one_of("tracking", _TRACKING, "none")],
            kind="service" if first["kind"].one_of("kind", _PRODUCT_KIND, "goods") == "service" else "goods",
            multi_scan=first["multi_scan"].one_of("multi_scan", _YES_NO, "yes") == "yes",
            hs_code=first["hs_code"].code("hs_code"),
            origin_country=first["origin_country"].text("origin_country"),
            rules=_product_rules(first),
            given=frozenset(given | ({"barcodes"} if barcodes else set())),
            source_line=records[0].line,
        ),
    )


_USE: Mapping[str, str] = {
    "pick": "pick", "picking": "pick", "forward": "pick", "bulk": "bulk", "reserve": "bulk", "stage": "stage",
    "staging": "stage",
}  # fmt: skip
_CLASS: Mapping[str, str] = {"a": "A", "b": "B", "c": "C"}
_KEPT = ("zone", "climate", "hazard")
_LIMITS = {"most_units": (1, MOST), "most_g": (1, MOST), "volume_mm3": (1, MOST_MM3), "most_pallets": (1, MOST)}
_PRODUCT_NUMBERS = {"shelf_days": (1, MOST_DAYS), "min_days": (0, MOST_DAYS), "nest_mm": (0, MOST_NEST)}
_MIXES = ("mixes_products", "mixes_lots", "mixes_owners")


def _rules(at: Callable[[str], Record], flags: Sequence[str], numbers: Mapping[str, tuple[int, int]]) -> dict[str, str]:
    """Return the fields of a rule that are filled in, as text; `at` gives the record that fills a field in."""
    found = {name: at(name).text(name).casefold() for name in _KEPT if at(name).has(name)}
    found |= {name: at(name).one_of(name, _YES_NO, "no") for name in flags if at(name).has(name)}
    return found | {name: str(at(name).whole(name, *span)) for name, span in numbers.items() if at(name).has(name)}


def _place_rules(record: Record) -> tuple[tuple[str, str], ...]:
    found = _rules(lambda _name: record, _MIXES, _LIMITS)
    if record.has("use"):
        found["use"] = record.one_of("use", _USE, "pick")
    return tuple(found.items())


def _product_rules(first: Mapping[str, Record]) -> tuple[tuple[str, str], ...]:
    found = _rules(first.__getitem__, ("inspect", "upright", "fragile"), _PRODUCT_NUMBERS)
    if first["apart"].has("apart"):
        found["apart"] = first["apart"].text("apart").casefold()
    if first["demand_class"].has("demand_class"):
        found["demand_class"] = first["demand_class"].one_of("demand_class", _CLASS, "")
    return tuple(found.items())


def _home(record: Record) -> HomeDraft | None:
    if not record.has("home_of"):
        return None
    return HomeDraft(
        record.code("home_of").upper(),
        record.whole("home_least", 0) or 0,
        record.whole("home_most", 1),
        fixed=record.one_of("home_fixed", _YES_NO, "no") == "yes",
    )


def places(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one place; its code may stand in the file once."""
    record = _only(records, "code")
    names = ("kind", "warehouse", "aisle", "bay", "level", "x_mm", "y_mm", "walk_seq", "parent")
    return (
        PlaceDraft(
            code=record.code("code"),
            kind=record.one_of("kind", _PLACE_KIND, "bin"),
            warehouse=record.code("warehouse"),
            aisle=record.code("aisle"),
            bay=record.code("bay"),
            level=record.code("level"),
            x_mm=record.whole("x_mm"),
            y_mm=record.whole("y_mm"),
            walk_seq=record.whole("walk_seq", 0),
            parent=record.code("parent"),
            rules=_place_rules(record),
            home=_home(record),
            given=frozenset(name for name in names if record.has(name)),
            source_line=record.line,
        ),
    )


def stock(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one asserted balance; the same product twice in one place would be two opinions: both are refused."""
    record = _only(records, "sku")
    qty = record.whole("qty", 0)
    if qty is None:
        raise record.bad("qty", "missing")
    serial = record.code("serial")
    if serial and qty > 1:
        raise record.bad("qty", "serial_more_than_one")
    place = record.code("place") or None
    return (
        StockDraft(
            record.code("sku").upper(), qty, place, record.code("lot"), serial, record.code("grade"), record.line
        ),
    )


def customers(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one customer."""
    record = _only(records, "code")
    names = {name for name in ("name", "email", "phone", "country") if record.has(name)}
    found = address(record) if any(record.has(name) for name in ADDRESS_FIELDS if name != "country") else None
    return (
        CustomerDraft(
            code=record.code("code"),
            name=record.text("name"),
            email=record.text("email"),
            phone=record.text("phone"),
            address=found,
            country=record.text("country"),
            given=frozenset(names | ({"address"} if found else set())),
            source_line=record.line,
        ),
    )


def users(_key: str, records: Sequence[Record]) -> tuple[Draft, ...]:
    """Make one user; the role is compared with the roles of the house by the application."""
    record = _only(records, "code")
    for name in ("name", "role"):
        if not record.has(name):
            raise record.bad(name, "missing")
    return (UserDraft(record.code("code"), record.text("name"), record.text("role").lower(), record.line),)


Maker = Callable[[str, Sequence[Record]], tuple[Draft, ...]]
MAKERS: Mapping[str, Maker] = {
    "products": products,
    "places": places,
    "stock": stock,
    "customers": customers,
    "users": users,
    "orders": orders,
    "suppliers": suppliers,
    "purchases": purchases,
    "deliveries": deliveries,
    "returns": returns,
}


def _only(records: Sequence[Record], name: str) -> Record:
    if any(record.told != records[0].told for record in records[1:]):
        raise records[1].bad(name, "twice_in_file", line=records[0].line)
    return records[0]


def _agreeing(records: Sequence[Record], skip: tuple[str, ...]) -> _First:
    first = _First(records[0])
    for record in records:
        for name in record.manner.columns:
            if name in skip or not record.has(name):
                continue
            known = first.setdefault(name, record)
            if known.raw(name) != record.raw(name):
                raise record.bad(name, "twice_in_file", line=known.line)
    return first


class _First(dict[str, Record]):
    """The first record that fills a field in; the very first when none does."""

    def __init__(self, fallback: Record) -> None:
        super().__init__()
        self._fallback = fallback

    def __missing__(self, name: str) -> Record:
        return self._fallback


def _barcodes(record: Record) -> list[BarcodeDraft]:
    found: list[BarcodeDraft] = []
    factor = record.whole("factor", 1, MAX_FACTOR)
    for part in _CODES.split(record.code("barcodes")):
        match = _FACTOR.fullmatch(part)
        text, times = (match[1], int(match[2])) if match else (part, factor or 1)
        if not text:
            continue
        if not 1 <= times <= MAX_FACTOR:
            raise record.bad("barcodes", "out_of_range", low=1, high=MAX_FACTOR)
        if lost_zero(text):
            record.manner.notes.add("lost_zeros", text)
        found.append(BarcodeDraft(text, times))
    return found


def _grams(first: _First) -> int | None:
    grams = first["weight_g"].scaled("weight_g", 0)
    value = grams if grams is not None else first["weight_kg"].scaled("weight_kg", 3)
    if value is not None and not 0 <= value <= 10**8:
        raise first["weight_g"].bad("weight_g", "out_of_range", low=0, high=10**8)
    return value


def _millimetres(first: _First, side: str) -> int | None:
    name = f"{side}_mm"
    found = first[name].scaled(name, 0)
    value = found if found is not None else first[f"{side}_cm"].scaled(f"{side}_cm", 1)
    if value is not None and not 0 <= value <= 10**6:
        raise first[name].bad(name, "out_of_range", low=0, high=10**6)
    return value
