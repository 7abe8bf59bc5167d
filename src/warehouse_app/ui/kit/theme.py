"""The colour tokens, and everything that is made from them: the palette and the one style sheet.

Promise: every colour of the program stands here, three times (light, dark, high contrast), and nowhere else. Painters
ask `tokens()` while they paint, so a change of theme at run time needs no more than a repaint.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from warehouse_app.ui.kit import measures
from warehouse_app.ui.kit.sheet import SHEET


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Every field is a colour as `#RRGGBB`; names as in UI §2."""

    ground: str
    surface: str
    sunken: str
    raised: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    on_accent: str
    ok_fill: str
    on_ok: str
    ask_fill: str
    on_ask: str
    ask_edge: str
    stop_fill: str
    on_stop: str
    stop_edge: str
    ok_mark: str
    ask_mark: str
    stop_mark: str
    info_mark: str
    ok_soft: str
    ask_soft: str
    stop_soft: str
    ask_line: str
    tour1: str
    tour2: str
    tour3: str
    tour4: str
    board_floor: str
    board_left: str
    board_right: str
    board_line: str
    photo: str
    paper: str
    on_paper: str
    paper_ink2: str
    sign_on: str
    on_sign_on: str
    shade: str


LIGHT = Tokens(
    ground="#F0F2F5",
    surface="#FFFFFF",
    sunken="#E6E9EE",
    raised="#FFFFFF",
    line="#D3D8E0",
    edge="#7E8797",
    ink="#12161D",
    ink2="#414A58",
    ink3="#5B6473",
    accent="#2450C8",
    accent_soft="#E3EAFC",
    on_accent="#FFFFFF",
    ok_fill="#0B8279",
    on_ok="#FFFFFF",
    ask_fill="#F2B233",
    on_ask="#2A1B00",
    ask_edge="#9A6B00",
    stop_fill="#A00D2B",
    on_stop="#FFFFFF",
    stop_edge="#A00D2B",
    ok_mark="#0B8279",
    ask_mark="#9A6B00",
    stop_mark="#A00D2B",
    info_mark="#2450C8",
    ok_soft="#D9F2EE",
    ask_soft="#FDEFCB",
    stop_soft="#F4C2CB",
    ask_line="#F2B233",
    tour1="#2450C8",
    tour2="#C2570C",
    tour3="#0B8279",
    tour4="#12161D",
    board_floor="#E3CDA6",
    board_left="#D2B27F",
    board_right="#C7A36B",
    board_line="#8A6A35",
    photo="#F6F4EF",
    paper="#FFFFFF",
    on_paper="#12161D",
    paper_ink2="#414A58",
    sign_on="#1B3A94",
    on_sign_on="#FFFFFF",
    shade="#000000",
)

DARK = Tokens(
    ground="#0E1115",
    surface="#171B21",
    sunken="#20262E",
    raised="#222831",
    line="#2C333D",
    edge="#707B8B",
    ink="#F0F3F7",
    ink2="#BCC4CF",
    ink3="#97A1AF",
    accent="#8FB0FF",
    accent_soft="#1D2A4A",
    on_accent="#0B1430",
    ok_fill="#0B8279",
    on_ok="#FFFFFF",
    ask_fill="#F2B233",
    on_ask="#2A1B00",
    ask_edge="#FFDF9A",
    stop_fill="#A00D2B",
    on_stop="#FFFFFF",
    stop_edge="#FF6B75",
    ok_mark="#5FE3C4",
    ask_mark="#FFC24A",
    stop_mark="#FF6B75",
    info_mark="#8FB0FF",
    ok_soft="#0F4640",
    ask_soft="#3B2D0B",
    stop_soft="#3A0F18",
    ask_line="#FFC24A",
    tour1="#8FB0FF",
    tour2="#FF9F5A",
    tour3="#5FE3C4",
    tour4="#F0F3F7",
    board_floor="#6B5636",
    board_left="#58462B",
    board_right="#4D3D25",
    board_line="#C7A36B",
    photo="#E9E6DF",
    paper="#FFFFFF",
    on_paper="#12161D",
    paper_ink2="#414A58",
    sign_on="#1B3A94",
    on_sign_on="#FFFFFF",
    shade="#000000",
)


CONTRAST = replace(
    LIGHT,
    ground="#FFFFFF",
    sunken="#C9CED6",
    line="#000000",
    edge="#000000",
    ink="#000000",
    ink2="#000000",
    ink3="#000000",
    accent="#12328F",
    accent_soft="#CFDBFF",
    ask_edge="#5C4000",
    ok_mark="#00564F",
    ask_mark="#705000",
    stop_mark="#6A0018",
    info_mark="#12328F",
    ask_line="#5C4000",
    tour1="#12328F",
    tour2="#C2570C",
    tour4="#000000",
    board_floor="#FFFFFF",
    board_left="#FFFFFF",
    board_right="#FFFFFF",
    board_line="#000000",
    on_paper="#000000",
    paper_ink2="#000000",
)
"""High contrast: ink on surface, edges of two pixels (`stroke`), the verdict fills as they are (UI §9)."""


class Look(StrEnum):
    """What the person chose: follow the system, or one of the three."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class _Hub(QObject):
    """Tells widgets that hold pixmaps (and nothing else) that the theme changed."""

    changed = Signal()


class _Now:
    tokens: Tokens = LIGHT
    look: Look = Look.SYSTEM
    hub: _Hub | None = None
    follows: bool = False


def tokens() -> Tokens:
    """Return the tokens in force. Ask at paint time, never keep."""
    return _Now.tokens


def look() -> Look:
    """Return what the person chose."""
    return _Now.look


def is_dark() -> bool:
    """Say whether the dark tokens are in force."""
    return _Now.tokens is DARK


def stroke() -> int:
    """Return how many pixels an edge or a divider is wide at least: 1, in high contrast 2."""
    return 2 if _Now.tokens is CONTRAST else 1


def changed() -> _Hub:
    """Return the hub whose `changed` signal follows every change of theme."""
    if _Now.hub is None:
        _Now.hub = _Hub()
    return _Now.hub


def colour(name: str, alpha: int = 255) -> QColor:
    """Return one token as a colour; `alpha` 0..255."""
    return QColor(_coloured(getattr(_Now.tokens, name), alpha))


@lru_cache(maxsize=512)
def _coloured(value: str, alpha: int) -> QColor:
    made = QColor(value)
    made.setAlpha(alpha)
    return made


def palette(t: Tokens) -> QPalette:
    """Build the palette of one theme."""
    role = QPalette.ColorRole
    made = QPalette()
    pairs = {
        role.Window: t.ground,
        role.Base: t.surface,
        role.AlternateBase: t.sunken,
        role.Button: t.surface,
        role.Text: t.ink,
        role.WindowText: t.ink,
        role.ButtonText: t.ink,
        role.PlaceholderText: t.ink3,
        role.Mid: t.line,
        role.Dark: t.edge,
        role.Light: t.surface,
        role.Midlight: t.sunken,
        role.Shadow: t.edge,
        role.Highlight: t.accent,
        role.HighlightedText: t.on_accent,
        role.Link: t.accent,
        role.ToolTipBase: t.raised,
        role.ToolTipText: t.ink,
        role.BrightText: t.stop_mark,
    }
    for key, value in pairs.items():
        made.setColor(key, QColor(value))
    for key in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.ink3))
    return made


def sheet(t: Tokens) -> str:
    """Fill the one style sheet from the tokens of one theme; a wider edge takes its room from the padding."""
    wide = 2 if t is CONTRAST else 1
    sizes = {"w": wide, "pad": 13 - wide, "field": 44 - 2 * wide, "menu": 16 if measures.touch() else 10}
    return Template(SHEET).substitute({field.name: getattr(t, field.name) for field in fields(t)} | sizes)


def system_tokens() -> Tokens:
    """Return the tokens that fit the desktop's colour scheme; unknown counts as light."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply(app: QApplication, chosen: Look) -> None:
    """Put a look into force for the whole application, now and (for `SYSTEM`) whenever the desktop changes.

    Nothing is done where it is in force already: to style a window anew takes as long as to show it.
    """
    if not _Now.follows:
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow())
        _Now.follows = True
        app.setStyle("Fusion")
    _Now.look = chosen
    wanted = {Look.LIGHT: LIGHT, Look.DARK: DARK, Look.CONTRAST: CONTRAST}.get(chosen) or system_tokens()
    made = sheet(wanted)
    if wanted is _Now.tokens and app.styleSheet() == made:
        return
    _Now.tokens = wanted
    app.setPalette(palette(wanted))
    app.setStyleSheet(made)
    changed().changed.emit()


def _follow() -> None:
    app = QApplication.instance()
    if _Now.look is Look.SYSTEM and isinstance(app, QApplication):
        apply(app, Look.SYSTEM)
