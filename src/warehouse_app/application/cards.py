"""Cards to carry: badges, and the sheet of command barcodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.cards import (
    BadgeData,
    CardKind,
    CommandCard,
    badge,
    command_cards,
)
from warehouse_app.domain.barcodes.commands import Command, barcode_of, word_of
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, make, parse
from warehouse_app.domain.printing.values import BadgeIsSecret, NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import people, templates
from warehouse_app.store.desk import Desk
from warehouse_app.store.lookup import badge_hash
from warehouse_app.store.people import PersonRow
from warehouse_app.wording import tr
from warehouse_app.wording.printing import CARDS

_STOP = frozenset({Command.UNDO, Command.DAMAGED, Command.ISSUE, Command.SHORT})
_ASK = frozenset({Command.SUPERVISOR, Command.FINISH_SHORT, Command.FOUND, Command.TAKE_OVER})
_KINDS: Mapping[Command, CardKind] = MappingProxyType(
    {each: CardKind.STOP if each in _STOP else CardKind.ASK if each in _ASK else CardKind.GO for each in Command}
)


_DEEDLESS = frozenset({Command.NEXT_BOX, Command.SUPERVISOR, Command.CLOSE})
"""Cards no bench answers yet but with a note: known when scanned, printed for nobody."""


@dataclass(frozen=True, slots=True)
class CommandCode:
    """A command barcode: its name, the text in it, and what it means."""

    name: str
    text: str
    meaning: str


def command_codes() -> tuple[CommandCode, ...]:
    """Return every command barcode."""
    return tuple(CommandCode(word_of(each), barcode_of(each), tr(CARDS[each.value])) for each in Command)


def command_sheet(desk: Desk | None = None) -> bytes:
    """Return the sheet of command cards as PDF: those that do something at a bench, by the company's own template."""
    return command_cards(sheet_cards(), templates.own(desk, "codes") if desk is not None else "")


def sheet_cards() -> tuple[CommandCard, ...]:
    """Return the cards of the sheet in their order."""
    printed = (each for each in Command if each not in _DEEDLESS)
    return tuple(CommandCard(barcode_of(each), word_of(each), tr(CARDS[each.value]), _KINDS[each]) for each in printed)


def badge_card(desk: Desk, person_code: str, secret: str) -> bytes:
    """Return a person's badge as PDF. Raises Refused (NoSuchPaper, BadgeIsSecret where the code is not theirs)."""
    person = people.by_code(desk, person_code.strip().upper())
    if person is None:
        raise Refused(NoSuchPaper("badge", person_code))
    return badge(badge_data(desk, person, secret), templates.own(desk, "badge"))


def badge_data(desk: Desk, person: PersonRow, secret: str) -> BadgeData:
    """Return what a person's badge says. Raises Refused(BadgeIsSecret) where the code is not theirs, or not known."""
    read = parse(secret.strip().upper())
    body = read.body if isinstance(read, OwnCode) and read.kind is OwnKind.USER else secret.strip().upper()
    if not body or badge_hash(body) != person.badge_hash:
        raise Refused(BadgeIsSecret(person.code))
    return BadgeData(value_of(desk, "company.name"), person.name, person.role.value, make(OwnKind.USER, body))
