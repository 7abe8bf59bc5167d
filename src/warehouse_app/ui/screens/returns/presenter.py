"""The presenter of the returns bench: every deed is a shot, a digit answers what is asked or grades the unit in hand.
No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.returning.state import state as bench_state
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refusal
from warehouse_app.domain.returning.intake import IntakeAnswer, IntakeState
from warehouse_app.ui.runtime.benchwork import BenchView, BenchWork, Heard, tone_of
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Plays, Sound
from warehouse_app.ui.runtime.scalefeed import ScaleFeed, ScaleNow
from warehouse_app.ui.screens.returns import state as screen
from warehouse_app.ui.screens.returns.state import ReturnsScreen

_WAKES = frozenset({Touched.RETURN, Touched.CLAIM})
BOX_PHOTO, BACK = "box_photo", "back"
_GRADES = frozenset("123456")


class ReturnsPage(BenchView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: ReturnsScreen) -> None: ...


class TakesPhotos(Protocol):
    """What takes photos at this page."""

    @property
    def has_camera(self) -> bool: ...

    def take(self, about: About, ref: int, words: str, kept: Callable[[], None]) -> None: ...

    def finder(self) -> Callable[[str], str]: ...


class ReturnsPresenter(BenchWork[IntakeAnswer]):
    """Shots at the returns bench."""

    cards: Mapping[str, str] = {
        "undo": word_of(Card.UNDO), "pause": word_of(Card.PAUSE), "short": word_of(Card.SHORT),
        "damaged": word_of(Card.DAMAGED), "issue": word_of(Card.ISSUE), "change": word_of(Card.CHANGE),
        "outcome": word_of(Card.OUTCOME), "skip": word_of(Card.SKIP), "previous": word_of(Card.PREVIOUS),
        "photo": word_of(Card.PHOTO),
        "print_again": word_of(Card.PRINT_AGAIN),
        "done": word_of(Card.DONE), "ok": "",
    }  # fmt: skip

    def __init__(
        self, view: ReturnsPage, hands: Hands, sounds: Plays, notices: Notices, now: Callable[[], str],
        scale: ScaleFeed | None = None,
    ) -> None:  # fmt: skip
        super().__init__(view, hands, sounds, notices, now)
        self._view, self._scale = view, scale
        self._leave: Callable[[], None] | None = None
        self.type_weight: Callable[[], None] = lambda: None
        """Opens the field for a weight where no scale answers."""
        self._screen = ReturnsScreen()
        self._in_view = False
        self._turn = 0
        self.photos: TakesPhotos | None = None

    def shown(self) -> None:
        """Read where this bench is: another process, or this one before a crash, may have left a return open."""
        self._in_view = True
        if self._scale is not None and self._leave is None:
            self._leave = self._scale.listen(self._weighed)
        self._read()

    def hidden(self) -> None:
        """Out of view: nobody looks at the scale here."""
        self._in_view = False
        if self._leave is not None:
            self._leave()
            self._leave = None

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> ReturnScan:
        """Return the command of a shot. A photo can always be taken at a window: from a camera, or a file."""
        return ReturnScan(id=command_id, text=text, device=device, double=double, camera=self.photos is not None)

    def answered(self, answer: IntakeAnswer, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Show what became of a shot; a photo that the bench named is taken."""
        self._turn += 1
        self._show(screen.after(self._screen, answer, heard))
        if answer.code == "take_photo":
            self._photograph(About(str(answer.facts["about"])), int(answer.facts["ref"] or 0),
                             str(answer.facts["thing"]))  # fmt: skip
        return tone_of(answer)

    def commanded(self, name: str) -> None:
        """A deed by key, button or card; the parcel's own photo is taken whatever is in hand."""
        now = self._screen.now
        if name == BOX_PHOTO and now is not None and now.open is not None:
            self._photograph(About.RETURN, now.open.id, now.open.code)
        elif name == "again" and self._unsure is None:
            self._weigh()
        elif name == BACK and self._screen.asking:
            self.shoot(self.cards["undo"])
        else:
            super().commanded(name)

    def keyed(self, key: str) -> bool:
        """Enter confirms a Stop, takes what is proposed, or settles; a digit answers, or grades the unit in hand."""
        now = self._screen
        if key == "Enter":
            if now.now is None or not (now.open or now.stopped):
                return False
            self.shoot("")
            return True
        if now.stopped or now.now is None:
            return False
        answers = any(each.key == key for each in now.now.choices)
        if answers or (now.open and not now.now.choices and key in _GRADES):
            self.shoot(key)
            return True
        return False

    def _weighed(self, scale: ScaleNow) -> None:
        """The scale said something: it is taken when somebody says so, for a parcel is turned about on the table."""
        self._screen = replace(self._screen, scale=scale)

    def _weigh(self) -> None:
        """Take what lies on the scale; without one the weight is typed."""
        state = self._screen
        if not state.open or state.asking or state.stopped:
            return
        weight = state.scale.weight
        if weight is None:
            self.type_weight()
            return
        text, device = weight.shown or f"{weight.grams or 0} g", state.scale.code
        shot = self.command(self.hands.new_id(), text, device, double=False)
        self._send(replace(shot, weight=weight), text)

    def chosen(self, number: int) -> None:
        """An answer was touched."""
        self.keyed(str(number))

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was written elsewhere: a bench at rest is read again; an open return is judged with its next scan.

        The office may have said whose an open one is, so it is read as well, unless a question waits.
        """
        if self._in_view and not mine and changes & _WAKES and not self._screen.stopped and not self._screen.asking:
            self._read()

    def opened(self, what: str) -> None:
        """Asked for by another screen: "return:RT000001" is opened as if its code were scanned."""
        kind, _, code = what.partition(":")
        if kind in {"return", "order", "parcel"} and code:
            self.shoot(code)

    def _photograph(self, about: About, ref: int, thing: str) -> None:
        if self.photos is None:
            return

        def kept() -> None:
            if self.settled and screen.waits_for_photo(self._screen):
                self.shoot(word_of(Card.CONTINUE))
            else:
                self._read()

        self.photos.take(about, ref, thing, kept)

    def _read(self) -> None:
        self._turn += 1
        station, turn = self.hands.session().station, self._turn
        find = None if self.photos is None else self.photos.finder()

        def question(desk: Any) -> tuple[IntakeState, dict[str, str]]:  # noqa: ANN401 - the application's desk
            now = bench_state(desk, station)
            digests = () if now.open is None else now.open.photos
            return now, {} if find is None else {each: find(each) for each in digests}

        self.hands.ask(question, lambda found: self._was_read(*found, turn))

    def _was_read(self, now: IntakeState, pictures: dict[str, str], turn: int) -> None:
        """Take what was read, unless a shot was answered meanwhile: its answer is newer."""
        if turn == self._turn:
            self._show(screen.found(self._screen, now, pictures))

    def _show(self, state: ReturnsScreen) -> None:
        self._screen = state
        self._view.render_state(state)
