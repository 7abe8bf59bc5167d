"""The main window: bars, rail and pages; who is signed on; which page holds the scan gate.

Promise: exactly one page holds the gate; a page is built when it is first seen and told of changes from then on; desk
pages have the rail, benches do not; nobody sees a screen their rights do not cover.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from warehouse_app.application.run import Session
from warehouse_app.domain.people import NOBODY
from warehouse_app.domain.refusals import Refusal, Trouble
from warehouse_app.ui.kit import fonts, theme
from warehouse_app.ui.kit.overlays import FocusRing, Toast
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hush import loading_more
from warehouse_app.ui.runtime.idle import Idle
from warehouse_app.ui.runtime.inbox import Inbox
from warehouse_app.ui.runtime.loads import AWAY, Loads
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.performer import Performer
from warehouse_app.ui.runtime.scan_gate import KEYBOARD, ScanGate
from warehouse_app.ui.runtime.tasks import Tasks
from warehouse_app.ui.shell import comfort
from warehouse_app.ui.shell.actions import WINDOW_DEEDS, ActionTable
from warehouse_app.ui.shell.cards import ScreenCard, ScreenContext, first_of
from warehouse_app.ui.shell.finder import Finder
from warehouse_app.ui.shell.frame import Frame
from warehouse_app.ui.shell.help import HelpCard
from warehouse_app.ui.shell.house import House, shell_actions
from warehouse_app.ui.shell.lending.desk import QUIET, LendingDesk
from warehouse_app.ui.shell.locking import Locked, lock_minutes
from warehouse_app.ui.shell.menus import actions_menu, below
from warehouse_app.ui.shell.noticelist import NoticeList
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.pagestate import PageStates, clock, moment, no_right
from warehouse_app.ui.shell.person import person_menu
from warehouse_app.ui.shell.progress import Progress
from warehouse_app.ui.shell.rail import screens_menu
from warehouse_app.ui.shell.retelling import Retelling
from warehouse_app.ui.shell.scanning import ScanDesk
from warehouse_app.ui.shell.signon.presenter import SignOnPresenter
from warehouse_app.ui.shell.signon.view import SignOnView
from warehouse_app.ui.shell.support import SupportDesk
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_WIDE_FROM = 1600
SIGN_ON = "sign-on"
_DENIED = "denied:"


class MainWindow(QMainWindow):
    """One window for every screen. Call `start()` once; `signed_on(session)` and `signed_off()` follow the person."""

    signed_on = Signal(object)
    signed_off = Signal()

    def __init__(self, house: House, cards: tuple[ScreenCard, ...], gate: ScanGate, performer: Performer) -> None:
        super().__init__()
        self.house, self._cards, self._gate, self.performer = house, cards, gate, performer
        self.inbox, self.tasks = Inbox(moment, lambda text: house.settings.put("notices", text)), Tasks()
        self.notices = Notices(self.inbox)
        self._session: Session | None = None
        self._pages: dict[str, Page] = {}
        self._met: set[str] = set()
        self._current = ""
        self.lending: LendingDesk | None = None
        self.feed = ChangeFeed(performer.bug.emit)
        self._build()
        self._table = ActionTable(self, shell_actions(), self._keyed, window=True)
        self.finder = Finder(self, self._table, gate)
        if house.lend is not None:
            self.lending = LendingDesk(self, gate, house.lend)
        self.ring, self.toast, self.help = FocusRing(self), Toast(self), HelpCard(self)
        self.notice_list = NoticeList(self, self.inbox)
        self.inbox.on_change(lambda: self.bar.bell.show_unread(self.inbox.unread(), len(self.inbox.entries())))
        self.bar.bell.clicked.connect(self.notice_list.open)
        self.support = SupportDesk(self, house.support, self.inbox) if house.support is not None else None
        self.progress = Progress(self.frame.progress, self.tasks, self.inbox, self)
        self.toast.undone.connect(self._undo)
        probe = lambda: self.house.runner.ask(lambda _desk: None, self.session())  # noqa: E731 - a question of one line
        self.states = PageStates(self.frame.page_strip, self.notices, performer, probe, self)
        performer.troubled.connect(self._troubled)
        self.feed.listen(self._touched)
        gate.counting.connect(self._count)
        gate.unclaimed.connect(
            lambda text, _device: self.toast.say(tr("{code} was not taken").format(code=code(text)), refused=True)
        )
        self.notices.on_change(self.frame.show_notice)
        self.frame.strip.answered.connect(self.notices.answered)
        self.scanning, self._locked, self.idle = ScanDesk(self, gate, house.devices), Locked(), Idle(self)
        gate.listening.connect(self._listens)
        self.idle.long_enough.connect(self.lock)
        gate.scanned.connect(self.idle.touched)
        self.setWindowTitle(tr("Warehouse"))
        self._retelling = Retelling(self, self._stack, house.speak)
        self.setMinimumSize(1024, 720)

    def _build(self) -> None:
        self.frame = Frame()
        self.bar, self.rail, self._stack = self.frame.bar, self.frame.rail, self.frame.stack
        self.setCentralWidget(self.frame)
        self.rail.chosen.connect(self.go)
        self.rail.more_wanted.connect(self._open_screens)
        self.bar.apps_wanted.connect(lambda: self._open_screens(self.cards(), self.bar.apps))
        self.bar.find_wanted.connect(lambda: self._chosen("find"))
        self.bar.menu_wanted.connect(self._open_actions)
        self.bar.person_wanted.connect(lambda: below(person_menu(self), self.bar.person))
        self.sign_on_page, house = SignOnView(lessons=self.house.train is not None), self.house
        self.sign_on = SignOnPresenter(
            self.sign_on_page, self.performer, house.sign_on, self.sign_on_as, house.place, house.around, house.train
        )
        self.sign_on_page.use(self.sign_on)
        self._pages[SIGN_ON] = self.sign_on_page
        self._stack.addWidget(self.sign_on_page)

    def start(self) -> None:
        """Take look and text size from the settings, and show the sign-on page."""
        comfort.apply(self.house.settings, self.house.sounds)
        self.inbox.recall(self.house.settings.get("notices", ""))
        self.sign_off()

    def context(self) -> ScreenContext:
        """Return what screens are given."""
        house = self.house
        return ScreenContext(
            self.performer, house.runner, self.session, self.feed, house.sounds, self.notices, house.new_id, self.go,
            lambda words, undo: self.toast.say(words, undo=undo), self._refused,
            house.place.bench, house.tools, Loads(clock), self.tasks, house.settings,
            None if self.lending is None else self.lending.offer,
            lambda words: self.toast.say(words, refused=True), house.lab,
        )  # fmt: skip

    def session(self) -> Session:
        """Return who acts; nobody has no right at all."""
        return self._session or Session(NOBODY)

    def cards(self) -> tuple[ScreenCard, ...]:
        """Return the screens the person may see."""
        if self._session is None:
            return ()
        rights = self._session.actor.rights
        return tuple(card for card in self._cards if not card.hidden and card.allowed(rights))

    def sign_on_as(self, session: Session, *, stays: bool = False) -> None:
        """Someone is signed on: show what they may see, first screen first, or where they were when it was locked.

        Where the home `stays` signed on, an idle window is not locked.
        """
        back, left = self._locked.page_of(session), self.sign_on.left_open
        if self._locked.session is not None and not back:
            self.drop_pages()
        self._unlock()
        self._session = session
        self._retelling.speak(session.actor.language)
        if not stays:
            lock_minutes(self.performer, self.house, session, self.idle.wait)
        allowed = self.cards()
        self.rail.show_cards(allowed)
        self.bar.show_person(session.actor.name)
        self.signed_on.emit(session)
        if back or allowed:
            self.go(back or first_of(allowed, session.actor, left).name)

    def sign_off(self) -> None:
        """Nobody is signed on: pages are dropped, so that nothing of the last person is left on the screen."""
        had, self._session = self._session, None
        self._unlock()
        self.idle.wait(0)
        self.finder.close()
        self.drop_pages()
        self._retelling.speak("")
        self._show_page(SIGN_ON)
        if had is not None:
            self.signed_off.emit()

    def lock(self) -> None:
        """Ask for a badge again; nothing is lost: the same person goes on where they were, another begins anew.

        What is half packed lies in the database either way, and is open at this bench for whoever comes.
        """
        if self._session is None:
            return
        self._locked, self._session = Locked(self._session, self._current), None
        self._retelling.speak("")
        self.sign_on.at(self._locked.place(self.house.place))
        self.idle.wait(0)
        self.finder.close()
        self._show_page(SIGN_ON)
        self.signed_off.emit()

    def _unlock(self) -> None:
        if self._locked.session is not None:
            self._locked = Locked()
            self.sign_on.at(self.house.place)

    def drop_pages(self) -> None:
        """Forget every page of the person who was here, and what a second person was asked over one of them."""
        self._ask_no_more()
        for name in [one for one in self._pages if one != SIGN_ON]:
            self.states.drop(name)
            page = self._pages.pop(name)
            page.presenter.hidden()
            self._stack.removeWidget(page)
            page.deleteLater()

    def go(self, name: str, what: str = "") -> None:
        """Show a screen, and one thing in it ("order:539953")."""
        card = next((one for one in self._cards if one.name == name), None)
        if card is None or self._session is None:
            return
        if not card.allowed(self._session.actor.rights):
            self._deny(card, self._session)
            return
        if name not in self._pages:
            context = self.context()
            page = self._built_by(card, context)
            page.chosen.connect(lambda deed: self._chosen(deed) if deed in WINDOW_DEEDS else None)
            page.bar_changed.connect(lambda: self._show_bar() if self._current == name else None)
            self._pages[name] = page
            self._stack.addWidget(page)
            if page.area is not None:
                page.area.scanbar.typed.connect(lambda text: self._gate.heard(text, KEYBOARD))
            self.states.adopt(name, page, context.loads or Loads(clock), tr(card.title), self.sign_off)
        self._show_page(name)
        if what:
            self._pages[name].presenter.opened(what)

    def _built_by(self, card: ScreenCard, context: ScreenContext) -> Page:
        """Return a page; what it loads the first time stays for good."""
        if card.name in self._met:
            return card.build(context)
        self._met.add(card.name)
        with loading_more():
            return card.build(context)

    def _deny(self, card: ScreenCard, session: Session) -> None:
        """Say that the person may not see a screen, and what would let them; nothing of the screen is built."""
        name = f"{_DENIED}{card.name}"
        if name not in self._pages:
            page = self._pages[name] = Page()
            self._stack.addWidget(page)
            loads = Loads(clock)
            self.states.adopt(name, page, loads, tr(card.title), self.sign_off)
            loads.denied(name, no_right(card.rights, session.actor))
        self._show_page(name)

    def _count(self) -> None:
        """Let a count be typed that was begun with `*`, at benches."""
        if self._current and (area := self.page().area) is not None and not area.scanbar.typing():
            area.scanbar.open_typing("*")

    def page(self) -> Page:
        """Return the page in view."""
        return self._pages[self._current]

    def toggle_look(self) -> None:
        """Switch between light and dark, and remember it."""
        self.set_look(theme.Look.LIGHT if theme.is_dark() else theme.Look.DARK)

    def set_look(self, look: theme.Look) -> None:
        """Put a look into force, and remember it."""
        self.house.settings.put("look", look.value)
        comfort.apply(self.house.settings, self.house.sounds)

    def set_comfort(self, name: str, on: bool) -> None:
        """Switch `touch` (large targets) or `still` (no motion), and remember it."""
        self.house.settings.put(name, "on" if on else "off")
        comfort.apply(self.house.settings, self.house.sounds)
        fonts.refresh(self)

    def set_text_size(self, percent: int) -> None:
        """Put a text size into force, and remember it."""
        fonts.set_text_size(percent)
        self.house.settings.put("text_size", str(percent))
        fonts.refresh(self)

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if fonts.set_wide(self.width() >= _WIDE_FROM):
            fonts.refresh(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._gate.hold(None)
        self.scanning.stop()
        self.states.stop()
        self.progress.stop()
        super().closeEvent(event)

    def _show_page(self, name: str) -> None:
        if self._current in self._pages and self._current != name:
            self._pages[self._current].presenter.hidden()
        self._ask_no_more()
        self._current = name
        self.states.show(name)
        page = self._pages[name]
        if page.area is not None:
            self.toast.hide()  # it would stand on the words of the scan bar
        self._stack.setCurrentWidget(page)
        self._show_bar()
        self._gate.hold(page)
        self.scanning.show_bar()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.presenter.shown()

    def _undo(self) -> None:
        """Take the deed back that was just told of, where its page is still in view."""
        if (table := self.page().table).has("undo"):
            table.qt("undo").trigger()

    def _ask_no_more(self) -> None:
        if self.lending is not None:
            self.lending.presenter.drop()

    def _show_bar(self) -> None:
        shown = self._current.removeprefix(_DENIED)
        card = next((one for one in self._cards if one.name == shown), None)
        self.bar.setVisible(card is not None)
        self.rail.setVisible(card is not None and not card.bench)
        if card is not None:
            self.bar.show_page(card, self.page())
            self.rail.show_current(card.name)

    def _keyed(self, name: str) -> None:
        """A deed by its key: while a second person is asked most wait, as those of the page do."""
        if self.lending is None or not self.lending.asks() or name in QUIET:
            self._chosen(name)

    def choose(self, name: str) -> None:
        """Do a deed of the window, as its key would."""
        self._chosen(name)

    def _chosen(self, name: str) -> None:
        if name == "help":
            self.help.open_for(self.bar.title.text(), (self.page().table, self._table), self.page().cards())
        elif name == "menu":
            self._open_actions()
        elif name == "look":
            self.toggle_look()
        elif name == "notices":
            self.notice_list.open()
        elif name in {"notice1", "notice2"}:
            self.frame.strip.answer(int(name[-1]) - 1)
        elif name == "support" and self.support is not None:
            self.support.open(self.context().hands("support"))
        elif name == "stop_task":
            self.tasks.stop()
        elif name == "sign_off":
            self.sign_off()
        elif name == "find":
            self.finder.open()
        elif name == "type" and (area := self.page().area) is not None:
            area.scanbar.open_typing()
        elif name.startswith("go") and int(name[2:]) <= len(self.cards()):
            self.go(self.cards()[int(name[2:]) - 1].name)

    def _open_screens(self, cards: tuple[ScreenCard, ...], button: QWidget) -> None:
        menu = screens_menu(self, cards)
        menu.triggered.connect(lambda action: self.go(str(action.data())))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below(menu, button)

    def actions_menu(self) -> QMenu:
        """Return the menu of what can be done here: the page's deeds, then the window's."""
        return actions_menu(self, (self.page().table, self._table))

    def _open_actions(self) -> None:
        if self.cards():
            below(self.actions_menu(), self.bar.more)

    def _listens(self, listening: bool) -> None:
        self.scanning.has_keys = listening
        if self._current:
            self.scanning.show_bar()

    def _touched(self, changes: frozenset[str], origin: str) -> None:
        for name, page in self._pages.items():
            page.presenter.touched(changes, mine=name == origin)
            page.heard(changes)

    def _refused(self, refusal: Refusal) -> None:
        """A question of a screen was refused: said at once, and kept until it is read."""
        words = say_error(refusal)
        self.toast.say(words, refused=True)
        self.inbox.tell(words, "", "triangle-alert")

    def _troubled(self, trouble: Trouble) -> None:
        self.house.sounds.play("trouble")
        if trouble.code in AWAY:
            return  # the strip of the server that is away says it
        self.notices.raise_notice(NoticeValue(f"trouble:{trouble.code}", say_error(trouble), ""))
