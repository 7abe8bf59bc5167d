"""What an import says: why a file cannot be read, why a record was refused, and what was decided for the reader."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.importing.values import Rejected, Remark, Standing
from warehouse_app.wording import tr
from warehouse_app.wording.importing_remarks import REMARKS
from warehouse_app.wording.say import say

REJECT, REMARK = "reject_", "remark_"

_FILES: Mapping[str, tuple[str, str]] = {
    "not_in_this_version": ("{what} is not in this version", "See what there is with --help"),
    "import_file_missing": ("There is no file {file}", "Check the name and the folder."),
    "import_no_file": ("{file} is no file but a pipe or a device", "Save it as a file and import that."),
    "import_file_unreadable": ("The file {file} cannot be opened: {why}", "Check that you may read it."),
    "import_file_empty": ("The file {file} is empty", "Export it again."),
    "import_file_truncated": (
        "The packed file {file} is damaged or cut off",
        "Copy or download it again; nothing was imported.",
    ),
    "import_file_binary": ("The file {file} is not a text file", "Save it as CSV and import that."),
    "import_file_encoding": (
        "The letters of the file {file} cannot be read",
        "Save it as CSV in UTF-8 and import that; nothing was imported.",
    ),
    "import_file_html": (
        "The file {file} is a web page or XML, whatever its name says",
        "Open it in a spreadsheet, save it as XLSX or CSV and import that.",
    ),
    "import_json_broken": (
        "The file {file} is no whole JSON: what stands in line {line} cannot be understood",
        "Export it again; nothing was imported.",
    ),
    "import_json_deep": (
        "The JSON of {file} nests objects too deeply, in line {line}",
        "Leave out what is not to be imported.",
    ),
    "import_json_long": (
        "A record of {file} (line {line}) is longer than {limit} million characters",
        "Write one record for each object of an array, or JSON Lines.",
    ),
    "import_json_names": (
        "The records of {file} have more than {limit} different names",
        "Use the same names in all records.",
    ),
    "import_zip": ("The file {file} is a package of files, not a table", "Unpack it and import what is in it."),
    "import_book_encrypted": (
        "The workbook {file} is locked with a password",
        "Save it without the password and import that.",
    ),
    "import_book_old": (
        "The file {file} is a workbook of an old program (.xls)",
        "Save it as XLSX or CSV and import that.",
    ),
    "import_book_other": (
        "The file {file} comes from an office program but is no XLSX workbook",
        "Save it as XLSX or CSV and import that.",
    ),
    "import_book_damaged": (
        "The workbook {file} is damaged or cut off",
        "Copy or save it again; nothing was imported.",
    ),
    "import_book_too_large": (
        "The workbook {file} has more than {limit} {unit}, which no table for this program needs",
        "Save what is to be imported as CSV; nothing was imported.",
    ),
    "import_sheets_several": (
        "Several sheets of {file} could be meant: {sheets}",
        "Say which with --sheet.",
    ),
    "import_sheets_none": (
        "No sheet of {file} has the columns of {kind}; its sheets are: {sheets}",
        "Name the columns as docs/import.md says, or say which sheet with --sheet.",
    ),
    "import_sheets_all_hidden": (
        "All filled sheets of {file} are hidden: {sheets}",
        "Say which one to read with --sheet.",
    ),
    "import_sheet_unknown": ("{file} has no sheet {sheet}; its sheets are: {sheets}", "Say one of them with --sheet."),
    "import_sheet_empty": ("The sheet {sheet} of {file} is empty", "Say another one with --sheet."),
    "import_sheet_no_book": ("{file} is no workbook and has no sheet {sheet}", "Leave --sheet out."),
    "import_header_unknown": (
        "{file} does not name the columns of {kind}: {missing} is missing, found: {found}",
        "Name the columns as docs/import.md says.",
    ),
    "import_column_twice": (
        "Two columns of {file} mean the same: {first} and {second}",
        "Delete or rename one of them.",
    ),
    "import_file_changed": (
        "The file {file} has changed since it was looked at",
        "Look at it again; nothing was imported.",
    ),
    "mapping_wrong": ("The mapping {file} cannot be used: {example}", "Write it as docs/import.md says."),
    "mapping_wrong.size": ("The mapping {file} is longer than {example} characters", "Leave out what is not needed."),
    "mapping_wrong.toml": ("The mapping {file} is no TOML: {example}", "Write it as docs/import.md says."),
    "mapping_wrong.word": ("The mapping {file} has the unknown word {example}", "Write it as docs/import.md says."),
    "mapping_wrong.fields": ("The mapping {file} names no columns", "Name them under [fields]."),
    "mapping_wrong.choice": ("The mapping {file} says {example}", "Use one of the words named."),
    "mapping_wrong.kind": (
        "The mapping {file} is for {example}, which is not a kind",
        "Say kind = orders, or another.",
    ),
    "mapping_wrong.channel": ("The mapping of {file} needs a channel", "Name one of up to 40 characters."),
    "mapping_wrong.field": ("The mapping {file} cannot fill the field {example}", "See the fields in docs/import.md."),
    "mapping_wrong.field_twice": ("The mapping {file} fills the field {example} twice", "Keep one of the two."),
    "mapping_wrong.empty": (
        "The mapping {file} says nothing for the field {example}",
        "Name a column or a constant, or leave the field out.",
    ),
    "mapping_wrong.too_much": ("The mapping {file} says too much for the field {example}", "Shorten it."),
    "mapping_wrong.factor": (
        "The mapping {file} multiplies {example}",
        "Use a number above zero, as 12 or 0.001 or 1/3, for a field of numbers.",
    ),
    "mapping_other_kind": (
        "The mapping is for {mapping}, the file {file} is imported as {kind}",
        "Use a mapping for {kind}.",
    ),
    "mapping_no_longer_fits": (
        "The mapping no longer fits {file}: missing {missing}; twice {twice}; the file has {found}",
        "Correct the mapping or the first line of the file; nothing was imported.",
    ),
    "import_unknown": ("There is no import {number}", "See what there is: warehouse imports list."),
    "import_stands": (
        "Import {number} cannot be undone: {count} things were done with what it made, among them {stands}",
        "Undo those first, or correct the orders and products themselves.",
    ),
    "import_not_done": ("Import {number} cannot be undone now", "See what became of it: warehouse imports show."),
    "import_not_done.undone": ("Import {number} was undone before", ""),
    "import_not_done.running": ("Import {number} is still running", "Wait until it has ended, or stop it."),
    "import_not_done.users": ("People are not undone by an import", "Lock them: warehouse user lock."),
    "import_not_done.moved_on": ("Import {number} is being undone by somebody else", "Wait until that has ended."),
    "mapping_moved": (
        "Somebody else changed the mapping for {kind} of {channel} meanwhile",
        "Save again to put yours in its place.",
    ),
    "mapping_unknown": ("There is no mapping for {kind} of {channel}", "See what there is: warehouse mapping list."),
    "mapping_file_unreadable": (
        "The mapping file {file} cannot be read: {why}",
        "Check its name, and save it as UTF-8.",
    ),
    "import_dates_ambiguous": (
        "The dates of {file} could be day-month or month-day (for example {example}), and none of them proves which",
        "Write them as year-month-day; nothing was imported.",
    ),
    "import_dates_mixed": (
        "The dates of {file} are written day-month in some rows and month-day in others (for example {example})",
        "Write them all as year-month-day; nothing was imported.",
    ),
    "import_retail_stock": (
        "The file {file} holds sales, not stock",
        "Import it as orders, or say --format retail-opening to compute an opening stock from it.",
    ),
    "import_format_unknown": ("There is no format {format}", "Use one of: {known}."),
    "import_kind_unknown": ("The format {format} does not read {kind}", "It reads: {known}."),
    "import_no_pictures": ("The folder {file} has no pictures", "Name them like the products' codes, as in 22423.jpg."),
    "import_which_warehouse": ("There are several warehouses: {known}", "Say which with --warehouse."),
    "import_warehouse_unknown": ("There is no warehouse {warehouse}", "Use one of: {known}."),
    "warehouse_size": (
        "A warehouse of {aisles} aisles, {bays} bays and {levels} levels cannot be made",
        "Use 1 to 104 aisles, 1 to 999 bays and 1 to 26 levels.",
    ),
    "import_no_space": (
        "The import needs temporary disk space and did not get it ({why})",
        "Make room there, or let this account write there, and import again; nothing was imported.",
    ),
}

_REASONS: Mapping[str, tuple[str, str]] = {
    "missing": ("The field is empty, or no column is read as it", "Fill it in, or name its column."),
    "bad_characters": ("The text has bytes that are no letters", "Type it again and save as UTF-8."),
    "control_characters": ("The text has a hidden control character ({code})", "Type it again."),
    "too_long": ("The text is longer than {limit} characters", "Shorten it."),
    "formula": ("The cell is a formula, not a value", "Save the file with values only."),
    "mangled_code": (
        "A spreadsheet has turned this code into a number",
        "Format the column as text and enter the code again.",
    ),
    "begins_with_at": ("The code of a product cannot begin with @", "Leave the @ out."),
    "not_a_number": ("This is not a number", "Correct it."),
    "number_ambiguous": (
        "This number could be a thousand or a fraction, and the file does not prove which",
        "Write it without a thousands mark.",
    ),
    "decimal_quantity": ("A quantity must be a whole number", "Count in the base unit."),
    "out_of_range": ("The number must lie between {low} and {high}", "Correct it."),
    "not_a_date": ("This is not a date", "Write it as year-month-day."),
    "date_serial": ("This is a spreadsheet's day number, not a date", "Format the column as a date and save again."),
    "date_ambiguous": ("The date could be day-month or month-day", "Write it as year-month-day."),
    "date_out_of_range": ("The year must lie between {first} and {last}", "Correct it."),
    "unknown_word": ("This word is not known here", "Use one of: {known}."),
    "serial_more_than_one": ("A serial number stands for one piece only", "Give each piece its own row."),
    "twice_in_file": ("Line {line} says something else about the same thing", "Keep the one that is right."),
    "record_left_out": ("Line {line} about the same thing is wrong", "Mend that line and import both again."),
    "order_left_out": ("Line {line} of the same order is wrong, and half an order is no order", "Mend that line."),
    "order_without_lines": ("The order has no lines", "Add its products, or leave it out."),
    "order_disagrees": ("Order {order} says {other} in line {line}", "Make both rows say the same."),
    "too_many_lines": ("There are more rows than one order or product can have", "Check the column of numbers."),
    "wrong_column_count": (
        "The row has {found} columns, the header {expected}",
        "Check for a separator or quotation mark inside a text.",
    ),
    "line_too_long": ("The line is longer than any record can be", "Check that the file has line ends."),
    "unknown_sku": ("There is no product {sku}", "Import the products first."),
    "order_changed": (
        "Order {order} is known with other content; what is there was kept, the file's version was not taken",
        "Change or cancel the order itself, or give the new one another number.",
    ),
    "document_changed": (
        "Document {document} is known with other content; what is there was kept",
        "Give the new one another number.",
    ),
    "fixed_while_stocked": (
        "The {field} cannot change while the product has stock; it is {known}",
        "Count the stock down to nothing first.",
    ),
    "unknown_warehouse": ("There is no warehouse {warehouse}", "Correct it, or leave the cell empty."),
    "place_kind_fixed": ("Place {place} is a {kind} and stays one", "Give the new place another code."),
    "container_elsewhere": ("{place} is known in warehouse {warehouse} already", "Give it another code."),
    "unknown_place": ("There is no place {place}", "Import it first, or write it above this row."),
    "home_in_bins": ("{place} is no bin: only a bin can be a home", "Leave home_of empty."),
    "home_span": ("A home is filled up to {most}, which is less than {least}", "Let home_most be the higher number."),
    "part_form": (
        "{found} is no number of an aisle, bay or level",
        "Use a number, a letter, or a letter and a number of up to three digits.",
    ),
    "stock_place_unused": ("{place} is out of use", "Name another bin, or take it into use again."),
    "no_stock_place": ("{place} is a {kind}, where no stock is counted", "Name a bin."),
    "lot_missing": ("Product {sku} is kept by lot", "Fill in the lot."),
    "serial_missing": ("Product {sku} is kept by serial number", "Fill in the serial number, one row for each piece."),
    "lot_not_tracked": ("Product {sku} is not kept by lot", "Leave the lot empty, or change the product."),
    "serial_not_tracked": (
        "Product {sku} is not kept by serial number",
        "Leave the serial number empty, or change the product.",
    ),
    "opening_changed": (
        "The opening stock of {sku} was received before as {known}",
        "Count the product, or import its balance.",
    ),
    "line_without_sku": (
        "The line {name} must be shipped and has no SKU, so nobody knows what to pick",
        "Give it the SKU of a product, in the shop and in this row.",
    ),
    "cancelled_elsewhere": (
        "The shop has cancelled order {order}, which is open here",
        "Cancel it here as well; if its goods are gone, expect them back.",
    ),
    "shipped_elsewhere": (
        "The shop says that order {order} has been shipped, and it is open here",
        "Find out who shipped it, and cancel it here if it is gone.",
    ),
    "no_goods": ("{sku} is a service", "Only goods are bought and put on stock."),
    "unknown_supplier": ("There is no supplier {supplier}", "Import the suppliers first."),
    "unknown_purchase": ("There is no purchase order {purchase}", "Import the purchase orders first."),
    "several_products": ("The supplier calls several products {sku}: {skus}", "Name one by its SKU."),
    "purchase_of_another": ("Purchase order {purchase} is of another supplier", "Correct the number or the supplier."),
    "purchase_ended": (
        "Purchase order {purchase} is {state}",
        "What has ended is not changed by a file; make another order.",
    ),
    "product_twice": (
        "Line {line} orders the same product for the same day",
        "Add the quantities, or give another day.",
    ),
    "less_than_came": ("{received} of line {n} have come already", "Order as many at least."),
    "delivery_came": (
        "Delivery {delivery} was told before, and goods of it have come, or it was cancelled",
        "Give the new one another number.",
    ),
    "pallet_known": ("Pallet {sscc} belongs to delivery {delivery}", "Check the number on the pallet."),
    "bad_sscc": ("This is no number of a pallet (SSCC): 18 digits, the last of which proves the others", "Correct it."),
    "bad_currency": ("This is no currency", "Write its three letters, as EUR."),
    "bad_json": ("The line is no whole JSON", "Correct it."),
    "no_object": ("The record is no object with names and values", "Correct it."),
    "json_too_deep": ("The record nests objects too deeply", "Leave out what is not to be imported."),
    "name_twice": ("The name stands twice in the record with different values", "Keep the one that is right."),
    "formula_without_value": (
        "The formula of this cell was never computed",
        "Open the file in a spreadsheet, save it and import it again.",
    ),
    "cell_error": ("The cell shows an error, not a value", "Correct its formula, or enter the value."),
    "date_as_code": (
        "A spreadsheet has turned this code into a date",
        "Format the column as text and enter the code again.",
    ),
    "date_as_number": (
        "A spreadsheet has turned this number into a date",
        "Format the column as a number and enter it again.",
    ),
    "date_without_day": ("This is a time without a day", "Enter date and time."),
    "false_leap_day": ("There never was a 29 February 1900, though spreadsheets have it", "Correct the date."),
    "merged_number": (
        "This number is merged over several rows, and nothing says whether it counts once or for each",
        "Split the cell and enter the number of each row.",
    ),
    "unclosed_quote": ("A quotation mark is opened and never closed", "Close it or remove it."),
}

_STANDINGS: Mapping[str, str] = {
    "worked": "is in a batch, picked or packed",
    "promised": "has promised stock",
    "decided": "was held, changed or decided on",
    "moved": "was moved since",
    "ordered": "is ordered elsewhere",
    "named": "has other orders",
    "stood_in": "has held goods",
    "changed": "was changed since",
    "labelled": "has a label",
    "bought": "is bought from a supplier",
    "bought_from": "has purchase orders",
    "received": "has received goods",
    "told_of": "has deliveries told of",
    "came_back": "has come back, or money or photos stand on it",
    "sent_back": "is in a return",
}
_THINGS: Mapping[str, str] = {
    "order": "Order",
    "product": "Product",
    "customer": "Customer",
    "place": "Place",
    "barcode": "Barcode",
    "claim": "Stock",
    "stock": "Stock",
    "label": "Label",
    "supplier": "Supplier",
    "supplier_product": "What a supplier sells,",
    "purchase": "Purchase order",
    "delivery": "Delivery",
    "return": "Return",
}

WORDS: Mapping[str, tuple[str, str]] = {
    **_FILES,
    **{f"{REJECT}{code}": words for code, words in _REASONS.items()},
    **{f"{REMARK}{code}": words for code, words in REMARKS.items()},
}


def reason(rejected: Rejected) -> str:
    """Return the sentence that says why a record was refused and what to do."""
    code = f"{REJECT}{rejected.reason}"
    return say(code if code in WORDS else rejected.reason, rejected.facts)


def standing(found: Standing) -> str:
    """Return what stands on an import, as one line."""
    return f"{tr(_THINGS.get(found.kind, found.kind))} {found.code} {tr(_STANDINGS.get(found.why, found.why))}"


def remark(found: Remark) -> str:
    """Return the sentence of a remark, with its count and examples."""
    facts = {**found.facts, "count": found.count, "examples": ", ".join(found.examples)}
    return say(f"{REMARK}{found.code}", facts)
