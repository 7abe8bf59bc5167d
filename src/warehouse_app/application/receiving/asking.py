"""Questions at the dock and their answers: a digit for a choice, a number for a quantity, or a lot, serial or day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from warehouse_app.application.bench import is_enter
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.receiving import counting, finishing, labelling, opening, unknown
from warehouse_app.application.receiving.here import LAST, MOST_AGREED, OVER, Here, ReceiveScan
from warehouse_app.application.receiving.taking import counted, day_said, go_on
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes import meaning
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import command_of_body, command_of_word, multiplier_of
from warehouse_app.domain.barcodes.meaning import LOOKED_UP, understand
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.floorwork import Choice, NoNumberAsked, NoSuchChoice
from warehouse_app.domain.packing.weighing import read_typed
from warehouse_app.domain.receiving.judge import day_typed, keepable
from warehouse_app.domain.receiving.refusals import AnswerFirst, NoMark, NotADay, TooMuchAtOnce, WeightForPieces
from warehouse_app.domain.receiving.shot import LONGEST_MARK, MOST_AT_ONCE, Shot
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import DeskLookup
from warehouse_app.store.receiving import docks, parking

TEXTS = frozenset({"lot", "serial", "expiry", "new_name"})
"""Questions that any text may answer."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "idle": ("receive_choice.blind",),
    "no_paper": ("receive_choice.blind",),
    "over": ("receive_choice.take", "receive_choice.leave"),
    "unordered": ("receive_choice.take", "receive_choice.set_aside", "receive_choice.leave"),
    "much": ("receive_choice.take", "receive_choice.leave"),
    "confirm": ("receive_choice.all", "receive_choice.go_on"),
    "unknown": ("receive_choice.park", "receive_choice.link", "receive_choice.new"),
    "finish": ("receive_choice.leave_open", "receive_choice.close_rest", "receive_choice.go_on"),
}
"""Question -> what its digits mean, from 1 on."""


def _codes(desk: Desk, at: Here) -> tuple[str, ...]:
    """Return what the digits mean now; what a station cannot do itself is left to the desk."""
    found = CHOICES.get(at.question or ("idle" if at.receipt is None else ""), ())
    if at.question == "unknown" and not docks.keeps_products(desk):
        return tuple(each for each in found if each != "receive_choice.new")
    return found


def choices(desk: Desk, at: Here, codes: Mapping[int, str]) -> tuple[Choice, ...]:
    """Return the answers to the open question; `codes` are the codes of the purchase orders that are offered."""
    facts = dict(at.asked.get("facts", {}))
    if at.question == "paper":
        papers = [Choice(str(n), "receive_choice.paper", {"paper": codes.get(each, "")})
                  for n, each in enumerate(at.asked.get("papers", ()), 1)]  # fmt: skip
        return (*papers, Choice(str(len(papers) + 1), "receive_choice.blind"))
    return tuple(Choice(str(n), code, facts) for n, code in enumerate(_codes(desk, at), 1))


def card_of(text: str) -> Card | None:
    """Return the command card that a text is, None where it is none."""
    code = read(text)
    if not isinstance(code, Barcode):
        return None
    if code.own is not None and code.own.kind is OwnKind.COMMAND:
        return command_of_body(code.own.body)
    return command_of_word(code.scanned)


def text_given(desk: Desk, scan: ReceiveScan, session: Session, at: Here) -> FloorDeed | None:
    """Take a text as the answer that is asked for, or as a weight; None where it is a code. Raises Refused."""
    if is_enter(scan.text):
        if at.question == "labels":
            return labelling.given(desk, session, at, int(at.asked["facts"]["n"]))
        if at.question:
            raise Refused(AnswerFirst(at.question))
        return counting.confirm_asked(desk, at)
    if card_of(scan.text) is not None or multiplier_of(scan.text.strip()) is not None:
        return None
    if at.question in TEXTS:
        return _answer(desk, scan, session, at)
    if at.receipt is None or (at.question and at.question != "qty"):
        return None
    typed = read_typed(scan.text)
    return None if typed is None else _weight(desk, scan, at, int(typed.grams or 0))


def _answer(desk: Desk, scan: ReceiveScan, session: Session, at: Here) -> FloorDeed:
    shot = at.shot
    if at.question == "new_name":
        return unknown.named(desk, scan, session, at, scan.text)
    assert shot is not None, "lot, serial and day are of goods"
    if at.question == "expiry":
        day = _scanned(desk, scan.text, "day") or _typed_day(scan.text)
        return go_on(desk, scan, at, replace(shot, day=day))
    mark = _mark(desk, scan.text, at.question, shot)
    if at.question == "lot":
        day = shot.day or _scanned(desk, scan.text, "day")
        return go_on(desk, scan, at, replace(shot, lot=mark, day=day))
    one = replace(shot, serial=mark, qty=1, unit=1, serials_left=shot.qty, before=0)
    return go_on(desk, scan, at, one)


def _typed_day(text: str) -> str:
    day = day_typed(text.strip())
    if day is None:
        raise Refused(NotADay(text.strip()[:LONGEST_MARK]))
    return day.isoformat()


def _scanned(desk: Desk, text: str, what: str) -> str:
    """Return what a scanned GS1 code says (lot, serial or day), "" where the text is none or says nothing of it."""
    code = read(text)
    said = code.gs1 if isinstance(code, Barcode) else None
    if said is None:
        return ""
    return day_said(said, date.fromisoformat(desk.at[:10])) if what == "day" else getattr(said, what) or ""


def _mark(desk: Desk, text: str, what: str, shot: Shot) -> str:
    """Return a lot or serial that was scanned or typed; `=` in front lets it be what is a product's code as well."""
    told = _scanned(desk, text, what)
    if told:
        return told
    body = text.strip()
    mark = keepable(body.removeprefix("="), LONGEST_MARK)
    if not mark:
        raise Refused(NoMark(shot.sku, "unkeepable"))
    if not body.startswith("="):
        meant = understand(body, DeskLookup(desk))
        if isinstance(meant, meaning.Product | meaning.Badge):
            raise Refused(NoMark(shot.sku, type(meant).__name__.lower()))
    return mark


def _weight(desk: Desk, scan: ReceiveScan, at: Here, grams: int) -> FloorDeed | None:
    """Take a typed weight as the quantity of goods that are counted in grams. Raises Refused(WeightForPieces)."""
    last = at.row.recall(LAST) or {}
    sku = at.shot.sku if at.shot is not None else str(last.get("sku", ""))
    product = products.find(desk, sku) if sku else None
    if product is None:
        return None
    if product.base_unit != "g":
        raise Refused(WeightForPieces(product.sku, scan.text.strip()[:LONGEST_MARK], product.base_unit))
    if at.question == "qty" and at.shot is not None:
        return _quantity(desk, scan, at, at.shot, grams)
    return counting.correct(desk, scan, at, grams)


def _quantity(desk: Desk, scan: ReceiveScan, at: Here, shot: Shot, qty: int) -> FloorDeed:
    if not 0 < qty <= MOST_AT_ONCE:
        raise Refused(TooMuchAtOnce(shot.sku, qty, MOST_AT_ONCE))
    return go_on(desk, scan, at, counted(shot, qty))


def number_given(desk: Desk, scan: ReceiveScan, session: Session, at: Here, number: int) -> FloorDeed | None:
    """Take a number as a choice or a quantity; None where it is a code as well, which is meant then. Raises Refused."""
    if at.question == "qty" and at.shot is not None:
        return _quantity(desk, scan, at, at.shot, number)
    if at.question == "labels":
        return labelling.given(desk, session, at, number)
    if at.question == "link":
        return None
    if at.question or at.receipt is None:
        code = scan.text.strip()
        if at.question == "" and DeskLookup(desk).candidates(code, LOOKED_UP, None):
            return None
        return _chosen(desk, scan, session, at, number)
    if not scan.text.strip().startswith("=") and DeskLookup(desk).candidates(scan.text.strip(), LOOKED_UP, None):
        return None
    if not at.row.recall(LAST):
        raise Refused(NoNumberAsked(str(number)))
    return counting.correct(desk, scan, at, number)


def _chosen(desk: Desk, scan: ReceiveScan, session: Session, at: Here, key: int) -> FloorDeed:
    """Do what a digit stands for. Raises Refused(NoSuchChoice)."""
    if at.question in ("paper", "no_paper"):
        deed = opening.by_choice(desk, scan, at, key)
        if deed is not None:
            return deed
    codes = _codes(desk, at)
    if not 1 <= key <= len(codes) or at.question == "paper":
        raise Refused(NoSuchChoice(str(key)))
    return _do(desk, scan, session, at, codes[key - 1].partition(".")[2])


def _do(desk: Desk, scan: ReceiveScan, session: Session, at: Here, choice: str) -> FloorDeed:
    shot, free = at.shot, replace(at, row=at.done())
    if choice == "blind":
        return opening.blind(desk, free)
    if choice == "all":
        return counting.confirm(desk, scan, session, at)
    if choice in ("leave_open", "close_rest"):
        return finishing.close(desk, session, free, rest=choice == "close_rest")
    if choice in ("park", "link", "new"):
        return unknown.DOES[choice](desk, scan, session, at)
    if choice == "take" and shot is not None:
        agreed = [*(at.row.recall(OVER) or ()), shot.sku][-MOST_AGREED:]
        return go_on(desk, scan, replace(at, row=at.done(**{OVER: agreed})), replace(shot, agreed=True))
    if choice == "set_aside" and shot is not None:
        parked = parking.park(desk, at.open(shot.sku).id, shot.sku, shot.qty, "not ordered")
        row = at.done(**{LAST: {"parked": parked}})
        return FloorDeed("parked", {"barcode": shot.sku, "qty": shot.qty}, row=row)
    return FloorDeed("never_mind", row=free.row)


def facts_of(at: Here) -> dict[str, Any]:
    """Return the facts that fill the open question."""
    return dict(at.asked.get("facts", {}))
