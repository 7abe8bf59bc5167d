"""What the imports page shows of its state, as kit values and words. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.application.importing import ImportReport, ImportRow, KeptReject
from warehouse_app.domain.importing.fields import COLUMNS
from warehouse_app.domain.importing.values import Fate, Rejected
from warehouse_app.domain.people import Right
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Option
from warehouse_app.ui.screens.imports.log import UNDOABLE
from warehouse_app.ui.screens.imports.state import KINDS, ImportsScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.importing import reason, standing
from warehouse_app.wording.people import lacks_right

_MOST_WRONG = 200
_KB, _MB = 1_000, 1_000_000


def kinds() -> Mapping[str, str]:
    """Return the kinds with their words, in the order of the list."""
    return {
        "orders": tr("Orders"), "products": tr("Products"), "stock": tr("Stock"), "places": tr("Places"),
        "customers": tr("Customers"), "users": tr("People"), "suppliers": tr("Suppliers"),
        "supplier_products": tr("Products by supplier"), "purchases": tr("Purchase orders"),
        "deliveries": tr("Deliveries"), "returns": tr("Returns"),
    }  # fmt: skip


def formats() -> Mapping[str, str]:
    """Return what formats are called."""
    return {
        "native": tr("its column names"), "shopify": tr("Shopify export"),
        "retail": tr("UCI retail file"), "": figures.NOTHING,
        "retail-opening": tr("opening of the retail file"), "pictures": tr("names of pictures"),
    }  # fmt: skip


def field_words() -> Mapping[str, str]:
    """Return what people call the fields."""
    return {
        "sku": tr("SKU"), "qty": tr("Quantity"), "name": tr("Name"), "barcodes": tr("Barcodes"),
        "factor": tr("Pack size"), "base_unit": tr("Base unit"), "weight_g": tr("Weight, g"),
        "weight_kg": tr("Weight, kg"), "length_mm": tr("Length, mm"), "width_mm": tr("Width, mm"),
        "height_mm": tr("Height, mm"), "length_cm": tr("Length, cm"), "width_cm": tr("Width, cm"),
        "height_cm": tr("Height, cm"), "picture": tr("Picture"), "tracking": tr("Tracking"), "kind": tr("Kind"),
        "multi_scan": tr("Count by scan"), "code": tr("Code"), "warehouse": tr("Warehouse"), "aisle": tr("Aisle"),
        "bay": tr("Bay"), "level": tr("Level"), "x_mm": tr("X, mm"), "y_mm": tr("Y, mm"),
        "walk_seq": tr("Walking order"), "parent": tr("Within"), "place": tr("Place"), "lot": tr("Lot"),
        "serial": tr("Serial number"), "grade": tr("Grade"), "email": tr("Email"), "phone": tr("Telephone"),
        "ship_name": tr("Recipient"), "company": tr("Company"), "street1": tr("Street"),
        "street2": tr("Street, 2nd line"), "city": tr("Town"), "region": tr("Region"), "postcode": tr("Postcode"),
        "country": tr("Country"), "order": tr("Order number"), "line": tr("Line number"), "price": tr("Price"),
        "description": tr("Description"), "line_kind": tr("Kind of line"), "channel": tr("Channel"),
        "customer": tr("Customer number"), "customer_name": tr("Customer's name"), "placed_at": tr("Ordered at"),
        "use": tr("What it is for"), "zone": tr("Zone"), "climate": tr("Climate"), "hazard": tr("Hazard"),
        "most_units": tr("Most units"), "most_g": tr("Most weight, g"), "volume_mm3": tr("Room, mm3"),
        "most_pallets": tr("Most pallets"), "mixes_products": tr("Several products"), "mixes_lots": tr("Several lots"),
        "mixes_owners": tr("Several owners"), "home_of": tr("Home of"), "home_least": tr("Fill up below"),
        "home_most": tr("Fill up to"), "home_fixed": tr("Its alone"), "demand_class": tr("Demand class"),
        "shelf_days": tr("Days it keeps"), "min_days": tr("Days left at least"), "inspect": tr("Look at it first"),
        "upright": tr("Stands upright"), "fragile": tr("Fragile"), "nest_mm": tr("Nests, mm"),
        "apart": tr("Kept apart"),
        "gift_note": tr("Gift note"), "no_prices": tr("No prices in the box"),
        "ship_by": tr("Ship by"), "payment": tr("Payment"), "currency": tr("Currency"),
        "supplier": tr("Supplier"), "supplier_name": tr("Supplier's name"), "supplier_sku": tr("Supplier's SKU"),
        "lead_days": tr("Lead time, days"), "minimum": tr("Least worth of an order"), "note": tr("Note"),
        "pack": tr("Pack size"), "least": tr("Least packs"), "product_lead_days": tr("Product's lead time, days"),
        "from_qty": tr("Price from quantity"), "preferred": tr("Preferred"), "purchase": tr("Purchase order"),
        "due": tr("Due"), "supplier_ref": tr("Supplier's number"), "state": tr("State"),
        "delivery": tr("Delivery note"), "sscc": tr("Pallet (SSCC)"), "expiry": tr("Best before"),
        "return": tr("Return"), "reason": tr("Reason"), "outcome": tr("What is wanted"), "words": tr("Customer writes"),
        "carrier": tr("Carrier"), "tracking_code": tr("Tracking code"), "said": tr("How far it has come"),
        "theirs": tr("Whose reasons"),
    }  # fmt: skip


def word_of(field: str) -> str:
    """Return what people call one field."""
    return field_words().get(field, field)


def targets(state: ImportsScreen) -> tuple[tuple[str, str], ...]:
    """Return what a column can be pointed at: nothing, the needed fields, and below a line ("-") all others."""
    columns = COLUMNS.get(state.kind, ())
    needed = [(each.name, word_of(each.name)) for each in columns if each.needed]
    others = sorted((word_of(each.name), each.name) for each in columns if not each.needed)
    return ("", tr("Not used")), *needed, ("-", ""), *((name, words) for words, name in others)


def pointed_at(state: ImportsScreen) -> tuple[str, ...]:
    """Return the field of each column of the file, "" for none."""
    if state.source is None:
        return ()
    found = {name: rule.field for rule in state.mapping.rules for name in rule.columns} if state.mapping else {}
    return tuple(found.get(name, "") for name in state.source.header)


def sure(state: ImportsScreen, field: str) -> str:
    """Return how sure a guess is, in a word; nothing where a person said it, or it is certain."""
    rule = state.mapping.rule(field) if state.mapping is not None else None
    guess = state.guess
    if guess is None or rule is None or rule != guess.mapping.rule(field):
        return ""
    return {"likely": tr("likely"), "maybe": tr("only a guess")}.get(guess.sureness(field), "")


def chip(row: ImportRow) -> ChipValue:
    """Return the state of an import as a chip."""
    words = {
        "done": ChipValue("ok", tr("Done")),
        "stopped": ChipValue("ask", tr("Stopped"), "square"),
        "running": ChipValue("info", tr("Running"), "hourglass"),
        "undoing": ChipValue("ask", tr("Half undone"), "undo-2"),
        "undone": ChipValue("neutral", tr("Undone"), "undo-2"),
    }
    if row.state == "done" and row.rejected:
        return ChipValue("ask", tr("{n} rejected").format(n=figures.number(row.rejected)))
    return words.get(row.state, ChipValue("neutral", row.state))


def columns(now: str) -> tuple[Column[ImportRow], ...]:
    """Return the columns of the log."""
    return (
        Column(tr("When"), lambda row: figures.when(row.at, now), 88, sort=lambda row: row.at),
        Column(tr("File"), lambda row: row.file, 0, "strong"),
        Column(tr("Kind"), lambda row: kinds().get(row.kind, row.kind), 98),
        Column(tr("New"), lambda row: figures.number(row.own("created")), 76, "number", sort=_by("created")),
        Column(tr("Changed"), lambda row: figures.number(row.own("updated")), 84, "number", sort=_by("updated")),
        Column(tr("Who"), lambda row: row.who, 112),
        Column(tr("Result"), chip, 128, "chip"),
    )


def _by(what: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a key of a sort
    return lambda row: row.own(what)


def facts(row: ImportRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return the facts of one import."""
    others = each_kind(row.changes, "created", without=row.kind)
    return (
        (tr("Kind"), kinds().get(row.kind, row.kind)),
        (tr("Channel"), row.channel or figures.NOTHING),
        (tr("Read by"), tr("a mapping") if row.mapping else formats().get(row.format, row.format)),
        (tr("Size"), size(row.size)),
        (tr("Records"), figures.number(row.count("read"))),
        *(((tr("New with them"), others),) if others else ()),
        (tr("Mended cells"), figures.number(row.mended)),
        (tr("Imported by"), row.who),
        (tr("When"), figures.when(row.at, now)),
    )


def each_kind(changes: Mapping[str, Mapping[str, int]], what: str, without: str = "") -> str:
    """Return how many of each kind were created or updated, as "40 orders, 38 customers"; "" for none."""
    nouns = {
        "orders": ("order", "orders"), "customers": ("customer", "customers"), "products": ("product", "products"),
        "places": ("place", "places"), "users": ("person", "people"), "credit_notes": ("credit note", "credit notes"),
        "adjustments": ("adjustment", "adjustments"), "suppliers": ("supplier", "suppliers"),
        "supplier_products": ("product by supplier", "products by supplier"),
        "purchases": ("purchase order", "purchase orders"), "deliveries": ("delivery", "deliveries"),
        "returns": ("return", "returns"),
    }  # fmt: skip
    told = []
    for kind in sorted(changes, key=lambda kind: (kind not in nouns, list(nouns).index(kind) if kind in nouns else 0)):
        n = changes[kind].get(what, 0)
        if n and kind != without:
            known = nouns.get(kind)
            told.append(figures.counted(n, *known) if known else f"{figures.number(n)} {kinds().get(kind, kind)}")
    return ", ".join(told)


def counts(row: ImportRow) -> tuple[tuple[str, str], ...]:
    """Return the four figures of one import."""
    told = (("created", tr("New")), ("updated", tr("Changed")), ("unchanged", tr("Same")))
    return (
        *((words, figures.number(row.own(name))) for name, words in told),
        (tr("Rejected"), figures.number(row.rejected)),
    )


def foretold(report: ImportReport | None) -> tuple[FilterValue, ...]:
    """Return the four figures of a dry run."""
    done = report
    if done is None:
        values = [0, 0, 0, 0]
    else:
        own = done.changes.get(done.kind, {})
        values = [own.get(each, 0) for each in ("created", "updated", "unchanged")] + [done.rejected_count]
    words = (tr("New"), tr("Changed"), tr("Same"), tr("Rejected"))
    return tuple(FilterValue(word, word, value) for word, value in zip(words, values, strict=True))


def size(count: int) -> str:
    """Return a size of a file."""
    if count < _KB:
        return trn("{n} byte", "{n} bytes", count).format(n=count)
    return f"{figures.tenths(count / _MB)} MB" if count >= _MB else f"{figures.number(round(count / _KB))} kB"


def head(state: ImportsScreen) -> str:
    """Return what is known of the file."""
    source = state.source
    if source is None or not source.header:
        return ""
    records = (
        trn("{n} record", "{n} records", source.count)
        if source.complete
        else trn("{n} record so far", "{n} records so far", source.count)
    )
    parts = [size(source.size), records.format(n=figures.number(source.count))]
    if source.format:
        parts.append(tr("known format: {name}").format(name=formats().get(source.format, source.format)))
    if state.mends:
        parts.append(figures.counted(len(state.mends), "cell mended", "cells mended"))
    return ", ".join(parts)


def lacking(state: ImportsScreen) -> str:
    """Return what the mapping still lacks, as one sentence."""
    found = state.fit
    if state.source is None or not state.source.header:
        return ""
    if state.known:
        return tr("Say which warehouse it is for") if len(state.warehouses) > 1 and not state.warehouse else ""
    if not state.kind:
        return tr("Say what this file is: choose its kind")
    if found.missing:
        return tr("The mapping no longer fits. Missing columns: {names}").format(names=", ".join(found.missing))
    if found.twice:
        return tr("The file has these columns twice: {names}. Rename one").format(names=", ".join(found.twice))
    if len(state.warehouses) > 1 and not state.warehouse:
        return tr("Say which warehouse it is for")
    if found.unfilled:
        names = ", ".join(word_of(name) for name in found.unfilled)
        return tr("Point at a column for {names}").format(names=names)
    return ""


def verdict(state: ImportsScreen) -> str:
    """Return in one sentence what the import would do, or what to do to know it."""
    if state.verdict is None or state.verdict.stale:
        return lacking(state) or tr("Try the file (F9) to see what would happen to each record")
    report = state.verdict.report
    if report.rejected_count:
        return trn(
            "{n} record would be rejected. Mend it here, or import the others",
            "{n} records would be rejected. Mend them here, or import the others",
            report.rejected_count,
        ).format(n=figures.number(report.rejected_count))
    others = each_kind(report.changes, "created", without=report.kind)
    taken = tr("Every record would be taken")
    return tr("{sentence}, and {others} with them").format(sentence=taken, others=others) if others else taken


def wrong(state: ImportsScreen) -> tuple[Rejected, ...]:
    """Return the first records a dry run would not take."""
    return tuple(state.verdict.wrong.values())[:_MOST_WRONG] if state.verdict is not None else ()


def wrong_cells(state: ImportsScreen) -> dict[int, tuple[int, Rejected]]:
    """Return which cell of which line is why a record would be rejected; -1 where it is no single cell."""
    if state.verdict is None or state.source is None:
        return {}
    at = {field: column for column, field in enumerate(pointed_at(state)) if field}
    at = dict(state.source.columns) if state.known else at
    return {line: (at.get(each.field, -1), each) for line, each in state.verdict.wrong.items()}


def at_cell(state: ImportsScreen, line: int) -> str:
    """Return why the record on a line would be rejected, for the foot of the preview."""
    found = state.verdict.wrong.get(line) if state.verdict is not None else None
    return why(found) if found is not None else ""


def wrong_columns() -> tuple[Column[Rejected], ...]:
    """Return the columns of what would be rejected."""
    return (
        Column(tr("Line"), lambda each: figures.number(each.line), 62, "number", sort=lambda each: each.line),
        Column(tr("Why"), why, 0),
    )


def why(each: Rejected) -> str:
    """Return why a record is rejected, with field and value."""
    said = reason(each)
    return f"{word_of(each.field)}: {said}" if each.field else said


def kept_columns() -> tuple[Column[KeptReject], ...]:
    """Return the columns of rejected records that are kept."""
    return (
        Column(tr("Line"), lambda each: figures.number(each.rejected.line), 62, "number"),
        Column(tr("Value"), lambda each: each.rejected.value, 110, "strong"),
        Column(tr("Why"), lambda each: why(each.rejected) if each.rejected.reason else tr("Left out with it"), 0),
    )


def kept_why(each: KeptReject | None) -> str:
    """Return a kept record with why it was rejected, whole."""
    if each is None:
        return ""
    said = why(each.rejected) if each.rejected.reason else tr("Left out with it")
    return f"{said}\n{', '.join(cell for cell in each.record if cell)}"


def fate_chip(fate: Fate) -> ChipValue | None:
    """Return what becomes of a record as a chip."""
    return {
        Fate.CREATED: ChipValue("ok", tr("New"), "plus"),
        Fate.UPDATED: ChipValue("info", tr("Changed"), "pencil"),
        Fate.UNCHANGED: ChipValue("neutral", tr("Same"), "check"),
        Fate.REJECTED: ChipValue("stop", tr("Rejected")),
    }.get(fate)


def undo_words(state: ImportsScreen) -> tuple[str, tuple[str, ...]]:
    """Return whether the import can be undone, in a sentence, and what stands on it."""
    row = state.row
    if row is None or row.state not in UNDOABLE:
        return "", ()
    if state.stands is None:
        return tr("Looking for what stands on it"), ()
    if state.stands:
        return tr("It cannot be undone: this was done with what it made"), tuple(
            standing(each) for each in state.stands
        )
    return tr("Nothing stands on it yet: it can be undone whole"), ()


def deeds(state: ImportsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    no_import = lacks_right(state.rights, Right.IMPORT)
    no_undo = lacks_right(state.rights, Right.REVERSE)
    here = "" if state.mode == "file" else tr("Choose a file first")
    ready = here or lacking(state) or ("" if state.ready else tr("Wait until the file is read"))
    undoable = state.row is not None and state.row.state in UNDOABLE and state.stands == ()
    some = "" if state.verdict is not None and state.verdict.report.rejected_count else tr("Nothing would be rejected")
    nothing_to_save = tr("This file needs no mapping") if state.known or state.mapping is None else ""
    return {
        "choose": no_import or state.busy,
        "try": no_import or state.busy or ready,
        "import": no_import or state.busy or ready,
        "save": no_import or state.busy or here or nothing_to_save,
        "wrong": here or (some if not state.only_wrong else ""),
        "undo": no_undo or state.busy or ("" if undoable else tr("Something stands on it, or it is not finished")),
    }


def result(report: ImportReport) -> tuple[str, str]:
    """Return what an import did: a title and a line."""
    done = report.created + report.updated
    new = tr("{new} new, {changed} changed")
    told = {name: each_kind(report.changes, what) or "0" for name, what in (("new", "created"), ("changed", "updated"))}
    title = new.format(**told)
    title = title if done else tr("Nothing new in this file")
    if report.stopped:
        line = tr("Stopped before its end. What is in stays; import the file again to go on: nothing is taken twice")
        return tr("Stopped: {n} are in").format(n=figures.number(done)), line
    if report.rejected_count:
        return title, tr("The rejected records are kept below: mend them in the file and import it again")
    return title, tr("Every record was taken")


def undo_or_keep() -> tuple[Option, ...]:
    """Return the two answers before an import is undone."""
    return (
        Option(1, tr("Undo it"), tr("All of it, or nothing")),
        Option(2, tr("Keep it")),
    )


def kind_options() -> tuple[tuple[str, str], ...]:
    """Return the kinds to choose from."""
    return ("", tr("Choose the kind")), *((kind, kinds()[kind]) for kind in KINDS)
