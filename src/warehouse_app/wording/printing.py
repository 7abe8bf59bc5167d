"""Words of printers, print jobs and papers, and what the command cards mean."""

from __future__ import annotations

from dataclasses import asdict

from warehouse_app.domain.printing.routing import PrintRule, Route, Via
from warehouse_app.domain.printing.values import NO_CODE, PrintAsked
from warehouse_app.wording import tr

WORDS = {
    "printer_unreachable": ("Printer {printer} does not answer", "Switch it on; what waits prints by itself"),
    "printer_broke_off": ("Printer {printer} broke off", "Look whether {document} {code} came out, then answer"),
    "printer_slow": (
        "Printer {printer} did not finish in time",
        "Look whether {document} {code} came out, then answer",
    ),
    "printer_paper_out": ("Printer {printer} is out of labels", "Load a roll; what waits prints by itself"),
    "printer_paused": ("Printer {printer} is paused", "Press its pause button; what waits prints by itself"),
    "printer_head_open": ("Printer {printer} stands open", "Close its head; what waits prints by itself"),
    "printer_ribbon_out": ("Printer {printer} is out of ribbon or toner", "Load one; what waits prints by itself"),
    "printer_hot": ("Printer {printer} is too hot", "Let it cool down; what waits prints by itself"),
    "printer_memory": ("Printer {printer} has lost its memory", "Switch it off and on; what waits prints by itself"),
    "printer_full": ("Printer {printer} is full", "Wait; what waits prints by itself"),
    "printer_rejects": (
        "Printer {printer} takes no jobs",
        "Let its queue take jobs again, or choose another printer; what waits prints by itself",
    ),
    "printer_no_spooler": (
        "This machine has no Windows spooler for printer {printer}",
        "Reach it over the network or a CUPS queue, or install the part pywin32 in Windows",
    ),
    "printer_holds": (
        "{document} {code} lies in the memory of printer {printer}",
        "Wait, or see to the printer; it is not sent again",
    ),
    "queue_has_it": (
        "{document} {code} waits in the queue of printer {printer}",
        "Wait, or see to its queue; it is not sent again",
    ),
    "queue_held": (
        "{document} {code} is held in the queue of printer {printer}",
        "Release it in the queue; it is not sent again",
    ),
    "queue_cancelled": (
        "{document} {code} was cancelled in the queue of printer {printer}",
        "Look whether it came out, then answer",
    ),
    "queue_gave_up": (
        "The queue of printer {printer} gave {document} {code} up",
        "Look whether it came out, then answer",
    ),
    "printer_folder": ("The folder of printer {printer} takes no files", "Make room or give the right to write there"),
    "printer_target": ("{target} is no printer's address", "Write it as its kind wants it, in the printer's settings"),
    "printer_language": (
        "Printer {printer} does not take this document",
        "Choose one that does: PDF takes all, receipts take packing slips, label printers take labels",
    ),
    "receipt_signs": (
        "A receipt printer has not all signs of {text}",
        "It is held. Print it as PDF at another printer",
    ),
    "print_unknown": (
        "Nobody knows whether {document} {code} was printed on {printer}",
        "Look at the printer and answer: it printed, or print it again",
    ),
    "code_unprintable": ("{text} cannot be a barcode", "Give the parcel a tracking code of plain letters and digits"),
    "code_too_long": ("{text} is too long for a barcode on the label", "Give the parcel a shorter tracking code"),
    "proof_unreadable": ("{document} {code} cannot be read back", "It is held. Report it, then print again"),
    "proof_pages": ("{document} {code} has {detail} pages where one is due", "It is held. Report it, then print again"),
    "proof_size": ("{document} {code} has the wrong size, {detail}", "It is held. Report it, then print again"),
    "proof_code_missing": ("{document} {code} lacks its barcode {detail}", "It is held. Check the code, print again"),
    "proof_code_foreign": ("{document} {code} carries another's code {detail}", "It is held. Report it, print again"),
    "proof_code_twice": ("{document} {code} carries {detail} twice", "It is held. Report it, then print again"),
    "proof_text_missing": (
        "The {detail} does not fit on {document} {code}",
        "It is held. Shorten it in the order, then print again",
    ),
    "proof_outside": ("A text of {document} {code} leaves the paper", "It is held. Shorten it, then print again"),
    "proof_overlap": ("Two texts of {document} {code} overlap", "It is held. Shorten them, then print again"),
    "proof_narrow": ("The bars of {detail} are too narrow to scan", "It is held. Use a shorter code, print again"),
    "proof_quiet_zone": ("The barcode {detail} has too little white around it", "It is held. Report it, print again"),
    "proof_signs_missing": (
        "{document} {code} has signs in {detail}, and this machine has no font for them",
        "It is held. Install one (on Debian fonts-noto-core, fonts-noto-cjk), then print again",
    ),
    "proof_shaping_missing": (
        "{document} {code} has signs in {detail}, which this machine cannot set",
        "It is held. Install the library fribidi (on Debian libfribidi0), then print again",
    ),
    "proof_signs_unknown": (
        "{document} {code} has signs nobody can read",
        "It is held. Cancel its print job, and write the address by hand",
    ),
    "proof_picture_wrong": ("A line of {document} {code} came out wrong", "It is held. Report it, then print again"),
    "paper_unproven": ("{document} {ref} failed its proof, {problem}", "It is not made. Report it"),
    "paper_unproven.label_rows": (
        "{document} {ref} has more rows than the label takes",
        "Print the customs declaration CN23 instead",
    ),
    "paper_unproven.code_unprintable": ("{detail} cannot be a barcode on {document} {ref}", "Give it a plainer code"),
    "paper_unproven.code_too_long": (
        "{detail} is too long for a barcode on {document} {ref}",
        "Give it a shorter code",
    ),
    "label_rows": (
        "{document} {code} has more rows than the label takes",
        "It is held. Cancel it, and print the customs declaration CN23",
    ),
    "no_such_paper": ("There is nothing of {ref} to print: {document}", "Check the code, or finish it first"),
    "paper_voided": ("{document} {ref} is of a parcel that was unpacked", "Nothing is printed; pack it anew"),
    "still_waiting": (
        "{document} {ref} waits to be printed already",
        "It prints by itself; see to the printer {printer} where it does not",
    ),
    "reprint_reason": (
        "{document} {ref} came out before; to print it once more needs a reason",
        "Name one of {reasons}",
    ),
    "no_stand_in": (
        "Printer {printer} has no stand-in that can take over",
        "Name another printer as its stand-in first",
    ),
    "printer_away": (
        "Printer {stand_in} prints for {printer} until it is back",
        "See to {printer}; it prints again by itself",
    ),
    "bad_print_rule": ("{value} cannot be the {field} of a rule", "Check it, and write the rule again"),
    "no_such_print_rule": ("There is no rule {rule}", "Look the rules up first"),
    "nothing_to_answer": ("Print job {job} is {state}; nothing is asked about it", "Choose a job whose end is unknown"),
    "bad_printer": ("{value} cannot be the {field} of a printer", "Check it, and set the printer up again"),
    "bad_printer.code": ("{value} cannot be a printer's code", "Use capital letters, digits and dashes, 30 at most"),
    "bad_printer.kind": ("A printer is not reached by {value}", "Take tcp, cups, usb, serial, spooler or file"),
    "bad_printer.language": (
        "A printer does not take {value}",
        "Take zpl203, zpl300 or zpl600 for labels, pdf for papers, escpos for receipts",
    ),
    "bad_printer.target": (
        "This is no address of such a printer: {value}",
        "Take host:port (tcp), server/QUEUE (cups), /dev/usb/lp0 (usb), COM3 9600 8N1 (serial), a name or a folder",
    ),
    "no_such_printer": ("There is no printer {printer}", "Set it up first, or check the code"),
    "no_such_station": (
        "There is no station {station}",
        "Check the code; an administrator makes it by: warehouse device station CODE --name NAME",
    ),
    "no_such_print": ("There is no print job {job}", "Look it up in the list of print jobs"),
    "print_stands": (
        "Print job {job} is {problem}",
        "Nothing is done with it; print a further copy where one is needed",
    ),
    "print_stands.unknown": ("Nobody knows yet whether job {job} printed", "Look at the printer and answer that first"),
    "print_stands.sending": ("Job {job} is being sent this moment", "Wait for its end"),
    "print_stands.rendered": ("Job {job} is being sent this moment", "Wait for its end"),
    "print_stands.proved": ("Job {job} is being sent this moment", "Wait for its end"),
    "print_stands.cancelled": ("Job {job} is cancelled", "Print a further copy where one is needed"),
    "printer_in_use": (
        "Printer {printer} is in use: stations {stations}, {jobs} jobs waiting, {named} rules and stand-ins",
        "Give the stations another printer, send its jobs there, and take it out of rules and stand-ins first",
    ),
    "badge_is_secret": ("The badge of {person} is kept as a secret only", "Make a new badge, and print it then"),
    "outbox_payload": ("A job cannot be read", "Report it; nothing was done"),
    "outbox_kind": ("A job is of a kind this version does not know", "Update the program at this station"),
    "outbox_fault": ("A job failed for a reason in the program", "Report it; it is tried again a few times"),
}
WORDS |= {
    f"paper_unproven.{code}": (what.replace("{code}", "{ref}"), "It is not made. " + do.removeprefix("It is held. "))
    for code, (what, do) in WORDS.items()
    if code.startswith("proof_")
}
"""Code -> what happened, what to do."""

CARDS = {
    "CONTINUE": "Go on after a stop",
    "ISSUE": "Something is wrong with this order",
    "NEXT-BOX": "Close this parcel and begin the next",
    "FINISH-SHORT": "Close the order with what is here",
    "DAMAGED": "The item in hand is damaged",
    "UNDO": "Take back the last scan",
    "PRINT-AGAIN": "Print label and papers once more",
    "PAUSE": "Leave this work and come back to it",
    "SUPERVISOR": "Call a supervisor",
    "SHORT": "The place holds too little",
    "FOUND": "Goods were found here",
    "SKIP": "Leave this task for later",
    "DONE": "This trip, batch or parcel is finished",
    "CLOSE": "Close the parcel or the manifest",
    "TAKE-OVER": "Take over what somebody else began",
    "FULL-TOTE": "The tote is full: go on in the next",
    "GET-WORK": "Give me the next best batch",
    "MOVE": "Move items from one parcel of an order into another",
    "PHOTO": "Take a photo of what is at hand",
    "COUNT-AGAIN": "Take all out of the parcel and scan it once more",
    "CHANGE": "Send the returned unit in hand elsewhere",
    "OUTCOME": "Choose what the customer gets",
    "PREVIOUS": "Take the returned unit before in hand",
}
"""Command card -> what it does."""

REASONS = {
    "lost": "It was lost",
    "damaged": "It was torn or dirty",
    "unreadable": "It cannot be scanned",
    "not_printed": "It did not come out",
    "changed": "What it says has changed",
    "extra": "One more is needed",
    "bench": "It was asked for at the bench",
    "unclear": "Nobody saw whether it came out",
}
"""Why a paper is printed once more."""

DOCUMENTS = {
    "label": "Address label",
    "slip": "Packing slip",
    "picklist": "Pick list",
    "manifest": "Manifest",
    "invoice": "Invoice",
    "cn22": "Customs CN22",
    "cn23": "Customs CN23",
    "return": "Return label",
    "product": "Product label",
    "place": "Place label",
    "tote": "Tote label",
    "pallet": "Pallet label",
    "putaway": "Put-away label",
    "comeback": "Label of an announced return",
    "badge": "Badge",
    "codes": "Command sheet",
}
"""Document of the print ledger -> what people call one."""

RULED = {
    "": "All documents",
    "labels": "All labels",
    "paper": "All papers",
    "label": "Address labels",
    "slip": "Packing slips",
    "picklist": "Pick lists",
    "manifest": "Manifests",
    "invoice": "Invoices",
    "cn22": "Customs CN22",
    "cn23": "Customs CN23",
    "return": "Return labels",
    "product": "Product labels",
    "place": "Place labels",
    "tote": "Tote labels",
    "pallet": "Pallet labels",
    "putaway": "Put-away labels",
    "comeback": "Labels of announced returns",
    "badge": "Badges",
    "codes": "Command sheets",
}
"""What a rule of printing is about -> its words."""


def document_words(name: str) -> str:
    """Return what people call a document."""
    return tr(DOCUMENTS.get(name, name))


def asked_words(document: str, asked: PrintAsked) -> str:
    """Return what was asked to print and where it goes: "Invoice 539953 prints at OFFICE, as job 12"."""
    what = document_words(document)
    what = what if asked.code == NO_CODE else f"{what} {asked.code}"
    facts = {"what": what, "job": asked.job, "copy": asked.copy}
    if asked.printer in {"LABELS", "PAPERS"}:
        words = tr("{what} prints into the folder {printer} of this home, as job {job}")
    else:
        words = tr("{what} prints at {printer}, as job {job}")
    if asked.copy > 1:
        words = tr("{words}, copy {copy}").replace("{words}", words)
    return words.format(printer=asked.printer, **facts)


def rule_words(rule: PrintRule) -> str:
    """Return a rule as a sentence: "Labels of carrier DHL at station PACK-* go to ZEBRA-2"."""
    facts = {"what": tr(RULED.get(rule.document, rule.document)), **asdict(rule)}
    if rule.carrier and rule.station:
        words = tr("{what} of carrier {carrier} at station {station} go to {printer}")
    elif rule.carrier:
        words = tr("{what} of carrier {carrier} go to {printer}")
    elif rule.station:
        words = tr("{what} at station {station} go to {printer}")
    else:
        words = tr("{what} go to {printer}")
    return words.format(**facts)


def last_rule() -> str:
    """Return what holds where no rule fits."""
    return tr("Everything else goes to the printer of the station that asks")


def route_words(route: Route) -> str:
    """Return where a document prints, and why."""
    why = {
        Via.CHOSEN: tr("somebody sent it there"),
        Via.RULE: tr("by the rule: {rule}").format(rule=rule_words(route.rule) if route.rule else ""),
        Via.STATION: tr("no rule fits, and it is the printer of the station"),
        Via.HOME: tr("no rule fits and the station has no printer, so it becomes a file"),
    }[route.via]
    if route.instead_of:
        return tr("To {printer}, the stand-in of {away}, which is away; {why}.").format(
            printer=route.printer, away=route.instead_of, why=why
        )
    return tr("To {printer}: {why}.").format(printer=route.printer, why=why)
