"""The rules of returns as commands: reasons, policies and checklists kept, dropped, brought in; what is begun with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.application.run import Command, Opens, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.fields import (
    check_fields,
    check_of,
    policy_fields,
    policy_of,
    reason_fields,
    reason_of,
)
from warehouse_app.domain.returning.refusals import NoSuchPolicy
from warehouse_app.domain.returning.rulefile import (
    Remark,
    RuleSet,
    read_csv,
    read_toml,
    write_csv,
    write_toml,
)
from warehouse_app.domain.returning.values import Policy
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import rules
from warehouse_app.store.returning.ours import ours

MOST_FILE = 1_000_000
"""Signs of a file of rules."""

MOST_KEPT = 500
"""Reasons, policies or questions of one kind that a company keeps at most."""

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoSuchCheck(Refusal):
    """There is no such question in a checklist."""

    code: ClassVar[str] = "no_such_return_check"
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepReason(Command):
    """Make a reason, or change the one of that code; fields that are not given stay as they are."""

    fields: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class DropReason(Command):
    """Let a reason be chosen no more."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPolicy(Command):
    """Make a policy, or change the one of that name (`policy`, the new name in `fields`); the rest stays as it is."""

    fields: Fields
    policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPolicy(Command):
    """Let a policy hold for no new return."""

    policy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepCheck(Command):
    """Make a question of a checklist, or change one (`number`)."""

    fields: Fields
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCheck(Command):
    """Let a question be asked no more."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BringRules(Command):
    """Bring in rules from the text of a file, TOML or CSV; what is bad in it is named and left out."""

    text: str
    form: str = "toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginReturnRules(Command):
    """Put in what a company begins with, of each kind of which it never had any."""


@dataclass(frozen=True, slots=True)
class Brought:
    """How many reasons, policies and questions a file held, and what was left out of it."""

    reasons: int
    policies: int
    checks: int
    remarks: tuple[Remark, ...] = ()


@handles(KeepReason, right=Right.RETURN_RULES, answer=str)
def keep_reason(desk: Desk, command: KeepReason, _session: Session) -> str:
    """Return its code. Raises Refused(BadField)."""
    given = dict(command.fields)
    held = rules.reasons(desk)
    known = next((each for each in held if each.code == given.get("code", "").strip().lower()), None)
    if known is not None:
        given = {**reason_fields(known, rules.theirs(desk).get(known.id, {})), **given}
    else:
        _room(len(held))
    reason, called = reason_of(given)
    rules.keep_reason(desk, reason, called)
    desk.touch(Touched.SETTING)
    return reason.code


@handles(DropReason, right=Right.RETURN_RULES, answer=str)
def drop_reason(desk: Desk, command: DropReason, _session: Session) -> str:
    """Return its code. Raises Refused(NoSuchReason)."""
    known = rules.reason(desk, command.reason)
    rules.drop_reason(desk, known.id)
    desk.touch(Touched.SETTING)
    return known.code


@handles(KeepPolicy, right=Right.RETURN_RULES, answer=str)
def keep_policy(desk: Desk, command: KeepPolicy, _session: Session) -> str:
    """Return its name. Raises Refused(BadField, NoSuchPolicy)."""
    given, old = dict(command.fields), None
    if command.policy:
        old = _named(desk, command.policy)
        given = {**policy_fields(old), **given}
    else:
        _room(len(rules.policies(desk)))
    policy = policy_of(given)
    taken = next((each for each in rules.policies(desk) if each.name.casefold() == policy.name.casefold()), None)
    if taken is not None and (old is None or taken.id != old.id):
        raise Refused(BadField("name", policy.name, "no_choice"))
    if old is not None:
        rules.drop_policy(desk, old.id)
    rules.add_policy(desk, policy)
    desk.touch(Touched.SETTING)
    return policy.name


@handles(DropPolicy, right=Right.RETURN_RULES, answer=str)
def drop_policy(desk: Desk, command: DropPolicy, _session: Session) -> str:
    """Return its name. Raises Refused(NoSuchPolicy)."""
    known = _named(desk, command.policy)
    rules.drop_policy(desk, known.id)
    desk.touch(Touched.SETTING)
    return known.name


@handles(KeepCheck, right=Right.RETURN_RULES, answer=int)
def keep_check(desk: Desk, command: KeepCheck, _session: Session) -> int:
    """Return its number. Raises Refused(BadField, NoSuchCheck)."""
    given = dict(command.fields)
    if command.number:
        old = next((each for each in rules.all_checks(desk) if each.id == command.number), None)
        if old is None:
            raise Refused(NoSuchCheck(command.number))
        check = check_of({**check_fields(old), **given})
        rules.drop_check(desk, old.id)
    else:
        _room(len(rules.all_checks(desk)))
        check = check_of(given)
    desk.touch(Touched.SETTING)
    return rules.add_check(desk, check)


@handles(DropCheck, right=Right.RETURN_RULES, answer=int)
def drop_check(desk: Desk, command: DropCheck, _session: Session) -> int:
    """Return its number. Raises Refused(NoSuchCheck)."""
    if all(each.id != command.number for each in rules.all_checks(desk)):
        raise Refused(NoSuchCheck(command.number))
    rules.drop_check(desk, command.number)
    desk.touch(Touched.SETTING)
    return command.number


@handles(BringRules, right=Right.RETURN_RULES, answer=Brought)
def bring_rules(desk: Desk, command: BringRules, _session: Session) -> Brought:
    """Return what was brought in. Raises Refused(BadField) for a file that is none."""
    if len(command.text) > MOST_FILE:
        raise Refused(BadField("file", str(len(command.text)), "too_long", MOST_FILE))
    found = read_csv(command.text) if command.form == "csv" else read_toml(command.text)
    for each in (found.reasons, found.policies, found.checks):
        _room(len(each) - 1)
    rules.put(desk, found)
    desk.touch(Touched.SETTING)
    return Brought(len(found.reasons), len(found.policies), len(found.checks), found.remarks)


@handles(BeginReturnRules, right=Opens.PROGRAM)
def begin_rules(desk: Desk, _command: BeginReturnRules, _session: Session) -> None:
    """Put in what travels with the program; nothing where a company has, or ever had, rules of its own."""
    if rules.begin(desk, ours()):
        desk.touch(Touched.SETTING)


def _room(held: int) -> None:
    if held >= MOST_KEPT:
        raise Refused(BadField("rules", str(held), "too_long", MOST_KEPT))


def _named(desk: Desk, name: str) -> Policy:
    wanted = name.strip().casefold()
    found = next((each for each in rules.policies(desk) if each.name.casefold() == wanted), None)
    if found is None:
        raise Refused(NoSuchPolicy(name.strip()[:80]))
    return found


def rules_text(desk: Desk, form: str) -> str:
    """Return all rules as the text of a file, TOML or CSV. For `Runner.ask`."""
    found = rules.whole(desk)
    return write_csv(found) if form == "csv" else write_toml(found)


def rule_set(desk: Desk) -> RuleSet:
    """Return all rules that hold. For `Runner.ask`."""
    return rules.whole(desk)


def lacks_rules(desk: Desk) -> bool:
    """Tell whether a company never had rules of some kind. For `Runner.ask`."""
    return bool(rules.lacking(desk))
