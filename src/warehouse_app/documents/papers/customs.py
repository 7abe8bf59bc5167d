"""Customs declarations of a parcel, CN22 as a label and CN23 as a paper: what is in it, its weight, value and origin.

What is not known stands as a dash, and a note names it: nothing is guessed for a customs officer.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.manifest import kilograms
from warehouse_app.documents.papers.money import amount, digits_of
from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import label_template, paper_template
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.domain.quantities import line_total_minor
from warehouse_app.wording.papers import tr


@dataclass(frozen=True, slots=True)
class CustomsLine:
    """One article in the parcel. `weight_g` is of one unit; 0 and empty text are not known."""

    sku: str
    name: str
    qty: int
    price_e4: int = 0
    weight_g: int = 0
    hs_code: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class CustomsData:
    """The facts of one declaration. `weight_g` is the parcel's gross weight, 0 where it is not known."""

    company: str
    order: str
    parcel: str
    lines: tuple[CustomsLine, ...]
    currency: str = ""
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    customer: str = ""
    country: str = ""
    tracking: str = ""
    date: str = ""
    weight_g: int = 0
    page: str = ""
    template: str = ""


def cn22(data: CustomsData) -> SetLabel:
    """Set the CN22. Raises Usage `label_rows` where the parcel has more articles than it has lines: a CN23 is due."""
    return set_label(label_template("cn22", data.template), _values(data), _rows(data))


def cn23(data: CustomsData) -> bytes:
    """Return the CN23 as PDF."""
    return render(lay(paper_template("cn23", data.template), _values(data), _rows(data), data.page))


def unknown(data: CustomsData) -> tuple[str, ...]:
    """Return the names of what customs ask for and nobody told, each once."""
    lacks = (
        (any(not line.hs_code for line in data.lines), tr("tariff numbers")),
        (any(not line.origin for line in data.lines), tr("countries of origin")),
        (any(not line.weight_g for line in data.lines), tr("weights")),
        (any(line.price_e4 <= 0 for line in data.lines), tr("values")),
    )
    return tuple(name for lacking, name in lacks if lacking)


def _values(data: CustomsData) -> Values:
    weight = sum(line.qty * line.weight_g for line in data.lines)
    lacks = ", ".join(unknown(data))
    known = all(line.weight_g for line in data.lines)
    return {
        "order": data.order,
        "parcel": data.parcel,
        "company": data.company,
        "sender": data.sender or (data.company,),
        "recipient": data.recipient,
        "customer": data.customer,
        "country": data.country,
        "tracking": data.tracking,
        "date": data.date,
        "currency": data.currency,
        "total_weight": kilograms(weight) if known else NOTHING,
        "total_value": amount(sum(_worth(data, line) for line in data.lines), data.currency),
        "parcel_weight": kilograms(data.weight_g) if data.weight_g else NOTHING,
        "missing": tr("Not known: {names}").format(names=lacks) if lacks else "",
    }


def _worth(data: CustomsData, line: CustomsLine) -> int:
    return line_total_minor(line.qty, line.price_e4, digits_of(data.currency))


def _rows(data: CustomsData) -> tuple[Values, ...]:
    return tuple(
        {
            "n": str(n),
            "sku": line.sku,
            "name": line.name,
            "qty": str(line.qty),
            "weight": kilograms(line.qty * line.weight_g) if line.weight_g else NOTHING,
            "value": amount(_worth(data, line), data.currency) if line.price_e4 > 0 else NOTHING,
            "hs_code": line.hs_code or NOTHING,
            "origin": line.origin or NOTHING,
        }
        for n, line in enumerate(data.lines, start=1)
    )
