"""What the palette knows: the text, the deeds and screens at hand, what was found, and what is chosen. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.domain.search import Found, Hit, HitKind, wanted_words, words_of

Scope = Literal["", ">", "#", "@"]
SCOPES: dict[str, Scope] = {">": ">", "#": "#", "@": "@"}
_ONLY = {"#": frozenset({HitKind.ORDER}), "@": frozenset({HitKind.PERSON, HitKind.CUSTOMER})}
MOST_DEEDS = 8
"""Deeds and screens shown beside hits; alone all of them are shown."""

LEADS = 3
"""So many letters of a screen's name put it above what was found."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One action or screen: how it is named and reached. `reason` says why an action cannot be done now."""

    name: str
    words: str
    icon: str
    key: str = ""
    reason: str = ""
    screen: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done with a hit: its words, and the screen with what to show there."""

    words: str
    icon: str
    screen: str = ""
    what: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class PaletteState:
    """The palette. `found` belongs to `answered`, an earlier text perhaps; `ways` are those of the chosen hit.

    `missed` is a scanned code that nobody knows.
    """

    text: str = ""
    deeds: tuple[Deed, ...] = ()
    found: Found = field(default_factory=lambda: Found(""))
    took_ms: int = 0
    chosen: int = 0
    waiting: bool = False
    missed: str = ""
    ways: tuple[Way, ...] = ()

    @property
    def scope(self) -> Scope:
        """Return what the first sign of the text narrows to."""
        return SCOPES.get(self.text[:1], "")

    @property
    def wanted(self) -> str:
        """Return the text that is looked for."""
        return (self.text[1:] if self.scope else self.text).strip()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return the hits that are shown."""
        only = _ONLY.get(self.scope)
        if self.scope == ">" or not self.wanted:
            return ()
        return tuple(hit for hit in self.found.hits if only is None or hit.kind in only)

    @property
    def shown_deeds(self) -> tuple[Deed, ...]:
        """Return the deeds that are shown: all of them before anything is typed, else those whose words begin so."""
        if self.scope in ("#", "@"):
            return ()
        words = wanted_words(self.wanted)
        fit = tuple(deed for deed in self.deeds if fits(deed.words, words))
        return fit if self.scope == ">" or not self.hits else fit[:MOST_DEEDS]

    @property
    def leading(self) -> tuple[Deed, ...]:
        """Return the screens whose name begins with the text: they stand above the hits, which may be dozens."""
        text = self.wanted.casefold()
        if self.scope or len(text) < LEADS:
            return ()
        return tuple(deed for deed in self.shown_deeds if deed.screen and deed.words.casefold().startswith(text))

    @property
    def following(self) -> tuple[Deed, ...]:
        """Return the deeds and screens below the hits."""
        leading = self.leading
        return tuple(deed for deed in self.shown_deeds if deed not in leading)

    @property
    def rows(self) -> tuple[Hit | Deed | Way, ...]:
        """Return everything that can be chosen, in the order shown."""
        return self.ways or (*self.leading, *self.hits, *self.following)

    @property
    def current(self) -> Hit | Deed | Way | None:
        """Return the chosen row."""
        rows = self.rows
        return rows[self.chosen] if 0 <= self.chosen < len(rows) else None


def fits(words: str, wanted: tuple[str, ...]) -> bool:
    """Say whether each wanted word begins one of the words."""
    have = words_of(words)
    return all(any(one.startswith(each) for one in have) for each in wanted)


def typed(state: PaletteState, text: str) -> PaletteState:
    """Another text: what was found stays in view until the answer to the new text is here."""
    return replace(state, text=text, chosen=0, missed="", ways=())


def answered(state: PaletteState, found: Found, took_ms: int) -> PaletteState:
    """The house answered; the choice stays where it is unless the rows grew shorter."""
    now = replace(state, found=found, took_ms=took_ms, waiting=False)
    return replace(now, chosen=min(now.chosen, max(0, len(now.rows) - 1)))


def moved(state: PaletteState, by: int) -> PaletteState:
    """The choice moves; from the last row to the first, and back."""
    count = len(state.rows)
    return replace(state, chosen=(state.chosen + by) % count) if count else state
