"""Templates of labels and papers: listed, read, tried, and saved as the company's own. A change stands in the audit.

Promise: nothing is kept that cannot be read, and nobody's change is saved over. Mouths try a text before they save it:
a proof takes longer than a transaction may.
"""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.application.run import Command, Session, handles
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.templates.ours import our_text
from warehouse_app.documents.papers.templates.reading import TemplateFaults, read
from warehouse_app.documents.papers.templates.shapes import LabelTemplate
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.documents.papers.templates.trial import tried
from warehouse_app.documents.preview import pages
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.templates import (
    NoSuchTemplate,
    TemplateFault,
    TemplateMoved,
    TemplateRow,
    TemplateWrong,
)
from warehouse_app.store import templates
from warehouse_app.store.desk import Desk

MOST_PAGES = 3
"""Pages of a template's preview."""


@dataclass(frozen=True, slots=True)
class TemplateText:
    """One template as it is worked at: the text that holds, ours, and its holes with what they mean (of rows too)."""

    row: TemplateRow
    text: str
    ours: str
    holes: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A text tried: its pages as PNG, and what is wrong with it. Faults of its proof are there beside the pages."""

    pages: tuple[bytes, ...] = ()
    faults: tuple[TemplateFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveTemplate(Command):
    """Keep a text as the company's own version. `was` is the text the person began from; None asks nothing."""

    template: str
    text: str
    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetTemplate(Command):
    """Let our version hold again."""

    template: str


def template_rows(desk: Desk) -> tuple[TemplateRow, ...]:
    """Return every template there is."""
    own = {each.name: each for each in templates.every(desk)}
    return tuple(_row(name, own.get(name)) for name in THINGS)


def _row(name: str, own: templates.OwnTemplate | None) -> TemplateRow:
    made = read(our_text(name), THINGS[name].knows)
    kind = "label" if isinstance(made, LabelTemplate) else "paper"
    return TemplateRow(name, made.title, kind, own is not None, own.at if own else "", own.who if own else "")


def template_text(desk: Desk, name: str) -> TemplateText:
    """Return one template to be worked at. Raises Refused(NoSuchTemplate)."""
    _known(name)
    own = next((each for each in templates.every(desk) if each.name == name), None)
    thing = THINGS[name]
    return TemplateText(
        _row(name, own), own.content if own else our_text(name), our_text(name), tuple(thing.holes.items()),
        tuple(thing.rows.items()),
    )  # fmt: skip


def try_template(name: str, text: str, page: str = "") -> Tried:
    """Draw the sample by a text and say what is wrong with it; needs no database. Raises Refused(NoSuchTemplate)."""
    _known(name)
    try:
        made = read(text, THINGS[name].knows)
    except TemplateFaults as no:
        return Tried(faults=no.faults)
    ours = read(our_text(name), THINGS[name].knows)
    if type(made) is not type(ours):
        return Tried(faults=(TemplateFault("template_choice", 0, "kind"),))
    trial = tried(THINGS[name], made, page=page)
    faults = tuple(TemplateFault(f"template_{each.code}", 0, each.detail) for each in trial.problems)
    return Tried(pages(trial.document, MOST_PAGES) if trial.document else (), faults)


def own_page(desk: Desk) -> str:
    """Return the company's paper: A4 or Letter."""
    return value_of(desk, "company.paper")


@handles(SaveTemplate, right=Right.SETTINGS)
def save_template(desk: Desk, command: SaveTemplate, _session: Session) -> None:
    """Keep a version of the company's own. Raises Refused (NoSuchTemplate, TemplateWrong, TemplateMoved)."""
    _known(command.template)
    try:
        read(command.text, THINGS[command.template].knows)
    except TemplateFaults as no:
        raise Refused(wrong(command.template, no.faults)) from None
    now = templates.own(desk, command.template)
    if command.was is not None and command.was != (now or our_text(command.template)):
        raise Refused(TemplateMoved(command.template))
    if command.text == our_text(command.template):
        templates.forget(desk, command.template)
    else:
        templates.keep(desk, command.template, command.text)
    desk.touch(Touched.SETTING)


@handles(ResetTemplate, right=Right.SETTINGS)
def reset_template(desk: Desk, command: ResetTemplate, _session: Session) -> None:
    """Let ours hold again; where it does, nothing happens. Raises Refused(NoSuchTemplate)."""
    _known(command.template)
    templates.forget(desk, command.template)
    desk.touch(Touched.SETTING)


def wrong(name: str, faults: tuple[TemplateFault, ...]) -> TemplateWrong:
    """Return the refusal of a text with faults."""
    first = faults[0]
    return TemplateWrong(name, first.code, first.line, first.detail, len(faults))


def _known(name: str) -> None:
    if name not in THINGS:
        raise Refused(NoSuchTemplate(name[:40]))
