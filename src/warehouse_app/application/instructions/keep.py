"""Packing instructions as commands: made, changed, dropped; an order's gift; how a product is packed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, Change, news, words
from warehouse_app.domain.instructions.values import (
    LONGEST_GIFT,
    MOST_RULES,
    Care,
    Danger,
    Gift,
    Instruction,
    ItemOfWhat,
    Moment,
    NothingTold,
    TooManyInstructions,
)
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import customers, orders, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.instructions import orders as of_orders
from warehouse_app.store.instructions import rules

LONGEST_NAME, LONGEST_WORD, LONGEST_TEXT = 60, 40, 240
FLAGS = ("must", "printed", "photo")
PLAIN = ("category", "channel", "country", "service", "topic")
LINKS = ("product", "customer")
_LANGUAGE = re.compile(r"text_([a-z]{2})")
_UN = re.compile(r"[0-9]{4}")
_HAZARD = re.compile(r"[1-9](\.[1-6])?[A-Z]?")
_GROUPS = ("", "I", "II", "III")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddInstruction(Command):
    """Add an instruction; fields that are not given are empty. What it says is `text_en`, `text_de` and so on."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInstruction(Command):
    """Change an instruction, each field with what the person saw before."""

    instruction: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DropInstruction(Command):
    """Let an instruction hold no more."""

    instruction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGift(Command):
    """Say what a buyer asks for, each field with what the person saw: `note` for the recipient, `no_prices`."""

    order_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCare(Command):
    """Say how a product is packed, each field with what the person saw: category, un, class, group, limited."""

    sku: str
    changes: tuple[Change, ...]


@handles(AddInstruction, right=Right.PRODUCTS, answer=int)
def add_instruction(desk: Desk, command: AddInstruction, _session: Session) -> int:
    """Return its number. Raises Refused(BadField, NoSuchProduct, NothingTold, ItemOfWhat, TooManyInstructions)."""
    if rules.many(desk) >= MOST_RULES:
        raise Refused(TooManyInstructions(MOST_RULES))
    given = dict(command.fields)
    words("name", given.get("name", ""), LONGEST_NAME)
    _check(given)
    number = rules.add(desk, _columns(desk, given))
    rules.put_texts(desk, number, _texts(given))
    desk.touch(Touched.INSTRUCTION)
    return number


@handles(ChangeInstruction, right=Right.PRODUCTS, answer=int)
def change_instruction(desk: Desk, command: ChangeInstruction, _session: Session) -> int:
    """Return its number. Raises Refused(NoSuchInstruction, ChangedMeanwhile, BadField, NothingTold, ItemOfWhat)."""
    known = rules.get(desk, command.instruction)
    now = fields_of(known)
    spare = {each.field: "" for each in command.changes if _LANGUAGE.fullmatch(each.field) and each.field not in now}
    found = news(known.name, command.changes, {**now, **spare})
    texts = {**known.texts, **_texts(found)}
    _check({**now, **found})
    rules.change(desk, known.id, _columns(desk, found))
    if texts != dict(known.texts):
        rules.put_texts(desk, known.id, texts)
    desk.touch(Touched.INSTRUCTION)
    return known.id


@handles(DropInstruction, right=Right.PRODUCTS, answer=int)
def drop_instruction(desk: Desk, command: DropInstruction, _session: Session) -> int:
    """Return its number. Raises Refused(NoSuchInstruction)."""
    rules.drop(desk, command.instruction)
    desk.touch(Touched.INSTRUCTION)
    return command.instruction


@handles(SetGift, right=Right.CHANGE_ORDER, answer=str)
def set_gift(desk: Desk, command: SetGift, _session: Session) -> str:
    """Return the order's code; without words and mark it is no gift. Raises Refused(NoSuchOrder, ChangedMeanwhile,
    BadField).
    """
    head = orders.head(desk, command.order_id)
    now = gift_fields(of_orders.gift_of(desk, head.id))
    found = {**now, **news(head.code, command.changes, now)}
    gift = Gift(
        words("note", " ".join(found["note"].split()), LONGEST_GIFT, empty=True), _flag(found["no_prices"]) == 1
    )
    if gift_fields(gift) != now:
        of_orders.put_gift(desk, head.id, gift)
        orders.log_event(desk, head.id, "gift" if gift else "no_gift")
        desk.touch(Touched.ORDER)
    return head.code


@handles(SetCare, right=Right.PRODUCTS, answer=str)
def set_care(desk: Desk, command: SetCare, _session: Session) -> str:
    """Return the product's SKU. Raises Refused(NoSuchProduct, ChangedMeanwhile, BadField)."""
    product = _product(desk, command.sku)
    now = care_fields(of_orders.care_of(desk, int(product.id)))
    found = {**now, **news(product.sku, command.changes, now)}
    of_orders.put_care(desk, int(product.id), _care(found))
    desk.touch(Touched.PRODUCT, Touched.INSTRUCTION)
    return product.sku


# ------------------------------------------------------------------------------------------------------------- fields


def _care(found: Mapping[str, str]) -> Care:
    category = words("category", found["category"], LONGEST_WORD, empty=True)
    un, hazard = found["un"].strip().upper().removeprefix("UN"), found["class"].strip().upper()
    if un and not _UN.fullmatch(un):
        raise Refused(BadField("un", un[:40], "no_number"))
    if hazard and not _HAZARD.fullmatch(hazard):
        raise Refused(BadField("class", hazard[:40], "no_choice"))
    group = found["group"].strip().upper()
    if group not in _GROUPS:
        raise Refused(BadField("group", group[:40], "no_choice"))
    if (hazard or group) and not un:
        raise Refused(BadField("un", "", "empty"))
    return Care(category, Danger(un, hazard, group, _flag(found["limited"]) == 1) if un else None)


def _columns(desk: Desk, given: Mapping[str, str]) -> dict[str, object]:
    """Return the columns of given fields. Raises Refused(BadField, NoSuchProduct)."""
    found: dict[str, object] = {}
    for name, text in given.items():
        if not _LANGUAGE.fullmatch(name):
            found |= _column(desk, name, text)
    return found


def _column(desk: Desk, name: str, text: str) -> dict[str, object]:
    if name == "name":
        return {name: words(name, text, LONGEST_NAME)}
    if name == "moment":
        if text not in tuple(Moment):
            raise Refused(BadField(name, text[:40], "no_choice"))
        return {name: text}
    if name in FLAGS:
        return {name: _flag(text)}
    if name == "product":
        return {"product_id": int(_product(desk, text).id) if text.strip() else None}
    if name == "customer":
        return {"customer_id": _customer(desk, text) if text.strip() else None}
    if name == "insert":
        return _insert(desk, text)
    if name == "picture":
        if text and not _DIGEST.fullmatch(text):
            raise Refused(BadField(name, text[:40], "no_choice"))
        return {name: text}
    if name not in PLAIN:
        raise Refused(BadField(name[:40], text[:40], "unknown"))
    word = words(name, text, LONGEST_WORD, empty=True)
    return {name: word.upper() if name == "country" else word}


def _insert(desk: Desk, text: str) -> dict[str, object]:
    """Return what is put in: a product of the stock where there is one of that SKU, else any thing by its word."""
    word = words("insert", text, LONGEST_WORD, empty=True)
    product = products.find(desk, word) if word else None
    return {"insert_id": None if product is None else int(product.id), "insert_word": "" if product else word}


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, text in given.items():
        if said := _LANGUAGE.fullmatch(name):
            found[said.group(1)] = words(name, " ".join(text.split()), LONGEST_TEXT, empty=True)
    return found


def _flag(text: str) -> int:
    return int(text.strip().lower() in {"1", "yes", "true", "on"})


def _product(desk: Desk, sku: str) -> Product:
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchProduct(sku[:LONGEST_WORD]))
    return found


def _customer(desk: Desk, code: str) -> int:
    known = customers.by_code(desk, code.strip())
    if known is None:
        raise Refused(BadField("customer", code[:40], "unknown"))
    return known.id


def _check(fields: Mapping[str, str]) -> None:
    """Refuse a rule that says nothing, or that is told at an item of no product."""
    said = [text for name, text in fields.items() if _LANGUAGE.fullmatch(name) or name == "insert"]
    if not any(text.strip() for text in said) and not _flag(fields.get("photo", "")):
        raise Refused(NothingTold())
    of_goods = fields.get("product", "").strip() or fields.get("category", "").strip()
    if fields.get("moment") == Moment.ITEM and not of_goods:
        raise Refused(ItemOfWhat())


def fields_of(rule: Instruction) -> dict[str, str]:
    """Return the fields of an instruction that can be changed, as text."""
    plain = {name: str(getattr(rule, name)) for name in ("name", "moment", *LINKS, *PLAIN, "insert", "picture")}
    flags = {name: "1" if getattr(rule, name) else "" for name in FLAGS}
    return {**plain, **flags, **{f"text_{language}": text for language, text in rule.texts.items()}}


def gift_fields(gift: Gift) -> dict[str, str]:
    """Return what a buyer asks for, as text."""
    return {"note": gift.note, "no_prices": "1" if gift.no_prices else ""}


def care_fields(care: Care) -> dict[str, str]:
    """Return how a product is packed, as text."""
    danger = care.danger
    return {
        "category": care.category,
        "un": danger.un if danger else "",
        "class": danger.hazard if danger else "",
        "group": danger.group if danger else "",
        "limited": "1" if danger and danger.limited else "",
    }
