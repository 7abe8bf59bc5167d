"""Every command by every role, tried at the one road that all mouths go down: window, terminal, line mode, imports."""

from __future__ import annotations

import ast
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from sqlalchemy import func, select

from tests.company import Company
from tests.tidy.tree import ROOT, dotted
from warehouse_app.application.people import InitCompany
from warehouse_app.application.photos import KeepPhoto
from warehouse_app.application.rights import Way, deeds, load_all
from warehouse_app.application.run import HANDLERS, Command, Handler, NoRight, Opens, Session
from warehouse_app.application.settings import ChangeSettings
from warehouse_app.application.sign_on import ForgetTries
from warehouse_app.domain.people import BENCH_RIGHTS, NOBODY, ROLE_RIGHTS, SYSTEM, Actor, PersonId, Right, Role
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.schema import ledger

SOURCE = ROOT / "src" / "warehouse_app"


@dataclass(frozen=True, slots=True)
class Someone:
    """A sign-on of a role, with or without the PIN."""

    role: Role
    with_pin: bool

    @property
    def session(self) -> Session:
        return Session(Actor(PersonId("p-1"), "P1", "Somebody", self.role, self.with_pin), "B1")


EVERYBODY = [Someone(role, with_pin) for role in Role for with_pin in (False, True)]


def sample(kind: Any) -> Any:
    """Return some value of a type, to fill a command with: what is in it must not matter to the right."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if type(None) in args else sample(args[0])
    if origin in (tuple, list, frozenset):
        return origin()
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {}
    if isinstance(kind, typing.NewType):
        return sample(kind.__supertype__)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return filled(kind)
    return {int: 1, bool: False, str: "X"}[kind]


def filled(kind: type[Any], **given: Any) -> Any:
    """Return a value of a dataclass, its required fields filled."""
    hints = get_type_hints(kind)
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    return kind(**{name: sample(hints[name]) for name in needed if name not in given}, **given)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put in the place of every handler one that notes that the road let the command through to it."""
    load_all()
    seen = list[str]()

    def noting(name: str) -> Callable[..., None]:
        return lambda *_: seen.append(name)

    for command, each in HANDLERS.items():
        instead = Handler(command, None, each.right, noting(command.__name__), None, also=each.also)
        monkeypatch.setitem(HANDLERS, command, instead)
    return seen


def test_every_command_is_refused_to_every_role_without_its_right_and_open_to_the_others(
    company: Company, recorded: list[str]
) -> None:
    """The expectation is made of ROLE_RIGHTS here; the road is the program's."""
    assert len(HANDLERS) > 70
    tried = refused = 0
    for command, handler in HANDLERS.items():
        for who in EVERYBODY:
            recorded.clear()
            sample_ = filled(command, id=company.ids.new())
            outcome = company.runner.perform(sample_, who.session)
            expected = allowed(handler, who, sample_)
            assert (recorded == [command.__name__]) is expected, (command.__name__, who)
            assert isinstance(outcome.refusal, NoRight) is not expected, (command.__name__, who)
            tried, refused = tried + 1, refused + (not expected)
    assert tried == len(HANDLERS) * len(EVERYBODY)
    with company.store.read() as desk:
        verdicts = select(func.count()).where(ledger.audit.c.verdict == "no_right")
        assert desk.connection.execute(verdicts).scalar() == refused, "each refused try is a link of the audit"


def allowed(handler: Handler, who: Someone, command: Command) -> bool:
    """Tell what the table of roles says of a command."""
    if isinstance(handler.right, Opens):
        return handler.right is Opens.SIGNED_ON
    asked = {handler.right} if isinstance(handler.right, Right) else set(handler.right(command))
    held = ROLE_RIGHTS[who.role] if who.with_pin else ROLE_RIGHTS[who.role] & BENCH_RIGHTS
    return asked <= held


def test_nobody_signed_on_does_nothing(company: Company, recorded: list[str]) -> None:
    for command, handler in HANDLERS.items():
        company.runner.perform(filled(command, id=company.ids.new()), Session(NOBODY))
        assert not recorded or handler.right is Opens.SIGNED_ON, command
        recorded.clear()
    with pytest.raises(Refused):
        company.runner.ask(lambda _desk: None, Session(NOBODY))


def test_a_question_is_refused_without_its_right_and_never_asked(company: Company) -> None:
    for who in EVERYBODY:
        for right in Right:
            asked = list[Right]()
            refusal = asking(company, who.session, right, asked)
            assert bool(asked) is (refusal is None) is who.session.actor.may(right)
            assert refusal is None or refusal.needs_pin is (right in ROLE_RIGHTS[who.role])


def asking(company: Company, session: Session, right: Right, asked: list[Right]) -> NoRight | None:
    """Ask a question that notes when it is put; return the refusal."""
    try:
        company.runner.ask(lambda _desk: asked.append(right), session, right)
    except Refused as refused:
        return refused.refusal if isinstance(refused.refusal, NoRight) else None
    return None


def test_nobody_but_the_program_is_the_program(company: Company) -> None:
    """An actor that looks like it is not it."""
    twin = Actor(SYSTEM.person, SYSTEM.code, SYSTEM.name, SYSTEM.role, with_pin=True)
    for command in (filled(ForgetTries, id="t1"), filled(InitCompany, id="t2")):
        assert isinstance(company.runner.perform(command, Session(twin)).refusal, NoRight)


def test_a_form_of_settings_needs_the_right_of_each_of_them(company: Company) -> None:
    no = company.runner.perform(ChangeSettings(id="s1", changes=()), company.supervisor).refusal
    assert isinstance(no, NoRight)
    assert no.right == "settings"


def test_a_right_that_depends_on_the_command_is_one_of_those_that_the_table_tells() -> None:
    load_all()
    depends = {each.command: each for each in HANDLERS.values() if not isinstance(each.right, (Right, Opens))}
    assert {each.__name__ for each, handler in depends.items() if not handler.asks} == {"Permit"}, "it lends any"
    for about in About:
        handler = depends[KeepPhoto]
        assert callable(handler.right)
        assert tuple(handler.right(filled(KeepPhoto, id="p", about=about))) in handler.asks
    told = {deed.command: deed for deed in deeds()}
    assert told["KeepPhoto"].opens == "receive or pack or return"
    assert told["KeepPhoto"].way(Role.PACKER) is Way.BADGE
    assert told["MakeParked"].opens == "edit products and link barcode"
    assert told["MakeParked"].way(Role.PACKER) is Way.NEVER


def test_rights_asked_within_a_command_stand_in_the_table() -> None:
    asked = set[str]()
    for path in (SOURCE / "application").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and dotted(node.func).endswith((".may", "check")):
                asked |= {dotted(each) for each in node.args if dotted(each).startswith("Right.")}
    told = {f"Right.{right.name}" for deed in deeds() for right in deed.also}
    reads = {"Right.ASSIGN"}  # of lessons: who may not sees the own ones
    assert asked - {"Right.DATABASE", "Right.ERASE"} - reads == told, "care of the database is no command"


def test_no_mouth_goes_another_road() -> None:
    """Only the road and the worker's lane open a unit of work; the register of handlers is read by the road alone."""
    writes, registers = set[str](), set[str]()
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).as_posix()
        if room.startswith("store/"):
            continue
        text = path.read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and dotted(node.func).endswith(("store.transact", "store.write", ".alone")):
                writes.add(room)
        if "HANDLERS" in text:
            registers.add(room)
    assert writes == {"application/run.py", "application/lane.py"}
    assert registers == {"application/run.py", "application/rights.py"}
