"""Labels that others made, as files: what they are, how they look, and whether they may be printed as they are.

The bytes are never changed: what is proven is what goes to the printer.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.papers import Fault
from warehouse_app.documents import foreign, preview
from warehouse_app.documents.verdict import Problem
from warehouse_app.domain.refusals import Usage

LARGEST = foreign.LARGEST
"""The most bytes a label may have."""

MOST_DRAWN = 20
"""Labels or pages of one file that are drawn."""

QUOTED = frozenset({"unread_barcode", "missing_graphic", "missing_format"})
"""Faults whose detail names a command, never what stands on the label."""


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A file of labels: what it is (`zpl`, `pdf`, `png`), each label as PNG, its codes, what holds it, what is odd."""

    form: str
    pages: tuple[bytes, ...]
    codes: tuple[str, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether it may be printed as it is."""
        return not self.problems


def look_at(content: bytes, dpi: int = 203) -> LabelFile:
    """Draw and prove a file of labels for a printer of that density. Raises Usage `no_label`: nothing can be drawn."""
    proof = foreign.prove_foreign(content, dpi)
    try:
        pages = preview.pages(content, MOST_DRAWN, dpi)
    except ValueError as error:
        raise Usage("no_label", what=str(error)) from error
    return LabelFile(foreign.form_of(content), pages, proof.found, proof.problems, proof.remarks)


def fault_of(content: bytes, dpi: int = 203) -> Fault | None:
    """Return why a label that a carrier made may not be printed, or None: then exactly these bytes are sent."""
    proof = foreign.prove_foreign(content, dpi)
    if proof.ok:
        return None
    first = proof.problems[0]
    return Fault(f"proof_{first.code}", first.detail if first.code in QUOTED else "")
