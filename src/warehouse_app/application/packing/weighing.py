"""Weighing at the pack bench: the parcel waits for its weight, from the scale or typed, before it is closed.

A weight that differs asks: weigh again, count again (everything out, each unit scanned once more), or keep it, which a
supervisor does or lends, with a reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from warehouse_app.application.packing import closing, standing, takeout, unpacking, verifying
from warehouse_app.application.packing.bench_now import KEPT_REASON, BenchNow, Deed, Facts, PackScan, remember
from warehouse_app.application.run import Session, check
from warehouse_app.application.settings import number_of
from warehouse_app.application.weights.seeing import Seen, explain, see
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import command_of_word
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.ledger.entries import Entry, EntryId, EntryKind, LineId
from warehouse_app.domain.packing import weighing
from warehouse_app.domain.packing.states import PackStage, walked
from warehouse_app.domain.packing.values import Weighing
from warehouse_app.domain.packing.weighing import TooManyToCount, WeightNotTaken
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.weights.causes import Cause, CauseKind
from warehouse_app.domain.weights.judging import resolution
from warehouse_app.domain.weights.values import CheckVerdict
from warehouse_app.store import inventory, ledger, lines
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, packs
from warehouse_app.store.packing.orders import Head
from warehouse_app.store.packing.packs import Pack
from warehouse_app.store.weights import checks
from warehouse_app.store.weights.checks import Kept

DIFFERS, WHY = "weight", "weight_why"
"""What the bench remembers while a weight that differs waits for a decision, and while keeping it waits for a why."""

SCALE, TYPED = "scale", "typed"
COUNTED_AGAIN = "counted again at the bench"
REASONS = {"1": "counted again, it is right", "2": "the weight in the books is wrong", "3": "box or filling differs"}
"""Why a weight that differs is kept, by the digit that says so; anything else is said in words."""

LONGEST_REASON = 200
MOST_UNDONE = 80
"""Counted scans that are undone in one transaction; a parcel of more is unpacked instead."""


def state(desk: Desk, now: BenchNow) -> Weighing | None:
    """Return what the screen shows beside the scale, None where nothing waits to be weighed."""
    pack = now.mine
    if pack is None or pack.stage is not PackStage.BOXED:
        return None
    asked = now.row.recall("grams") if now.row.recall("next") in (DIFFERS, WHY) else None
    still = number_of(desk, "pack.weigh_still_ms", now.station)
    seen = see(desk, pack, int(now.row.recall("step") or 1))
    may = seen.may
    if may.learning:
        return Weighing(still, asked_g=asked, learning=True)
    low, high = (may.low, may.high) if may.judged else (None, None)
    told = Weighing(still, may.expected, low, high, asked)
    if asked is None:
        return told
    return replace(told, counted=checks.counted_again(desk, pack.parcel_id), causes=explain(desk, pack, seen, asked))


def reading(scan: PackScan) -> Weight | None:
    """Return the weight of a shot: the scale's, or one that was typed. Raises Refused for a figure without a unit."""
    if scan.weight is not None:
        return scan.weight
    typed = weighing.read_typed(scan.text)
    if typed is None and weighing.is_bare_figure(scan.text):
        raise Refused(WeightNotTaken("unit", scan.text.strip()))
    return typed


def weigh(desk: Desk, scan: PackScan, now: BenchNow, head: Head, weight: Weight) -> Deed:
    """Take a weight and close the parcel; one that differs too much asks first. Raises Refused(WeightNotTaken)."""
    refusal = weighing.judged(weight)
    if refusal is not None:
        raise Refused(refusal)
    done = Deed("order_packed", order_id=head.id)
    if (changed := takeout.first(desk, now, head, done)) is not None:
        return changed
    pack, grams, source = now.at_hand(), int(weight.grams or 0), SCALE if scan.weight is not None else TYPED
    seen = see(desk, pack, resolution(weight))
    if seen.may.holds(grams):
        checks.log(
            desk, pack.parcel_id, grams, seen.may, _verdict(seen), step_g=seen.step_g, teaches=seen.whole
        )  # fmt: skip
        return closing.close(desk, now, head, done, (grams, source))
    found = explain(desk, pack, seen, grams)
    cause = f"{found[0].kind.value} {found[0].qty} {found[0].sku}".strip() if found else ""
    checks.log(desk, pack.parcel_id, grams, seen.may, CheckVerdict.DIFFERS, step_g=seen.step_g, cause=cause)
    remember(desk, now, "weight_differs", next=DIFFERS, grams=grams, source=source, step=seen.step_g)
    return Deed("weight_differs", Verdict.ASKED, _differs(seen, found, grams), order_id=pack.order_id)


def _verdict(seen: Seen) -> CheckVerdict:
    if seen.may.judged:
        return CheckVerdict.FITS
    return CheckVerdict.LEARNING if seen.may.learning else CheckVerdict.NOT_JUDGED


def _differs(seen: Seen, found: tuple[Cause, ...], grams: int) -> Facts:
    may, off = seen.may, grams - seen.may.expected
    side = "heavy" if off > 0 else "light"
    facts: Facts = {"grams": grams, "expected": may.expected, "low": may.low, "high": may.high, "off": abs(off)}
    if not found:
        return {**facts, "problem": side}
    first = found[0]
    named: Facts = {
        "sku": first.sku, "name": first.name, "qty": first.qty, "other": first.other, "other_name": first.other_name,
        "percent": first.percent,
    }  # fmt: skip
    kind = "likely" if first.kind in (CauseKind.MISSING, CauseKind.EXTRA) else first.kind.value
    return {**facts, **named, "problem": f"{side}_{kind}"}


def card(desk: Desk, scan: PackScan, session: Session, now: BenchNow, which: Card) -> Deed | None:
    """Do what a card says at the scale; None where it says nothing here alone. Raises Refused."""
    if which is Card.CONTINUE and now.row.recall("next") == DIFFERS:
        return _keep(desk, session, now, verifying.going_on(desk, now))
    if which is Card.COUNT_AGAIN:
        return _count_again(desk, scan, now, verifying.going_on(desk, now))
    return None


def _keep(desk: Desk, session: Session, now: BenchNow, head: Head) -> Deed:
    """Take the weight that differs all the same, by right; where nobody said why it is asked. Raises Refused(NoRight).

    A right that was lent for this was lent with a reason.
    """
    check(session, Right.OVERRIDE_WEIGHT)
    lent = checks.lent(desk) if Right.OVERRIDE_WEIGHT in session.actor.lent else None
    if lent is not None:
        return _kept(desk, now, head, lent)
    remembered = {name: now.row.recall(name) for name in ("grams", "source", "step")}
    remember(desk, now, "weight_why", next=WHY, **remembered)
    return Deed("weight_why", Verdict.ASKED, {"grams": remembered["grams"]}, order_id=head.id)


def reason_of(scan: PackScan, now: BenchNow) -> str | None:
    """Return why a weight is kept, if that is asked and the shot says so: a digit, or words."""
    text = " ".join(scan.text.split())[:LONGEST_REASON]
    if now.row.recall("next") != WHY or scan.weight is not None or not text:
        return None
    if text in REASONS:
        return REASONS[text]
    is_words = any(sign.isalpha() for sign in text) and " " in text and text.isprintable()
    return text if is_words and command_of_word(text) is None and weighing.read_typed(text) is None else None


def keep_because(desk: Desk, session: Session, now: BenchNow, head: Head, reason: str) -> Deed:
    """Take the weight that differs, for a reason that was told. Raises Refused(NoRight)."""
    check(session, Right.OVERRIDE_WEIGHT)
    deed = _kept(desk, now, head, Kept(reason))
    return deed if reason in REASONS.values() else replace(deed, kept=KEPT_REASON)


def _kept(desk: Desk, now: BenchNow, head: Head, kept: Kept) -> Deed:
    pack, done = now.at_hand(), Deed("order_packed", order_id=head.id)
    if (changed := takeout.first(desk, now, head, done)) is not None:
        return changed
    grams, source, step = int(now.row.recall("grams")), str(now.row.recall("source")), int(now.row.recall("step") or 1)
    seen = see(desk, pack, step)
    # Counted a second time the parcel is right, whatever the scale says: then it may teach that the books are wrong.
    teaches = seen.whole and checks.counted_again(desk, pack.parcel_id)
    checks.log(desk, pack.parcel_id, grams, seen.may, CheckVerdict.KEPT, step_g=step, teaches=teaches, kept=kept)
    return closing.close(desk, now, head, done, (grams, source))


def _count_again(desk: Desk, scan: PackScan, now: BenchNow, head: Head) -> Deed:
    """Take everything out of the parcel, to be scanned once more. Raises Refused(TooManyToCount)."""
    pack = now.at_hand()
    out = _all_out(desk, scan.id, pack)
    for line, qty in out.items():
        lines.add_packed(desk, LineId(line), -qty)
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.VERIFYING,)))
    checks.log(desk, pack.parcel_id, int(now.row.recall("grams") or 0), None, CheckVerdict.COUNTED)
    remember(desk, now, "count_again")
    desk.touch(Touched.PACK, Touched.ORDER)
    touched = tuple(LineId(line) for line in out)[: closing.MOST_TOUCHED]
    facts: Facts = {"units": out.total(), "parcel": pack.parcel, "order": head.now.code}
    return Deed("count_again", Verdict.ACCEPTED, facts, f"{scan.id}.1", head.id, touched[0], -out.total(), touched)


def _all_out(desk: Desk, deed_id: str, pack: Pack) -> Counter[int]:
    """Undo each counted scan whose goods lie in the parcel yet, the newest first; return the units of each line.

    What else lies in it, from another parcel or of a scan of which a unit is gone, goes to its tote in one entry.
    """
    scans = goods.scans_in(desk, pack.place, MOST_UNDONE + 1)
    if len(scans) > MOST_UNDONE:
        raise Refused(TooManyToCount(pack.parcel))
    out, n = Counter[int](), 0
    for n, entry in enumerate(standing.still_in(desk, pack.place, scans), 1):
        inventory.reverse(desk, entry.id, EntryId(f"{deed_id}.{n}"), COUNTED_AGAIN)
        for leg in entry.legs:
            if leg.line is not None:
                out[int(leg.line)] += leg.qty
    rest = unpacking.legs_back(desk, pack)
    if len(rest) > unpacking.PART_LEGS:
        raise Refused(TooManyToCount(pack.parcel))
    if rest:
        ledger.post(desk, Entry(EntryId(f"{deed_id}.{n + 1}"), EntryKind.MOVE, tuple(rest), COUNTED_AGAIN))
    for leg in rest:
        out[int(leg.line or 0)] += leg.qty
    return out


def back_to_items(desk: Desk, now: BenchNow) -> BenchNow:
    """Let goods be counted again: something is to come out of the parcel."""
    pack = now.at_hand()
    if pack.stage is not PackStage.BOXED:
        return now
    packs.set_stage(desk, pack.id, walked(pack.stage, (PackStage.VERIFYING,)))
    verifying = replace(pack, stage=PackStage.VERIFYING)
    return BenchNow(now.station, now.row, verifying, verifying)
