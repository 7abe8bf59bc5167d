"""What people can do, as data: skills, who has them, which products ask for them, and the most one is given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.crew.values import (
    LONGEST_SKILL_NAME,
    MOST_SKILLS,
    Caps,
    NoSuchSkill,
    SkillInUse,
    SkillRow,
)
from warehouse_app.domain.editing import BadField, words
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import products
from warehouse_app.store.crew import abilities
from warehouse_app.store.desk import Desk

_CODE = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?")
MOST_CAP = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSkill(Command):
    """Make a skill, or call it otherwise."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DropSkill(Command):
    """Take a skill away that nobody has and no product asks for."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPersonSkills(Command):
    """Let a person have these skills and no others."""

    person: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProductSkills(Command):
    """Let a product ask for these skills and no others."""

    sku: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCaps(Command):
    """Let this be the most that is given to a person; 0 is no limit."""

    person: str
    batches: int = 0
    orders: int = 0
    units: int = 0
    weight_g: int = 0


@handles(SetSkill, right=Right.ASSIGN, answer=str)
def set_skill(desk: Desk, command: SetSkill, _session: Session) -> str:
    """Make or rename a skill; return its code. Raises Refused(BadField)."""
    code = command.code.strip().upper()
    if not _CODE.fullmatch(code):
        raise Refused(BadField("skill", command.code[:40], "no_choice" if code else "empty"))
    known = {each.code for each in abilities.skills(desk)}
    if code not in known and len(known) >= MOST_SKILLS:
        raise Refused(BadField("skill", code, "out_of_range", MOST_SKILLS))
    abilities.put_skill(desk, code, words("name", command.title or code, LONGEST_SKILL_NAME))
    desk.touch(Touched.CREW)
    return code


@handles(DropSkill, right=Right.ASSIGN, answer=str)
def drop_skill(desk: Desk, command: DropSkill, _session: Session) -> str:
    """Take it away. Raises Refused(NoSuchSkill, SkillInUse)."""
    code = command.code.strip().upper()
    row = next((each for each in abilities.skills(desk) if each.code == code), None)
    if row is None:
        raise Refused(NoSuchSkill(command.code[:40]))
    if row.people or row.products:
        raise Refused(SkillInUse(code, row.people, row.products))
    abilities.drop_skill(desk, code)
    desk.touch(Touched.CREW)
    return code


@handles(SetPersonSkills, right=Right.ASSIGN, answer=tuple[str, ...])
def set_person_skills(desk: Desk, command: SetPersonSkills, _session: Session) -> tuple[str, ...]:
    """Let a person have these. Raises Refused(NoSuchSkill)."""
    wanted = _known(desk, command.skills)
    abilities.set_person(desk, command.person, wanted, abilities.of_person(desk, command.person).skills)
    desk.touch(Touched.CREW)
    return wanted


@handles(SetProductSkills, right=Right.PRODUCTS, answer=tuple[str, ...])
def set_product_skills(desk: Desk, command: SetProductSkills, _session: Session) -> tuple[str, ...]:
    """Let a product ask for these. Raises Refused(NoSuchProduct, NoSuchSkill)."""
    product = products.find(desk, command.sku)
    if product is None:
        raise Refused(NoSuchProduct(command.sku[:40]))
    wanted = _known(desk, command.skills)
    abilities.set_product(desk, product.id, wanted, abilities.of_product(desk, product.id))
    desk.touch(Touched.CREW, Touched.PRODUCT)
    return wanted


@handles(SetCaps, right=Right.ASSIGN, answer=str)
def set_caps(desk: Desk, command: SetCaps, _session: Session) -> str:
    """Set the most a person is given. Raises Refused(BadField)."""
    caps = Caps(command.batches, command.orders, command.units, command.weight_g)
    for name in ("batches", "orders", "units", "weight_g"):
        value = getattr(caps, name)
        if not 0 <= value <= MOST_CAP:
            raise Refused(BadField(name, str(value), "out_of_range", MOST_CAP))
    abilities.set_caps(desk, command.person, caps)
    desk.touch(Touched.CREW)
    return command.person


def find_skills(desk: Desk) -> tuple[SkillRow, ...]:
    """Return all skills by code. For `Runner.ask`."""
    return abilities.skills(desk)


def product_skills(desk: Desk, sku: str) -> tuple[str, ...]:
    """Return what a product asks for. Raises Refused(NoSuchProduct)."""
    product = products.find(desk, sku)
    if product is None:
        raise Refused(NoSuchProduct(sku[:40]))
    return tuple(sorted(abilities.of_product(desk, product.id)))


def _known(desk: Desk, codes: tuple[str, ...]) -> tuple[str, ...]:
    known = {each.code for each in abilities.skills(desk)}
    wanted = tuple(sorted({code.strip().upper() for code in codes if code.strip()}))
    unknown = next((code for code in wanted if code not in known), None)
    if unknown is not None:
        raise Refused(NoSuchSkill(unknown[:40]))
    return wanted
