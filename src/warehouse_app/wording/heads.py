"""Heads of the tables that commands print. In English they are the names that `--json` uses; other languages say them.

A name alone has several meanings ("right" is one to do something, or the side): here stands which one is meant.
"""

from __future__ import annotations

from warehouse_app.wording import language, tr

HEADS = {
    "about": "About", "active": "In use now", "again": "To count again", "age": "Age", "aisle": "Aisle",
    "an hour": "Each hour", "answer": "Answer", "arrival": "Arrives", "asked": "Wanted", "asked at": "Asked at",
    "at": "When", "average": "On average", "badge": "Badge", "barcode": "Barcode", "barcodes": "Barcodes",
    "batch": "Batch", "batches": "Batches", "batches now": "Batches now", "bay": "Bay", "bays": "Bays",
    "begun at": "Begun at", "book": "As booked", "book g": "In the books, g", "box": "Box", "boxes": "Boxes",
    "breaks": "Price breaks", "broken": "Rule broken by", "came at": "Came at", "can be promised": "Can be promised",
    "carrier": "Carrier", "cart": "Cart", "category": "Category", "chance permille": "Chance, per mille",
    "changed": "Changed", "channel": "Channel", "check": "What is checked", "class": "Class",
    "closed at": "Closed at", "code": "Code", "command": "Command", "confirmed": "Confirmed", "copy": "Which copy",
    "cost": "Cost", "cost minor": "Cost, cents", "count": "How many", "counted": "Counted",
    "counted at": "Counted at", "country": "Country", "created": "Created", "currency": "Currency",
    "customer": "Customer", "damaged": "Damaged", "day": "On the day", "days": "Days", "days idle": "Days idle",
    "deed": "Deed", "deeds": "What can be done", "default": "Unless changed", "delivery": "Delivery",
    "difference": "Difference", "differences": "Differences", "digest": "Checksum", "do": "What to do",
    "document": "Document", "done by": "Done by", "done units": "Units done", "doubt mg": "Doubt, mg", "due": "Due",
    "due day": "Due on", "ends": "Ends", "entry": "Ledger entry", "examined": "Examined", "expected": "Expected",
    "expected g": "Expected, g", "expected on": "Expected on", "field": "Field", "fields": "Fields", "file": "File",
    "filters": "Filters", "first at": "First at", "first in first out": "First in, first out",
    "first leaves": "First leaves", "fixed": "Cannot be changed", "for sku": "For the SKU", "free": "Free",
    "free bin": "Free bin", "from": "From", "full": "How full", "goods": "Goods", "grade": "Grade", "grams": "Grams",
    "guided": "Guided", "held": "Held", "held by": "Held by", "hint": "Hint", "holds": "Holds true", "home": "Home",
    "home of": "Home of", "how far": "How far", "id": "Number in the list", "inside, mm": "Inside, mm",
    "instruction": "Instruction", "into": "Into", "is": "What they do", "item": "Item", "its code": "Its code",
    "job": "Print job", "kept why": "Kept because", "key": "Of whom or what", "keys": "Keys pressed", "kind": "Kind",
    "kinds": "Products there", "kit": "Kit", "labels of": "Labels of", "lacking": "Is lacking",
    "language": "Language", "last": "Last", "last at": "Last at", "last scan": "Last scan", "late": "Late",
    "lead days": "Lead time, days", "lead min": "Lead time, min", "learned g": "Learned, g", "least": "At least",
    "least priority": "Least priority", "leaves": "Leaves", "level": "Level", "levels": "Levels",
    "light": "Traffic light", "line": "Line", "lines": "Lines", "list": "List", "locked": "Locked", "lost": "Lost",
    "lost by": "Lost by", "lot": "Lot", "mask": "Mask", "matched": "Matched", "may change": "May change",
    "meaning": "Meaning", "means": "What it means", "metres saved": "Metres saved", "minutes left": "Minutes left",
    "missing": "Missing", "mistakes": "Mistakes", "mode": "Manner", "moment": "Moment", "most": "At most",
    "most batches": "Most batches", "most units": "Most units", "ms a unit": "ms a unit", "must": "Must be confirmed",
    "n": "No.", "name": "Name", "near miss": "Near miss", "needs pin": "Needs a PIN", "needs you": "Needs you",
    "note": "Note", "of": "Belongs to", "off g": "Off, g", "off percent": "Off, %", "oldest since": "Oldest since",
    "oldest, days": "Oldest, days", "on": "Works on", "on hand": "On hand", "on way": "On its way",
    "one way": "One way", "open": "Still open", "opened at": "Opened at", "opened by": "Opened by", "order": "Order",
    "ordered": "Ordered", "orders": "Orders", "orders an hour": "Orders an hour", "over": "Too many",
    "own": "Own value", "owner": "Owner", "pack": "Pack size", "package": "Package", "packed": "Packed",
    "packer": "Packer", "paid weight, g": "Paid weight, g", "papers of": "Papers of", "parcel": "Parcel",
    "parcels": "Parcels", "part": "One part", "parts": "Parts", "people": "People", "person": "Person",
    "photos": "Photos", "picked": "Picked", "picked at": "Picked at", "picker": "Picker", "picks": "Picks",
    "pieces": "Pieces", "pin": "PIN code", "place": "Place", "places": "Places", "plan": "Plan of counts",
    "port": "Port", "posted": "Posted", "preferred": "Preferred", "price": "Price", "printer": "Printer",
    "product": "Product", "products": "Products", "promised": "Promised", "purchase": "Purchase order",
    "purchase order": "Purchase order", "put": "To be put", "qty": "Quantity", "rank": "Rank", "read": "Lines read",
    "reason": "Reason", "receipt": "Receipt", "received": "Received", "recipient": "Recipient", "ref": "Its number",
    "rejected": "Rejected", "release": "Release channel", "released at": "Released at", "released by": "Released by",
    "released why": "Released because", "remarks": "Remarks", "rests": "At rest", "result": "Result",
    "review": "To be decided", "found right": "Found right",
    "right": "Which right", "right %": "Right, %", "role": "Role", "room": "Room for",
    "round": "Count round", "row": "Row of the trail", "rule": "Rule", "sales": "Sales channels",
    "scanned": "Scanned", "scans": "Scans", "scope": "Where it holds", "seal": "Seal", "seen": "Seen at",
    "seen by": "Seen by", "sent": "Sent off", "serial": "Serial number", "service": "Service", "settled": "Settled",
    "shared": "With others", "ship day": "Leaves on", "shipped": "Sent off", "short": "Too few", "sides": "Sides",
    "signed on": "Signed on", "since": "Since", "size": "Size", "skills": "Skills", "sku": "Article number",
    "slips": "Slips", "solved at": "Solved at", "soon": "Soon late", "sort": "Sorted by", "source": "Came from",
    "spread mg": "Spread, mg", "stage": "Stage", "stands": "Stands at", "state": "State", "station": "Station",
    "stations": "Stations", "stopped": "Stopped", "supplier": "Supplier", "supplier's": "The supplier's",
    "take from": "Take from", "tare, g": "Empty, g", "target": "Goes to", "task": "Task", "text": "Words",
    "there": "There", "there now": "There now", "time": "Time", "title": "Title", "to": "Where to",
    "to be ordered": "To be ordered", "tone": "Tone", "topic": "Topic", "total": "Total", "training": "Training",
    "trip": "Trip of a cart", "trips": "Trips", "type": "Type", "units": "Units", "units an hour": "Units an hour",
    "units in it": "Units in it", "units now": "Units now", "units off": "Units off",
    "units that cannot be promised": "Units that cannot be promised", "units used": "Units used",
    "unknown": "Unknown", "unordered": "Not ordered", "unpriced": "Without a price", "updated": "Updated",
    "usb": "Plugged in at USB", "user": "User", "value": "Value", "value minor": "Value, cents", "verdict": "Verdict",
    "version": "Version", "view": "Kept view", "visits": "Visits", "waited for": "Waited for",
    "waiting": "Still waiting", "waits": "Waits", "walk": "Walk", "walk seq": "Place in the walk",
    "warehouse": "Warehouse", "wave": "Wave", "week": "Week", "week of": "Week of", "weight g": "Weight, g",
    "what": "What", "where": "Where", "who": "Who", "who waits": "Who waits", "why": "Why", "why not": "Why not",
    "work": "Work", "worked min": "Worked, min", "worth": "Worth", "worth off": "Worth of it", "wrong": "Wrong",
    "x mm": "From the left, mm", "zone": "Zone",
}  # fmt: skip
"""What a table calls a column -> what is said above it."""


def head(column: str) -> str:
    """Return what stands above a column."""
    name = column.replace("_", " ")
    return name if language() == "en" else tr(HEADS.get(name, name))
