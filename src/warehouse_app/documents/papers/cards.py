"""Cards and labels to stick or carry: badge, place labels, product labels, and the sheet of command cards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.documents.papers.codes import draw_code
from warehouse_app.documents.papers.pen import FAINT, INK, QUIET, Colour, Pen, Room, largest, wrapped
from warehouse_app.wording import tr

_A4 = (210.0, 297.0)
_WHITE = (1.0, 1.0, 1.0)


class CardKind(StrEnum):
    """What a command card does; its edge shows it."""

    GO = "go"
    ASK = "ask"
    STOP = "stop"


_EDGES: dict[CardKind, Colour] = {
    CardKind.GO: (0.09, 0.35, 0.84),
    CardKind.ASK: (0.78, 0.47, 0.02),
    CardKind.STOP: (0.75, 0.11, 0.13),
}


@dataclass(frozen=True, slots=True)
class BadgeData:
    """One person's badge. The code alone signs on for bench work, so a badge is kept like a key."""

    company: str
    name: str
    role: str
    code: str


@dataclass(frozen=True, slots=True)
class PlaceLabel:
    """A place's label: its code, and a line of words below (zone, level)."""

    place: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProductLabel:
    """A product's label: the code scanned, the article and its name."""

    code: str
    sku: str
    name: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class CommandCard:
    """A command card: the code scanned, the word on the button, and what it does."""

    code: str
    word: str
    meaning: str
    kind: CardKind = CardKind.GO


def badge(data: BadgeData) -> bytes:
    """Return a badge as PDF, 85.6 by 54 mm, the size of a bank card."""
    pen = Pen(85.6, 54.0, tr("Badge"))
    pen.fill(Room(0, 0, 85.6, 11.5), _EDGES[CardKind.GO])
    pen.text(5, 3.7, 10, data.company, width=75.6, bold=True, colour=_WHITE)
    pen.text(5, 15, largest(data.name, 75.6, 20, 10), data.name, width=75.6, bold=True)
    pen.text(5, 24, 11, data.role, width=75.6, colour=QUIET)
    draw_code(pen, Room(1, 31, 83.6, 14.5), data.code, "middle")
    pen.text(5, 47.5, 8.5, data.code, width=75.6, align="middle", colour=QUIET)
    pen.next_page()
    return pen.done()


_PLACE = Room(4.65, 15.15, 99.1, 38.1)  # A4, 14 labels of 99.1 by 38.1 mm, a stock format
_PLACE_STEP = 101.6
_PLACES_DOWN = 7


def place_labels(labels: tuple[PlaceLabel, ...]) -> bytes:
    """Return sheets of place labels as PDF, A4 with 14 labels of 99.1 by 38.1 mm."""
    pen = Pen(*_A4, tr("Place labels"))
    for number, label in enumerate(labels):
        spot = number % (2 * _PLACES_DOWN)
        if number and spot == 0:
            pen.next_page()
        x = _PLACE.x + spot % 2 * _PLACE_STEP
        _place(pen, Room(x, _PLACE.y + spot // 2 * _PLACE.height, _PLACE.width, _PLACE.height), label)
    pen.next_page()
    return pen.done()


def _place(pen: Pen, room: Room, label: PlaceLabel) -> None:
    width = room.width - 12
    size = largest(label.place, width, 38, 12)
    pen.text(room.x + 6, room.y + 2.5 + (38 - size) * 0.16, size, label.place, width=width, bold=True, align="middle")
    draw_code(pen, Room(room.x + 1, room.y + 17.5, room.width - 2, 13.0), label.place, "middle", 0.55)
    pen.text(room.x + 6, room.y + 32, 9, label.words, width=width, align="middle", colour=QUIET)


def product_labels(labels: tuple[ProductLabel, ...]) -> bytes:
    """Return product labels as PDF, 57 by 32 mm, one a page, as a label printer takes them."""
    pen = Pen(57.0, 32.0, tr("Product labels"))
    for label in labels:
        pen.text(3, 2.2, largest(label.sku, 51, 13, 7), label.sku, width=51, bold=True)
        for row, line in enumerate(wrapped(label.name, 7.5, 51, 2)):
            pen.text(3, 7.6 + row * 3.2, 7.5, line, width=51)
        draw_code(pen, Room(0.5, 14.8, 56, 11.2), label.code, "middle")
        right = 24 if label.words else 0
        pen.text(3, 27.2, 7.5, label.code, width=51 - right, align="left" if right else "middle")
        pen.text(30, 27.2, 7.5, label.words, width=24, align="right", colour=QUIET)
        pen.next_page()
    if not labels:
        pen.next_page()
    return pen.done()


_CARD = Room(5.0, 28.5, 100.0, 60.0)
_CARDS_DOWN = 4
_CARD_EDGE = 7.0


def command_cards(cards: tuple[CommandCard, ...]) -> bytes:
    """Return the sheet of command cards as PDF, A4 with eight cards of 100 by 60 mm, cut along the lines."""
    pen = Pen(*_A4, tr("Command cards"))
    for number, card in enumerate(cards):
        spot = number % (2 * _CARDS_DOWN)
        if number and spot == 0:
            pen.next_page()
        x, y = _CARD.x + spot % 2 * _CARD.width, _CARD.y + spot // 2 * _CARD.height
        _card(pen, Room(x, y, _CARD.width, _CARD.height), card)
    pen.next_page()
    return pen.done()


def _card(pen: Pen, room: Room, card: CommandCard) -> None:
    pen.frame(room, 0.15, FAINT)
    pen.round(Room(room.x + 3, room.y + 3, _CARD_EDGE, room.height - 6), 2, _EDGES[card.kind])
    x, width = room.x + _CARD_EDGE + 7, room.width - _CARD_EDGE - 12
    pen.text(x, room.y + 5.5, largest(card.word, width, 28, 12), card.word, width=width, bold=True, colour=INK)
    for row, line in enumerate(wrapped(card.meaning, 9.5, width, 2)):
        pen.text(x, room.y + 19 + row * 4.4, 9.5, line, width=width, colour=QUIET)
    draw_code(pen, Room(x - 4, room.y + 32, width + 6, 18), card.code)
    pen.text(x, room.y + 51.5, 8.5, card.code, width=width, colour=QUIET)
