"""A template tried: drawn with values, and what a proof of that finds."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents import zpl
from warehouse_app.documents.papers.sheets import sheets
from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import lay
from warehouse_app.documents.papers.templates.setting import SetLabel, set_label
from warehouse_app.documents.papers.templates.shapes import LabelTemplate, Template
from warehouse_app.documents.papers.templates.things import Thing
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.documents.proof import Problem, prove
from warehouse_app.domain.refusals import Usage

SHOWN_ON_A_SHEET = 3
"""Labels that a sheet is shown with."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The document as PDF (nothing where it cannot be made) and what its proof found."""

    document: bytes
    problems: tuple[Problem, ...] = ()


def tried(thing: Thing, template: Template, values: Values | None = None, page: str = "") -> Trial:
    """Draw a thing (else its sample) by a template, and prove it."""
    shown, rows = (thing.sample, thing.sample_rows) if values is None else (values, ())
    if not isinstance(template, LabelTemplate):
        return Trial(render(lay(template, shown, rows, page)))
    try:
        label = set_label(template, shown, rows)
    except Usage as no:
        return Trial(b"", (Problem(no.code, str(no.facts.get("text", ""))),))
    document = sheets(template, (label,) * (SHOWN_ON_A_SHEET if template.sheet else 1))
    return Trial(document, problems_of(template, label))


def problems_of(template: LabelTemplate, label: SetLabel) -> tuple[Problem, ...]:
    """Return what a proof finds, on paper and, where it is no label for colours alone, on a thermal printer."""
    found = prove(sheets(template, (label,), alone=True), label.expected).problems
    if not template.colour:
        found += prove(zpl.render(label.model), label.expected).problems
    return tuple(dict.fromkeys(found))
