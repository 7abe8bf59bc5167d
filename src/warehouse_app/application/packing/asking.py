"""Questions of the pack bench that a digit answers: ISSUE, what is missing, a code nobody knows, and a free note.

A question stands in the bench's memory (`next`, with its `choices`); a digit answers it, any other scan goes on.
"""

from __future__ import annotations

from collections.abc import Callable

from warehouse_app.application.bench import is_enter
from warehouse_app.application.packing import awaiting, boxes, closing, linking, missing, parking, weighing
from warehouse_app.application.packing.bench_now import KEPT_NOTE, BenchNow, Deed, PackScan, needs_order, remember
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.barcodes.meaning import Unknown, understand
from warehouse_app.domain.barcodes.read import Problem, Unreadable
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import NoSuchChoice, number_of
from warehouse_app.domain.packing.asking import CARRIER, ISSUE, LINK, MISSING, MOST_CHOICES, NOTE, UNKNOWN, Choice
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.unseen import seen
from warehouse_app.domain.verdicts.issues import Issue
from warehouse_app.store.carriers import purchases
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.packing import packs
from warehouse_app.store.verdicts import issues

LONGEST_NOTE = 300
CHOICES: tuple[str, ...] = ("missing", "damaged", "wrong", "address", "other")
"""What the ISSUE card offers."""

Answer = Callable[[Desk, PackScan, Session, BenchNow, int], Deed]


def answered(desk: Desk, scan: PackScan, session: Session, now: BenchNow) -> Deed | None:
    """Do what a digit, or the words of a note or a search, answers; None where the shot is no answer.

    Raises Refused(NoSuchChoice, ...).
    """
    asked = now.row.recall("next")
    if now.row.stop or asked not in _ANSWERS or is_enter(scan.text):
        return None
    number = number_of(scan.text)
    if number is not None and number <= MOST_CHOICES:
        return _ANSWERS[asked](desk, scan, session, now, number)
    if asked in (NOTE, LINK) and _is_words(desk, scan.text):
        return _noted(desk, scan, now) if asked == NOTE else linking.sought(desk, scan, now)
    return None


def _is_words(desk: Desk, text: str) -> bool:
    """Tell whether a text is what a person typed: nothing that anybody knows, and no run of digits as codes are."""
    meant = understand(text, DeskLookup(desk), frozenset())
    if isinstance(meant, Unreadable) and meant.problem is Problem.CONTROL:
        return False  # nobody types that: a scanner erred
    return isinstance(meant, Unknown | Unreadable) and not text.strip().isdigit()


def issue(desk: Desk, now: BenchNow) -> Deed:
    """Offer what can be wrong; at rest only a note can be left. Raises Refused(WorkPaused)."""
    if now.mine is None:
        return _ask_note(desk, now)
    needs_order(now, word_of(Card.ISSUE))
    now = weighing.back_to_items(desk, now)
    offered = [Choice(n, name) for n, name in enumerate(CHOICES, 1)]
    remember(desk, now, "what_is_wrong_here", next=ISSUE, choices=[each.kept() for each in offered])
    return Deed("what_is_wrong_here", Verdict.ASKED, order_id=now.at_hand().order_id)


def _issue(desk: Desk, _scan: PackScan, _session: Session, now: BenchNow, number: int) -> Deed:
    if not 1 <= number <= len(CHOICES):
        raise Refused(NoSuchChoice(str(number)))
    chosen = CHOICES[number - 1]
    if chosen == "missing":
        return missing.asked(desk, now)
    if chosen == "damaged":
        return closing.damage_asked(desk, now)
    if chosen == "wrong":
        remember(desk, now, "scan_wrong")
        return Deed("scan_wrong", Verdict.ASKED, order_id=now.at_hand().order_id)
    if chosen == "address":
        return parking.address(desk, now)
    return _ask_note(desk, now)


def _ask_note(desk: Desk, now: BenchNow) -> Deed:
    remember(desk, now, "type_note", next=NOTE)
    return Deed("type_note", Verdict.ASKED, order_id=None if now.mine is None else now.mine.order_id)


def _note_number(desk: Desk, scan: PackScan, _session: Session, now: BenchNow, _number: int) -> Deed:
    """Take a note that is a figure alone as what it is: a note."""
    return _noted(desk, scan, now)


def _noted(desk: Desk, scan: PackScan, now: BenchNow) -> Deed:
    order = None if now.mine is None else now.mine.order_id
    text = seen(" ".join(scan.text.split()))[:LONGEST_NOTE]
    issues.say(desk, Issue.OTHER, Work.PACK, order, note=text)
    remember(desk, now, "issue_noted")
    desk.touch(Touched.EXCEPTION)
    return Deed("issue_noted", facts={"note": text}, order_id=order, kept=KEPT_NOTE)


def call(desk: Desk, now: BenchNow) -> Deed:
    """Call a supervisor to this bench; the work stays as it is. A second card calls nobody twice."""
    order = None if now.mine is None else now.mine.order_id
    if not issues.is_called(desk, desk.station, Work.PACK):
        issues.say(desk, Issue.CALL, Work.PACK, order)
        desk.touch(Touched.EXCEPTION)
    return Deed("supervisor_called", facts={"station": desk.station}, order_id=order)


def after_unknown(now: BenchNow, memory: dict[str, object], text: str) -> dict[str, object]:
    """Return the memory of a bench at which a code came that nobody knows: 1, 2 and 3 answer it."""
    if now.mine is None or now.phase is not Phase.VERIFYING or now.row.recall("next") not in (None, "", UNKNOWN, LINK):
        return memory
    choices = [Choice(n, name).kept() for n, name in enumerate(("scan_again", "find_product", "set_aside"), 1)]
    return {**memory, "next": UNKNOWN, "unknown": text, "choices": choices}


def _unknown(desk: Desk, _scan: PackScan, _session: Session, now: BenchNow, number: int) -> Deed:
    if number == 1:
        remember(desk, now, "scan_again")
        return Deed("scan_again", order_id=now.at_hand().order_id)
    if number == 2:  # noqa: PLR2004 - the key that is shown
        return linking.asked(desk, now, str(now.row.recall("unknown") or ""))
    if number == 3:  # noqa: PLR2004 - the key that is shown
        remember(desk, now, "set_aside")
        facts = {"text": str(now.row.recall("unknown") or "")}
        return Deed("set_aside", facts=facts, order_id=now.at_hand().order_id)
    raise Refused(NoSuchChoice(str(number)))


def _missing(desk: Desk, scan: PackScan, session: Session, now: BenchNow, number: int) -> Deed:
    return missing.answered(desk, scan, session, now, number)


def _carrier(desk: Desk, scan: PackScan, session: Session, now: BenchNow, number: int) -> Deed:
    pack = packs.of_parcel(desk, purchases.get(desk, int(now.row.recall("purchase"))).parcel_id)
    if pack is not None and awaiting.opens_again(now, number):
        return boxes.ask_reopen(desk, now, pack)
    return awaiting.answered(desk, scan, session, now, number)


def _link(desk: Desk, scan: PackScan, session: Session, now: BenchNow, number: int) -> Deed:
    return linking.chosen(desk, scan, session, now, number)


_ANSWERS: dict[str, Answer] = {
    ISSUE: _issue, MISSING: _missing, UNKNOWN: _unknown, LINK: _link, NOTE: _note_number,
    CARRIER: _carrier,
}  # fmt: skip
