"""Words of what is odd about a label that others made, and of what holds it."""

from __future__ import annotations

from warehouse_app.wording import tr

WORDS = {
    "no_label": ("There is no label to draw: {what}", "Give a file of ZPL, PDF or PNG"),
    **{
        f"proof_{code}": ("{document} {code} is held: " + why, "It is not printed. Look at it, or ask the carrier anew")
        for code, why in (
            ("unread_barcode", "{detail} is a barcode that cannot be judged"),
            ("broken_code", "a barcode's data is none of its kind"),
            ("broken_graphic", "a picture cannot be unpacked"),
            ("missing_graphic", "it asks for the picture {detail} and does not bring it"),
            ("missing_format", "it asks for the format {detail} and does not bring it"),
            ("code_unreadable", "a barcode cannot be read off it"),
        )
    },
}
"""Code -> what happened, what to do."""

ODD = {
    "unknown_command": "The command {detail} is none that is read here; nothing is drawn for it",
    "printer_command": "{detail} is a command to the printer, not to the label",
    "copies": "It asks for {detail} copies",
    "stray_bytes": "It begins with something that is no command",
    "broken_text": "A text is not in the character set that it names",
    "broken_hex": "A text has a sign spelt in hexadecimal that is not whole",
    "control_sign": "A text has a control sign in it",
    "unclosed_field": "Its last field is not closed",
    "units": "It measures in {detail}, and is drawn as if in dots",
    "signs_replaced": "A text has signs that the drawing replaces; the printer draws its own",
    "stand_in": "The dots of a {detail} stand in for the printer's own; its fields were checked",
    "more_labels": "The file has {detail} labels",
    "outside": "Something leaves the paper: {detail}",
    "overlap": "Words stand over a barcode: {detail}",
    "quiet_zone": "The barcode {detail} has too little white beside it",
    "no_codes": "No barcode was found on it",
}
HOLDS = {
    "unreadable": "It cannot be read: {detail}",
    "unread_barcode": "It has a barcode that cannot be judged here: {detail}",
    "broken_code": "A barcode's data is none of its kind: {detail}",
    "broken_graphic": "A picture cannot be unpacked: {detail}",
    "missing_graphic": "It asks for the picture {detail}, which it does not bring",
    "missing_format": "It asks for the format {detail}, which it does not bring",
    "code_unreadable": "The barcode {detail} cannot be read off the drawn label",
}


def odd_words(code: str, detail: str) -> str:
    """Return what is odd about a label as a sentence."""
    return tr(ODD.get(code, "{detail}")).format(detail=detail)


def held_words(code: str, detail: str) -> str:
    """Return why a label is held as a sentence."""
    return tr(HOLDS.get(code, "{detail}")).format(detail=detail)
