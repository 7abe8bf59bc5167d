"""The action table: every deed of a screen once, with its words and its key. Buttons, tooltips, the menu, the palette
and the F1 card come from it.

Promise: no single letter, digit or bare Enter is ever a shortcut, for a keyboard scanner types those; such a key is
refused when the table is built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.values import ButtonKind
from warehouse_app.wording import tr

Place = Literal["bar", "bench", "page", "key"]
#: Deeds the window itself answers; a page may list them for a button, their keys belong to the window.
WINDOW_DEEDS = frozenset({"help", "menu", "type", "find", "look", "sign_off"})
_NOT_KEYS = frozenset({"Return", "Enter", "Tab", "Space", "Backspace", "Del"})


@dataclass(frozen=True, slots=True)
class Action:
    """One deed: its name for the presenter, its words, its key ("F6", "Ctrl+N"; empty: none), where its button stands.

    `icon` is for desk buttons, `kind` primary for the one next deed, `card` the word on its command card.
    """

    name: str
    words: str
    key: str = ""
    icon: str = ""
    place: Place = "page"
    kind: ButtonKind = "normal"
    card: str = ""

    def key_words(self) -> str:
        """Return the key as a button shows it: "Ctrl Z"."""
        return self.key.replace("+", " ")


def check_key(key: str) -> None:
    """Raise ValueError for a key that a scanner could send."""
    bare = key.rsplit("+", maxsplit=1)[-1]
    held = {part.lower() for part in key.split("+")[:-1]} & {"ctrl", "alt", "meta"}
    if key and not held and (len(bare) == 1 or bare in _NOT_KEYS):
        raise ValueError(f"{key!r} cannot be a shortcut: a scanner types it")


def _tip(words: str, action: Action) -> str:
    return f"{words} ({action.key_words()})" if action.key else words


class ActionTable:
    """Actions bound to a page: shortcuts live on the page, so hidden pages do not answer."""

    def __init__(
        self, page: QWidget, actions: tuple[Action, ...], chosen: Callable[[str], None], *, window: bool = False
    ) -> None:
        self._page, self._chosen = page, chosen
        self._actions = {action.name: action for action in actions}
        self._qt: dict[str, QAction] = {}
        self._buttons: dict[str, Button] = {}
        self._reasons: dict[str, str] = {}
        self.window = window
        for action in actions:
            check_key(action.key)
            made = QAction(action.words, page)
            made.setShortcutVisibleInContextMenu(True)
            made.setToolTip(_tip(action.words, action))
            if action.key and (window or action.name not in WINDOW_DEEDS):
                made.setShortcut(QKeySequence(action.key))
                made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                made.setAutoRepeat(False)
            made.triggered.connect(lambda _on=False, name=action.name: self._chosen(name))
            page.addAction(made)
            self._qt[action.name] = made

    def actions(self) -> tuple[Action, ...]:
        """Return the actions in the order of the table."""
        return tuple(self._actions.values())

    def has(self, name: str) -> bool:
        """Say whether there is such an action."""
        return name in self._qt

    def qt(self, name: str) -> QAction:
        """Return the Qt action."""
        return self._qt[name]

    def set_enabled(self, name: str, enabled: bool, reason: str = "") -> None:
        """Enable or disable a deed everywhere at once; `reason` says why not."""
        self._qt[name].setEnabled(enabled)
        self._reasons[name] = "" if enabled else reason
        self._qt[name].setToolTip(self._reasons[name] or _tip(self._qt[name].text(), self._actions[name]))
        if name in self._buttons:
            self._buttons[name].setEnabled(enabled)
            self._buttons[name].setAccessibleDescription(reason)
            self._buttons[name].setToolTip(self._qt[name].toolTip())

    def set_words(self, name: str, words: str) -> None:
        """Say a deed in other words everywhere at once ("Hold" becomes "Let go on")."""
        self._qt[name].setText(words)
        self._qt[name].setToolTip(_tip(words, self._actions[name]))
        if name in self._buttons:
            self._buttons[name].set_words(words)

    def words(self, name: str) -> str:
        """Return the words of a deed as they are now."""
        return self._qt[name].text()

    def reason(self, name: str) -> str:
        """Return why a deed cannot be done now; empty where it can."""
        return "" if self._qt[name].isEnabled() else self._reasons.get(name) or tr("Not now")

    def own(self) -> tuple[Action, ...]:
        """Return the deeds that menu, palette and F1 card name: a page's without those of the window."""
        return tuple(one for one in self._actions.values() if self.window or one.name not in WINDOW_DEEDS)

    def button(self, name: str) -> Button:
        """Return the desk button of an action, made once."""
        if name not in self._buttons:
            action = self._actions[name]
            made = Button(action.words, kind=action.kind, icon=action.icon, key=action.key_words())
            made.clicked.connect(lambda _on=False: self._qt[name].trigger())
            self._buttons[name] = made
        return self._buttons[name]

    def bar_buttons(self) -> tuple[Button, ...]:
        """Return the buttons that stand in the top bar."""
        return tuple(self.button(name) for name, action in self._actions.items() if action.place == "bar")

    def bench_commands(self) -> tuple[tuple[str, str, str], ...]:
        """Return the commands for a scan bar as (name, words, key)."""
        return tuple((one.name, one.words, one.key_words()) for one in self._actions.values() if one.place == "bench")
