"""What there are templates of: each with the names its text may use, what they mean, and a sample to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from warehouse_app.documents.papers.templates.reading import Knows
from warehouse_app.documents.papers.templates.words import Values

_NAMES = (
    "WHITE HANGING HEART T-LIGHT HOLDER", "Teetasse „Großmütterchen“ mit Untertasse, handbemalt, 6er-Satz",
    "SET 7 BABUSHKA NESTING BOXES", "Bougie parfumée à l’eucalyptus",
)  # fmt: skip
_SENDER = ("Sample Gifts Ltd", "Mill Lane 1", "LS1 4DY Leeds", "United Kingdom")
_RECIPIENT = ("Zoë Müller-Lüdenscheidt", "Kleine Rosengasse 17", "59000 Lille", "France")


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of label or paper: the holes of its template (name, meaning), those of its rows, and a sample."""

    name: str
    holes: Mapping[str, str]
    sample: Values
    rows: Mapping[str, str] = field(default_factory=dict)
    sample_rows: tuple[Values, ...] = ()

    @property
    def knows(self) -> Knows:
        """Return what a template of it may name."""
        return Knows(frozenset(self.holes), frozenset(self.rows))


_PARCEL = {
    "order": "The order's number", "parcel": "The parcel's code", "sender": "The company's address, its name first",
    "recipient": "The address the parcel goes to", "customer": "The customer's number",
    "company": "The company's name", "tracking": "The tracking code",
}  # fmt: skip
_PARCEL_SAMPLE: Values = {
    "order": "537434", "parcel": "P537434-1", "sender": _SENDER, "recipient": _RECIPIENT, "customer": "17850",
    "company": "Sample Gifts Ltd", "tracking": "PA-P537434-1-K",
}  # fmt: skip
_LINE = {"sku": "The article's number", "name": "Its description"}
_TOTALS = {"total": "The sum of the units"}
_CUSTOMS_SAMPLE: tuple[Values, ...] = tuple(
    {"n": str(n + 1), "sku": f"{85100 + n}A", "name": _NAMES[n % 4], "qty": str(n + 1), "weight": f"0.{250 + 40 * n}",
     "value": f"{4 + n}.50", "hs_code": "940550" if n % 2 else "–", "origin": "CN" if n % 3 else "–"}
    for n in range(3)
)  # fmt: skip
_CUSTOMS = {
    **_PARCEL, "date": "The day", "total_weight": "The weight of all, in kg", "total_value": "The value of all",
    "currency": "The currency", "parcel_weight": "What the parcel weighs, in kg", "missing": "What is not known",
    "country": "The country it goes to",
}  # fmt: skip
_CUSTOMS_ROW = {
    **_LINE, "n": "The number of the row", "qty": "The units", "weight": "Their weight in kg", "value": "Their value",
    "hs_code": "The customs tariff number", "origin": "The country of origin",
}  # fmt: skip
_CUSTOMS_VALUES: Values = {
    **_PARCEL_SAMPLE, "date": "2010-12-06", "total_weight": "0.870", "total_value": "16.50", "currency": "GBP",
    "parcel_weight": "1.020", "country": "France",
}  # fmt: skip

_THINGS = (
    Thing(
        "address",
        {**_PARCEL, "count": "Which parcel of how many", "carrier": "The carrier", "service": "The service, or the "
         "carrier", "weight": "The parcel's weight", "computed": "Says something where the weight is computed",
         "ship_date": "The day it leaves", "reprint": "Which copy it is, from the second on",
         "slot": "Batch and slot of a label that is printed before its goods are packed",
         "own_code": "Says something where the tracking code is our own"},
        {**_PARCEL_SAMPLE, "count": "1 of 2", "carrier": "House carrier", "service": "Parcel 24", "weight": "1.250 kg",
         "ship_date": "2010-12-06", "slot": "BA000007, slot A2", "own_code": "yes"},
    ),
    Thing(
        "return",
        {**_PARCEL, "code": "The code of the return, else of the parcel sent", "return": "The return's code, where it "
         "was announced", "until": "The day until which it may come", "instructions": "What the policy asks for"},
        {**_PARCEL_SAMPLE, "parcel": "RT000042", "code": "RM-RT000042-D", "return": "RT000042", "until": "2011-01-05",
         "instructions": "Wrap it as it came, with all that belongs to it."},
    ),
    Thing(
        "pallet",
        {"company": "The company's name", "sender": "The company's address, its name first", "unit": "The pallet's or "
         "manifest's code", "content": "What is on it", "sscc": "Its number (SSCC), 18 digits", "code": "What is "
         "scanned: (00) and the number"},
        {"company": "Sample Gifts Ltd", "sender": _SENDER, "unit": "M00000003", "content": "24 parcels, 118.250 kg",
         "sscc": "340123450000000017", "code": "00340123450000000017"},
    ),
    Thing(
        "putaway",
        {**_LINE, "return": "The return's code", "code": "What is scanned: the return", "qty": "Units",
         "lot": "Its lot", "serial": "Its serial number", "grade": "Its grade, A to F",
         "goes": "Where it goes, in words",
         "place": "The place where it waits", "bin": "The bin that put-away proposes, where there is one",
         "target": "The bin, else the place", "company": "The company's name"},
        {"return": "RT000042", "code": "RM-RT000042-D", "sku": "85123A", "name": _NAMES[1], "qty": "1", "lot": "L2010",
         "serial": "SN4711", "grade": "B", "goes": "Back to stock", "place": "RETURNS-IN", "bin": "A01-17-2",
         "target": "A01-17-2", "company": "Sample Gifts Ltd"},
    ),
    Thing(
        "product", {**_LINE, "code": "What is scanned for one piece"},
        {"sku": "85123A", "name": _NAMES[1], "code": "5012345678900"},
    ),
    Thing(
        "place", {"place": "The place's code", "warehouse": "The warehouse"},
        {"place": "A01-17-2", "warehouse": "MAIN"},
    ),
    Thing(
        "tote", {"tote": "The tote's code", "code": "What is scanned", "company": "The company's name"},
        {"tote": "T-0042", "code": "TO-T-0042-7", "company": "Sample Gifts Ltd"},
    ),
    Thing(
        "badge",
        {"company": "The company's name", "name": "The person's name", "role": "The role", "code": "What is scanned"},
        {"company": "Sample Gifts Ltd", "name": "Maria Hill", "role": "packer", "code": "US-00000007-H"},
    ),
    Thing(
        "codes",
        {"word": "The word of the command", "meaning": "What it does", "code": "What is scanned",
         "tint": "The colour of its kind"},
        {"word": "FINISH-SHORT", "meaning": "Close the order with what is here", "code": "CM-FINISH-SHORT-7",
         "tint": "ask"},
    ),
    Thing(
        "picklist",
        {**_TOTALS, "batch": "The batch's code", "company": "The company's name", "cart": "The cart",
         "picker": "Who picks", "orders": "How many orders", "ship_by": "The day they must leave",
         "trip": "The trip", "takes": "How many takes", "printed": "When it was printed"},
        {"batch": "BA-B00017-X", "company": "Sample Gifts Ltd", "cart": "CART-3", "picker": "Maria Hill",
         "orders": "8", "ship_by": "2010-12-07", "takes": "4", "total": "10"},
        {**_LINE, "place": "The place", "units": "How many to take", "slot": "The slots they go into"},
        tuple({"place": f"A0{n + 1}-{n + 11}-2", "units": str(n + 1), "sku": f"{85100 + n}A", "name": _NAMES[n],
               "slot": f"A{n + 1}×{n + 1}"} for n in range(4)),
    ),
    Thing(
        "slip",
        {**_PARCEL, **_TOTALS, "order_date": "The order's day", "ship_date": "The day it leaves",
         "count": "Which parcel of how many", "note": "A note"},
        {**_PARCEL_SAMPLE, "order_date": "2010-12-05", "ship_date": "2010-12-06", "count": "1 of 2", "total": "10",
         "tracking": ""},
        {**_LINE, "packed": "Units in this parcel", "ordered": "Units ordered", "earlier": "Units in parcels before",
         "to_come": "Units still to come"},
        tuple({"packed": str(n + 1), "sku": f"{85100 + n}A", "name": _NAMES[n], "ordered": str(n + 2), "earlier": "–",
               "to_come": "1"} for n in range(4)),
    ),
    Thing(
        "manifest",
        {"manifest": "The manifest's code", "company": "The company's name", "station": "The station",
         "carrier": "The carrier", "parcels": "How many parcels", "total_weight": "Their weight",
         "closed": "When it was closed", "closed_by": "By whom", "seal_note": "The newest seal of the ledger",
         "tracked": "Says something where a parcel has a carrier's code"},
        {"manifest": "MA-M00003-T", "company": "Sample Gifts Ltd", "carrier": "House carrier", "parcels": "3",
         "total_weight": "3.750 kg", "closed": "2010-12-06 17:30", "tracked": "yes",
         "seal_note": "Newest seal of the ledger: 12 2d711642 b726b044"},
        {"n": "The number of the row", "parcel": "The parcel's code", "tracking": "The carrier's code",
         "order": "The order's number", "recipient": "Whom it goes to", "country": "The country",
         "weight": "Its weight in kg"},
        tuple({"n": str(n + 1), "parcel": f"P53743{n}-1", "tracking": f"1Z999AA1012345678{n}", "order": f"53743{n}",
               "recipient": _RECIPIENT[0], "country": "France", "weight": "1.250"} for n in range(3)),
    ),
    Thing(
        "invoice",
        {**_PARCEL, "number": "The invoice's number: the order's", "order_date": "The order's day",
         "ship_date": "The day it left", "payment": "How it is paid", "currency": "The currency",
         "goods": "The sum of the goods, where there are other lines", "total": "What is owed"},
        {**_PARCEL_SAMPLE, "number": "537434", "order_date": "2010-12-05", "ship_date": "2010-12-06",
         "payment": "paid", "currency": "GBP", "goods": "43.50 GBP", "total": "48.45 GBP"},
        {**_LINE, "n": "The number of the row", "qty": "Units", "price": "The price of one", "amount": "The amount"},
        (*({"n": str(n + 1), "sku": f"{85100 + n}A", "name": _NAMES[n], "qty": str(n + 2), "price": f"{n + 1}.25",
            "amount": f"{(n + 2) * (n + 1) + (n + 2) // 4}.{(n + 2) * 25 % 100:02d}"} for n in range(4)),
         {"n": "5", "sku": "POST", "name": "POSTAGE", "qty": "1", "price": "4.95", "amount": "4.95"}),
    ),
    Thing(
        "purchase",
        {"purchase": "What is scanned to open it", "number": "The order's number", "company": "The company's name",
         "recipient": "The supplier, in lines", "sender": "The company's address, in lines",
         "order_date": "The order's day", "due": "The day it is due", "supplier_ref": "The supplier's number of it",
         "warehouse": "Where it is to come", "currency": "The currency", "note": "A note", "total": "What it is worth"},
        {"purchase": "PO-PO00017-5", "number": "PO00017", "company": "Sample Gifts Ltd",
         "recipient": ("Quill & Sons Ltd", "GB", "orders@quill.example"), "sender": _SENDER,
         "order_date": "2010-12-06", "due": "2010-12-20", "warehouse": "MAIN", "currency": "GBP", "total": "96.00 GBP"},
        {**_LINE, "n": "The number of the row", "theirs": "What the supplier calls it", "day": "The day it is due",
         "qty": "Units", "price": "The price of one", "amount": "The amount"},
        tuple({"n": str(n + 1), "theirs": f"QU-{n + 101}", "sku": f"{85100 + n}A", "name": _NAMES[n], "qty": "24",
               "day": "2010-12-20", "price": "1.00", "amount": "24.00"} for n in range(4)),
    ),
    Thing(
        "supplierback",
        {"number": "The number of the return", "company": "The company's name", "recipient": "The supplier, in lines",
         "sender": "The company's address, in lines", "reference": "The supplier's number of it",
         "sent": "The day it left", "note": "A note", "total": "The sum of the units"},
        {"number": "SR000017", "company": "Sample Gifts Ltd", "reference": "RMA 4711", "sent": "2010-12-20",
         "recipient": ("Quill & Sons Ltd", "GB", "orders@quill.example"), "sender": _SENDER, "total": "4"},
        {**_LINE, "n": "The number of the row", "theirs": "What the supplier calls it", "qty": "Units",
         "serial": "The serial number", "why": "Why it goes back"},
        tuple({"n": str(n + 1), "theirs": f"QU-{n + 101}", "sku": f"{85100 + n}A", "name": _NAMES[n], "qty": "1",
               "serial": f"SN{n}77", "why": "RT000012"} for n in range(4)),
    ),
    Thing(
        "claim",
        {"claim": "What is scanned to find it", "number": "The claim's number", "company": "The company's name",
         "carrier": "The carrier", "sender": "The company's address, in lines", "happened": "What happened to it",
         "tracking": "The tracking code", "parcel": "The parcel's code", "order": "The order's number",
         "return": "The return's number", "seen": "The day it was seen", "photos": "The numbers of the photos",
         "currency": "The currency", "note": "A note", "goods": "What was paid for the goods",
         "total": "What is claimed"},
        {"claim": "CL00007", "number": "CL00007", "company": "Sample Gifts Ltd", "carrier": ("House carrier",),
         "sender": _SENDER, "happened": "Came damaged", "tracking": "1Z999AA10123456784", "parcel": "P537434-1",
         "order": "537434", "return": "RT000012", "seen": "2010-12-06", "photos": "31, 32", "currency": "GBP",
         "goods": "12.50 GBP", "total": "12.50 GBP"},
        {**_LINE, "n": "The number of the row", "qty": "Units", "amount": "What was paid for them"},
        tuple({"n": str(n + 1), "sku": f"{85100 + n}A", "name": _NAMES[n], "qty": "1", "amount": "6.25"}
              for n in range(2)),
    ),
    Thing("cn22", _CUSTOMS, _CUSTOMS_VALUES, _CUSTOMS_ROW, _CUSTOMS_SAMPLE),
    Thing("cn23", _CUSTOMS, _CUSTOMS_VALUES, _CUSTOMS_ROW, _CUSTOMS_SAMPLE),
)  # fmt: skip

THINGS: Mapping[str, Thing] = MappingProxyType({each.name: each for each in _THINGS})
"""Everything there is a template of, by its name."""
