"""The fields of every kind of import: names, the spellings that are understood as well, and which are needed;
`docs/import.md` lists the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

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

_KEPT = (
    _column("zone", others="storagezone"),
    _column("climate", others="temperatureclass temperaturezone"),
    _column("hazard", others="hazardclass hazardzone"),
)
"""How goods are kept: the same words of the house for places and products."""

_STOCKING: Mapping[str, tuple[Column, ...]] = {
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
        _column(
            "hs_code", "code", "hscode tariffnumber tariff commoditycode customscode harmonizedcode hstariffnumber"
        ),
        _column("origin_country", others="origin countryoforigin madein origincountry"),
        *_KEPT,
        _column("demand_class", "code", "abc abcclass demandclass"),
        _column("shelf_days", "number", "shelflife shelflifedays"),
        _column("min_days", "number", "minimumdays"),
        _column("inspect"),
        _column("upright", others="thisway thissideup"),
        _column("fragile", others="breakable"),
        _column("nest_mm", "number", "nest nesting"),
        _column("apart", others="keepapart"),
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
        _column("use", others="placeuse"),
        *_KEPT,
        _column("most_units", "number", "maxunits capacityunits maximumunits"),
        _column("most_g", "number", "maxweightg"),
        _column("volume_mm3", "number"),
        _column("most_pallets", "number", "maxpallets"),
        _column("mixes_products", others="mixedproducts mixproducts"),
        _column("mixes_lots", others="mixedlots mixlots"),
        _column("mixes_owners", others="mixedowners mixowners"),
        _column("home_of", "code", "homeof homesku fixedsku"),
        _column("home_least", "number", "homemin"),
        _column("home_most", "number", "homemax"),
        _column("home_fixed", others="homefixed"),
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
        _column(
            "gift_note", others="giftmessage giftmsg gifttext giftcardmessage greeting greetingtext metagiftmessage"
        ),
        _column("no_prices", others="hideprices withoutprices isgift giftnoprices"),
        *_ADDRESS,
    ),
}

_SUPPLIER = _column(
    "supplier", "code", "suppliercode vendor vendorcode supplierid vendorid supplierno suppliernumber", needed=True
)
_SUPPLIER_SKU = _column("supplier_sku", "code", "suppliersku supplieritem vendorsku supplierpartnumber vendoritem")
_DUE = _column("due", "date", "duedate dueday expected expectedat eta arrival deliverydate promised")
_BUYING: Mapping[str, tuple[Column, ...]] = {
    "suppliers": (
        replace(_SUPPLIER, others=(*_SUPPLIER.others, "code")),
        _column("supplier_name", others="name vendorname company"),
        _column("country", others="countrycode"),
        _column("currency", "code", "currencycode"),
        _column("lead_days", "number", "leadtime leaddays supplierleaddays"),
        _column("minimum", "number", "minimumorder minimumvalue minordervalue"),
        _column("email", others="mail emailaddress"),
        _column("phone", others="telephone tel"),
        _column("note", others="remark comment"),
        replace(_SKU, needed=False),
        _SUPPLIER_SKU,
        _column("pack", "number", "packsize unitsperpack casesize"),
        _column("least", "number", "minimumpacks moq minqty minimumquantity"),
        _column("product_lead_days", "number", "productleadtime itemleaddays"),
        _column("price", "number", "unitprice cost unitcost purchaseprice buyingprice"),
        _column("from_qty", "number", "fromqty breakqty pricefrom fromquantity"),
        _column("preferred", others="main default"),
    ),
    "purchases": (
        _column(
            "purchase",
            "code",
            "purchaseorder ponumber po pono purchaseno purchasenumber purchaseordernumber",
            needed=True,
        ),
        _SUPPLIER,
        _SKU,
        _QTY,
        _SUPPLIER_SKU,
        _column("price", "number", "unitprice cost unitcost purchaseprice buyingprice"),
        _DUE,
        _column("placed_at", "date", "ordered orderedat orderdate date"),
        _column("supplier_ref", "code", "supplierref confirmation supplierorder confirmationnumber"),
        _column("warehouse", "code", "site warehousecode"),
        _column("currency", "code", "currencycode"),
        _column("state", others="status"),
        _column("note", others="remark comment"),
    ),
    "deliveries": (
        _column(
            "delivery", "code", "asn deliverynote deliverynumber despatchadvice dispatchadvice notenumber", needed=True
        ),
        replace(_SUPPLIER, needed=False),
        _SKU,
        _QTY,
        _SUPPLIER_SKU,
        _column("purchase", "code", "purchaseorder ponumber po pono purchaseordernumber"),
        _column("sscc", "code", "pallet palletid lpn"),
        _column("lot", "code", "batch lotnumber batchnumber charge"),
        _column("expiry", "date", "bestbefore useby expirydate lastshipday sellby"),
        _column("price", "number", "unitprice cost unitcost invoiceprice"),
        _DUE,
        _column("warehouse", "code", "site warehousecode"),
    ),
}
_RETURNING: Mapping[str, tuple[Column, ...]] = {
    "returns": (
        _column("return", "code", "returnnumber returnno returnid rma rmanumber rmano"),
        _column("order", "code", "ordercode orderid orderno ordernumber"),
        _SKU,
        _QTY,
        _column("reason", others="returnreason cause"),
        _column("outcome", others="wanted resolution"),
        _column("words", others="customernote comment remark note"),
        _column("carrier", others="carriername"),
        _column("tracking_code", "code", "tracking trackingnumber trackingno"),
        _column("customer", "code", "customercode customerid customerno customernumber"),
        _column("said", others="status state"),
        _column("theirs", others="channelkind"),
    ),
}
"""Returns as a channel tells of them; order or return says whose. `theirs`: whose words the reasons are."""

COLUMNS: Mapping[str, tuple[Column, ...]] = {**_STOCKING, **_BUYING, **_RETURNING}
KINDS = tuple(COLUMNS)
"""What can be imported by columns, in the order of the list."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "products": ("sku",),
    "places": ("code",),
    "stock": ("sku", "place", "lot", "serial", "grade"),
    "customers": ("code",),
    "users": ("code",),
    "orders": ("order",),
    "suppliers": ("supplier", "sku"),
    "purchases": ("purchase",),
    "deliveries": ("delivery", "supplier"),
    "returns": ("return", "order"),
}


def plain(name: str) -> str:
    """Return a column name as it is compared: small letters and digits only."""
    return _PLAIN.sub("", name.lower())


def roles(kind: str) -> dict[str, Role]:
    """Return what the cells of each field are."""
    return {column.name: column.role for column in COLUMNS[kind]}
