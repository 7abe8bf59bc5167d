"""The presenter of the crew screen: the board read when something moved; work given, messages, skills. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic
from typing import Any, Protocol

from warehouse_app.application.crew.abilities import SetCaps, SetPersonSkills, SetProductSkills, SetSkill
from warehouse_app.application.crew.board import bench_scans, board
from warehouse_app.application.crew.giving import GiveBatch, SuspendBatch
from warehouse_app.application.crew.messages import SendMessage, TakeBackMessage, sent_of
from warehouse_app.application.run import Command, Outcome, Runner, Session
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.crew.values import BenchScan, Board, WaitingBatch
from warehouse_app.domain.editing import whole
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ui.runtime.boardreader import BoardReader, BoardView
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.crew import shown
from warehouse_app.ui.screens.crew import state as screen
from warehouse_app.ui.screens.crew.state import PACE, CrewScreen
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WAKES = frozenset(
    {
        Touched.BATCH, Touched.PACK, Touched.COUNT, Touched.MOVE, Touched.RECEIPT, Touched.CREW, Touched.MESSAGE,
        Touched.PERSON, Touched.STOCK, Touched.TRANSFER,
    }
)  # fmt: skip
_CREW: frozenset[str] = frozenset({Touched.CREW})
MOST_CAP = 1_000_000


class CrewView(BoardView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: CrewScreen) -> None: ...


class CrewPresenter(BoardReader):
    """`go` shows another screen, `day` returns the beginning of the local day, `toast` tells of a finished deed."""

    def __init__(
        self,
        view: CrewView,
        hands: Hands,
        house: Runner,
        go: Callable[[str, str], None],
        day: Callable[[str], str],
        toast: Callable[[str, bool], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(view, hands, _WAKES, PACE, clock)
        self._view, self._house, self._go = view, house, go
        self._day, self._toast = day, toast
        self._screen = CrewScreen(rights=hands.session().actor.rights)
        self._forms = 0

    @property
    def state(self) -> CrewScreen:
        """Return what is shown."""
        return self._screen

    def opened(self, what: str) -> None:
        """Show one person ("person:LI") or those of a bench ("bench:P1")."""
        self.sought(what.partition(":")[2])

    def viewed(self, view: str) -> None:
        """Another view."""
        self._show(screen.viewed(self._screen, view))

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self._screen, text=text.strip()))

    def scanned(self, text: str, device: str) -> None:
        """A code is looked for."""
        self.sought(text)

    def chosen(self, person: str) -> None:
        """Another person."""
        other = person != self._screen.chosen
        self._show(screen.chose(self._screen, person))
        if other and person:
            self.again()

    def picked_message(self, number: int) -> None:
        """Another message."""
        self._show(replace(self._screen, message=number))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds: dict[str, Callable[[], None]] = {
            "assign": self._ask_batch, "suspend": self._suspend, "undo": self._undo, "refresh": self.read,
            "exceptions": lambda: self._go("exceptions", ""), "back": self._back, "show_all": self._back,
            "message": lambda: self._open(shown.message_form(self._screen)),
            "change": lambda: self._open(shown.person_form(self._screen)),
            "skill": lambda: self._open(shown.skill_form()),
            "needs": lambda: self._open(shown.needs_form(self._screen)), "take_back": self._take_back,
        }  # fmt: skip
        if name in deeds and not shown.reasons(self._screen).get(name, ""):
            deeds[name]()

    def keyed(self, key: str) -> bool:
        """Digits choose the batch that is offered."""
        at = int(key) - 1 if key.isdigit() else -1
        if self._screen.asking and 0 <= at < len(self._screen.offers):
            self._give(self._screen.offers[at])
            return True
        return False

    def saved(self, values: Mapping[str, str]) -> None:
        """The form beside the board was filled in."""
        form = self._screen.form
        savers: dict[str, Callable[[Mapping[str, str]], None]] = {
            "message": self._send, "person": self._change, "skill": self._make_skill, "needs": self._set_needs,
        }  # fmt: skip
        if form is not None:
            savers[form.name](values)

    # --------------------------------------------------------------------------------------------------------- work

    def _ask_batch(self) -> None:
        self._show(replace(self._screen, asking=True, offers=self._screen.offered, form=None, refusal=""))

    def _give(self, batch: WaitingBatch) -> None:
        row = self._screen.row
        if row is not None:
            command = GiveBatch(id=self._hands.new_id(), batch_id=batch.id, person=row.person, was=batch.person)
            undo = GiveBatch(id=self._hands.new_id(), batch_id=batch.id, person=batch.person, was=row.person)
            words = tr("Batch {batch} is for {who}").format(batch=batch.code, who=row.name)
            self._do(command, words, undo)

    def _suspend(self) -> None:
        at = None if self._screen.row is None else self._screen.row.at
        if at is not None:
            command = SuspendBatch(id=self._hands.new_id(), batch_id=at.id, trip=at.trip)
            self._do(command, tr("Batch {batch} rests").format(batch=at.what), None)

    # ----------------------------------------------------------------------------------------------------- messages

    def _send(self, values: Mapping[str, str]) -> None:
        row, to = self._screen.row, values.get("to", "all")
        station = row.station if row is not None and to == "bench" else ""
        person = row.person if row is not None and to == "person" else ""
        sent = self._hands.new_id()
        minutes = int(values.get("minutes", "480"))
        command = SendMessage(id=sent, text=values.get("text", ""), station=station, person=person, minutes=minutes)
        self._do(command, tr("Message sent"), TakeBackMessage(id=self._hands.new_id(), sent=sent))

    def _take_back(self) -> None:
        number = self._screen.message
        self._hands.ask(
            lambda desk: sent_of(desk, number),
            lambda sent: self._do(TakeBackMessage(id=self._hands.new_id(), sent=sent), tr("Message taken back"), None),
            right=Right.ASSIGN,
        )

    # ------------------------------------------------------------------------------------------------ what one can do

    def _change(self, values: Mapping[str, str]) -> None:
        row = self._screen.row
        if row is None:
            return
        try:
            caps = {name: whole(name, values.get(name, ""), 0, MOST_CAP) or 0 for name in shown.CAPS}
        except Refused as refused:
            self._refused(refused.refusal)
            return
        caps["weight_g"] = caps.pop("kg") * 1_000
        skills = SetPersonSkills(
            id=self._hands.new_id(), person=row.person, skills=tuple(values.get("skills", "").replace(",", " ").split())
        )
        limits = SetCaps(id=self._hands.new_id(), person=row.person, **caps)
        words = tr("{who} is changed").format(who=row.name)
        self._hands.bulk(
            lambda session: self._both(session, skills, limits),
            lambda answer: self._done(answer if isinstance(answer, Refusal) else None, words, None),
            _CREW,
        )

    def _both(self, session: Session, *commands: Command) -> int:
        for command in commands:
            self._house.perform(command, session).done()
        return len(commands)

    def _make_skill(self, values: Mapping[str, str]) -> None:
        command = SetSkill(id=self._hands.new_id(), code=values.get("skill", ""), title=values.get("name", ""))
        self._do(command, tr("Skill {code} is there").format(code=command.code.upper()), None)

    def _set_needs(self, values: Mapping[str, str]) -> None:
        skills = tuple(values.get("skills", "").replace(",", " ").split())
        command = SetProductSkills(id=self._hands.new_id(), sku=values.get("sku", ""), skills=skills)
        self._do(command, tr("{sku}: {skills}").format(sku=command.sku, skills=", ".join(skills) or tr("none")), None)

    # -------------------------------------------------------------------------------------------------------- doing

    def _open(self, form: Any) -> None:  # noqa: ANN401 - a form value
        self._forms += 1
        self._show(replace(self._screen, form=replace(form, number=self._forms), asking=False, refusal=""))

    def _do(self, command: Command, words: str, undo: Command | None) -> None:
        self._hands.do(command, lambda outcome: self._done(_refusal_of(outcome), words, undo))

    def _done(self, refusal: Refusal | None, words: str, undo: Command | None) -> None:
        if refusal is not None:
            self._refused(refusal)
            return
        self._show(replace(self._screen, form=None, asking=False, refusal="", undo=undo))
        self._toast(words, undo is not None)
        self.read()

    def _refused(self, refusal: Refusal) -> None:
        words, form = say_error(refusal), self._screen.form
        if form is not None:
            where = str(refusal.facts().get("field", ""))
            self._show(replace(self._screen, form=form.refused({"message": "text"}.get(where, where), words)))
        else:
            self._show(replace(self._screen, asking=False, refusal=words))

    def _undo(self) -> None:
        undo = self._screen.undo
        if undo is not None:
            self._show(replace(self._screen, undo=None))
            self._do(undo, tr("Taken back"), None)

    def _back(self) -> None:
        self._show(screen.back(self._screen))

    def read(self) -> None:
        """Read the board."""
        now = self._house.now()
        day = self._day(now)
        row = self._screen.row
        station = "" if row is None else row.station
        asked = self._screen.chosen
        self.ask(
            lambda desk: (board(desk, now, day), bench_scans(desk, station)),
            lambda found: self._came_in(*found, asked),
            Right.ASSIGN,
        )

    def rested(self) -> None:
        """A bench in view is read again after each rest: a scan that is refused moves nothing and wakes nobody."""
        self._stale = self._stale or bool(self._screen.row is not None and self._screen.row.station)
        super().rested()

    def _came_in(self, found: Board, scans: tuple[BenchScan, ...], asked: str) -> None:
        same = asked == self._screen.chosen
        state = replace(self._screen, board=found, scans=scans if same else ())
        self._show(state if state.row is not None or not state.chosen else replace(state, chosen="", asking=False))
        if not same and self._screen.chosen:
            self.read()

    def _show(self, state: CrewScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _refusal_of(outcome: Outcome[Any]) -> Refusal | None:
    return outcome.refusal
