"""Cards to carry and to scan: badges, and the sheet of command cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.templates.ours import label_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.words import Values


class CardKind(StrEnum):
    """What a command card does; its edge shows it."""

    GO = "go"
    ASK = "ask"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One person's badge. The code alone signs on for bench work, so a badge is kept like a key."""

    company: str
    name: str
    role: str
    code: str

    @property
    def values(self) -> Values:
        """Return what the template's names stand for."""
        return {"company": self.company, "name": self.name, "role": self.role, "code": self.code}


@dataclass(frozen=True, slots=True)
class CommandCard:
    """A command card: the code scanned, the word on the button, and what it does."""

    code: str
    word: str
    meaning: str
    kind: CardKind = CardKind.GO

    @property
    def values(self) -> Values:
        """Return what the template's names stand for."""
        return {"code": self.code, "word": self.word, "meaning": self.meaning, "tint": self.kind.value}


def badge(data: BadgeData, own: str = "") -> bytes:
    """Return a badge as PDF, the size of a bank card. Raises Usage where its code cannot stand on it."""
    return _made("badge", (data.values,), own)


def command_cards(cards: tuple[CommandCard, ...], own: str = "") -> bytes:
    """Return the sheet of command cards as PDF. Raises Usage where a code cannot stand on its card."""
    return _made("codes", (card.values for card in cards), own)


def _made(name: str, things: Iterable[Values], own: str) -> bytes:
    template = label_template(name, own)
    labels: tuple[SetLabel, ...] = tuple(set_label(template, values) for values in things)
    return sheets(template, labels)
