"""What the templates page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.templates import TemplateFault, TemplateRow
from warehouse_app.ui.kit.values import Column, Option
from warehouse_app.ui.screens.templates.state import TemplatesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.templates import REFS, TITLES, fault_words

MOST_FAULTS = 4
"""Faults that are named at once."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A name that may stand in the text, and what it means."""

    name: str
    meaning: str

    @property
    def written(self) -> str:
        """Return it as it stands in a text."""
        return f"{{{self.name}}}"


def title(name: str) -> str:
    """Return what people call a template."""
    return tr(TITLES[name]) if name in TITLES else name


def columns() -> tuple[Column[TemplateRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Template"), lambda row: title(row.name), 0),
        Column(tr("Yours"), lambda row: tr("yours") if row.own else "", 64),
    )


def hole_columns() -> tuple[Column[Hole], ...]:
    """Return the columns of the names."""
    return (
        Column(tr("Name"), lambda hole: hole.written, 150),
        Column(tr("What it stands for"), lambda hole: hole.meaning, 0),
    )


def holes(state: TemplatesScreen) -> tuple[Hole, ...]:
    """Return the names that may stand in the text."""
    if state.open is None:
        return ()
    both = (*state.open.holes, *(each for each in state.open.rows if each not in state.open.holes))
    return tuple(Hole(name, tr(meaning)) for name, meaning in both)


def about(state: TemplatesScreen) -> str:
    """Return the line under the title."""
    if state.open is None:
        return ""
    row = state.open.row
    if state.changed:
        return tr("Changed, not saved")
    return tr("Your own, saved by {who}").format(who=row.who) if row.own else tr("As it travels with the program")


def faults(state: TemplatesScreen) -> str:
    """Return what is wrong with the text, a line each; nothing where all is well."""
    if state.told:
        return state.told
    found = state.tried.faults if state.tried is not None else ()
    lines = [_line(each) for each in found[:MOST_FAULTS]]
    if len(found) > MOST_FAULTS:
        lines.append(tr("and {n} more").format(n=len(found) - MOST_FAULTS))
    return "\n".join((*((state.refusal,) if state.refusal else ()), *lines))


def _line(fault: TemplateFault) -> str:
    words = fault_words(fault)
    return tr("Line {line}: {words}").format(line=fault.line, words=words) if fault.line else words


def fault_lines(state: TemplatesScreen) -> tuple[int, ...]:
    """Return the lines of the text that have a fault, as long as it is the text that was drawn."""
    fresh = state.tried is not None and state.is_fresh
    return tuple(each.line for each in state.tried.faults if each.line) if fresh and state.tried is not None else ()


def ref_words(state: TemplatesScreen) -> str:
    """Return what a real thing is named by, or nothing where only a sample can be drawn."""
    return tr(REFS[state.chosen]) if state.chosen in REFS else ""


def question(state: TemplatesScreen) -> str:
    """Return what is asked."""
    return tr("Put {title} back to ours? Your own version is gone then.").format(title=title(state.chosen))


def options() -> tuple[Option, ...]:
    """Return the answers."""
    return (Option(1, tr("Put ours back")), Option(2, tr("Keep my own"), suggested=True))


def deeds(state: TemplatesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    changed = "" if state.changed else tr("Nothing is changed")
    own = "" if state.open is not None and state.open.row.own else tr("It is as it travels with the program")
    return {"save": changed, "drop": changed, "reset": own}
