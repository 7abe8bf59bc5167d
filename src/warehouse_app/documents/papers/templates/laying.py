"""A paper template and the values of a thing, laid out as a paper."""

from __future__ import annotations

from warehouse_app.documents.papers.table import Column, Kind, Paper
from warehouse_app.documents.papers.templates.shapes import ColumnPart, PaperTemplate
from warehouse_app.documents.papers.templates.words import Values, empty, fill, said

NOTHING = "–"


def lay(template: PaperTemplate, values: Values, rows: tuple[Values, ...], page: str = "") -> Paper:
    """Return the paper's words. `page` is the company's own paper (A4 or Letter)."""
    columns = tuple(each for each in template.columns if not each.when or said(values, each.when))
    return Paper(
        title=fill(template.title, values),
        number=fill(template.number, values),
        code=fill(template.code, values),
        columns=tuple(_column(each) for each in columns),
        rows=tuple(tuple(fill(each.text, {**values, **row}) for each in columns) for row in rows),
        facts=tuple((fill(name, {}), fill(text, values) or NOTHING) for name, text in template.facts),
        blocks=tuple((fill(name, {}), tuple(fill(text, values).splitlines())) for name, text in template.blocks),
        totals=tuple((fill(name, {}), fill(text, values)) for name, text in template.totals if not empty(text, values)),
        notes=tuple(fill(note, values) for note in template.notes if not empty(note, values)),
        signatures=tuple(fill(each, values) for each in template.signatures),
        foot=fill(template.foot, values).strip(" ·"),
        row_height=template.row_height,
        page=template.page or page,
        stacked=template.stacked,
    )


def _column(part: ColumnPart) -> Column:
    return Column(fill(part.head, {}), part.width, Kind(part.kind), part.size, part.bold, part.lines, part.lead)
