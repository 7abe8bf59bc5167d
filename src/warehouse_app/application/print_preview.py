"""A print job drawn as it is printed: made anew from the database, the same bytes, read back by our own reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from warehouse_app.application import printable
from warehouse_app.application.print_routing import OWN_PRINTERS
from warehouse_app.documents import preview
from warehouse_app.domain.printing.values import LABELS, Document, NoSuchPrint, PrintJobRow
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.ports.printer import Language
from warehouse_app.store import devices, printing
from warehouse_app.store.desk import Desk

MOST_PAGES = 5
"""Pages of a paper that are drawn for the screen; printing sends all."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as pictures (PNG, one a page). `same` says whether the bytes are those that were sent: None for a job
    that made none yet. `no` says why there is nothing to draw any more.
    """

    job: int
    pages: tuple[bytes, ...] = ()
    same: bool | None = None
    no: Refusal | None = None


def language_of(desk: Desk, job: PrintJobRow) -> Language:
    """Return what the job's printer understands; labels without a printer are ZPL, papers are PDF."""
    is_label = job.document in LABELS
    row = devices.printer(desk, job.printer) if job.printer and job.printer not in OWN_PRINTERS else None
    if row is not None and (is_label or row.language == Language.ESCPOS.value):
        return Language(row.language)
    return Language.ZPL203 if is_label and job.printer != "PAPERS" else Language.PDF


def draw_print(desk: Desk, job_id: int) -> Drawn:
    """Draw a job. Heavy: ask it on a read lane. Raises Refused(NoSuchPrint)."""
    job = printing.get(desk, job_id)
    if job is None:
        raise Refused(NoSuchPrint(job_id))
    try:
        facts = printable.gather(desk, Document(job.document), job.ref, job.copy)
        language = language_of(desk, job)
        content = printable.render(facts, language)
        shown = (
            printable.render(facts, Language.PDF) if language is Language.ESCPOS else content
        )  # nobody draws receipts
    except Refused as refused:
        return Drawn(job_id, no=refused.refusal)
    except Usage:
        return Drawn(job_id)
    hashed = hashlib.sha256(content).hexdigest()
    same = None if not job.content_hash else hashed == job.content_hash
    return Drawn(job_id, preview.pages(shown, MOST_PAGES), same)
