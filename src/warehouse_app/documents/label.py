"""The address label of a parcel: one model from the parcel's facts, for thermal printer, PDF and picture alike.

Promise: whatever the texts are, nothing overlaps or leaves the label; the recipient is set as large as fits; the code
is the parcel's tracking code, whole, or there is no label (Usage `code_unprintable`, `code_too_long`).
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents import code128
from warehouse_app.documents.model import (
    NARROWEST_MODULE_E2,
    Box,
    Code128,
    Element,
    Expected,
    LabelModel,
    Line,
    Text,
)
from warehouse_app.documents.text import Block, block, clean, clean_lines, cut, shrink
from warehouse_app.domain.refusals import Usage
from warehouse_app.wording.papers import tr

WIDTH_MM, HEIGHT_MM = 100, 150
LINES_TAKEN = 12
LINE_TAKEN = 160

_LEFT, _RIGHT = 50, 950
_FULL = _RIGHT - _LEFT
_CAPTION = 26
_RULE = 4


@dataclass(frozen=True, slots=True)
class AddressLabelData:
    """The facts of one label. Without `recipient` lines it shows customer and country, or that the customer is unknown.

    `of` 0: the number of parcels is not known yet; `weight_g` 0: the weight is not known; `reprint` 0: the first print.

    `template` is the company's own, nothing where ours holds. `slot` says where the goods of a label
    that is printed before they are packed travel: whoever puts it there reads it.
    """

    order: str
    parcel: str
    tracking: str
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    customer: str = ""
    country: str = ""
    number: int = 1
    of: int = 0
    weight_g: int = 0
    weight_computed: bool = False
    carrier: str = ""
    service: str = ""
    ship_date: str = ""
    reprint: int = 0
    template: str = ""
    slot: str = ""


def recipient_lines(data: AddressLabelData) -> tuple[str, ...]:
    """Return the lines the label is addressed to, cleaned; never empty."""
    lines = clean_lines(data.recipient)
    if lines:
        return lines
    customer, country = clean(data.customer), clean(data.country)
    name = tr("Customer {code}").format(code=customer) if customer else tr("Customer unknown")
    return (name, country) if country else (name,)


def weight_text(data: AddressLabelData) -> str:
    """Return the weight in kilograms, or a dash where it is not known."""
    return f"{data.weight_g // 1000}.{data.weight_g % 1000:03d} kg" if data.weight_g > 0 else "–"


def parcel_count_text(data: AddressLabelData) -> str:
    """Return which parcel of how many, "2 of 3", or its number alone while the whole is not known."""
    return tr("{n} of {m}").format(n=data.number, m=data.of) if data.of else str(data.number)


def expected(data: AddressLabelData) -> Expected:
    """Return what a proof must find on the printed label of these facts."""
    texts = [
        ("recipient", " ".join(recipient_lines(data))),
        ("order", clean(data.order)),
        ("parcel", clean(data.parcel)),
        ("tracking", data.tracking),
        ("count", parcel_count_text(data)),
        *((("slot", clean(data.slot)),) if data.slot else ()),
    ]
    lines = tuple(
        part for part in (*_sender(data), *_recipient(data), *_facts(data), *_words(data)) if isinstance(part, Text)
    )
    return Expected((data.tracking,), tuple(texts), WIDTH_MM, HEIGHT_MM, lines)


def address_label(data: AddressLabelData) -> LabelModel:
    """Set the label. Raises Usage `code_unprintable` or `code_too_long`: the code stands on it whole or not at all."""
    _refuse_long_code(data.tracking)
    parts: tuple[Element, ...] = (
        *_sender(data),
        Line(_LEFT, 272, _FULL, _RULE),
        *_recipient(data),
        Line(_LEFT, 742, _FULL, _RULE),
        *_facts(data),
        Line(_LEFT, 1012, _FULL, _RULE),
        *_words(data),
        _code(data),
    )
    return LabelModel(WIDTH_MM, HEIGHT_MM, parts)


def _refuse_long_code(tracking: str) -> None:
    needed = code128.module_count(tracking) + 2 * code128.QUIET_MODULES
    if needed * NARROWEST_MODULE_E2 > (WIDTH_MM - 2) * 100:
        raise Usage("code_too_long", text=tracking)


def _one(x: int, y: int, width: int, size: int, text: str, *, least: int = 24, bold: bool = True) -> Text:
    """One line of at most `width`: first smaller, down to `least`, then cut."""
    line = clean(text[:LINE_TAKEN])
    fitted = shrink(line, width, size, least)
    return Text(x, y + (size - fitted), width, fitted, cut(line, width, fitted), bold)


def _caption(x: int, y: int, width: int, text: str) -> Text:
    return _one(x, y, width, _CAPTION, text, least=16, bold=False)


def _block(x: int, y: int, width: int, setting: Block, *, bold: bool) -> tuple[Text, ...]:
    return tuple(
        Text(x, y + row * setting.leading, width, setting.size, line, bold) for row, line in enumerate(setting.lines)
    )


def _taken(lines: tuple[str, ...]) -> tuple[str, ...]:
    """A limit on what is set at all; what is beyond shows as an ellipsis, and the proof of the label then fails."""
    kept = tuple(line if len(line) <= LINE_TAKEN else line[: LINE_TAKEN - 1] + "…" for line in lines[:LINES_TAKEN])
    return (*kept[:-1], kept[-1] + "…") if len(lines) > LINES_TAKEN else kept


def _sender(data: AddressLabelData) -> tuple[Element, ...]:
    lines = _taken(clean_lines(data.sender))
    width, right = 540, 640
    setting = block(lines, width, 178, 34, 18)
    return (
        _caption(_LEFT, 50, width, tr("From")),
        *_block(_LEFT, 86, width, setting, bold=False),
        _caption(right, 50, _RIGHT - right, tr("Parcel")),
        _one(right, 84, _RIGHT - right, 92, parcel_count_text(data), least=40),
        _one(right, 200, _RIGHT - right, 52, data.service or data.carrier, least=26),
    )


def _recipient(data: AddressLabelData) -> tuple[Element, ...]:
    setting = block(_taken(recipient_lines(data)), _FULL, 390, 92, 20)
    return (
        _caption(_LEFT, 296, 340, tr("To")),
        *((_one(400, 288, 550, 42, data.slot, least=22),) if data.slot else ()),
        *_block(_LEFT, 340, _FULL, setting, bold=True),
    )


def _order(data: AddressLabelData) -> tuple[Text, ...]:
    """The order's number in one line, or, where it is too long for that, in as many small ones as it takes."""
    x, y, width, height = _LEFT, 800, 440, 88
    line = _one(x, y, width, 72, data.order, least=22)
    if line.text == clean(data.order):
        return (line,)
    return _block(x, y, width, block((clean(data.order[:LINE_TAKEN]),), width, height, 30, 16), bold=True)


def _facts(data: AddressLabelData) -> tuple[Element, ...]:
    weight = tr("Weight, computed") if data.weight_computed else tr("Weight")
    rows = (
        (766, 520, 430, weight, weight_text(data), 72),
        (894, _LEFT, 440, tr("Carrier"), data.carrier or "–", 46),
        (894, 520, 430, tr("Ship date"), data.ship_date or "–", 46),
    )
    others = (
        part
        for y, x, width, name, value, size in rows
        for part in (_caption(x, y, width, name), _one(x, y + 34, width, size, value, least=22))
    )
    return (_caption(_LEFT, 766, 440, tr("Order")), *_order(data), *others)


def _own(data: AddressLabelData) -> bool:
    """The parcel's code is read by people, the tracking code by scanners; where they are one it stands once, large."""
    return data.tracking == clean(data.parcel)


def _code(data: AddressLabelData) -> Code128:
    return Code128(10, 1140, 980, 310 if _own(data) else 250, data.tracking)


def _words(data: AddressLabelData) -> tuple[Element, ...]:
    """What stands around the code: the parcel, the mark of a reprint, and the tracking code where it is another."""
    mark: tuple[Element, ...] = ()
    width = _FULL
    if data.reprint:
        width = 560
        mark = (
            Box(630, 1034, 320, 74, 6),
            _one(650, 1050, 280, 44, tr("REPRINT {n}").format(n=data.reprint), least=20),
        )
    return (
        _one(_LEFT, 1036, width, 84, data.parcel, least=24),
        *mark,
        *(() if _own(data) else (_one(_LEFT, 1400, _FULL, 56, data.tracking, least=16),)),
    )
