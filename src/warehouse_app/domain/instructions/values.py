"""Packing instructions as values: for what they hold, when they are told, what they ask; an order as they see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal

MOST_RULES = 500
"""Instructions of a company; each is looked at once for every order that is opened."""

MOST_TOLD = 40
"""Instructions that one order tells at most."""

LONGEST_GIFT = 500
"""Signs of what a buyer writes to the recipient."""

FALLBACK = "en"
"""The language of a text where there is none in the wanted one."""


class Moment(StrEnum):
    """When an instruction is told."""

    OPEN = "open"
    ITEM = "item"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One rule. Where a field is empty it holds for all; where several are given, all must fit.

    `topic` is a word of the house ("wrapping"): of several instructions on one topic only the most specific holds.
    `must` asks to be confirmed, else it is only shown; `insert` is a product of the stock or any word; `photo` asks for
    a photo of the parcel; `printed` puts it on the packing slip. `picture` is the digest of a photo.
    """

    id: int
    name: str
    moment: Moment = Moment.OPEN
    must: bool = False
    product: str = ""
    category: str = ""
    customer: str = ""
    channel: str = ""
    country: str = ""
    service: str = ""
    topic: str = ""
    insert: str = ""
    counted: bool = False
    printed: bool = False
    photo: bool = False
    picture: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    dropped: bool = False

    def text(self, language: str) -> str:
        """Return its words in a language, else in English, else in any."""
        found = self.texts.get(language) or self.texts.get(FALLBACK)
        return found or next(iter(self.texts.values()), "")

    @property
    def of_goods(self) -> bool:
        """Tell whether it is about some products, not about orders as a whole."""
        return bool(self.product or self.category)


@dataclass(frozen=True, slots=True)
class Goods:
    """One product of an order that an instruction may be about. `danger` is empty for what is none."""

    sku: str
    category: str = ""
    danger: Danger | None = None


@dataclass(frozen=True, slots=True)
class Danger:
    """Dangerous goods as papers name them: UN number, class, packing group, sent as a limited quantity or not."""

    un: str
    hazard: str = ""
    group: str = ""
    limited: bool = False


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as instructions see it: `goods` are those of its products that any instruction or danger is about."""

    customer: str = ""
    channel: str = ""
    country: str = ""
    service: str = ""
    goods: tuple[Goods, ...] = ()
    kinds: int = 0
    """Products of the order, of which `goods` may be a part."""


@dataclass(frozen=True, slots=True)
class Gift:
    """What a buyer asks for: words for the recipient, and no prices in the box. Personal."""

    note: str = ""
    no_prices: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.note) or self.no_prices


@dataclass(frozen=True, slots=True)
class Care:
    """How a product is packed: a word of the house for its category, and what danger it is."""

    category: str = ""
    danger: Danger | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An instruction as the bench tells it. `id` 0: told by the data of products (`danger`), nothing to confirm."""

    id: int
    text: str
    moment: Moment
    must: bool = False
    insert: str = ""
    products: tuple[str, ...] = ()
    picture: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """One line of the list: the rule, and how often packers confirmed it."""

    rule: Instruction
    confirmed: int = 0

    @property
    def id(self) -> int:
        """Return the rule's number."""
        return self.rule.id


@dataclass(frozen=True, slots=True)
class NoSuchInstruction(Refusal):
    """There is no instruction of that number."""

    code: ClassVar[str] = "no_such_instruction"
    instruction: int


@dataclass(frozen=True, slots=True)
class TooManyInstructions(Refusal):
    """There are as many instructions as are looked at for an order."""

    code: ClassVar[str] = "too_many_instructions"
    most: int


@dataclass(frozen=True, slots=True)
class NothingTold(Refusal):
    """An instruction says nothing: no words, no insert, no photo."""

    code: ClassVar[str] = "nothing_told"


@dataclass(frozen=True, slots=True)
class ItemOfWhat(Refusal):
    """An instruction at an item must say of which product or category."""

    code: ClassVar[str] = "item_of_what"
