"""Skills and caps: what people can do, and what products and batches ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, delete, func, insert, or_, select

from warehouse_app.domain.crew.values import Ability, Caps, Demand, SkillRow
from warehouse_app.domain.people import ROLE_RIGHTS, Right, Role
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import crew, floor, ledger, office, trade
from warehouse_app.store.statement import Statement, upsert

MOST, AT_ONCE = 2_000, 500

_s, _ps, _gs, _cap = crew.skill, crew.person_skill, crew.product_skill, crew.person_cap
_b, _bo, _l, _g, _p = floor.batch, floor.batch_order, trade.order_line, ledger.product, office.person
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_PUT_SKILL = upsert(_s)
_DROP_SKILL = Statement(delete(_s).where(_s.c.code == bindparam("code_is")))
_people = select(func.count()).where(_ps.c.skill == _s.c.code).correlate(_s).scalar_subquery()
_products = select(func.count()).where(_gs.c.skill == _s.c.code).correlate(_s).scalar_subquery()
_SKILLS = Statement(select(_s.c.code, _s.c.name, _people, _products).order_by(_s.c.code).limit(bindparam("many")))
_ADD = Statement(insert(_ps).values({c.name: bindparam(c.name) for c in _ps.c}))
_DROP = Statement(delete(_ps).where(_ps.c.person == bindparam("person_is"), _ps.c.skill == bindparam("skill_is")))
_ADD_PRODUCT = Statement(insert(_gs).values({c.name: bindparam(c.name) for c in _gs.c}))
_DROP_PRODUCT = Statement(
    delete(_gs).where(_gs.c.product_id == bindparam("product_is"), _gs.c.skill == bindparam("skill_is"))
)
_OF = Statement(select(_ps.c.skill).where(_ps.c.person == bindparam("person_is")).order_by(_ps.c.skill))
_OF_PRODUCT = Statement(select(_gs.c.skill).where(_gs.c.product_id == bindparam("product_is")).order_by(_gs.c.skill))
_EVERYBODYS = Statement(select(_ps.c.person, _ps.c.skill).order_by(_ps.c.skill).limit(bindparam("many")))
_ANY = Statement(select(_gs.c.skill).limit(1))
_AT_WORK = Statement(
    select(_p.c.id, _ps.c.skill)
    .outerjoin(_ps, _ps.c.person == _p.c.id)
    .where(_p.c.locked == 0, or_(*(_p.c.role == role.value for role in Role if Right.PICK in ROLE_RIGHTS[role])))
    .order_by(_p.c.id, _ps.c.skill)
    .limit(bindparam("many"))
)
_PUT_CAPS = upsert(_cap)
_CAPS = Statement(
    select(_cap.c.batches, _cap.c.orders, _cap.c.units, _cap.c.weight_g).where(_cap.c.person == bindparam("person_is"))
)
_ALL_CAPS = Statement(
    select(_cap.c.person, _cap.c.batches, _cap.c.orders, _cap.c.units, _cap.c.weight_g).limit(bindparam("many"))
)
_IN_BATCH = select(_bo.c.order_id).where(_bo.c.batch_id == bindparam("batch_is"))
_ASKED = Statement(
    select(_gs.c.skill)
    .join(_l, _l.c.product_id == _gs.c.product_id)
    .where(_l.c.order_id.in_(_IN_BATCH), _l.c.qty > _l.c.cancelled)
    .distinct()
)
_SUMS = Statement(
    select(
        *(func.count(func.distinct(_l.c.order_id)), func.sum(_l.c.qty - _l.c.cancelled)),
        func.sum((_l.c.qty - _l.c.cancelled) * func.coalesce(_g.c.weight_g, 0)),
    )
    .outerjoin(_g, _g.c.id == _l.c.product_id)
    .where(_l.c.order_id.in_(_IN_BATCH), _l.c.kind == "goods")
)
_IN_HAND = Statement(
    select(func.count()).where(
        _b.c.person == bindparam("person_is"),
        _b.c.id != bindparam("batch_is"),
        or_(*(_b.c.state == state for state in ("released", "picking", "suspended"))),
    )
)
_OF_ORDERS = (
    select(_l.c.order_id, _gs.c.skill)
    .join(_l, _l.c.product_id == _gs.c.product_id)
    .where(_l.c.order_id.in_(_IDS), _l.c.qty > _l.c.cancelled)
    .distinct()
)
_OF_BATCHES = (
    select(_bo.c.batch_id, _gs.c.skill)
    .join(_l, and_(_l.c.order_id == _bo.c.order_id, _l.c.qty > _l.c.cancelled))
    .join(_gs, _gs.c.product_id == _l.c.product_id)
    .where(_bo.c.batch_id.in_(_IDS))
    .distinct()
)


def skills(desk: Desk) -> tuple[SkillRow, ...]:
    """Return all skills by code."""
    return tuple(SkillRow(row[0], row[1], int(row[2]), int(row[3])) for row in _SKILLS.all(desk.connection, many=MOST))


def put_skill(desk: Desk, code: str, name: str) -> None:
    """Write a skill, new or under another name."""
    _PUT_SKILL.run(desk.connection, code=code, name=name, at=desk.at, who=desk.who)


def drop_skill(desk: Desk, code: str) -> None:
    """Take a skill away that nobody has and nothing asks for."""
    _DROP_SKILL.run(desk.connection, code_is=code)


def of_person(desk: Desk, person: str) -> Ability:
    """Return what a person can do."""
    had = frozenset(str(row[0]) for row in _OF.all(desk.connection, person_is=person))
    row = _CAPS.one(desk.connection, person_is=person)
    return Ability(had, Caps() if row is None else Caps(*(int(each) for each in row)))


def of_everybody(desk: Desk) -> Mapping[str, Ability]:
    """Return by person what each can do; who is not told has no skill and no limit."""
    had: dict[str, set[str]] = defaultdict(set)
    for person, code in _EVERYBODYS.all(desk.connection, many=MOST * 10):
        had[person].add(code)
    caps = {row[0]: Caps(*(int(each) for each in row[1:])) for row in _ALL_CAPS.all(desk.connection, many=MOST)}
    return {each: Ability(frozenset(had.get(each, ())), caps.get(each, Caps())) for each in {*had, *caps}}


def set_person(desk: Desk, person: str, wanted: Collection[str], had: Collection[str]) -> None:
    """Let a person have these skills and no others."""
    for code in sorted(set(wanted) - set(had)):
        _ADD.run(desk.connection, person=person, skill=code, at=desk.at, who=desk.who)
    for code in sorted(set(had) - set(wanted)):
        _DROP.run(desk.connection, person_is=person, skill_is=code)


def set_caps(desk: Desk, person: str, caps: Caps) -> None:
    """Let this be the most that is given to a person."""
    values = {"batches": caps.batches, "orders": caps.orders, "units": caps.units, "weight_g": caps.weight_g}
    _PUT_CAPS.run(desk.connection, person=person, at=desk.at, who=desk.who, **values)


def of_product(desk: Desk, product_id: int) -> frozenset[str]:
    """Return what a product asks for."""
    return frozenset(str(row[0]) for row in _OF_PRODUCT.all(desk.connection, product_is=product_id))


def set_product(desk: Desk, product_id: int, wanted: Collection[str], had: Collection[str]) -> None:
    """Let a product ask for these skills and no others."""
    for code in sorted(set(wanted) - set(had)):
        _ADD_PRODUCT.run(desk.connection, product_id=product_id, skill=code, at=desk.at, who=desk.who)
    for code in sorted(set(had) - set(wanted)):
        _DROP_PRODUCT.run(desk.connection, product_is=product_id, skill_is=code)


def demand(desk: Desk, batch_id: int, person: str = "") -> Demand:
    """Return what a batch asks of whoever takes it, and what `person` has in hand besides."""
    asked = frozenset(str(row[0]) for row in _ASKED.all(desk.connection, batch_is=batch_id))
    row: Any = _SUMS.one(desk.connection, batch_is=batch_id)
    in_hand = int(_IN_HAND.scalar(desk.connection, person_is=person, batch_is=batch_id) or 0) if person else 0
    return Demand(asked, int(row[0] or 0), int(row[1] or 0), int(row[2] or 0), in_hand)


def of_orders(desk: Desk, order_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    """Return by order the skills it asks for; one that asks for none is not told. For the planner."""
    return _by_key(desk, _OF_ORDERS, order_ids) if _ANY.one(desk.connection) is not None else {}


def of_batches(desk: Desk, batch_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
    """Return by batch the skills it asks for; one that asks for none is not told."""
    return _by_key(desk, _OF_BATCHES, batch_ids)


def crews(desk: Desk) -> tuple[frozenset[str], ...]:
    """Return the different sets of skills that people have who may work, the emptier first. For the planner."""
    if _ANY.one(desk.connection) is None:
        return ()
    had: dict[str, set[str]] = defaultdict(set)
    for person, code in _AT_WORK.all(desk.connection, many=MOST * 10):
        had[person].update(() if code is None else (code,))
    return tuple(sorted({frozenset(codes) for codes in had.values()}, key=lambda each: (len(each), sorted(each))))


def _by_key(desk: Desk, question: Any, ids: Collection[int]) -> Mapping[int, frozenset[str]]:  # noqa: ANN401 - Core
    found: dict[int, set[str]] = defaultdict(set)
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        for number, code in desk.connection.execute(question, {"ids": wanted[start : start + AT_ONCE]}):
            found[int(number)].add(str(code))
    return {number: frozenset(codes) for number, codes in found.items()}
