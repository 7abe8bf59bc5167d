"""What the audit screen knows: the list and what narrows it, one row opened, how the trail stands, its proof. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.domain.doctoring import Report
from warehouse_app.domain.ledger.trail import Held, Thing, ThingKind, TrailFacts, TrailRow, TrailState, TrailView
from warehouse_app.domain.listing import ListQuery
from warehouse_app.ui.runtime.listfeed import ListState

Span = Literal["all", "today", "week"]
Tab = Literal["facts", "then"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter in force: its name in the query, how it is said, and by which code a saved view keeps it."""

    name: str
    words: str
    kept: str = ""


@dataclass(frozen=True, slots=True)
class AuditScreen:
    """The screen. `thing` is what the list is narrowed to, `then` what lay there at the moment of the chosen row."""

    list: ListState = field(default_factory=lambda: ListState(ListQuery(TrailView.PEOPLE, descending=True)))
    span: Span = "all"
    narrowed: tuple[Narrowing, ...] = ()
    thing: Thing | None = None
    picked: TrailRow | None = None
    facts: TrailFacts | None = None
    tab: Tab = "facts"
    then: tuple[Held, ...] | None = None
    trail: TrailState | None = None
    proof: Report | None = None
    proving: bool = False
    stopped: bool = False
    refusal: str = ""

    @property
    def query(self) -> ListQuery:
        """Return what the list asks."""
        return self.list.query

    @property
    def looks_back(self) -> bool:
        """Say whether what lay there can be told: of a place or a product."""
        return self.thing is not None and self.thing.kind in {ThingKind.PLACE, ThingKind.PRODUCT}


def chose(screen: AuditScreen, row: TrailRow | None) -> AuditScreen:
    """Another row."""
    if row is not None and screen.picked is not None and row.seq == screen.picked.seq:
        return screen
    return replace(screen, picked=row, facts=None, then=None)


def opened(screen: AuditScreen, facts: TrailFacts) -> AuditScreen:
    """The chosen row was opened; an answer about another one is too late."""
    if screen.picked is None or facts.row.seq != screen.picked.seq:
        return screen
    return replace(screen, facts=facts)


def narrowed(screen: AuditScreen, name: str, words: str, kept: str = "") -> AuditScreen:
    """A filter is in force, or ("") not any more."""
    others = tuple(each for each in screen.narrowed if each.name != name)
    added = (Narrowing(name, words, kept),) if words else ()
    thing = None if name == "thing" else screen.thing
    tab: Tab = "facts" if name == "thing" else screen.tab
    return replace(screen, narrowed=(*others, *added), thing=thing, tab=tab, refusal="")


def proven(screen: AuditScreen, report: Report | None) -> AuditScreen:
    """The proof ended, or (None) was stopped part way."""
    return replace(screen, proving=False, proof=report, stopped=report is None)
