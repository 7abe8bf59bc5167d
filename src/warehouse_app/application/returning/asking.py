"""Questions at the returns bench and their answers: a digit for a choice, a text, or a scan that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from warehouse_app.application.bench import is_enter
from warehouse_app.application.floorwork import FloorDeed
from warehouse_app.application.returning import (
    absent,
    finishing,
    grading,
    identifying,
    opening,
    parking,
    taking,
    unidentifying,
)
from warehouse_app.application.returning.grading import FINDINGS
from warehouse_app.application.returning.here import Here, ReturnScan
from warehouse_app.application.returning.taking import OTHER
from warehouse_app.application.run import Session
from warehouse_app.domain.barcodes.commands import command_of_body, command_of_word, multiplier_of
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.barcodes.read import Barcode, read
from warehouse_app.domain.floorwork import Choice, NoSuchChoice
from warehouse_app.domain.receiving.judge import keepable
from warehouse_app.domain.receiving.refusals import AnswerFirst, NoMark
from warehouse_app.domain.receiving.shot import LONGEST_MARK
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import CHANGED, OFFERED, PHOTOS, KeyAtRest
from warehouse_app.domain.returning.states import Disposition, Finding, Outcome
from warehouse_app.store.desk import Desk

TEXTS = frozenset({"slot", "serial", "lot", "note", "change_why"})
"""Questions that a scanned or typed text answers."""

_Does = Callable[[Desk, ReturnScan, Session, Here, int], FloorDeed]


def choices(at: Here) -> tuple[Choice, ...]:
    """Return the answers to the open question; each is worded with what it is about."""
    return tuple(
        Choice(str(n), f"returns_choice.{each}", _told(at, n - 1, each))
        for n, each in enumerate(at.asked.get("choices", ()), 1)
    )


def _told(at: Here, n: int, choice: str) -> Mapping[str, str | int | bool | None]:
    asked = at.asked
    if choice == "candidate":
        return dict(asked["found"][n]["said"])
    if choice == OTHER:
        return {"order": asked["others"][n][1]}
    if choice == "absent_one":
        rows = asked["rows"]
        return {k: v for k, v in rows[n - 1].items() if k != "id"}
    if choice == "reason_is":
        return {"reason_words": asked["reasons"][n][1]}
    return dict(at.facts)


def is_card(text: str) -> bool:
    """Tell whether a text is a command card, or its word."""
    code = read(text)
    if not isinstance(code, Barcode):
        return False
    if code.own is not None and code.own.kind is OwnKind.COMMAND:
        return command_of_body(code.own.body) is not None
    return command_of_word(code.scanned) is not None


def is_badge(text: str) -> bool:
    """Tell whether a text is somebody's badge: it is never looked up, and never kept."""
    code = read(text)
    return isinstance(code, Barcode) and code.own is not None and code.own.kind is OwnKind.USER


def text_given(desk: Desk, scan: ReturnScan, session: Session, at: Here) -> FloorDeed | None:
    """Take a text as the answer that is asked for; at a free bench look for whose parcel it is. Raises Refused."""
    text = scan.text
    if is_enter(text):
        return _entered(desk, session, at)
    if is_card(text) or is_badge(text) or not isinstance(read(text), Barcode):
        return None
    if at.question in TEXTS and not _is_key(at, text):
        return _text(desk, scan, at, text)
    if at.head is None and not at.question and multiplier_of(text.strip()) is None:
        if len(text.strip()) == 1 and text.strip().isdecimal():  # a key of the last parcel, pressed once too often
            raise Refused(KeyAtRest(text.strip()))
        return opening.searched(desk, at, text)
    return None


def _is_key(at: Here, text: str) -> bool:
    n = len(at.asked.get("choices", ()))
    return text.strip().isdecimal() and len(text.strip()) == 1 and 1 <= int(text.strip()) <= n


def _entered(desk: Desk, session: Session, at: Here) -> FloorDeed | None:
    """Enter takes the slot that is proposed, passes a photo, and else settles what is on the table."""
    if at.question == "slot":
        return parking.parked(desk, at, str(at.facts["slot"]))
    if at.question in PHOTOS:
        return parking.photographed(desk, at)
    if at.question:
        raise Refused(AnswerFirst(at.question))
    return None if at.head is None else finishing.finish(desk, session, at)


def _text(desk: Desk, scan: ReturnScan, at: Here, text: str) -> FloorDeed:
    if at.question == "slot":
        return parking.parked(desk, at, parking.slot_of(desk, at, text))
    if at.question == "note":
        return grading.noted(desk, at, parking.shown(text))
    if at.question == "change_why":
        return grading.changed(desk, at, parking.shown(text))
    goods = taking.goods_of(at.asked["goods"])
    mark = _mark(text, at.question, goods.sku)
    free = Here(at.station, at.knows(ask=None), at.head)
    if at.question == "serial":
        return taking.go_on(desk, scan, free, taking.Goods(goods.sku, 1, goods.lot, mark))
    return taking.go_on(desk, scan, free, taking.Goods(goods.sku, goods.qty, mark, goods.serial))


def _mark(text: str, what: str, sku: str) -> str:
    """Return a lot or serial number that was scanned or typed."""
    code = read(text)
    said = code.gs1 if isinstance(code, Barcode) else None
    told = "" if said is None else getattr(said, what) or ""
    mark = told or keepable(text.strip().removeprefix("="), LONGEST_MARK)
    if not mark:
        raise Refused(NoMark(sku, "unkeepable"))
    return mark


def chosen(desk: Desk, scan: ReturnScan, session: Session, at: Here, number: int) -> FloorDeed:
    """Answer the open question by a digit. Raises Refused(NoSuchChoice)."""
    offered = at.asked.get("choices", ())
    if not 1 <= number <= len(offered):
        raise Refused(NoSuchChoice(str(number)))
    return _DOES[str(offered[number - 1])](desk, scan, session, at, number - 1)


def _candidate(desk: Desk, _scan: ReturnScan, _session: Session, at: Here, n: int) -> FloorDeed:
    kept = at.asked["found"][n]
    return opening.chosen(desk, Here(at.station, at.knows(ask=None), at.head), kept)


def _none(desk: Desk, scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    if at.head is not None:
        return opening.left_alone(at)
    return parking.blind(desk, scan, at, str(at.asked["text"]))


def _undelivered(*, sealed: bool) -> _Does:
    return lambda desk, scan, _session, at, _n: opening.undelivered(desk, scan, at, sealed=sealed)


def _customer(desk: Desk, _scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    free = Here(at.station, at.knows(ask=None), None)
    return opening.by_order(desk, free, int(at.asked["order"]), at.asked["parcel"], asks=False)


def _other(desk: Desk, scan: ReturnScan, _session: Session, at: Here, n: int) -> FloorDeed:
    return taking.of_other(desk, scan, at, taking.goods_of(at.asked["goods"]), int(at.asked["others"][n][0]))


def _unknown(desk: Desk, scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    return taking.as_unknown(desk, scan, at, taking.goods_of(at.asked["goods"]), Finding.NOT_OURS)


def _swapped(desk: Desk, scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    return taking.as_unknown(desk, scan, at, taking.goods_of(at.asked["goods"]), Finding.SWAPPED)


def _nameless(desk: Desk, _scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    return taking.nameless(desk, at, str(at.facts["text"]))


def _leave(_desk: Desk, _scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    return opening.left_alone(at)


def _checked(*, yes: bool) -> _Does:
    return lambda desk, scan, session, at, _n: grading.checked(desk, scan, session, at, yes=yes)


def _park(desk: Desk, _scan: ReturnScan, _session: Session, at: Here, _n: int) -> FloorDeed:
    if at.head is not None:
        return parking.park(desk, at)
    return opening.set_aside(desk, at)


def _found(what: Finding) -> _Does:
    return lambda desk, _scan, _session, at, _n: grading.found(desk, at, what)


def _goes(where: Disposition) -> _Does:
    return lambda desk, _scan, _session, at, _n: grading.change_to(desk, at, where)


def _gets(what: Outcome) -> _Does:
    return lambda desk, _scan, _session, at, _n: grading.outcome_given(desk, at, what)


def _because(why: str) -> _Does:
    return lambda desk, _scan, _session, at, _n: grading.changed(desk, at, why)


_DOES: Mapping[str, _Does] = {
    "candidate": _candidate,
    "none": _none,
    "blind": _none,
    "again": _leave,
    "aside": _leave,
    "go_on": _leave,
    "is_not": _leave,
    "sealed": _undelivered(sealed=True),
    "opened": _undelivered(sealed=False),
    "customer": _customer,
    OTHER: _other,
    "unknown": _unknown,
    "swapped": _swapped,
    "nameless": _nameless,
    "override": lambda desk, _scan, session, at, _n: opening.overridden(desk, session, at),
    "park_it": _park,
    "yes": _checked(yes=True),
    "no": _checked(yes=False),
    "is_it": lambda desk, scan, _session, at, _n: identifying.identified(desk, scan.id, at),
    "not_it": lambda desk, scan, _session, at, _n: unidentifying.unidentified(desk, scan.id, at),
    "box_empty": lambda desk, _scan, _session, at, _n: absent.empty(desk, at),
    "absent_all": lambda desk, _scan, _session, at, _n: absent.everything(desk, at),
    "absent_one": lambda desk, _scan, _session, at, n: absent.marked(desk, at, (int(at.asked["rows"][n - 1]["id"]),)),
    "reason": lambda desk, _scan, session, at, _n: grading.ask_reason(desk, session, at),
    "reason_is": lambda desk, _scan, _session, at, n: grading.reason_given(desk, at, n),
    "note": lambda _desk, _scan, _session, at, _n: grading.ask_note(at),
    **{f"found_{each.name.lower()}": _found(each) for each in FINDINGS},
    **{f"to_{each.name.lower()}": _goes(each) for each in Disposition},
    **{f"gets_{each.name.lower()}": _gets(each) for each in OFFERED},
    **{f"why_{each}": _because(each) for each in CHANGED},
}
"""Choice -> what it does."""
