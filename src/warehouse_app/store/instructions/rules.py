"""Instructions as rows: read, written, dropped, listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, delete, func, insert, literal, or_, select, update

from warehouse_app.domain.instructions.values import (
    MOST_RULES,
    Instruction,
    InstructionRow,
    Moment,
    NoSuchInstruction,
)
from warehouse_app.domain.refusals import Refused
from warehouse_app.store.desk import Desk
from warehouse_app.store.listing import Asked, Listing
from warehouse_app.store.patterns import holds
from warehouse_app.store.schema import instructions as schema
from warehouse_app.store.schema import ledger, trade
from warehouse_app.store.statement import Statement

_i, _t, _f = schema.instruction, schema.instruction_text, schema.pack_confirm
_g, _c, _in = ledger.product, trade.customer, ledger.product.alias("put_in")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_PLAIN = ("category", "channel", "country", "service", "topic", "picture")
WRITTEN = (
    *("name", "moment", "must", "product_id", "customer_id", "insert_id", "insert_word", "printed", "photo"),
    *_PLAIN,
)
"""Columns that a rule is written with."""

_RULES = (
    select(_i.c.id, _i.c.name, _i.c.moment, _i.c.must, func.coalesce(_g.c.sku, ""), func.coalesce(_c.c.code, ""))
    .add_columns(*(_i.c[name] for name in _PLAIN))
    .add_columns(func.coalesce(_in.c.sku, _i.c.insert_word), case((_i.c.insert_id.is_not(None), 1), else_=0))
    .add_columns(_i.c.printed, _i.c.photo, case((_i.c.dropped_at.is_not(None), 1), else_=0))
    .outerjoin_from(_i, _g, _g.c.id == _i.c.product_id)
    .outerjoin(_c, _c.c.id == _i.c.customer_id)
    .outerjoin(_in, _in.c.id == _i.c.insert_id)
)
_USED = Statement(_RULES.where(_i.c.dropped_at.is_(None)).order_by(_i.c.id).limit(MOST_RULES))
_BY_ID = Statement(_RULES.where(_i.c.id == bindparam("id_is")))
_TEXTS = select(_t.c.instruction_id, _t.c.language, _t.c.words)
_USED_TEXTS = Statement(_TEXTS.join_from(_t, _i, _i.c.id == _t.c.instruction_id).where(_i.c.dropped_at.is_(None)))
_ITS_TEXTS = Statement(_TEXTS.where(_t.c.instruction_id == bindparam("id_is")))
_MANY = Statement(select(func.count()).where(_i.c.dropped_at.is_(None)))
_ADD = Statement(insert(_i).values({name: bindparam(name) for name in (*WRITTEN, "at", "who")}))
_SAY = Statement(insert(_t).values({c.name: bindparam(c.name) for c in _t.c}))
_UNSAY = Statement(delete(_t).where(_t.c.instruction_id == bindparam("id_is")))
_DROP = Statement(
    update(_i).where(_i.c.id == bindparam("id_is"), _i.c.dropped_at.is_(None)).values(dropped_at=bindparam("when"))
)


def rules(desk: Desk) -> tuple[Instruction, ...]:
    """Return all instructions in use; most companies have none, which is one small question."""
    rows = _USED.all(desk.connection)
    if not rows:
        return ()
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for number, language, words in _USED_TEXTS.all(desk.connection):
        texts[number][language] = words
    return tuple(_rule(row, texts[row[0]]) for row in rows)


def get(desk: Desk, number: int) -> Instruction:
    """Return one instruction, also a dropped one. Raises Refused(NoSuchInstruction)."""
    row = _BY_ID.one(desk.connection, id_is=number)
    if row is None:
        raise Refused(NoSuchInstruction(number))
    return _rule(row, {each[1]: each[2] for each in _ITS_TEXTS.all(desk.connection, id_is=number)})


def many(desk: Desk) -> int:
    """Return how many instructions are in use."""
    return int(_MANY.scalar(desk.connection))


def add(desk: Desk, values: Mapping[str, object]) -> int:
    """Write a new instruction; return its number."""
    blank = {"product_id": None, "customer_id": None, "insert_id": None, "moment": Moment.OPEN.value}
    told = {
        name: values.get(name, blank.get(name, 0 if name in ("must", "printed", "photo") else "")) for name in WRITTEN
    }
    return _ADD.key(desk.connection, **told, at=desk.at, who=desk.who)


def change(desk: Desk, number: int, values: Mapping[str, object]) -> None:
    """Write changed columns."""
    if values:
        desk.connection.execute(update(_i).where(_i.c.id == number).values(**values, at=desk.at, who=desk.who))


def put_texts(desk: Desk, number: int, texts: Mapping[str, str]) -> None:
    """Write what it says in each language, in the place of what it said before."""
    _UNSAY.run(desk.connection, id_is=number)
    for language, words in texts.items():
        if words:
            _SAY.run(desk.connection, instruction_id=number, language=language, words=words)


def drop(desk: Desk, number: int) -> None:
    """Let an instruction hold no more. Raises Refused(NoSuchInstruction)."""
    if _DROP.run(desk.connection, id_is=number, when=desk.at).rowcount != 1:
        raise Refused(NoSuchInstruction(number))


def _rule(row: Any, texts: Mapping[str, str]) -> Instruction:  # noqa: ANN401 - a database row
    category, channel, country, service, topic, picture = row[6:12]
    return Instruction(
        id=row[0], name=row[1], moment=Moment(row[2]), must=row[3] == 1, product=row[4], customer=row[5],
        category=category, channel=channel, country=country, service=service, topic=topic, picture=picture,
        insert=row[12], counted=row[13] == 1, printed=row[14] == 1, photo=row[15] == 1, texts=dict(texts),
        dropped=row[16] == 1,
    )  # fmt: skip


# ----------------------------------------------------------------------------------------------------------- the list


def _views() -> dict[str, ColumnElement[bool]]:
    used = _i.c.dropped_at.is_(None)
    return {
        "used": used,
        "must": used & (_i.c.must == 1),
        "dropped": _i.c.dropped_at.is_not(None),
        "all": literal(1) == 1,
    }


VIEWS = frozenset(_views())


def _where(asked: Asked) -> list[ColumnElement[bool]]:
    query = asked.query
    found = [_views().get(query.view, literal(1) == 0)]
    text = query.text.strip()
    if text:
        said = select(_t.c.instruction_id).where(holds(_t.c.words, text))
        named = select(_g.c.id).where(holds(_g.c.sku, text))
        found.append(or_(holds(_i.c.name, text), _i.c.id.in_(said), _i.c.product_id.in_(named)))
    return found


def _read(desk: Desk, keys: list[int]) -> dict[int, InstructionRow]:
    rows = desk.connection.execute(_RULES.where(_i.c.id.in_(_IDS)), {"ids": keys}).all()
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for number, language, words in desk.connection.execute(_TEXTS.where(_t.c.instruction_id.in_(_IDS)), {"ids": keys}):
        texts[number][language] = words
    counted = (
        select(_f.c.instruction_id, func.count()).where(_f.c.instruction_id.in_(_IDS)).group_by(_f.c.instruction_id)
    )
    many = {row[0]: row[1] for row in desk.connection.execute(counted, {"ids": keys})}
    return {row[0]: InstructionRow(_rule(row, texts[row[0]]), many.get(row[0], 0)) for row in rows}


INSTRUCTIONS: Listing[InstructionRow] = Listing(
    key=_i.c.id,
    sorts={"id": _i.c.id, "name": _i.c.name, "moment": _i.c.moment},
    sort="name",
    where=_where,
    read=_read,
    views=VIEWS,
)


def counts(desk: Desk) -> dict[str, int]:
    """Return for every view how many instructions it shows."""
    views = _views()
    sums = [func.coalesce(func.sum(case((where, 1), else_=0)), 0) for where in views.values()]
    row = desk.connection.execute(select(*sums).select_from(_i)).one()
    return {name: int(value) for name, value in zip(views, row, strict=True)}
