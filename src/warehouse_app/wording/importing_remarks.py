"""What an import remarks: everything that was decided for the reader, each with how often and a few examples."""

from __future__ import annotations

from collections.abc import Mapping

REMARKS: Mapping[str, tuple[str, str]] = {
    "encoding_guessed": ("The file is not clean UTF-8; it was read as {examples}", "Check names with accents."),
    "column_ignored": ("{count} {count:column was|columns were} not understood and ignored: {examples}", ""),
    "mapping_used": ("The columns were read by the mapping of {examples}", ""),
    "decimal_comma": ("Numbers were read with a decimal comma ({examples})", ""),
    "decimal_mixed": (
        (
            "{count} {count:number uses|numbers use} the other decimal mark and {count:was|were} read by the"
            " more frequent one"
        ),
        "",
    ),
    "day_first": ("Dates were read day first; {count} alone could be either ({examples})", ""),
    "month_first": ("Dates were read month first ({examples})", ""),
    "preferred_moved": (
        "{count} {count:product has|products have} another preferred supplier now ({examples})",
        "",
    ),
    "expired_on_arrival": (
        "{count} {count:delivery holds|deliveries hold} goods whose last day is over ({examples})",
        "Ask the supplier before they come.",
    ),
    "return_blind": (
        "{count} {count:return is|returns are} of no order that is known here ({examples})",
        "Say whose they are when they come.",
    ),
    "return_off": ("{count} {count:return was|returns were} taken back before {count:it was|they were} known", ""),
    "reason_unmapped": (
        "{count} {count:reason has|reasons have} no word of ours ({examples})",
        "Tell what channels call reasons: Return rules.",
    ),
    "price_rounded": (
        (
            "{count} {count:price has|prices have} more than four decimals and {count:was|were} rounded half"
            " up ({examples})"
        ),
        "",
    ),
    "minimum_rounded": (
        (
            "{count} least {count:worth of an order is|worths of orders are} finer than {count:its currency|their"
            " currencies} and {count:was|were} rounded half up ({examples})"
        ),
        "",
    ),
    "measure_rounded": (
        "{count} {count:size|sizes} or weights {count:was|were} rounded half up to whole units ({examples})",
        "",
    ),
    "formula_text": (
        (
            "{count} {count:text looks|texts look} like spreadsheet formulas and {count:was|were} kept as "
            "plain text ({examples})"
        ),
        "",
    ),
    "lost_zeros": (
        (
            "{count} {count:barcode looks|barcodes look} as if a spreadsheet dropped {count:its|their} "
            "leading zeros ({examples})"
        ),
        "Compare them with a box before you rely on them.",
    ),
    "codes_by_case": (
        (
            "{count} {count:code differs|codes differ} only by capital letters and {count:is|are} one "
            "product each ({examples})"
        ),
        "",
    ),
    "address_missing": (
        "{count} {count:order has|orders have} no usable address and {count:is|are} on hold ({examples})",
        "",
    ),
    "blanks_stripped": ("{count} {count:text|texts} had blanks around {count:it|them}, which were removed", ""),
    "same_code_twice": (
        "{count} {count:order names|orders name} a product in several lines; the lines were kept ({examples})",
        "",
    ),
    "repeated_rows": (
        "{count} {count:row repeats|rows repeat} another exactly and {count:was|were} kept as a true line",
        "",
    ),
    "customer_unknown": (
        (
            "{count} {count:row has|rows have} no customer; {count:its order is|their orders are} shown as "
            "Customer unknown"
        ),
        "",
    ),
    "zero_price": (
        (
            "{count} {count:row has|rows have} a price of zero: lines of a sale where the order has paid "
            "lines, else adjustments"
        ),
        "",
    ),
    "negative_price": (
        "{count} {count:row has|rows have} a price below zero, {count:an adjustment|adjustments} ({examples})",
        "",
    ),
    "two_times": ("{count} {count:order carries|orders carry} two times; the earliest counts ({examples})", ""),
    "mixed_invoice": ("{count} {count:sale holds|sales hold} other rows besides paid lines ({examples})", ""),
    "two_countries": (
        "{count} {count:customer has|customers have} two countries; each order keeps its own ({examples})",
        "",
    ),
    "not_stocked": ("{count} {count:row is|rows are} service, shipping or discount and never stock ({examples})", ""),
    "unusual_code": (
        (
            "{count} {count:product code has|product codes have} an unusual form and "
            "{count:was taken as a product|were taken as products} ({examples})"
        ),
        "",
    ),
    "several_descriptions": (
        "{count} {count:code has|codes have} several descriptions; the most frequent is the name",
        "",
    ),
    "undone_same_day": (
        (
            "{count} {count:order was|orders were} undone the same day by a credit note and {count:is|are} "
            "on hold ({examples})"
        ),
        "Cancel them, or release the hold if they are real.",
    ),
    "credit_notes_kept": (
        (
            "{count} {count:credit note was|credit notes were} kept with {count:its|their} lines and "
            "{count:posts|post} nothing"
        ),
        "",
    ),
    "adjustments_kept": (
        "{count} {count:adjustment was|adjustments were} kept with {count:its|their} lines",
        "Adjustments (warehouse adjust post) lets them change the stock",
    ),
    "address_for_nobody": (
        (
            "{count} {count:order has|orders have} an address without a name and {count:is|are} on hold ({examples}): "
            "a column ship_name or company tells it"
        ),
        "",
    ),
    "payment_not_in_file": (
        (
            "{count} {count:order|orders} {count:does|do} not say how {count:it is|they are} paid and "
            "{count:counts|count} as paid"
        ),
        "",
    ),
    "barcode_shared": (
        "{count} {count:barcode is|barcodes are} also carried by another product ({examples})",
        "A scan of them asks which product is meant.",
    ),
    "barcode_check_digit": (
        (
            "{count} {count:barcode has|barcodes have} a wrong check digit and {count:was|were} kept as "
            "written ({examples})"
        ),
        "Compare them with a box.",
    ),
    "barcode_restricted": (
        (
            "{count} {count:barcode is|barcodes are} given out by each shop for itself (02, 04, 20 to 29) and may "
            "mean something else elsewhere ({examples})"
        ),
        "",
    ),
    "barcode_two_numbers": (
        (
            "{count} {count:barcode|barcodes} of eight digits can be an EAN-8 or a short UPC-E and "
            "{count:was|were} kept as an EAN-8 ({examples})"
        ),
        "Write a UPC-E with its twelve digits.",
    ),
    "barcode_gs1": (
        (
            "{count} {count:barcode is a GS1 code that breaks|barcodes are GS1 codes that break} a rule and "
            "{count:was|were} kept as written ({examples})"
        ),
        "Compare them with a box.",
    ),
    "barcode_case_of_one": (
        (
            "{count} {count:barcode is the number|barcodes are the numbers} of a case, told with one piece in it "
            "({examples})"
        ),
        "Tell how many are in it, such as CODE*12.",
    ),
    "barcode_two_factors": (
        "{count} {count:barcode was|barcodes were} told with two pack sizes; the first counts ({examples})",
        "",
    ),
    "picture_missing": (
        "The pictures of {count} {count:product|products} were not found ({examples})",
        "Check the names.",
    ),
    "place_made": (
        "{count} {count:bin was|bins were} made because the stock file names {count:it|them} ({examples})",
        "Check for typing errors.",
    ),
    "columns_assumed": (
        (
            "{count} {count:column|columns} of a Shopify export {count:is|are} missing, and the usual was "
            "assumed ({examples})"
        ),
        "Export all columns to be sure.",
    ),
    "orders_cancelled": (
        "{count} {count:order was|orders were} cancelled in the shop and {count:is|are} kept as such ({examples})",
        "",
    ),
    "orders_closed": (
        "{count} {count:order was|orders were} fulfilled before and will not ship again ({examples})",
        "",
    ),
    "lines_taken_out": (
        (
            "{count} {count:line|lines} of quantity 0 {count:was|were} taken out of "
            "{count:its order|their orders} and left out ({examples})"
        ),
        "",
    ),
    "not_shipped_lines": (
        "{count} {count:line|lines} {count:needs|need} no shipping and {count:is a service|are services} ({examples})",
        "",
    ),
    "apostrophes": ("{count} {count:code|codes} had an apostrophe in front, which was removed ({examples})", ""),
    "totals_differ": (
        "The lines of {count} {count:order|orders} do not add up to the total of the file ({examples})",
        "Compare them with the shop before you invoice.",
    ),
    "notes_left": (
        "{count} {count:order has|orders have} notes, which are personal and were not taken over ({examples})",
        "Look at them in the shop.",
    ),
    "gift_note_cut": (
        "The {count:gift note|gift notes} of {count} {count:order was|orders were} too long and cut ({examples})",
        "",
    ),
    "payment_pending": (
        (
            "{count} {count:order|orders} {count:waits|wait} for {count:its|their} payment and "
            "{count:is|are} on hold ({examples})"
        ),
        "",
    ),
    "payment_partial": ("{count} {count:order is|orders are} paid in part and {count:is|are} on hold ({examples})", ""),
    "payment_expired": (
        "{count} {count:order has|orders have} an authorisation that expired and {count:is|are} on hold ({examples})",
        "",
    ),
    "payment_refunded": (
        "{count} {count:order was|orders were} refunded, not cancelled, and {count:is|are} on hold ({examples})",
        "",
    ),
    "payment_voided": (
        "{count} {count:order has|orders have} a payment that was voided and {count:is|are} on hold ({examples})",
        "",
    ),
    "risk_high": (
        "{count} {count:order has|orders have} a high risk of fraud and {count:is|are} on hold ({examples})",
        "",
    ),
    "restocked_in_shop": (
        "{count} {count:order was|orders were} restocked in the shop and {count:is|are} on hold ({examples})",
        "",
    ),
    "waits_in_shop": (
        "{count} {count:order waits|orders wait} in the shop and {count:is|are} on hold ({examples})",
        "",
    ),
    "partly_refunded": (
        (
            "{count} {count:order was|orders were} refunded in part and {count:is|are} on hold, for the file"
            " does not say which units ({examples})"
        ),
        "Compare them with the shop.",
    ),
    "partly_fulfilled": (
        (
            "{count} {count:order was|orders were} fulfilled in part and {count:is|are} on hold, for the "
            "file does not say which units ({examples})"
        ),
        "Compare them with the shop.",
    ),
    "no_book": ("The file is named like a workbook but holds text; it was read as CSV ({examples})", ""),
    "sheet_taken": ("The sheet {examples} was read", ""),
    "sheets_left": ("{count} {count:other sheet was|other sheets were} not read ({examples})", ""),
    "sheets_hidden": (
        "{count} {count:hidden sheet was|hidden sheets were} not looked at ({examples})",
        "Say --sheet with the name of one to read it.",
    ),
    "rows_hidden": (
        "{count} {count:row is|rows are} hidden in the sheet and {count:was|were} read like all others ({examples})",
        "",
    ),
    "columns_hidden": (
        (
            "{count} {count:column is|columns are} hidden in the sheet and {count:was|were} read like all "
            "others ({examples})"
        ),
        "",
    ),
    "rows_above_header": ("What stands above the names of the columns was left out; they stand in row {examples}", ""),
    "cells_outside": (
        (
            "{count} {count:cell stands|cells stand} beside the table, under no name, and {count:was|were} "
            "left out ({examples})"
        ),
        "",
    ),
    "merged_cells": (
        (
            "{count} {count:cell is|cells are} merged over several rows and {count:counts|count} for each of"
            " them ({examples})"
        ),
        "",
    ),
    "formulas": (
        (
            "{count} {count:cell is a formula|cells are formulas}; what {count:it|they} showed when the file"
            " was saved was read ({examples})"
        ),
        "",
    ),
    "dates_since_1904": (
        "{count} {count:date is|dates are} counted from 1904 and {count:was|were} read so ({examples})",
        "Compare one of them.",
    ),
    "dates_as_text": ("{count} {count:text is a date|texts are dates} to the spreadsheet ({examples})", ""),
    "numbers_as_text": (
        (
            "{count} {count:number is|numbers are} kept as text and "
            "{count:was|were} read as {count:a number|numbers} ({examples})"
        ),
        "",
    ),
    "codes_as_numbers": (
        "{count} {count:code is kept as a number|codes are kept as numbers}; zeros in front would be lost ({examples})",
        "Compare them, and format the column as text.",
    ),
    "codes_with_zeros": (
        (
            "{count} {count:code is a number|codes are numbers} shown with zeros in front and "
            "{count:was|were} read so ({examples})"
        ),
        "",
    ),
    "import_stopped": ("The import was stopped before its end", "Run it again: what is there is not taken twice."),
    "ship_by_computed": ("{count} {count:order is|orders are} to be shipped by the end of the next working day", ""),
}
