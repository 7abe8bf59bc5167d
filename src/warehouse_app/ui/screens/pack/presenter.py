"""The presenter of the pack screen: every deed is a shot; the bench is read whole only when an order opens. No Qt."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from warehouse_app.application.packing import PackScan, called, pack_beside, pack_state, work_ahead
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.packing.refusals import AlreadyPacked, CancelledMeanwhile
from warehouse_app.domain.packing.values import PackAnswer, PackBeside, PackOrder, PackState
from warehouse_app.domain.people import Right
from warehouse_app.domain.photos import About
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.benchwork import BenchView, BenchWork, Heard, tone_of
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Plays, Sound
from warehouse_app.ui.runtime.scalefeed import ScaleFeed, ScaleNow
from warehouse_app.ui.screens.pack import asks, boxes, numbered, proven, scale
from warehouse_app.ui.screens.pack import state as screen
from warehouse_app.ui.screens.pack.scale import WHY
from warehouse_app.ui.screens.pack.state import PackScreen

_Beside = tuple[PackBeside, Mapping[str, str]]
_WAKES = frozenset({Touched.BATCH, Touched.PACK, Touched.ORDER, Touched.PARCEL})
SHORT = "short"
LEAVE_OUT = "leave_out"
GO_ON = "resume"
"""What F2 does: the paused order goes on; at rest the next one is opened, as if its tote were scanned."""


class PackView(BenchView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: PackScreen) -> None: ...


class TakesPhotos(Protocol):
    """What takes photos at this page."""

    @property
    def has_camera(self) -> bool: ...

    def take(self, about: About, ref: int, words: str, kept: Callable[[], None]) -> None: ...

    def finder(self) -> Callable[[str], str]: ...


class PackPresenter(BenchWork[PackAnswer]):
    """Shots at the pack bench."""

    cards = {  # noqa: RUF012 - the base says it is a mapping; nobody writes to it
        "finish_short": "FINISH SHORT", "damaged": "DAMAGED", "pause": "PAUSE", "undo": "UNDO", "ok": "",
        "resume": "CONTINUE", "print_again": "PRINT AGAIN", "take_over": "TAKE OVER", "photo": "PHOTO",
        "issue": "ISSUE", "supervisor": "SUPERVISOR", "missing": "SHORT",
        "count_again": "COUNT AGAIN", "why_1": "1", "why_2": "2", "why_3": "3",
        "next_box": "NEXT BOX", "move": "MOVE",
    }  # fmt: skip

    def __init__(
        self,
        view: PackView,
        hands: Hands,
        sounds: Plays,
        notices: Notices,
        now: Callable[[], str],
        scale: ScaleFeed | None = None,
        clock: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(view, hands, sounds, notices, now)
        self._view, self._scale = view, scale
        self._clock = clock or (lambda: time.monotonic_ns() // 1_000_000)
        self._leave: Callable[[], None] | None = None
        self._screen = PackScreen(may_take_over=hands.may(Right.TAKE_OVER))
        self._in_view = False
        self.type_size: Callable[[str], None] = lambda _begun: None
        """Opens the field for a size or a weight whose first digit was typed."""
        self._turn = 0
        self.photos: TakesPhotos | None = None

    def shown(self) -> None:
        """Read where this bench is: another process, or this one before a crash, may have left an order open."""
        self._in_view = True
        if self._scale is not None and self._leave is None:
            self._leave = self._scale.listen(self._weighed)
        self._read()

    def hidden(self) -> None:
        """Out of view: nothing is taken from a scale that nobody looks at."""
        self._in_view = False
        if self._leave is not None:
            self._leave()
            self._leave = None

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> PackScan:
        """Return the command of a shot."""
        camera = self.photos is not None and self.photos.has_camera
        found = boxes.boxing_of(self._screen)
        offered = () if found is None else found.offered
        return PackScan(id=command_id, text=text, device=device, double=double, camera=camera, offered=offered)

    def answered(self, answer: PackAnswer, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Show what became of a shot; an order that was just opened is read with all its lines."""
        self._turn += 1
        before = self._screen.now
        self._show(screen.after(self._screen, answer, refusal, heard))
        anew = self._screen.stale or _other_box(before, answer.state) or _came_in(before, answer.state)
        if self._screen.boxing or (anew and self._screen.at_work):
            self._read()
        elif self._screen.waiting:
            self._read_beside()
        if isinstance(refusal, AlreadyPacked | CancelledMeanwhile) or answer.code == "parcel_shown":
            self._read_name(str(answer.facts.get("who") or ""))
        if answer.code == "take_photo" and self.photos is not None:
            self._photograph(self.photos, answer)
        if answer.state.asked == asks.INSTRUCTION and answer.verdict is not Verdict.REFUSED:
            return "question"
        return tone_of(answer, line_complete=screen.line_complete(self._screen))

    def commanded(self, name: str) -> None:
        """Short asks what to do while goods are still to be packed; `back` takes a question away."""
        if name == SHORT:
            self.shoot(self.cards["finish_short" if self._screen.all_in else "missing"])
        elif name == "back":
            self._back()
        elif name == LEAVE_OUT:
            self.keyed("0")
        elif name == "again" and self._screen.weighing and self._unsure is None:
            self._weigh()
        elif name == "zero":
            self._zero()
        elif name == GO_ON and not self._screen.reopening and (following := screen.next_one(self._screen)):
            self.shoot(following)
        else:
            super().commanded(name)

    def keyed(self, key: str) -> bool:
        """Enter confirms a Stop or goes on after a pause; digits answer what the panel asks, or choose a tote."""
        if self._screen.stopped:
            if key == "Enter":
                self.shoot("")
            return key == "Enter"
        if boxes.begins_size(self._screen, key) or scale.begins_weight(self._screen, key):
            self.type_size(key)
            return True
        box = boxes.answers(self._screen, key)
        if box:
            self.shoot(box)
            return True
        deed = self._answers().get(key, "")
        if deed:
            self.commanded(deed)
            return True
        offered = proven.key(self._screen, key)
        if offered is not None:
            self.shoot(offered)
            return True
        asks = numbered.is_open(self._screen.now)  # what waits is not in view then
        code = numbered.digit(self._screen, key) or ("" if asks else screen.choice(self._screen, key))
        if code:
            self.shoot(code)
        return bool(code)

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Something was written elsewhere: what waits is read again; an open order is judged with its next scan."""
        if self._in_view and not mine and changes & _WAKES and not self._screen.at_work:
            self._read()

    def opened(self, what: str) -> None:
        """Asked for by another screen: "order:539953" is opened as if it were scanned."""
        kind, _, code = what.partition(":")
        if kind in {"order", "tote"} and code:
            self.shoot(code)

    def chosen(self, number: int) -> None:
        """What waits was touched in the list."""
        self.keyed(str(number))

    def _weighed(self, scale: ScaleNow) -> None:
        """The scale said something: what stands still is taken by itself, once."""
        now_ms = self._clock()
        seen = screen.weighed(self._screen, scale, now_ms)
        weight = screen.to_take(seen, now_ms)
        if weight is not None:
            self._take(seen, weight)
        elif seen.weighing and seen.scale != self._screen.scale:
            self._show(seen)
        else:
            self._screen = seen

    def _weigh(self) -> None:
        """Take what lies there because a person says so; whether it may be taken is judged like everything else."""
        weight = self._screen.scale.weight
        if weight is not None:  # else the panel says that no scale answers
            self._take(self._screen, weight)

    def _take(self, seen: PackScreen, weight: Weight) -> None:
        self._show(screen.took(seen) if weight.takeable else seen)
        text, device = weight.shown or f"{weight.grams or 0} g", seen.scale.code
        self._send(PackScan(id=self.hands.new_id(), text=text, device=device, weight=weight), text)

    def _zero(self) -> None:
        if self._scale is not None:
            self._scale.zero()

    def _answers(self) -> dict[str, str]:
        """Return the keys of the question on screen."""
        state = self._screen
        if state.weighing and state.now is not None and state.now.asked == WHY:
            return {"1": "why_1", "2": "why_2", "3": "why_3", "4": "undo"}
        if state.weighing:
            return {"Enter": "resume"} if state.differs is not None else {"2": "zero"}
        if numbered.is_open(state.now):
            return {}
        if state.all_in:
            return {"1": SHORT, "2": "pause", "3": "missing"}
        if asked := asks.keys(state):
            return dict(asked)
        now = state.now
        paused = now is not None and now.phase == "paused"
        return {"Enter": "resume"} if paused else {}

    def _photograph(self, photos: TakesPhotos, answer: PackAnswer) -> None:
        """Take the photo that the bench named; where it still waits for this one once it is kept, the work goes on."""
        about, ref = About(str(answer.facts["about"])), int(answer.facts["ref"] or 0)
        asked, put = answer.state.asked == asks.PHOTO, self._screen.said

        def kept() -> None:
            if asked and self.settled and screen.waits_for_photo(self._screen, answer.state.parcel, put):
                self.shoot(self.cards["resume"])

        photos.take(about, ref, str(answer.facts["thing"]), kept)

    def _back(self) -> None:
        now = self._screen.now
        if now is not None and (now.asked in ("damaged", "reopen") or numbered.is_open(now)):
            self.shoot(self.cards["undo"])

    def _read(self) -> None:
        self._turn += 1
        session, turn, beside = self.hands.session(), self._turn, self._beside()
        station, person = session.station, session.actor.person
        self.hands.ask(
            lambda desk: (pack_state(desk, station, person), beside(desk)), lambda found: self._was_read(*found, turn)
        )
        if self._screen.open:
            self._work_ahead()

    def _work_ahead(self) -> None:
        """Work out the box of the open order while its items are scanned; a scan never waits for it."""
        station, now = self.hands.session().station, self._screen.now
        order = None if now is None else now.order
        self.hands.ask(
            lambda desk: work_ahead(desk, station),
            lambda found: self._show(screen.foreseen(self._screen, found)) if self._is_open(order) else None,
        )

    def _is_open(self, order: PackOrder | None) -> bool:
        return self._screen.open and self._screen.now is not None and self._screen.now.order == order

    def _read_beside(self) -> None:
        """Read what waits, after the scan and beside it: the scan itself asks for no more than it must."""
        turn = self._turn
        self.hands.ask(
            self._beside(),
            lambda found: self._show(screen.told(self._screen, *found)) if turn == self._turn else None,
        )

    def _beside(self) -> Callable[[Any], _Beside]:
        """Return the question for what stands beside the state, and where the pictures of its instructions lie.

        The pictures are looked for by the reader: their folder may lie across a network.
        """
        station, person = self.hands.session().station, self.hands.session().actor.person
        find = self.photos.finder() if self.photos is not None else None

        def question(desk: Any) -> _Beside:  # noqa: ANN401 - the application's desk
            beside = pack_beside(desk, station, person)
            digests = {each.picture for each in beside.told if each.picture}
            return beside, {} if find is None else {digest: find(digest) for digest in digests}

        return question

    def _read_name(self, person: str) -> None:
        """Read what somebody is called: an answer, which is kept, names nobody."""
        self.hands.ask(
            lambda desk: called(desk, person), lambda name: self._show(screen.called(self._screen, person, name))
        )

    def _was_read(self, now: PackState, beside: _Beside, turn: int) -> None:
        """Take what was read, unless a shot was answered meanwhile: its answer is newer."""
        if turn == self._turn:
            self._show(screen.told(screen.found(self._screen, now), *beside))

    def _show(self, state: PackScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _other_box(before: PackState | None, now: PackState) -> bool:
    """Tell whether the bench is at another parcel than before."""
    return before is not None and before.parcel != now.parcel


def _came_in(before: PackState | None, now: PackState) -> bool:
    """Tell whether units of the order came to the bench, or left it, since the bench was shown: a runner was there."""
    return before is not None and before.order == now.order and before.total_units != now.total_units
