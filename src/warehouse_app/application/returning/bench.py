"""The returns bench: every shot judged at one place, with its one answer."""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.floorwork import FloorBench, FloorDeed, FloorScan, answered, is_code, refused
from warehouse_app.application.packing import nothing_here
from warehouse_app.application.returning import (
    absent,
    asking,
    claiming,
    finishing,
    grading,
    identifying,
    labelling,
    opening,
    parking,
    taking,
    undoing,
    weighing,
)
from warehouse_app.application.returning.here import HAND, LAST, WORK, Here, ReturnScan, ask, hand_of, here
from warehouse_app.application.returning.state import state
from warehouse_app.application.run import Session, handles
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import Multiplier, word_of
from warehouse_app.domain.barcodes.meaning import Kind, Meaning
from warehouse_app.domain.bench import (
    NoMultiScan,
    NothingToContinue,
    NothingToCount,
    UnknownBarcode,
    card_not_here,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.floorwork import FloorAnswer, NoSuchChoice
from warehouse_app.domain.people import Right
from warehouse_app.domain.photos import About
from warehouse_app.domain.receiving.refusals import AnswerFirst
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.finding import By, Candidate, sole
from warehouse_app.domain.returning.intake import (
    PHOTOS,
    IntakeAnswer,
    IntakeState,
    LotSwap,
    NoUnitInHand,
    ReturnOpenHere,
    ReturnOver,
    TooLate,
)
from warehouse_app.domain.returning.refusals import ReturnExpired, SerialSwap
from warehouse_app.domain.returning.states import GRADE_KEYS
from warehouse_app.store import products
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import finding, sources

__all__ = ["BENCH", "ReturnScan", "return_scan"]

_ANY_TIME = frozenset({Card.UNDO, Card.PAUSE, Card.PHOTO, Card.CONTINUE})
"""Cards that answer an open question, or end it."""


def _expected(_row: BenchRow) -> frozenset[Kind]:
    return frozenset({Kind.PRODUCT})


def _reads(desk: Desk, scan: FloorScan, session: Session, row: BenchRow) -> FloorDeed | None:
    at = here(desk, session.station, row)
    weight = weighing.read(desk, _of(scan), at)
    if weight is not None:
        return weighing.weigh(desk, at, weight)
    return asking.text_given(desk, _of(scan), session, at)


def _types(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, number: int) -> FloorDeed | None:
    """Take a digit as an answer, or as the grade of the unit in hand; anything longer is a code."""
    at, shot = here(desk, session.station, row), _of(scan)
    typed = scan.text.strip()
    if at.question:
        return asking.chosen(desk, shot, session, at, number) if len(typed.removeprefix("=")) == 1 else None
    if len(typed) > 1 or at.head is None:
        return None
    if (number not in GRADE_KEYS or at.row.recall(HAND) is None) and is_code(desk, typed):
        return None
    if number not in GRADE_KEYS:
        raise Refused(NoSuchChoice(typed))
    if at.row.recall(HAND) is None:
        raise Refused(NoUnitInHand())
    return grading.graded(desk, shot, session, at, GRADE_KEYS[number])


def _lost(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, told: UnknownBarcode) -> FloorDeed | None:
    """A serial number by itself, a code of another parcel, or something that is no product of ours."""
    at = here(desk, session.station, row)
    if at.head is None:
        return None
    if at.question:
        raise Refused(AnswerFirst(at.question))
    slot = parking.free_slot(desk, at.head, told.text)
    if slot:
        return parking.park(desk, at, slot)
    serial = _serial(desk, at, told.text)
    if serial is not None:
        return taking.go_on(desk, _of(scan), at, serial)
    found = finding.candidates(desk, told.text, opening.MOST_OFFERED)
    one = sole(found)
    if one is not None:
        return _also(desk, at, one)
    if found and at.head.order_id is None:
        return opening.offered(at, told.text, found)
    shown = parking.shown(told.text)
    return ask(at, "nameless", {"text": shown}, choices=("nameless", "aside"))


def _serial(desk: Desk, at: Here, text: str) -> taking.Goods | None:
    """Return the unit of this order whose serial number stands alone on its label."""
    if at.head is None or at.head.order_id is None:
        return None
    mine = {each.sku for each in sources.of_order(desk, at.head.order_id) if each.serial and each.serial == text}
    return taking.Goods(mine.pop(), 1, "", text) if len(mine) == 1 else None


def _also(desk: Desk, at: Here, found: Candidate) -> FloorDeed:
    """Take a code of a return or order beside an open return: whose a blind one is, or another parcel's."""
    head = at.open()
    if found.return_id == head.id:
        return FloorDeed("return_open", {"return": head.code}, row=at.row)
    if head.order_id is not None and found.order_id == head.order_id:
        return FloorDeed("return_open", {"return": head.code}, row=at.row)
    if found.order_id is not None and not identifying.is_known(desk, head):
        return identifying.asked(desk, at, found.order_id, found.parcel_id)
    raise Refused(ReturnOpenHere(head.code, found.return_code or found.order))


def _does(desk: Desk, scan: FloorScan, session: Session, row: BenchRow, meant: Meaning) -> FloorDeed:
    at, shot = here(desk, session.station, row), _of(scan)
    if isinstance(meant, meaning.CommandMeant):
        return _card(desk, shot, session, at, meant.command)
    if at.question == "variant" and isinstance(meant, meaning.Product):
        return grading.exchanged(desk, at, meant.sku)
    if at.question:
        raise Refused(AnswerFirst(at.question))
    if at.head is None:
        raise Refused(nothing_here(desk, shot, meant))
    if isinstance(meant, Multiplier):
        return _times(desk, shot, at, meant.n)
    if isinstance(meant, meaning.Product):
        return taking.scanned(desk, shot, at, meant)
    if isinstance(meant, meaning.Order | meaning.Parcel):
        return _also(desk, at, _candidate(desk, meant))
    raise Refused(nothing_here(desk, shot, meant))


def _candidate(desk: Desk, meant: meaning.Order | meaning.Parcel) -> Candidate:
    """Return whose parcel or order a code is, as a search would."""
    if isinstance(meant, meaning.Order):
        order = sources.order(desk, int(meant.order))
        return Candidate(By.ORDER, order_id=order.id, order=order.code)
    parcel = sources.parcel(desk, int(meant.parcel))
    return Candidate(
        By.PARCEL, order_id=parcel.order_id, order=sources.order(desk, parcel.order_id).code,
        parcel_id=int(meant.parcel), parcel=parcel.code,
    )  # fmt: skip


def _times(desk: Desk, scan: ReturnScan, at: Here, n: int) -> FloorDeed:
    """Count the last scan as `n` in all. Raises Refused."""
    sku = str(at.row.recall(LAST) or "")
    product = products.find(desk, sku) if sku else None
    if product is None or n < 1:
        raise Refused(NothingToCount(n))
    if not product.multi_scan:
        raise Refused(NoMultiScan(sku))
    if n == 1:
        return FloorDeed("return_counted", {"sku": sku, "n": 1}, row=at.row)
    again = undoing.last_unit(desk, at)
    if again is not None and again.sku == sku and not again.serial:  # one row, so that one grade is for all of them
        row = undoing.taken_back(desk, scan, at)
        goods = taking.Goods(sku, n, again.lot)
        deed = taking.go_on(desk, scan, here(desk, at.station, row), goods)
        return replace(deed, qty=deed.qty - again.qty)
    return taking.go_on(desk, scan, at, taking.Goods(sku, n - 1))


def _card(desk: Desk, scan: ReturnScan, session: Session, at: Here, card: Card) -> FloorDeed:
    if at.question and card not in _ANY_TIME:
        raise Refused(AnswerFirst(at.question))
    if card is Card.UNDO:
        free = at.head is None and not at.question
        return finishing.take_back(desk, session, at) if free else undoing.undo(desk, scan, at)
    if card is Card.PAUSE:
        at.open()
        return parking.park(desk, at)
    if card is Card.CONTINUE:
        if at.question in PHOTOS:
            return parking.photographed(desk, at)
        raise Refused(AnswerFirst(at.question) if at.question else NothingToContinue())
    if card is Card.PHOTO:
        return _photo(desk, at)
    if card in (Card.DONE, Card.CLOSE):
        return finishing.finish(desk, session, at)
    if card is Card.PRINT_AGAIN:
        return labelling.asked(desk, session, at)
    return _of_unit(desk, at, card)


def _of_unit(desk: Desk, at: Here, card: Card) -> FloorDeed:
    if card is Card.SHORT:
        return absent.asked(desk, at)
    if card is Card.DAMAGED:
        return claiming.damaged(desk, at)
    if card is Card.ISSUE:
        return grading.issue(desk, at)
    if card is Card.CHANGE:
        return grading.ask_change(desk, at)
    if card is Card.OUTCOME:
        return grading.ask_outcome(desk, at)
    if card in (Card.SKIP, Card.PREVIOUS):
        return grading.next_unit(desk, at, back=card is Card.PREVIOUS)
    raise Refused(card_not_here(word_of(card)))


def _photo(desk: Desk, at: Here) -> FloorDeed:
    """Say what a photo taken now shows: what is asked for, the unit in hand, or the parcel before anything is out."""
    if at.question in PHOTOS:
        facts = {name: at.asked[name] for name in ("about", "ref", "thing")}
        return FloorDeed("take_photo", facts, row=at.row)
    head, unit = at.open(), hand_of(desk, at)
    if unit is None:
        return FloorDeed("take_photo", {"about": About.RETURN.value, "ref": head.id, "thing": head.code}, row=at.row)
    facts = {"about": About.RETURN_UNIT.value, "ref": unit.id, "thing": unit.sku}
    return FloorDeed("take_photo", facts, row=at.row)


def _of(scan: FloorScan) -> ReturnScan:
    assert isinstance(scan, ReturnScan), "a shot at the returns bench"
    return scan


BENCH = FloorBench(WORK, _expected, _does, state, _types, reads=_reads, lost=_lost)
"""The returns bench, for the line mode and its page."""


def _told(desk: Desk, station: str, answer: FloorAnswer) -> IntakeAnswer:
    """Return the answer with the whole state of this bench; what it shows of a settlement is what Enter does."""
    assert isinstance(answer.state, IntakeState), "the state of this bench"
    if answer.state.preview is not None:
        finishing.remember(desk, station, answer.state.preview)
    return IntakeAnswer(
        scan=answer.scan, verdict=answer.verdict, code=answer.code, klass=answer.klass, facts=answer.facts,
        state=answer.state,
    )  # fmt: skip


def _refused(desk: Desk, scan: ReturnScan, session: Session, refusal: Refusal) -> IntakeAnswer:
    """Answer a refused shot; behind a Stop that has a way on, the question waits that names it."""
    _held(desk, session.station, refusal)
    return _told(desk, session.station, refused(desk, scan, session, refusal, BENCH))


def _held(desk: Desk, station: str, refusal: Refusal) -> None:
    if isinstance(refusal, ReturnExpired):
        opening.held(desk, station, "expired", {"return": refusal.name, "until": refusal.until})
    elif isinstance(refusal, ReturnOver):
        opening.held(desk, station, "over", {"return": refusal.name, "state": refusal.state})
    elif isinstance(refusal, TooLate):
        opening.held(desk, station, "too_late", {"order": refusal.order, "until": refusal.until})
    elif isinstance(refusal, SerialSwap):
        goods = taking.Goods(refusal.sku, 1, "", refusal.serial)
        opening.held_goods(desk, station, goods, {"sku": refusal.sku, "serial": refusal.serial, "order": refusal.order})
    elif isinstance(refusal, LotSwap):
        goods = taking.Goods(refusal.sku, refusal.qty, refusal.lot)
        opening.held_goods(desk, station, goods, {"sku": refusal.sku, "serial": refusal.lot, "order": refusal.order})


@handles(ReturnScan, right=Right.RETURN, answer=IntakeAnswer, on_refusal=_refused, also={Right.REFUND})
def return_scan(desk: Desk, scan: ReturnScan, session: Session) -> IntakeAnswer:
    """Judge one shot at the returns bench. Raises Refused with the verdict's name."""
    desk.touch(Touched.RETURN)
    return _told(desk, session.station, answered(desk, scan, session, BENCH))
