"""The class of each no at this site: the program's own, or another by right and with a reason, in the audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import words
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, RefusalClass, Refused
from warehouse_app.domain.verdicts.values import (
    CLASSES,
    FIXED,
    ClassFixed,
    NoSuchClass,
    NoSuchVerdict,
    Told,
    class_in_force,
)
from warehouse_app.store.desk import Desk
from warehouse_app.store.verdicts import classes

LONGEST_WHY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVerdictClass(Command):
    """Let a refusal be a Stop or a Note at this site from now on."""

    verdict: str
    klass: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetVerdictClass(Command):
    """Let a refusal be of the program's own class again."""

    verdict: str


def class_of(desk: Desk, refusal: Refusal) -> RefusalClass:
    """Return the class of a refusal at this site."""
    changed = None if refusal.code in FIXED else classes.of(desk, refusal.code)
    return class_in_force(refusal, changed)


@handles(SetVerdictClass, right=Right.SETTINGS, answer=str)
def set_verdict_class(desk: Desk, command: SetVerdictClass, _session: Session) -> str:
    """Change a class and return what it is. Raises Refused(NoSuchVerdict, ClassFixed, NoSuchClass, BadField)."""
    own, klass = _own_class(command.verdict), command.klass.strip().lower()
    if command.verdict in FIXED:
        raise Refused(ClassFixed(command.verdict))
    if klass not in CLASSES:
        raise Refused(NoSuchClass(command.klass[:20]))
    if klass == own:
        classes.drop(desk, command.verdict)
    else:
        classes.keep(desk, command.verdict, klass, words("reason", command.reason, LONGEST_WHY))
    desk.touch(Touched.SETTING)
    return klass


@handles(ResetVerdictClass, right=Right.SETTINGS, answer=str)
def reset_verdict_class(desk: Desk, command: ResetVerdictClass, _session: Session) -> str:
    """Drop the site's class and return the program's. Raises Refused(NoSuchVerdict)."""
    own = _own_class(command.verdict)
    classes.drop(desk, command.verdict)
    desk.touch(Touched.SETTING)
    return own


def _own_class(code: str) -> RefusalClass:
    found = {each.code: each.klass for each in refusals()}.get(code)
    if found is None:
        raise Refused(NoSuchVerdict(code[:40]))
    return found


def refusals() -> tuple[type[Refusal], ...]:
    """Return every refusal there is in the modules at hand, each code once, a Stop before a Note of the same code."""
    ranked = sorted(every_refusal(), key=lambda each: (each.code, each.klass != "stop", each.__module__))
    return tuple({each.code: each for each in reversed(ranked)}.values())[::-1]


def every_refusal() -> tuple[type[Refusal], ...]:
    """Return every class of refusal of the program that is in the modules at hand."""
    return tuple(each for each in _below(Refusal) if each.__module__.startswith("warehouse_app."))


def _below(base: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in base.__subclasses__():
        yield each
        yield from _below(each)


def stop_codes(desk: Desk) -> frozenset[str]:
    """Return the codes of all Stops at this site; one that only says that a Stop waits is none of its own."""
    found = {each.code for each in refusals() if each.klass == "stop"} - {"acknowledge_first"}
    for kept in classes.everything(desk):
        found = found | {kept.code} if kept.klass == "stop" else found - {kept.code}
    return frozenset(found)


def verdict_table(desk: Desk, codes: Iterable[str] = ()) -> tuple[tuple[Told, classes.Kept | None], ...]:
    """Return how each refusal is told at this site, and who made it so. For `Runner.ask`."""
    kept, wanted = {each.code: each for each in classes.everything(desk)}, frozenset(codes)
    found = []
    for each in refusals():
        if wanted and each.code not in wanted:
            continue
        mine = kept.get(each.code)
        klass: RefusalClass = each.klass if mine is None else "stop" if mine.klass == "stop" else "note"
        verdict = Verdict.ASKED if each.code == "which_one" else Verdict.REFUSED
        found.append((Told(each.code, verdict, klass, changed=mine is not None), mine))
    return tuple(found)
