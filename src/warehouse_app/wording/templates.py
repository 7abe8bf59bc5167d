"""Words of templates: what is wrong in one, and the noes."""

from __future__ import annotations

from warehouse_app.domain.templates import TemplateFault
from warehouse_app.wording import tr

WORDS = {
    "no_such_template": ("There is no template {template}", "See: warehouse template list"),
    "template_wrong": (
        "The template {template} has {faults} {faults:fault|faults}",
        "Nothing is saved; mend what is named",
    ),
    "template_moved": ("Somebody changed the template {template} meanwhile", "Look at it again, then save"),
    "template_file": ("The file {file} cannot be read as text", "Check its name; a template is plain UTF-8"),
    "label_rows.many": (
        "{rows} rows are too many for this label, it takes {most}",
        "Use the paper instead, for customs a CN23",
    ),
    "no_such_document": ("The document {kind} is not in this version", "It is one of {kinds}"),
    "no_gs1_prefix": ("The company has no GS1 prefix", "Set company.gs1_prefix to the 7 to 12 digits GS1 gave you"),
    "sscc_used_up": ("Every number of the prefix {prefix} is given out", "Ask GS1 for another prefix"),
}
"""Code -> what happened, what to do."""

FAULTS = {
    "template_syntax": "This is no TOML: a quotation mark, a bracket or an equals sign is missing",
    "template_long": "This is longer than a template may be",
    "template_value": "{detail} is of the wrong kind here",
    "template_missing": "{detail} is missing",
    "template_range": "{detail} is too small or too large",
    "template_choice": "{detail} is none of the words it may be",
    "template_key": "Nothing here is called {detail}",
    "template_brace": 'In "{detail}" a brace belongs to no name: write {open}name{close}, small letters only',
    "template_hole": "There is no {open}{detail}{close} to be filled in here",
    "template_outside": "This part leaves the label",
    "template_code_unprintable": "{detail} cannot be this barcode",
    "template_code_too_long": "The barcode of {detail} needs more room",
    "template_code_missing": "The barcode {detail} cannot be read back",
    "template_code_foreign": "A barcode reads as {detail}, which stands nowhere",
    "template_code_twice": "The barcode {detail} stands twice",
    "template_text_missing": "The {detail} does not fit whole",
    "template_overlap": "Two texts overlap: {detail}",
    "template_narrow": "The bars of {detail} are too narrow to scan: give them more width",
    "template_quiet_zone": "The barcode {detail} has too little white around it",
    "template_signs_missing": "This machine has no font for signs in {detail}",
    "template_label_rows": "The sample has more rows than the label takes",
}
"""Fault -> its sentence."""

TITLES = {
    "address": "Address label", "return": "Return label", "pallet": "Pallet label", "product": "Product label",
    "place": "Place label", "tote": "Tote label", "badge": "Badge", "codes": "Command cards", "picklist": "Pick list",
    "slip": "Packing slip", "invoice": "Invoice", "manifest": "Manifest", "cn22": "Customs CN22",
    "cn23": "Customs CN23", "purchase": "Purchase order", "claim": "Claim", "supplierback": "Return to supplier",
    "putaway": "Put-away label",
}  # fmt: skip
"""Template -> what people call it."""

REFS = {
    "address": "Parcel", "return": "Parcel", "slip": "Parcel", "cn22": "Parcel", "cn23": "Parcel", "invoice": "Order",
    "picklist": "Batch", "pallet": "Manifest", "manifest": "Manifest",
    "product": "SKU", "place": "Place", "tote": "Tote", "purchase": "Purchase order",
    "claim": "Claim", "supplierback": "Return to supplier", "putaway": "Return",
}  # fmt: skip
"""Template -> what names a real thing to draw it with."""


def fault_words(fault: TemplateFault) -> str:
    """Return one fault as a sentence; a fault of a proof that has no words of its own is shown as it is."""
    known = FAULTS.get(fault.code)
    what = fault.code.removeprefix("template_").replace("_", " ")
    if known is None:
        return f"{what} {fault.detail}".strip()
    return tr(known).replace("{open}", "{").replace("{close}", "}").replace("{detail}", fault.detail or what)
