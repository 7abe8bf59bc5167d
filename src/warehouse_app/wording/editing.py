"""Words for what cannot be changed as asked: fields, barcodes, products and places that are there already."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "changed_meanwhile": (
        "Somebody changed the {field} of {what} meanwhile: it was {before}, it is {now}",
        "Look at it again, then save; what you typed is kept",
    ),
    "bad_field": ("{field} cannot be {value}", "Give another value"),
    "bad_field.empty": ("{field} is empty", "Type it"),
    "bad_field.too_long": ("{field} is longer than {most} signs", "Shorten it"),
    "bad_field.not_printable": ("{field} holds signs that cannot be printed: {value}", "Take them out"),
    "bad_field.begins_with_at": ("No {field} begins with @: {value}", "Leave the @ out"),
    "bad_field.no_number": ("{field} is no whole number: {value}", "Type digits only"),
    "bad_field.out_of_range": ("{field} cannot be {value}", "Give a number from 1 to {most}"),
    "bad_field.no_time": ("{field} is no day and time: {value}", "Type it as 2010-12-06 15:30"),
    "bad_field.unknown": ("There is no field {field}", "Choose one that is there"),
    "no_such_view": ("There is no view {view} of {list} any more", "Choose another, or save it anew"),
    "view_taken": (
        "There is a view {view} already",
        "Choose another name, or save once more to put yours in its place",
    ),
    "too_many_views": ("{list} has {most} views", "Remove one that nobody needs"),
    "not_in_list": ("{list} has no {part} {asked}", "Choose one of: {names}"),
    "sku_taken": ("There is a product {sku} already", "Open it, or choose another SKU"),
    "bad_check_digit": (
        "{barcode} looks like a trade item number, but its last digit should be {digit}",
        "Read it again from the package; to keep it as it is, say so",
    ),
    "no_such_barcode": ("{sku} carries no barcode {barcode}", "Look at its barcodes again"),
    "warehouse_taken": ("There is a warehouse {warehouse} already", "Choose another code"),
    "bad_warehouse.warehouse": (
        "{value} cannot be the code of a warehouse",
        "Use letters, digits and dashes, at most {most} signs",
    ),
    "bad_warehouse.zone": ("There is no time zone {value}", "Write it as in Europe/London"),
    "place_taken": ("There is a place {place} in {warehouse} already", "Open it, or choose another code"),
    "bad_place_kind": ("No place can be made of the kind {kind}", "Choose one of: {kinds}"),
    "unknown_warehouse": ("There is no warehouse {warehouse}", "Choose one of: {known}"),
    "place_in_warehouses": ("{place} is in several warehouses: {warehouses}", "Say which with --warehouse"),
    "place_not_empty": ("{place} is not empty: {kinds} kinds of goods, {units} units", "Move them first"),
    "place_out_of_use": ("{place} is out of use", "Put the goods elsewhere, or take the place into use again"),
    "bad_walk": ("{place} has no part {field} like {value}", "Use a number, or a letter and a number"),
}
