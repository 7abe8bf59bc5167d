"""What the print jobs page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.lists import PrintView
from warehouse_app.domain.printing.states import CONFIRMED, PrintState
from warehouse_app.domain.printing.values import ASKED_REASONS, Document, PrintHop, PrintJobRow, ReprintReason
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column, Event, FilterValue, Option
from warehouse_app.ui.screens.prints.state import PrintsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.printing import REASONS, document_words
from warehouse_app.wording.say import say_error, words_of

_WIDE = 900
MOST_TARGETS = 9
"""Printers that can be chosen by a digit."""


def document(name: str) -> str:
    """Return what a document is called."""
    return document_words(name)


def state_chip(name: str, trouble: str = "") -> ChipValue:
    """Return a job's state with its mark."""
    if name == PrintState.WANTED:
        return ChipValue("ask", tr("Waits"), "clock") if trouble else ChipValue("neutral", tr("To print"), "clock")
    chips = {
        PrintState.RENDERED: ChipValue("info", tr("Made"), "printer"),
        PrintState.PROVED: ChipValue("info", tr("Proven"), "printer"),
        PrintState.SENDING: ChipValue("info", tr("Sending"), "printer"),
        PrintState.SENT: ChipValue("ok", tr("Sent")),
        PrintState.PRINTED: ChipValue("ok", tr("Printed")),
        PrintState.APPLIED: ChipValue("ok", tr("On the parcel"), "package-check"),
        PrintState.UNKNOWN: ChipValue("ask", tr("Did it print?"), "circle-question-mark"),
        PrintState.FAILED: ChipValue("stop", tr("Cannot be made")),
        PrintState.QUARANTINED: ChipValue("stop", tr("Held back"), "shield-alert"),
        PrintState.CANCELLED: ChipValue("neutral", tr("Cancelled"), "ban"),
    }
    return chips[PrintState(name)]


def why(job: PrintJobRow | PrintHop, of: PrintJobRow | None = None) -> tuple[str, str]:
    """Return why a job is where it is, and what to do; nothing for one that goes its way."""
    if not job.trouble:
        return "", ""
    row = of or job
    facts = {
        "printer": job.printer, "document": document(row.document) if isinstance(row, PrintJobRow) else "",
        "code": row.code if isinstance(row, PrintJobRow) else "",
        "person": row.code if isinstance(row, PrintJobRow) else "", "detail": job.detail, "text": job.detail,
        "target": job.printer, "ref": row.code if isinstance(row, PrintJobRow) else "",
    }  # fmt: skip
    return words_of(job.trouble, facts)


def columns(now: str) -> tuple[Column[PrintJobRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Job"), lambda row: figures.number(row.id), 68, "number", name="at", leaves=lambda row: row.id),
        Column(tr("What"), lambda row: document(row.document), 112, name="document"),
        Column(tr("Of"), lambda row: row.code, 104, "code", name="code"),
        Column(tr("Copy"), lambda row: figures.number(row.copy), 58, "number", name="copy", room=_WIDE),
        Column(tr("State"), lambda row: state_chip(row.state, row.trouble), 142, "chip", name="state"),
        Column(tr("Printer"), lambda row: row.printer or figures.NOTHING, 98, "code", name="printer"),
        Column(tr("Why"), lambda row: why(row)[0], 0, name="why"),
        Column(tr("Asked"), lambda row: figures.stamp(row.at, now), 116, name="asked", room=_WIDE,
               leaves=lambda row: figures.filed(row.at)),
        Column(tr("Changed"), lambda row: figures.stamp(row.changed_at, now), 112, name="changed",
               leaves=lambda row: figures.filed(row.changed_at)),
    )  # fmt: skip


def filters(state: PrintsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        PrintView.NEEDS_YOU: tr("Needs you"), PrintView.WAITING: tr("Waiting"), PrintView.PRINTED: tr("Printed"),
        PrintView.CANCELLED: tr("Cancelled"), PrintView.ALL: tr("All"),
    }  # fmt: skip
    counts = dict(state.counts)
    return tuple(FilterValue(view, words[view], counts.get(view)) for view in PrintView)


def footer(state: PrintsScreen) -> str:
    """Return how many jobs there are."""
    extent = state.list.extent
    if extent is None:
        return tr("Counting") if state.list.read else ""
    only = state.query.value("printer")
    words = figures.counted(extent.total, "print job", "print jobs")
    return tr("{jobs} at {printer}").format(jobs=words, printer=only) if only else words


def is_empty(state: PrintsScreen) -> bool:
    """Say whether the list is known to have no job."""
    extent = state.list.extent
    return extent is not None and not extent.total and not state.list.waiting


def empty(state: PrintsScreen) -> tuple[str, str]:
    """Return what an empty list says, and one fact."""
    if state.query.narrowing:
        return tr("No print job matches"), tr("Clear the search (Esc).")
    if state.query.view == PrintView.NEEDS_YOU:
        return tr("Nothing needs you"), tr("What prints, prints by itself.")
    if dict(state.counts).get("all"):
        return tr("No print job in this view"), tr("The other views have some.")
    return tr("Nothing was printed yet"), tr("Labels and papers appear here when they are asked for.")


def title(job: PrintJobRow) -> str:
    """Return the head of a job: what, of what, which copy."""
    words = document(job.document)
    if job.document != Document.CODES.value:
        words = tr("{document} of {code}").format(document=words, code=code(job.code))
    return tr("{what}, copy {n}").format(what=words, n=job.copy) if job.copy > 1 else words


def facts(job: PrintJobRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of a job."""
    why_again = ((tr("Again because"), reason(job.reason)),) if job.reason else ()
    return (
        (tr("Printer"), code(job.printer) or figures.NOTHING),
        (tr("Asked"), figures.stamp(job.at, now)),
        (tr("Tries"), figures.number(job.attempts)),
        *why_again,
    )


def reason(name: str) -> str:
    """Return why a paper is printed once more, in words."""
    return tr(REASONS.get(name, name))


def swap_words(state: PrintsScreen) -> str:
    """Return what one key does: send what waits to the stand-in, or let the printer print itself again."""
    use = state.swap
    if use is None:
        return tr("Use the stand-in")
    words = tr("Use {printer} again") if use.row.away_at else tr("Print on {stand_in}")
    return words.format(printer=code(use.row.code), stand_in=code(use.row.stand_in))


def story(state: PrintsScreen) -> tuple[Event, ...]:
    """Return the steps of the chosen job, oldest first, each with its time."""
    if state.story is None:
        return ()
    job, hops = state.story.job, state.story.hops
    events = []
    for at, hop in enumerate(hops):
        fresh = hop.state == PrintState.WANTED and hop.printer and (not at or hops[at - 1].printer != hop.printer)
        words = tr("For {printer}").format(printer=code(hop.printer)) if fresh else state_chip(hop.state).text
        what = why(hop, job)[0] or words
        if not at and job.reason and job.reason != ReprintReason.UNCLEAR:
            what = tr("Asked for once more: {reason}").format(reason=reason(job.reason))
        who = ", ".join(part for part in (figures.seconds(hop.at), code(hop.printer), hop.who) if part)
        events.append(Event(what, who, "now" if at == len(hops) - 1 else "past"))
    return tuple(events)


def paper_words(state: PrintsScreen) -> tuple[str, str]:
    """Return what is told of the drawn paper, and its icon; no words when it is as it was sent."""
    drawn = state.drawn
    if drawn is None:
        return "", ""
    if drawn.no is not None:
        return say_error(drawn.no), "octagon-x"
    if not drawn.pages:
        return tr("It cannot be drawn: {why}").format(why=why(state.job)[0] if state.job else ""), "octagon-x"
    if drawn.same is False:
        return tr("The order or the settings changed since it was sent. A new print looks like this."), "triangle-alert"
    return "", ""


def deeds(state: PrintsScreen) -> dict[str, str]:
    """Return for each deed on the chosen job why it cannot be done now; "" when it can."""
    job, may = state.job, state.may_try
    no_right = lacks_right(state.rights, Right.SETTINGS)
    why_not = "" if may else tr("Choose a job") if job is None else _why_not(job)
    use = state.use
    no_printer = "" if use is not None else tr("Choose a printer")
    ours = no_right or (tr("This folder is always there") if use and use.spool else no_printer)
    return {
        "retry": why_not,
        "move": why_not,
        "cancel": why_not,
        "yes": "" if state.unknown else tr("Nothing is asked about it"),
        "again": "" if state.unknown else tr("Nothing is asked about it"),
        "copy": "" if job is not None and not may and not state.unknown else tr("It has not come out yet"),
        "ask": no_printer,
        "test": no_printer,
        "edit": ours,
        "forget": ours,
        "stations": no_right,
        "rules": "",
        "stand_in": ours,
        **dict.fromkeys(("swap", "swap_printer"), "" if state.swap is not None else tr("It has no stand-in")),
        "new": no_right,
        "move_all": "" if use is not None and use.waiting else tr("Nothing waits there"),
    }


def _why_not(job: PrintJobRow) -> str:
    state = PrintState(job.state)
    if state is PrintState.UNKNOWN:
        return tr("Say first whether it printed")
    if state in CONFIRMED:
        return tr("It was sent already")
    return tr("It is cancelled") if state is PrintState.CANCELLED else tr("It is being sent")


def options(state: PrintsScreen) -> tuple[Option, ...]:
    """Return the choices of the open question."""
    if state.asking == "copy":
        return tuple(Option(n, reason(each)) for n, each in enumerate(ASKED_REASONS, 1))
    if state.asking in {"move", "move_all", "stand_in"}:
        uses = state.targets[: MOST_TARGETS - 1]
        lines = (use.row.target if not use.spool else tr("A folder of this home") for use in uses)
        found = tuple(
            Option(n, code(use.row.code), line, figure=tr("{n} wait").format(n=use.waiting) if use.waiting else "")
            for n, (use, line) in enumerate(zip(uses, lines, strict=True), 1)
        )
        nobody = (Option(len(found) + 1, tr("None"), tr("What waits there waits")),)
        return (*found, *nobody) if state.asking == "stand_in" else found
    if state.asking == "cancel":
        return (Option(1, tr("Cancel it"), tr("It is not printed")), Option(2, tr("Keep it"), tr("It goes on waiting")))
    if state.asking == "forget":
        return (Option(1, tr("Forget it"), tr("Nobody prints there any more")), Option(2, tr("Keep it")))
    return ()


def question(state: PrintsScreen) -> str:
    """Return the words of the open question."""
    job = state.job
    if state.asking == "move_all":
        return tr("Where does all go that waits for {printer}?").format(printer=code(state.printer))
    if state.asking == "stand_in":
        return tr("Who takes over for {printer} when one key asks for it?").format(printer=code(state.printer))
    if state.asking == "copy" and job is not None:
        return tr("Why is {what} printed once more?").format(what=title(job))
    if state.asking == "forget":
        return tr("Forget printer {printer}?").format(printer=code(state.printer))
    if job is None or not state.asking:
        return ""
    if state.asking == "move":
        if not state.targets:
            return tr("There is no other printer that takes it")
        return tr("Where does {what} go?").format(what=title(job))
    return tr("Cancel {what}?").format(what=title(job))
