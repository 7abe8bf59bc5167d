"""The state of every page, kept beside the pages: covers, the strip of old figures, the notice that the server is away.

Promise: screens get all of it by asking through their hands; none of them draws a waiting or a failing page itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, QObject, QTime, QTimer

from warehouse_app import wording
from warehouse_app.application.run import NoRight
from warehouse_app.domain.people import ROLE_RIGHTS, Actor, Right
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ui.kit.states import QUIET_MS, PageStrip
from warehouse_app.ui.kit.values import Answer, NoticeValue
from warehouse_app.ui.runtime.away import AwayState, AwayWatch
from warehouse_app.ui.runtime.loads import Again, Loads, PageState
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.shell.cover import Cover
from warehouse_app.ui.shell.page import Page
from warehouse_app.wording import tr
from warehouse_app.wording.say import words_of

PROBE_MS = 5_000
"""How often a database that is away is asked whether it is back."""
SOLVED_MS = 4_000
"""How long the end of trouble is told."""
_AWAY = "away"
_AGAIN = frozenset({"again", "refresh"})
_WORST = 100


def clock() -> str:
    """Return the time of day as people read it."""
    return QTime.currentTime().toString("HH:mm")


def moment() -> str:
    """Return day and time as people read them."""
    return QLocale(wording.locale()).toString(QDateTime.currentDateTime(), tr("ddd d MMM, HH:mm"))


def no_right(rights: frozenset[Right], actor: Actor) -> NoRight:
    """Return why somebody may not see a screen that asks for one of these rights: the one their PIN would give first.

    What a badge gives is no secret, so the sentence names the right.
    """
    mine = ROLE_RIGHTS[actor.role] & rights
    wanted = min(mine or rights, key=lambda right: right.value)
    return NoRight(wanted.value, needs_pin=bool(mine))


class _Kept:
    """One page with its loads and cover."""

    def __init__(self, page: Page, loads: Loads, cover: Cover) -> None:
        self.page, self.loads, self.cover = page, loads, cover
        self.state = PageState()


class PageStates(QObject):
    """`probe` is a cheap question to the database; `sign_on` leaves the page for the sign-on page."""

    def __init__(
        self, strip: PageStrip, notices: Notices, performer: Performer, probe: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._strip, self._notices, self._performer, self._probe_fn = strip, notices, performer, probe
        self._kept: dict[str, _Kept] = {}
        self._current = ""
        self._waited = 0
        self._asking = False
        self._beat, self._probe, self._solved = QTimer(self), QTimer(self), QTimer(self)
        self._beat.timeout.connect(self._tick)
        self._probe.setInterval(PROBE_MS)
        self._probe.timeout.connect(self._ask)
        self._solved.setSingleShot(True)
        self._solved.setInterval(SOLVED_MS)
        self._solved.timeout.connect(notices.forget)
        self.watch = AwayWatch(clock, self._away_changed)
        performer.ended.connect(self._ended)
        strip.wanted.connect(self._again)

    def adopt(self, name: str, page: Page, loads: Loads, title: str, sign_on: Callable[[], None]) -> None:
        """Follow a new page."""
        cover = Cover(page, title)
        kept = self._kept[name] = _Kept(page, loads, cover)
        cover.chosen.connect(lambda way: sign_on() if way == "sign_on" else loads.retry())
        # These keys are the page's own: while nothing of it can be seen they ask for the page.
        page.chosen.connect(lambda deed: loads.retry() if deed in _AGAIN and cover.isVisible() else None)
        loads.on_unsaved(self._unsaved)
        loads.on_change(lambda state: self._changed(name, kept, state))

    def drop(self, name: str) -> None:
        """A page is gone."""
        kept = self._kept.pop(name, None)
        if kept is not None:
            kept.loads.close()

    def show(self, name: str) -> None:
        """Another page came into view; its presenter reads anew what it shows."""
        self._current = name
        self._render()

    def stop(self) -> None:
        """End every timer: the window closes."""
        for timer in (self._beat, self._probe, self._solved):
            timer.stop()

    def _changed(self, name: str, kept: _Kept, state: PageState) -> None:
        if self._kept.get(name) is not kept:
            return
        kept.state = state
        kept.cover.show_state(state)
        if name == self._current:
            self._render()

    def _render(self) -> None:
        """Show the strip that belongs to the page in view, and count while it waits."""
        kept = self._kept.get(self._current)
        state = kept.state if kept is not None else PageState()
        old = bool(state.old)
        if old:
            title = tr("As it was at {time}").format(time=state.old)
            line = "" if state.away else f"{state.title}. {state.line}"
            desk = kept is not None and kept.page.area is None
            self._strip.show_words("clock", title, line, tr("Read again"), "F5" if desk else "", calm=state.away)
        waits = state.reading and not old
        if waits and not self._beat.isActive():
            self._waited = 0
            self._beat.start(QUIET_MS)
        elif not waits:
            self._beat.stop()
            if not old:
                self._strip.show_words("", "")

    def _tick(self) -> None:
        """The first beat comes after the quiet time, then one every second."""
        kept = self._kept.get(self._current)
        if kept is None:
            self._beat.stop()
            return
        seconds = self._waited
        self._waited += 1
        self._beat.setInterval(1000)
        if kept.state.kind == "loading":
            kept.cover.speak(seconds)
        elif kept.state.kind == "ready" and seconds:
            self._strip.show_words("hourglass", tr("Reading"), tr("{n} s").format(n=seconds))

    def _again(self) -> None:
        kept = self._kept.get(self._current)
        if kept is not None:
            kept.loads.retry()

    def _unsaved(self, trouble: Trouble, again: Again) -> None:
        what, deed = words_of(trouble.code, trouble.facts)
        key = f"unsaved:{trouble.code}"
        line = tr("{deed}. Your last deed is not confirmed; trying again does it once.").format(deed=deed or what)
        answers = (Answer("again", tr("Try again"), "", primary=True), Answer("leave", tr("Leave it"), ""))

        def answered(name: str) -> None:
            self._notices.solve(key)
            if name == "again":
                again()

        self._notices.raise_notice(NoticeValue(key, what, line, answers=answers, rank=6), answered)

    def _away_changed(self, state: AwayState) -> None:
        if state.ended:
            self._probe.stop()
            self._notices.solve(_AWAY, tr("Server is back. It was away since {time}").format(time=state.since))
            self._solved.start()
            self._again()
            return
        self._solved.stop()
        title = tr("Server away since {time}").format(time=state.since)
        line = tr("What was confirmed is safe. It is asked again every {n} s; you may wait or go on with what you see.")
        notice = NoticeValue(_AWAY, title, line.format(n=PROBE_MS // 1000), "cloud-off", rank=_WORST)
        self._notices.raise_notice(notice)
        self._probe.start()

    def _ended(self, lane: str, caught: object) -> None:
        if lane != "wire":
            self.watch.ended(caught if isinstance(caught, BaseException) else None)

    def _ask(self) -> None:
        """Ask whether the database is back, unless the last question is still on its way."""
        if self._asking:
            return
        self._asking = True

        def heard(_answer: object) -> None:
            self._asking = False

        self._performer.perform(self._probe_fn, heard, lane="read", trouble=heard)
