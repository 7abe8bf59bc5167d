"""What the print jobs screen knows: a list, one job with its story and its paper, and the printers beside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.application.print_deeds import PrintStory
from warehouse_app.application.print_preview import Drawn
from warehouse_app.application.print_routing import takes
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.lists import PrintView
from warehouse_app.domain.printing.routing import PrintRule
from warehouse_app.domain.printing.states import NEVER_LEFT, PrintState
from warehouse_app.domain.printing.values import PrinterUse, PrintJobRow, StationRow
from warehouse_app.ports.printer import Language
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.ui.runtime.listfeed import ListState

Tab = Literal["story", "paper"]
Panel = Literal["job", "printers"]
Asking = Literal["", "move", "cancel", "copy", "move_all", "forget", "card", "stations", "stand_in", "rules"]
NEW = ""
"""The code of a printer that is not set up yet."""


@dataclass(frozen=True, slots=True)
class PrintsScreen:
    """The screen. `card` is the printer whose form is open (`NEW`: one to be set up), `said` what printers answered,
    `rule` the number of the chosen rule.
    """

    list: ListState = field(default_factory=lambda: ListState(ListQuery(PrintView.NEEDS_YOU, descending=True)))
    counts: tuple[tuple[str, int], ...] = ()
    picked: PrintJobRow | None = None
    story: PrintStory | None = None
    drawn: Drawn | None = None
    tab: Tab = "story"
    panel: Panel = "job"
    printers: tuple[PrinterUse, ...] = ()
    stations: tuple[StationRow, ...] = ()
    rules: tuple[PrintRule, ...] = ()
    rule: int = 0
    printer: str = ""
    card: str = NEW
    said: tuple[tuple[str, ChipValue], ...] = ()
    asking: Asking = ""
    refusal: str = ""
    rights: frozenset[Right] = frozenset()

    @property
    def query(self) -> ListQuery:
        """Return what the list asks."""
        return self.list.query

    @property
    def job(self) -> PrintJobRow | None:
        """Return the chosen job, freshest first from its story."""
        if self.story is not None and self.picked is not None and self.story.job.id == self.picked.id:
            return self.story.job
        return self.picked

    @property
    def may_try(self) -> bool:
        """Say whether nothing of the chosen job left yet."""
        return self.job is not None and PrintState(self.job.state) in NEVER_LEFT

    @property
    def unknown(self) -> bool:
        """Say whether the chosen job asks whether it printed."""
        return self.job is not None and self.job.state == PrintState.UNKNOWN

    @property
    def use(self) -> PrinterUse | None:
        """Return the chosen printer."""
        return next((each for each in self.printers if each.row.code == self.printer), None)

    @property
    def swap(self) -> PrinterUse | None:
        """Return the printer that one key sends to its stand-in, or back: the chosen one, or the chosen job's."""
        of_job = self.job.printer if self.panel == "job" and self.job is not None and self.may_try else ""
        code = self.printer if self.panel == "printers" else of_job
        return next((each for each in self.printers if each.row.code == code and each.row.stand_in), None)

    @property
    def targets(self) -> tuple[PrinterUse, ...]:
        """Return the printers a job, or all of a printer's jobs, may be sent to."""
        if self.asking == "stand_in":
            wanted = takes(Language(self.use.row.language)) if self.use is not None else frozenset()
            others = (each for each in self.printers if each.row.code != self.printer)
            return tuple(each for each in others if wanted <= takes(Language(each.row.language)))
        if self.asking == "move_all":
            return tuple(each for each in self.printers if each.row.code != self.printer)
        job = self.job
        if job is None:
            return ()
        fits = (each for each in self.printers if job.document in takes(Language(each.row.language)))
        return tuple(each for each in fits if each.row.code != job.printer)


def chose(screen: PrintsScreen, row: PrintJobRow | None) -> PrintsScreen:
    """Another job was chosen."""
    if row is not None and screen.picked is not None and row.id == screen.picked.id:
        return replace(screen, picked=row)
    return replace(screen, picked=row, story=None, drawn=None, asking="", refusal="")


def storied(screen: PrintsScreen, story: PrintStory) -> PrintsScreen:
    """The chosen job was read; an answer about another one is too late."""
    if screen.picked is None or story.job.id != screen.picked.id:
        return screen
    return replace(screen, story=story)


def drew(screen: PrintsScreen, drawn: Drawn) -> PrintsScreen:
    """The chosen job was drawn."""
    return replace(screen, drawn=drawn) if screen.picked is not None and drawn.job == screen.picked.id else screen


def said(screen: PrintsScreen, code: str, chip: ChipValue) -> PrintsScreen:
    """A printer answered, or is being asked."""
    kept = tuple(each for each in screen.said if each[0] != code)
    return replace(screen, said=(*kept, (code, chip)))


def done(screen: PrintsScreen) -> PrintsScreen:
    """A deed is done; who writes rules goes on with them."""
    return replace(screen, asking="rules" if screen.asking == "rules" else "", refusal="")
