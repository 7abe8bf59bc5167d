"""The presenter of the exceptions screen: the queue read when something moved, and its deeds. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from warehouse_app.application.exceptions.queue import queue
from warehouse_app.application.exceptions.resolving import NEEDS, SHOWN_ONLY, Resolution, carry_out, steps
from warehouse_app.application.exporting import write_csv
from warehouse_app.application.people import find_hands
from warehouse_app.application.run import Command, Outcome, Runner, Session, check
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.exceptions.values import Case, Deed, Given, Queue
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused, Trouble, Usage
from warehouse_app.ports.wholefile import whole_file
from warehouse_app.ui.runtime.boardreader import BoardReader, BoardView
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.screens.exceptions import shown
from warehouse_app.ui.screens.exceptions import state as screen
from warehouse_app.ui.screens.exceptions.state import PACE, RESTING, ExceptionsScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.exceptions import case_title, deed_words
from warehouse_app.wording.say import say_error

_WAKES = frozenset(
    {
        Touched.EXCEPTION, Touched.ORDER, Touched.STOCK, Touched.BATCH, Touched.PACK, Touched.PARCEL, Touched.PRINT,
        Touched.COUNT, Touched.RECEIPT, Touched.MOVE, Touched.CREW, Touched.PRODUCT,
        Touched.RETURN, Touched.REFUND, Touched.CLAIM,
    }
)  # fmt: skip
_TOUCHED: frozenset[str] = frozenset({Touched.ORDER, Touched.STOCK, Touched.EXCEPTION})


class ExceptionsView(BoardView, Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: ExceptionsScreen) -> None: ...


class ExceptionsPresenter(BoardReader):
    """`go` shows another screen, `toast` tells of a finished deed, with what takes it back."""

    def __init__(
        self,
        view: ExceptionsView,
        hands: Hands,
        house: Runner,
        go: Callable[[str, str], None],
        toast: Callable[[str, bool], None],
        pause: Callable[[float], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(view, hands, _WAKES, PACE, clock)
        self._view, self._house, self._go, self._toast = view, house, go, toast
        self._pause = pause
        self._screen = ExceptionsScreen(rights=hands.session().actor.rights)
        self._wanted, self._settled = "", ""

    @property
    def state(self) -> ExceptionsScreen:
        """Return what is shown."""
        return self._screen

    def opened(self, what: str) -> None:
        """Show one exception ("short:85123A"), or a view ("view:stock")."""
        kind, _, ref = what.partition(":")
        if kind == "view":
            self.viewed(ref)
        else:
            self._wanted = what
            self._show(replace(screen.viewed(self._screen, "all"), chosen=what))

    def viewed(self, view: str) -> None:
        """Another view; what rests is read anew."""
        other = (view == RESTING) != (self._screen.view == RESTING)
        self._show(screen.viewed(self._screen, view))
        if other:
            self.read()

    def sought(self, text: str) -> None:
        """Another text."""
        self._show(replace(self._screen, text=text.strip()))

    def scanned(self, text: str, device: str) -> None:
        """A code is looked for."""
        self.sought(text)

    def chosen(self, name: str) -> None:
        """Another exception."""
        self._show(screen.chose(self._screen, name))

    def commanded(self, name: str) -> None:
        """A deed of the action table."""
        deeds = self._screen.deeds
        named = {"give": Deed.GIVE, "aside": Deed.WAKE if Deed.WAKE in deeds else Deed.REST}
        if name == "main" and deeds:
            self.deed(deeds[0])
        elif name in named and named[name] in deeds:
            self.deed(named[name])
        elif name == "undo":
            self._undo()
        elif name == "refresh":
            self.read()
        elif name in ("back", "show_all"):
            resting = self._screen.view == RESTING
            self._show(screen.back(self._screen))
            if resting and self._screen.view != RESTING:
                self.read()

    def keyed(self, key: str) -> bool:
        """Digits choose the person that is asked for, else the deed."""
        state, at = self._screen, int(key) - 1 if key.isdigit() else -1
        if state.asking is not None and 0 <= at < len(state.hands):
            self._perform(state.asking, Given(person=state.hands[at].code))
            return True
        if state.asking is None and state.form is None and state.may and 0 <= at < len(state.deeds):
            self.deed(state.deeds[at])
            return True
        return False

    def deed(self, deed: Deed) -> None:
        """Do something about the chosen exception; what it has to be told is asked first."""
        case = self._screen.case
        if case is None:
            return
        needs = NEEDS.get(deed, ())
        if deed in SHOWN_ONLY:
            self._go(*shown.behind(case, deed))
        elif "person" in needs:
            self._hands.ask(
                lambda desk: find_hands(desk, Right.PICK),
                lambda people: self._show(
                    replace(self._screen, asking=deed, hands=people[: screen.MAX_HANDS], refusal="")
                ),
                right=Right.ASSIGN,
            )
        elif needs:
            self._show(replace(self._screen, form=shown.form(case, deed), asking=None, refusal=""))
        else:
            self._perform(deed, Given())

    def export(self, path: Path) -> None:
        """Write the queue as it is shown to a CSV file, beside the scans."""
        cases, now = self._screen.cases, self._house.now()
        columns = [column for column in shown.columns(now) if column.told]

        def deed(session: Session) -> int:
            check(session, Right.EXPORT)
            rows = ([column.leaving(case) for column in columns] for case in cases)
            try:
                with whole_file(path) as file:
                    return write_csv(tuple(column.title for column in columns), rows, file)
            except Usage as wrong:  # the file of a database: told as any other place that cannot be written
                raise Trouble(wrong.code, **wrong.facts) from wrong

        self._hands.bulk(deed, lambda answer: self._exported(answer, path), frozenset(), self._not_written)

    def _exported(self, answer: int | Refusal, path: Path) -> None:
        if isinstance(answer, Refusal):
            self._refused(answer)
        else:
            words = trn("{n} row is in {file}", "{n} rows are in {file}", answer).format(n=answer, file=path.name)
            self._toast(words, False)

    def _not_written(self, trouble: Trouble) -> None:
        if self._screen.case is None:  # there is nothing beside the queue where it could stand
            self._toast(say_error(trouble), False)
        self._show(replace(self._screen, refusal=say_error(trouble)))

    def saved(self, values: Mapping[str, str]) -> None:
        """What a deed was to be told."""
        form = self._screen.form
        if form is not None:
            hours = values.get("hours", "0")
            given = Given(
                reason=values.get("reason", "").strip(), sku=values.get("sku", "").strip(),
                place=values.get("place", "").strip(), hours=int(hours) if hours.isdecimal() else 0,
            )  # fmt: skip
            self._perform(Deed(form.name), given)

    def _perform(self, deed: Deed, given: Given) -> None:
        case = self._screen.case
        if case is None:
            return
        now, name, new = self._house.now(), case.name, self._hands.new_id

        def question(desk: Any) -> tuple[Resolution | Refusal]:  # noqa: ANN401 - the application's desk
            try:
                return (steps(desk, now, name, deed.value, given, new),)
            except Refused as refused:  # told here, beside the deed, and not by the window
                return (refused.refusal,)

        self._hands.ask(question, lambda found: self._begin(case, deed, *found))

    def _begin(self, case: Case, deed: Deed, found: Resolution | Refusal) -> None:
        if isinstance(found, Refusal):
            self._refused(found)
            return
        words = tr("{case}: {deed}").format(case=case_title(case), deed=deed_words(deed))
        self._run(found.commands, words, found.undo)

    def _run(self, commands: tuple[Command, ...], words: str, undo: tuple[Command, ...]) -> None:
        """Do one command so that a right may be lent, or several beside the scans."""
        if len(commands) == 1:
            self._hands.do(commands[0], lambda outcome: self._ended((outcome,), words, undo))
        elif commands:
            self._hands.bulk(
                lambda session: carry_out(self._house, session, commands, self._pause),
                lambda answer: self._ended(answer, words, undo),
                _TOUCHED,
            )
        else:
            self.read()

    def _ended(self, answer: tuple[Outcome[Any], ...] | Refusal, words: str, undo: tuple[Command, ...]) -> None:
        if isinstance(answer, Refusal):
            self._done(answer, words, undo)
            return
        nothing = shown.in_vain([outcome.value for outcome in answer])
        if nothing:
            self._show(replace(self._screen, form=None, asking=None, refusal=nothing))
            self.read()
        else:
            self._done(_refusal_of(answer[0]) if len(answer) == 1 else None, words, undo)

    def _done(self, refusal: Refusal | None, words: str, undo: tuple[Command, ...]) -> None:
        if refusal is not None:
            self._refused(refusal)
            return
        self._settled = self._screen.chosen
        self._show(replace(self._screen, form=None, asking=None, refusal="", undo=undo))
        self._toast(words, bool(undo))
        self.read()

    def _refused(self, refusal: Refusal) -> None:
        words, form = say_error(refusal), self._screen.form
        where = str(refusal.facts().get("field", ""))
        if form is not None:
            self._show(replace(self._screen, form=form.refused(where, words)))
        else:
            self._show(replace(self._screen, asking=None, refusal=words))

    def _undo(self) -> None:
        undo = self._screen.undo
        if undo:
            self._show(replace(self._screen, undo=()))
            self._run(undo, tr("Taken back"), ())

    def read(self) -> None:
        """Read the queue, or what rests."""
        now, resting = self._house.now(), self._screen.view == RESTING
        self.ask(lambda desk: queue(desk, now, resting=resting), lambda found: self._came_in(found, resting))

    def _came_in(self, found: Queue, resting: bool) -> None:
        if resting != (self._screen.view == RESTING):
            self.read()  # another view was chosen meanwhile
            return
        wanted, self._wanted = self._wanted, ""
        case = self._screen.case
        state = screen.read(self._screen, found, mine=self._screen.chosen == self._settled)
        if case is not None and not state.chosen:
            self._toast(tr("{case}: it is settled already").format(case=case_title(case)), False)
        self._show(replace(state, chosen=wanted) if wanted else state)

    def _show(self, state: ExceptionsScreen) -> None:
        self._screen = state
        self._view.render_state(state)


def _refusal_of(outcome: Outcome[Any]) -> Refusal | None:
    return outcome.refusal
