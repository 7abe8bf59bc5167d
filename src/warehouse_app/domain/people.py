"""Who may do what: roles are sets of rights; a badge alone gives bench work, rights beyond it need the PIN as well."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

PersonId = NewType("PersonId", str)


class Right(StrEnum):
    """One deed a person may do; checked in the application layer, whatever the mouth."""

    PICK = "pick"
    PACK = "pack"
    LOAD = "load"
    RECEIVE = "receive"
    PUT_AWAY = "put away"
    MOVE = "move"
    COUNT = "count"
    VIEW = "view"
    FOUND_GOODS = "found goods"
    TAKE_OVER = "take over"
    ALLOCATE = "allocate"
    CANCEL_ORDER = "cancel order"
    HOLD_ORDER = "hold order"
    CHANGE_ORDER = "change order"
    PLAN = "plan"
    ASSIGN = "assign"
    IMPORT = "import"
    EXPORT = "export"
    STOCK = "stock"
    PURCHASE = "purchase"
    TRANSFER = "transfer"
    RETURN = "return"
    REFUND = "refund"
    RETURN_RULES = "return rules"
    APPROVE_COUNT = "approve counts"
    SCRAP = "scrap"
    CLOSE_MANIFEST = "close manifest"
    PRINT = "print"
    REVERSE = "reverse"
    LINK_BARCODE = "link barcode"
    OVERRIDE_WEIGHT = "override weight"
    PERFORMANCE = "see performance"
    PRODUCTS = "edit products"
    PROOF = "proof rules"
    PLACES = "edit places"
    SHARE_VIEWS = "share views"
    SETTINGS = "settings"
    USERS = "users"
    DATABASE = "database"
    ERASE = "erase customers"


BENCH_RIGHTS = frozenset(
    {
        *(Right.PICK, Right.PACK, Right.LOAD, Right.RECEIVE, Right.PUT_AWAY, Right.MOVE, Right.COUNT, Right.RETURN),
        *(Right.VIEW, Right.PRINT, Right.FOUND_GOODS, Right.TAKE_OVER),
    }
)
"""Rights that a badge alone can give. All others are marked `pin`."""


class Role(StrEnum):
    """What a person is hired for."""

    PICKER = "picker"
    PACKER = "packer"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    OWNER = "owner"
    ADMINISTRATOR = "administrator"


_FLOOR = frozenset(
    {
        *(Right.PICK, Right.PACK, Right.LOAD, Right.RECEIVE, Right.PUT_AWAY, Right.MOVE, Right.COUNT, Right.RETURN),
        *(Right.VIEW, Right.PRINT),
    }
)
_SUPERVISOR = frozenset(set(Right) - {Right.USERS, Right.DATABASE, Right.SETTINGS, Right.ERASE})

OVERRIDABLE = _SUPERVISOR
"""Rights that a second person may lend for one deed; who may add people or restore a database says so himself."""

ROLE_RIGHTS: dict[Role, frozenset[Right]] = {
    Role.PICKER: _FLOOR,
    Role.PACKER: _FLOOR,
    Role.CLERK: _FLOOR,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.OWNER: frozenset({Right.VIEW, Right.EXPORT}),
    Role.ADMINISTRATOR: frozenset(Right),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person by id, and the rights this sign-on gives (bench rights only without the PIN)."""

    person: PersonId
    code: str
    name: str
    role: Role
    with_pin: bool
    lent: frozenset[Right] = frozenset()
    """Rights that a second person lent for one deed."""
    language: str = field(default="", compare=False)
    """What this person is spoken to in, by its two letters; "" for the language of the machine."""

    @property
    def rights(self) -> frozenset[Right]:
        """Return what this sign-on may do."""
        if not self.person:
            return frozenset()
        mine = ROLE_RIGHTS[self.role]
        return (mine if self.with_pin else mine & BENCH_RIGHTS) | self.lent

    def may(self, right: Right) -> bool:
        """Tell whether the sign-on has `right`."""
        return right in self.rights


SYSTEM = Actor(PersonId("system"), "SYSTEM", "System", Role.ADMINISTRATOR, with_pin=True)
"""The program itself: the worker's seals, migrations, the first administrator's creation."""

NOBODY = Actor(PersonId(""), "", "", Role.PICKER, with_pin=False)
"""Nobody is signed on: no right at all."""


def first_name(name: str) -> str:
    """Return what to call a person where anybody may read it: "Anna K." of "Anna Katharina Kowalska"."""
    words = name.split()
    if len(words) < 2:  # noqa: PLR2004 - a first and a last name
        return name.strip()
    return f"{words[0]} {words[-1][:1].upper()}."
