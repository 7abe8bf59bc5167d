"""The presenter of the manifest screen: scans load, F9 asks and hands over. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from warehouse_app.application.run import Outcome, Session
from warehouse_app.application.shipping import LoadScan, find_manifests, find_parcels, load_state
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused, Trouble
from warehouse_app.domain.shipping.values import LoadAnswer, LoadState, ManifestClosed
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.benchwork import BenchView, BenchWork, Heard, tone_of
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Plays, Sound
from warehouse_app.ui.screens.manifest import state as screen
from warehouse_app.ui.screens.manifest.state import Lists, ManifestScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

Close = Callable[[Session, int], "Outcome[ManifestClosed]"]
_WAKES = frozenset({Touched.MANIFEST, Touched.PARCEL, Touched.PACK})
_TOUCHED: frozenset[str] = frozenset({Touched.MANIFEST, Touched.PARCEL, Touched.ORDER, Touched.PRINT})
_BEFORE = 9


class ManifestView(BenchView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: ManifestScreen) -> None: ...


class ManifestPresenter(BenchWork[LoadAnswer]):
    """Shots at the loading bench; `close` hands a manifest over, whole."""

    cards = {"undo": "UNDO", "ok": ""}  # noqa: RUF012 - the base says it is a mapping; nobody writes to it

    def __init__(
        self,
        view: ManifestView,
        hands: Hands,
        sounds: Plays,
        notices: Notices,
        now: Callable[[], str],
        close: Close,
    ) -> None:
        super().__init__(view, hands, sounds, notices, now)
        self._view, self._close = view, close
        self._screen = ManifestScreen(may_close=hands.session().actor.may(Right.CLOSE_MANIFEST))
        self._in_view = False
        self._turn = 0

    def shown(self) -> None:
        """Read what is open."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view."""
        self._in_view = False

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> LoadScan:
        """Return the command of a shot."""
        return LoadScan(id=command_id, text=text, device=device, double=double)

    def answered(self, answer: LoadAnswer, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Show what became of a shot, then read the lists again."""
        self._show(screen.after(self._screen, answer, heard))
        self._read()
        return tone_of(answer, line_complete=answer.code == "loaded" and answer.state.waiting == 0)

    def commanded(self, name: str) -> None:
        """`close` asks first; `yes` hands over, `back` does not."""
        if name == "close":
            self._ask_first()
        elif name == "yes" and self._screen.asking:
            self._hand_over()
        elif name == "back":
            self._show(screen.asked(self._screen, asking=False))
        else:
            super().commanded(name)

    def keyed(self, key: str) -> bool:
        """Enter confirms a Stop; 1 and 2 answer the question before the hand-over."""
        if self._screen.stopped and key == "Enter":
            self.shoot("")
            return True
        deed = {"1": "yes", "2": "back"}.get(key, "") if self._screen.asking or self._screen.no else ""
        if deed:
            self.commanded(deed)
        return bool(deed)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Parcels were closed or loaded elsewhere."""
        if self._in_view and not mine and changes & _WAKES:
            self._read()

    def _ask_first(self) -> None:
        state = self._screen
        if state.lists.manifest is not None and state.may_close and not state.stopped and not state.busy:
            self._show(screen.asked(state, asking=True))
            self.sounds.play("question")

    def _hand_over(self) -> None:
        manifest = self._screen.lists.manifest
        if manifest is None:
            return
        self._show(screen.closing(self._screen))
        self.hands.bulk(
            lambda session: _done(self._close(session, manifest.id)), self._ended, _TOUCHED, self._close_troubled
        )

    def _ended(self, answer: ManifestClosed | Refusal) -> None:
        self._turn += 1
        self.notices.solve("hand-over")
        self._show(screen.ended(self._screen, answer))
        self.sounds.play("stop" if isinstance(answer, Refusal) else "order_complete")
        self._read()

    def _close_troubled(self, trouble: Trouble) -> None:
        self._show(screen.ended(self._screen, None))
        self.sounds.play("trouble")
        words = tr("Hand it over again (F9): it goes on where it stopped, nothing leaves twice.")
        self.notices.raise_notice(NoticeValue("hand-over", say_error(trouble), words, rank=5))
        self._read()

    def _read(self) -> None:
        self._turn += 1
        turn, station = self._turn, self.hands.session().station
        self.hands.ask(lambda desk: _lists(desk, station), lambda answer: self._was_read(*answer, turn))

    def _was_read(self, now: LoadState, lists: Lists, turn: int) -> None:
        if turn == self._turn:
            self._show(screen.found(self._screen, now, lists))

    def _show(self, state: ManifestScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _done(outcome: Outcome[ManifestClosed]) -> ManifestClosed:
    if outcome.refusal is not None:
        raise Refused(outcome.refusal)
    return outcome.done()


def _lists(desk: Any, station: str) -> tuple[LoadState, Lists]:  # noqa: ANN401 - the application's desk
    now = load_state(desk, station)
    every = find_manifests(desk, carrier=now.carrier, limit=_BEFORE + 1)
    mine = next(
        (row for row in every if row.code == now.manifest or (not now.manifest and row.state == "closing")), None
    )
    loaded = find_parcels(desk, manifest=mine.code) if mine is not None else ()
    waiting = tuple(row for row in find_parcels(desk, state="labelled") if row.carrier == now.carrier)
    before = tuple(row for row in every if row.state == "closed")
    return now, Lists(mine, loaded, waiting, before)
