"""What every bench presenter does with a shot: one command an id, one outcome, one tone after it. No Qt.

Promise: nothing that was scanned is dropped in silence; a deed whose outcome is not known is asked again with the
same id; the tone follows the outcome, never the read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.domain.verdicts.values import tone
from warehouse_app.ui.kit.values import Answer as Reply
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.runtime.prints import PrintWatch
from warehouse_app.ui.runtime.protocols import Plays, Shot, Sound
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

A = TypeVar("A", bound=Answer)
KEYBOARD = "keyboard"


def tone_of(answer: Answer, *, line_complete: bool = False) -> Sound | None:
    """Return the tone of an answer, by the table of verdicts."""
    return tone(answer.verdict, answer.klass, answer.code, line_complete=line_complete)


@dataclass(frozen=True, slots=True)
class Heard:
    """The last shot, as the scan bar tells it: its text, and when it was answered (UTC ISO text)."""

    text: str = ""
    at: str = ""


class BenchView(Protocol):
    """What bench work asks of every bench page."""

    def show_working(self, on: bool) -> None: ...


class BenchWork(Presenter, Generic[A]):
    """The base of pick, pack and load. Subclasses give `cards`, `command` and `answered`."""

    cards: Mapping[str, str] = {}
    """Deed of the action table -> the word of its command card."""

    def __init__(
        self,
        view: BenchView,
        hands: Hands,
        sounds: Plays,
        notices: Notices,
        now: Callable[[], str],
    ) -> None:
        self.bench_view, self.hands, self.sounds, self.notices, self.now = view, hands, sounds, notices, now
        self._unsure: Command | None = None
        self._under_way = 0
        self._prints = PrintWatch(hands, notices)

    def beat(self) -> None:
        """Called every few seconds while the bench is in view: what waits at the printers is told."""
        self._prints.read()

    def command(self, command_id: str, text: str, device: str, *, double: bool) -> Command:
        """Return the command of a shot."""
        raise AssertionError

    def answered(self, answer: A, refusal: Refusal | None, heard: Heard) -> Sound | None:
        """Take the answer into the state and show it; return its tone."""
        raise AssertionError

    @property
    def settled(self) -> bool:
        """Say whether every shot was answered: the bench is where the screen says."""
        return not self._under_way and self._unsure is None

    def shot(self, shot: Shot) -> None:
        """Judge a shot, also one that was read twice."""
        self.shoot(shot.text, shot.device, double=shot.double, scan_id=shot.scan_id)

    def commanded(self, name: str) -> None:
        """A deed by key, button or card is the card's text, so that there is one road."""
        if name == "again":
            self.again()
        elif name in self.cards:
            self.shoot(self.cards[name])

    def shoot(self, text: str, device: str = KEYBOARD, *, double: bool = False, scan_id: str = "") -> None:
        """Perform a shot under the id its device gave it, or a fresh one; one that was not answered keeps its own when
        it is scanned again.
        """
        if self._unsure is not None and getattr(self._unsure, "text", None) == text:
            self.again()
            return
        self._send(self.command(scan_id or self.hands.new_id(), text, device, double=double), text)

    def again(self) -> None:
        """Ask again, with the same id, what was not answered."""
        if self._unsure is not None:
            command, self._unsure = self._unsure, None
            self._send(command, getattr(command, "text", ""))

    def _send(self, command: Command, text: str) -> None:
        self._under_way += 1
        self.bench_view.show_working(True)
        self.hands.do(
            command,
            lambda outcome: self._came(outcome, text),
            trouble=lambda trouble: self._troubled(command, trouble),
            again=lambda new: self._send(new, text),
        )

    def _came(self, outcome: Outcome[A], text: str) -> None:
        self._under_way -= 1
        self.bench_view.show_working(False)
        self.notices.solve("scan")
        self._unsure = None  # the work went on: what was not answered is in the state or was scanned anew
        if outcome.value is not None:
            tone = self.answered(outcome.value, outcome.refusal, Heard(text, self.now()))
            if tone is not None:
                self.sounds.play(tone)
        elif outcome.refusal is not None:
            self.sounds.play("stop")
            self.notices.raise_notice(NoticeValue("scan", say_error(outcome.refusal), ""))

    def _troubled(self, command: Command, trouble: Trouble) -> None:
        self._under_way -= 1
        self._unsure = command
        self.bench_view.show_working(False)
        self.sounds.play("trouble")
        again = Reply("again", tr("Try again"), "F4", primary=True)
        words = tr("The last scan is not answered. Trying again counts nothing twice.")
        notice = NoticeValue("scan", say_error(trouble), words, answers=(again,), rank=5)
        self.notices.raise_notice(notice, lambda _name: self.again())
