"""The presenter of the palette: asks while one types, opens what is chosen, and takes a scan as a code. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic
from typing import Any, Protocol

from warehouse_app.domain.people import Right
from warehouse_app.domain.search import Found, Hit, HitGroup
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.shell.palette import shown
from warehouse_app.ui.shell.palette import state as palette
from warehouse_app.ui.shell.palette.state import Deed, PaletteState, Way


class PaletteView(Protocol):
    """What the presenter asks of its view."""

    def render_state(self, state: PaletteState) -> None: ...

    def close_palette(self) -> None: ...


class PaletteDoors(Protocol):
    """Where the palette leads to."""

    def deeds(self) -> tuple[Deed, ...]: ...

    def do(self, deed: Deed) -> None: ...

    def may_go(self, screen: str) -> bool: ...

    def go(self, screen: str, what: str) -> None: ...

    def copy(self, text: str) -> None: ...


class PalettePresenter(Presenter):
    """Knows the text and the answers. It holds the scan gate while the palette is open."""

    def __init__(
        self, view: PaletteView, hands: Hands, doors: PaletteDoors, clock: Callable[[], float] = monotonic
    ) -> None:
        self._view, self._hands, self._doors, self._clock = view, hands, doors, clock
        self._state = PaletteState()
        self._turn = 0

    def state(self) -> PaletteState:
        """Return what is shown."""
        return self._state

    def open(self, text: str = "") -> None:
        """Begin anew."""
        self._state = PaletteState(deeds=self._doors.deeds())
        self.typed(text)

    def typed(self, text: str) -> None:
        """Another text."""
        self._show(palette.typed(self._state, text))
        self._turn += 1
        if self._state.wanted and self._state.scope != ">":
            self._ask(self._state.wanted)
        else:
            self._show(replace(self._state, found=Found(""), waiting=False))

    def moved(self, by: int) -> None:
        """The choice goes up or down."""
        self._show(palette.moved(self._state, by))

    def pointed(self, at: int) -> None:
        """A row was touched: it is chosen and opened."""
        self._show(replace(self._state, chosen=at))
        self.entered()

    def entered(self) -> None:
        """Open what is chosen."""
        current = self._state.current
        if isinstance(current, Hit):
            self._go(self._ways(current)[0])
        elif isinstance(current, Way):
            self._go(current)
        elif isinstance(current, Deed) and not current.reason:
            self._view.close_palette()
            self._doors.do(current)

    def tabbed(self) -> None:
        """Show what can be done with the chosen hit."""
        current = self._state.current
        if isinstance(current, Hit):
            self._show(replace(self._state, ways=self._ways(current), chosen=0))

    def escaped(self) -> None:
        """One step back: from the ways to the hits, then away."""
        if self._state.ways:
            self._show(replace(self._state, ways=(), chosen=0))
        else:
            self._view.close_palette()

    def scanned(self, text: str, device: str) -> None:
        """A code was scanned: what alone carries it is opened at once."""
        self._turn += 1
        turn = self._turn
        self._hands.ask(_code(text), lambda hits: self._was_scanned(turn, text, hits))

    def keyed(self, key: str) -> bool:
        """No key is of use while one types."""
        return False

    def _ways(self, hit: Hit) -> tuple[Way, ...]:
        return tuple(way for way in shown.ways(hit) if not way.screen or self._doors.may_go(way.screen))

    def _ask(self, text: str) -> None:
        turn, begin = self._turn, self._clock()
        rights = self._hands.session().actor.rights
        self._show(replace(self._state, waiting=True))
        self._hands.ask(_anything(text, rights), lambda found: self._answered(turn, begin, found))

    def _answered(self, turn: int, begin: float, found: Found) -> None:
        if turn == self._turn:
            took = round((self._clock() - begin) * 1000)
            self._show(palette.answered(self._state, self._allowed(found), took))

    def _was_scanned(self, turn: int, text: str, hits: tuple[Hit, ...]) -> None:
        if turn != self._turn:
            return
        opening = [hit for hit in hits if self._ways(hit)[0].screen]
        if len(opening) == 1:
            self._go(self._ways(opening[0])[0])
        elif opening:
            groups = tuple(HitGroup(hit.kind, (hit,), 1) for hit in opening)
            self._show(replace(self._state, text=text, found=Found(text, groups), chosen=0, missed="", ways=()))
        else:
            self._show(replace(self._state, text="", found=Found(""), missed=text, ways=()))

    def _allowed(self, found: Found) -> Found:
        """Leave out what the person could not open."""
        kept = []
        for group in found.groups:
            hits = tuple(hit for hit in group.hits if self._ways(hit)[0].screen)
            if hits:
                kept.append(replace(group, hits=hits))
        return replace(found, groups=tuple(kept))

    def _go(self, way: Way) -> None:
        self._view.close_palette()
        if way.copies:
            self._doors.copy(way.copies)
        else:
            self._doors.go(way.screen, way.what)

    def _show(self, state: PaletteState) -> None:
        self._state = state
        self._view.render_state(state)


def _anything(text: str, rights: frozenset[Right]) -> Callable[[Any], Found]:
    """Return the question what a text finds; what answers it is loaded on the lane, the first time."""

    def asked(desk: Any) -> Found:  # noqa: ANN401 - a presenter knows no desk
        from warehouse_app.application.search import find

        return find(desk, text, rights)

    return asked


def _code(text: str) -> Callable[[Any], tuple[Hit, ...]]:
    """Return the question what a scan means."""

    def asked(desk: Any) -> tuple[Hit, ...]:  # noqa: ANN401 - as above
        from warehouse_app.application.search import find_code

        return find_code(desk, text)

    return asked
