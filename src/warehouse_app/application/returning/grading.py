"""The unit in hand judged: its grade by one key, a checklist where its category has one, what else is wrong with it,
and where it goes: policy proposes, a clerk may change it and says why.
"""

from __future__ import annotations

from warehouse_app import wording
from warehouse_app.application.floorwork import Facts, FloorDeed
from warehouse_app.application.returning import claims
from warehouse_app.application.returning.here import ASK, HAND, Here, ReturnScan, ask, hand_of
from warehouse_app.application.run import Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.intake import (
    ALLOWED,
    CHANGED,
    OFFERED,
    UNCHECKED,
    WORST,
    NotGradedYet,
    NotSoldAgain,
    NoUnitInHand,
    open_checks,
)
from warehouse_app.domain.returning.states import HERE, Disposition, Finding, Grade, Outcome, UnitState
from warehouse_app.domain.returning.values import Policy, Unit
from warehouse_app.store import photos, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, rules, units

FINDINGS = (Finding.COUNTERFEIT, Finding.DANGEROUS, Finding.NOT_OURS, Finding.SWAPPED, Finding.NONE)
"""What can be wrong beyond the grade, in the order of the keys; the last takes it back."""

LONGEST_NOTE = 200
PASSED = "photo_passed"
"""What the story says where policy asks for a photo and none was taken."""

MOST_REASONS = 9


def hand(desk: Desk, at: Here) -> Unit:
    """Return the unit in hand. Raises Refused(NoUnitInHand)."""
    at.open()
    found = hand_of(desk, at)
    if found is None:
        raise Refused(NoUnitInHand())
    return found


def graded(desk: Desk, scan: ReturnScan, session: Session, at: Here, grade: Grade) -> FloorDeed:
    """Give the unit in hand its grade, and ask the first question of its checklist. Raises Refused."""
    unit = hand(desk, at)
    return _ask_next(desk, scan, session, at, unit, grade, ())


def _language(session: Session) -> str:
    """Return the language questions are asked in: the person's own, else the one that is spoken here."""
    return session.actor.language or wording.language()


def _ask_next(
    desk: Desk, scan: ReturnScan, session: Session, at: Here, unit: Unit, grade: Grade, seen: tuple[int, ...]
) -> FloorDeed:
    """Ask what the checklist leaves open at a grade and was not `seen` yet; where nothing is, the grade holds."""
    asked = () if grade in UNCHECKED else rules.checks(desk, rules.category_of(desk, unit.product_id))
    left = [each for each in open_checks(asked, grade) if each.id not in seen]
    if not left:
        return settle_grade(desk, scan, at, unit, grade)
    n, of = len(seen) + 1, len(seen) + len(left)
    facts: Facts = {
        "check": left[0].text(_language(session)), "sku": unit.sku, "name": unit.name, "n": n, "of": of,
    }  # fmt: skip
    kept = {"unit": unit.id, "grade": grade.value, "check": left[0].id, "seen": list(seen)}
    return ask(at, "check", facts, choices=("yes", "no"), **kept)


def checked(desk: Desk, scan: ReturnScan, session: Session, at: Here, *, yes: bool) -> FloorDeed:
    """Keep the answer to a question of the checklist; after the last the worst grade that was forced holds."""
    unit, grade = units.get(desk, int(at.asked["unit"])), Grade(at.asked["grade"])
    number = int(at.asked["check"])
    asked = rules.checks(desk, rules.category_of(desk, unit.product_id))
    check = next((each for each in asked if each.id == number), None)
    if check is not None:
        units.answer(desk, unit.id, check.id, yes=yes)
        if not yes and check.grade is not None:
            grade = max(grade, check.grade, key=WORST.__getitem__)
    return _ask_next(desk, scan, session, at, unit, grade, (*at.asked.get("seen", ()), number))


def settle_grade(desk: Desk, scan: ReturnScan, at: Here, unit: Unit, grade: Grade) -> FloorDeed:
    """Keep a grade and where policy sends such goods; ask for the photo that policy wants."""
    head = at.open()
    policy = policy_of(desk, at, unit)
    rule = policy.rule(grade)
    before = _before(unit)
    put(desk, head.code, unit, grade, rule.disposition)
    row = at.did("grade", **before, memory={HAND: unit.id})
    goes = units.get(desk, unit.id).disposition
    facts: Facts = {
        "sku": unit.sku, "name": unit.name, "qty": unit.qty, "grade": grade.value,
        "goes": "" if goes is None else goes.value,
    }  # fmt: skip
    deed = FloorDeed("return_graded", facts, row=row, order_id=head.order_id, line_id=unit.line_id)
    if rule.photo and not photos.count(desk, About.RETURN_UNIT, unit.id):
        if scan.camera:
            return _photo(at, deed, unit)
        cases.tell(desk, head.id, PASSED, unit.sku)
    return deed


def put(desk: Desk, code: str, unit: Unit, grade: Grade, proposed: Disposition) -> None:
    """Write a grade; where a clerk had sent the unit elsewhere, and its grade stays, that holds."""
    if unit.state is UnitState.RECEIVED:
        units.step(desk, unit, UnitState.GRADED, code)
    proposed = Disposition.QUARANTINE if unit.finding is Finding.SWAPPED else proposed
    goes = unit.disposition if unit.why and unit.grade is grade and unit.disposition is not None else proposed
    if goes not in ALLOWED.get(unit.finding, frozenset(Disposition)):
        goes = Disposition.QUARANTINE
    units.note(desk, unit.id, grade=grade, disposition=goes, why=unit.why if goes is unit.disposition else "")
    claims.refresh(desk, unit.return_id)
    desk.touch(Touched.RETURN)


def _before(unit: Unit) -> dict[str, object]:
    """Return how a unit was judged, to take back what follows."""
    return {
        "unit": unit.id, "grade": "" if unit.grade is None else unit.grade.value, "finding": unit.finding.value,
        "goes": "" if unit.disposition is None else unit.disposition.value, "why": unit.why, "note": unit.note,
        "reason": unit.reason_id, "outcome": "" if unit.outcome is None else unit.outcome.value,
    }  # fmt: skip


def judged_before(desk: Desk, code: str, kept: dict[str, object]) -> Unit:
    """Judge a unit as it was before the deed that is taken back; return it."""
    unit = units.get(desk, int(str(kept["unit"])))
    grade = Grade(str(kept["grade"])) if kept["grade"] else None
    if grade is None and unit.state is UnitState.GRADED:
        units.step(desk, unit, UnitState.RECEIVED, code)
    units.note(
        desk, unit.id, grade=grade if grade is not None else "", finding=Finding(str(kept["finding"])),
        disposition=Disposition(str(kept["goes"])) if kept["goes"] else "", why=kept["why"], note=kept["note"],
        reason_id=kept["reason"], outcome=Outcome(str(kept["outcome"])) if kept["outcome"] else "",
    )  # fmt: skip
    if "variant" in kept:
        units.note(desk, unit.id, variant_id=kept["variant"])
    claims.refresh(desk, unit.return_id)
    desk.touch(Touched.RETURN)
    return unit


def policy_of(desk: Desk, at: Here, unit: Unit) -> Policy:
    """Return the policy under which a unit is judged: its return's, else the one that fits its category."""
    head = at.open()
    if head.policy_id is not None:
        return rules.policy_of(desk, head)
    return rules.policy_for(desk, head.order_id, rules.category_of(desk, unit.product_id), head.channel)


def _photo(at: Here, deed: FloorDeed, unit: Unit) -> FloorDeed:
    assert deed.row is not None, "a grade was kept"
    asked = Here(at.station, deed.row, at.head)
    question = ask(asked, "photo", deed.facts, about=About.RETURN_UNIT.value, ref=unit.id, thing=unit.sku)
    return FloorDeed(question.code, deed.facts, question.verdict, question.row)


def issue(desk: Desk, at: Here) -> FloorDeed:
    """Ask what is wrong with the unit in hand besides its grade."""
    unit = hand(desk, at)
    facts: Facts = {"sku": unit.sku, "name": unit.name}
    return ask(
        at,
        "issue",
        facts,
        choices=(*(f"found_{each.name.lower()}" for each in FINDINGS), "reason", "note"),
        unit=unit.id,
    )


def found(desk: Desk, at: Here, finding: Finding) -> FloorDeed:
    """Keep what was found about a unit: what is dangerous, or no true one, goes to no shelf again.

    What was swapped is of nobody knows whose doing: it goes to quarantine until a person says otherwise.
    """
    unit, head = units.get(desk, int(at.asked["unit"])), at.open()
    before = _before(unit)
    units.note(desk, unit.id, finding=finding)
    aside = finding is Finding.SWAPPED or unit.disposition not in ALLOWED.get(finding, frozenset(Disposition))
    if unit.disposition is not None and aside:
        units.note(desk, unit.id, disposition=Disposition.QUARANTINE, why="")
    elif finding is Finding.NONE and unit.finding is not Finding.NONE and unit.grade is not None:
        units.note(desk, unit.id, disposition=policy_of(desk, at, unit).rule(unit.grade).disposition, why="")
    desk.touch(Touched.RETURN)
    goes = units.get(desk, unit.id).disposition
    facts: Facts = {
        "sku": unit.sku, "name": unit.name, "finding": finding.value, "goes": "" if goes is None else goes.value,
    }  # fmt: skip
    code = "return_finding" if finding is not Finding.NONE else "return_no_finding"
    return FloorDeed(code, facts, row=at.did("judge", **before), order_id=head.order_id)


def ask_reason(desk: Desk, session: Session, at: Here) -> FloorDeed:
    """Ask why a unit came back: the reasons of the house, those of its category first."""
    unit = units.get(desk, int(at.asked["unit"]))
    category = rules.category_of(desk, unit.product_id)
    fit = [each for each in rules.reasons(desk) if each.category in ("", category)][:MOST_REASONS]
    said = [[each.id, each.text(_language(session))] for each in fit]
    return ask(at, "reason", {"sku": unit.sku, "name": unit.name}, choices=("reason_is",) * len(said), unit=unit.id,
               reasons=said)  # fmt: skip


def reason_given(desk: Desk, at: Here, n: int) -> FloorDeed:
    """Keep why a unit came back."""
    unit = units.get(desk, int(at.asked["unit"]))
    number, words = at.asked["reasons"][n]
    before = _before(unit)
    units.note(desk, unit.id, reason_id=int(number))
    desk.touch(Touched.RETURN)
    return FloorDeed("return_reason", {"sku": unit.sku, "reason_words": words}, row=at.did("judge", **before))


def ask_note(at: Here) -> FloorDeed:
    """Ask for a few words about a unit."""
    return ask(at, "note", dict(at.facts), unit=at.asked["unit"])


def noted(desk: Desk, at: Here, text: str) -> FloorDeed:
    """Keep a few words about a unit."""
    unit = units.get(desk, int(at.asked["unit"]))
    before = _before(unit)
    units.note(desk, unit.id, note=" ".join(text.split())[:LONGEST_NOTE])
    desk.touch(Touched.RETURN)
    return FloorDeed("return_noted", {"sku": unit.sku, "name": unit.name}, row=at.did("judge", **before))


def ask_change(desk: Desk, at: Here) -> FloorDeed:
    """Ask where the unit in hand goes instead. Raises Refused(NotGradedYet)."""
    unit = hand(desk, at)
    if unit.grade is None or unit.disposition is None:
        raise Refused(NotGradedYet(unit.sku))
    facts: Facts = {"sku": unit.sku, "name": unit.name, "goes": unit.disposition.value}
    return ask(at, "change", facts, choices=tuple(f"to_{each.name.lower()}" for each in Disposition), unit=unit.id)


def change_to(desk: Desk, at: Here, goes: Disposition) -> FloorDeed:
    """Ask why. Raises Refused(NotSoldAgain)."""
    unit = units.get(desk, int(at.asked["unit"]))
    if goes not in ALLOWED.get(unit.finding, frozenset(Disposition)):
        raise Refused(NotSoldAgain(unit.sku, unit.finding.value))
    facts: Facts = {"sku": unit.sku, "name": unit.name, "goes": goes.value}
    return ask(at, "change_why", facts, choices=tuple(f"why_{each}" for each in CHANGED), unit=unit.id, goes=goes.value)


def changed(desk: Desk, at: Here, why: str) -> FloorDeed:
    """Send the unit where the clerk says, and keep why."""
    unit, goes = units.get(desk, int(at.asked["unit"])), Disposition(at.asked["goes"])
    before = _before(unit)
    units.note(desk, unit.id, disposition=goes, why=" ".join(why.split())[:LONGEST_NOTE])
    desk.touch(Touched.RETURN)
    facts: Facts = {"sku": unit.sku, "name": unit.name, "goes": goes.value}
    return FloorDeed("return_changed", facts, row=at.did("judge", **before))


def ask_outcome(desk: Desk, at: Here) -> FloorDeed:
    """Ask what the customer gets: for the unit in hand, or for all where none is."""
    head, unit = at.open(), hand_of(desk, at)
    facts: Facts = {"return": head.code, "sku": "" if unit is None else unit.sku}
    choices = tuple(f"gets_{each.name.lower()}" for each in OFFERED)
    if unit is None:
        return ask(at, "outcome", facts, choices=choices)
    return ask(at, "outcome_unit", facts, choices=choices, unit=unit.id)


def outcome_given(desk: Desk, at: Here, outcome: Outcome) -> FloorDeed:
    """Keep what the customer gets; an exchange needs the other variant, which is scanned next."""
    head, number = at.open(), at.asked.get("unit")
    if outcome is Outcome.EXCHANGE and number is not None:
        return ask(at, "variant", dict(at.facts), unit=number)
    if number is None:
        was = "" if head.outcome is None else head.outcome.value
        cases.note(desk, head.id, outcome=outcome)
        row = at.did("outcome", outcome=was)
    else:
        unit = units.get(desk, int(number))
        before = _before(unit)
        units.note(desk, unit.id, outcome=outcome)
        row = at.did("judge", **before)
    desk.touch(Touched.RETURN)
    return FloorDeed("return_outcome", {**at.facts, "gets": outcome.value}, row=row)


def exchanged(desk: Desk, at: Here, sku: str) -> FloorDeed:
    """Keep which variant the customer gets instead."""
    unit = units.get(desk, int(at.asked["unit"]))
    before = _before(unit) | {"variant": _product(desk, unit.variant)}
    units.note(desk, unit.id, outcome=Outcome.EXCHANGE, variant_id=_product(desk, sku), variant_e4=None)
    desk.touch(Touched.RETURN)
    facts: Facts = {"sku": unit.sku, "variant": sku, "gets": Outcome.EXCHANGE.value}
    return FloorDeed("return_exchange", facts, row=at.did("judge", **before))


def _product(desk: Desk, sku: str) -> int | None:
    found = products.find(desk, sku) if sku else None
    return None if found is None else found.id


def next_unit(desk: Desk, at: Here, *, back: bool = False) -> FloorDeed:
    """Take the next unit in hand, one without a grade first, or the one before. Raises Refused(NoUnitInHand)."""
    head = at.open()
    mine = [each for each in units.of_return(desk, head.id) if each.state in HERE]
    if not mine:
        raise Refused(NoUnitInHand())
    now = next((n for n, each in enumerate(mine) if each.id == at.row.recall(HAND)), -1)
    turned = mine[now + 1 :] + mine[: now + 1]
    open_ = [each for each in turned if each.state is UnitState.RECEIVED and each.id != at.row.recall(HAND)]
    unit = mine[now - 1] if back else open_[0] if open_ else turned[0]
    facts: Facts = {"sku": unit.sku, "name": unit.name, "qty": unit.qty}
    return FloorDeed("return_in_hand", facts, row=at.knows(**{HAND: unit.id, ASK: None}))
