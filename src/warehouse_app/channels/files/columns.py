"""The native columns of every kind: names, the spellings that are understood as well, and which are needed;
`docs/import.md` lists the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from warehouse_app.domain.refusals import Usage

Role = Literal["code", "text", "number", "date"]
_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind: its name in the file, other names, and what its cells are."""

    name: str
    role: Role = "text"
    others: tuple[str, ...] = ()
    needed: bool = False


def _column(name: str, role: Role = "text", others: str = "", *, needed: bool = False) -> Column:
    return Column(name, role, tuple(others.split()), needed)


_SKU = _column(
    "sku",
    "code",
    "product item article articlenumber itemno itemnumber productcode stockcode code partnumber",
    needed=True,
)
_QTY = _column("qty", "number", "quantity units onhand amount stock count pieces menge", needed=True)
_ADDRESS = (
    _column("ship_name", others="recipient shiptoname shippingname addressname"),
    _column("company", others="shipcompany shippingcompany"),
    _column("street1", others="street address address1 shipstreet shippingaddress shippingaddress1 addressline1 line1"),
    _column("street2", others="address2 shippingaddress2 addressline2 line2"),
    _column("city", others="town shipcity shippingcity"),
    _column("region", others="state county province shippingprovince shippingstate"),
    _column("postcode", "code", "zip zipcode postalcode shippingzip shippostcode plz"),
    _column("country", others="countrycode shipcountry shippingcountry"),
)
ADDRESS_FIELDS = tuple(column.name for column in _ADDRESS)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "products": (
        _SKU,
        _column("name", others="description title productname itemname"),
        _column("barcodes", others="barcode ean gtin upc ean13"),
        _column("factor", "number", "packfactor packsize unitsperpack"),
        _column("base_unit", others="unit uom baseunit"),
        _column("weight_g", "number", "weight weightgrams grams"),
        _column("weight_kg", "number", "kg kilograms"),
        _column("length_mm", "number", "length"),
        _column("width_mm", "number", "width"),
        _column("height_mm", "number", "height depth"),
        _column("length_cm", "number"),
        _column("width_cm", "number"),
        _column("height_cm", "number", "depthcm"),
        _column("picture", others="image photo picturefile imagefile"),
        _column("tracking", others="tracked trackby"),
        _column("kind", others="type producttype"),
        _column("multi_scan", others="multiscan countbyscan"),
    ),
    "places": (
        _column("code", "code", "place bin location placecode bincode locationcode", needed=True),
        _column("kind", others="type placetype"),
        _column("warehouse", "code", "site warehousecode"),
        _column("aisle", "code", "row gang"),
        _column("bay", "code", "rack section column"),
        _column("level", "code", "shelf tier"),
        _column("x_mm", "number", "x"),
        _column("y_mm", "number", "y"),
        _column("walk_seq", "number", "walk sequence walkseq pickseq picksequence walkingsequence"),
        _column("parent", "code", "within parentplace"),
    ),
    "stock": (
        _SKU,
        _QTY,
        _column("place", "code", "bin location bincode placecode locationcode"),
        _column("lot", "code", "batch lotnumber batchnumber charge"),
        _column("serial", "code", "serialnumber serialno sn"),
        _column("grade", "code", "condition quality"),
    ),
    "customers": (
        _column("code", "code", "customer customercode customerid customerno customernumber id", needed=True),
        _column("name", others="customername fullname"),
        _column("email", others="mail emailaddress"),
        _column("phone", others="telephone tel mobile"),
        *_ADDRESS,
    ),
    "users": (
        _column("code", "code", "user usercode login", needed=True),
        _column("name", others="fullname username", needed=True),
        _column("role", others="rolename group", needed=True),
    ),
    "orders": (
        _column(
            "order",
            "code",
            "code ordercode orderid orderno ordernumber number invoice invoiceno reference",
            needed=True,
        ),
        _SKU,
        _QTY,
        _column("line", "code", "lineno linenumber n position pos"),
        _column("price", "number", "unitprice priceeach itemprice"),
        _column("description", others="name title productname itemname linetext"),
        _column("line_kind", others="kind linetype type"),
        _column("channel", "code", "source saleschannel shop"),
        _column("customer", "code", "customercode customerid customerno customernumber"),
        _column("customer_name", others="buyer buyername"),
        _column("email", others="mail customeremail"),
        _column("phone", others="telephone customerphone"),
        _column("placed_at", "date", "date orderdate created createdat placed invoicedate purchased orderedat"),
        _column("ship_by", "date", "shipby due duedate promise promisedate deliverby dispatchby"),
        _column("payment", others="paymentstate paymentstatus paid financialstatus"),
        _column("currency", "code", "currencycode"),
        *_ADDRESS,
    ),
}

KEYS: Mapping[str, tuple[str, ...]] = {
    "products": ("sku",),
    "places": ("code",),
    "stock": ("sku", "place", "lot", "serial", "grade"),
    "customers": ("code",),
    "users": ("code",),
    "orders": ("order",),
}


def plain(name: str) -> str:
    """Return a column name as it is compared: small letters and digits only."""
    return _PLAIN.sub("", name.lower())


def _aliases(kind: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in COLUMNS[kind]:
        known[plain(column.name)] = column.name
    for column in COLUMNS[kind]:
        for other in column.others:
            known.setdefault(other, column.name)
    return known


def known_count(kind: str, names: Sequence[str]) -> int:
    """Count the names of a header that this kind understands."""
    known = _aliases(kind)
    return sum(plain(name) in known for name in names)


def match(kind: str, names: Sequence[str], file: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the position of every field, and the names that were not understood. Raises `Usage` for a header that
    cannot be used.
    """
    known = _aliases(kind)
    twice = next(
        (name for i, name in enumerate(names) if name and plain(name) in [plain(earlier) for earlier in names[:i]]),
        None,
    )
    if twice is not None:
        raise Usage("import_column_twice", file=file, first=twice, second=twice)
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        field = known.get(plain(name))
        if field is None:
            continue
        if field in found:
            exact = [other for other in (found[field], at) if plain(names[other]) == plain(field)]
            if not exact:
                raise Usage("import_column_twice", file=file, first=names[found[field]], second=name)
            found[field] = exact[0]
        else:
            found[field] = at
    missing = [column.name for column in COLUMNS[kind] if column.needed and column.name not in found]
    if missing:
        shown = ", ".join(name[:40] for name in names[:12])
        raise Usage("import_header_unknown", file=file, kind=kind, missing=", ".join(missing), found=shown)
    used = set(found.values())
    return found, tuple(name for at, name in enumerate(names) if name and at not in used)


def roles(kind: str) -> dict[str, Role]:
    """Return what the cells of each field are."""
    return {column.name: column.role for column in COLUMNS[kind]}
