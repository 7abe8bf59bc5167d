"""Type: one role, one font. `font(role)` knows the text-size setting and the width class of the window.

Promise: sizes are pixels at 100 %; far and near sizes grow on wide benches (UI §5), desk sizes do not; figures are
tabular where the role says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QWidget

from warehouse_app.ports.resources import resource_path

Reach = Literal["hero", "far", "near", "bar", "desk"]
_GROWTH: dict[Reach, float] = {"hero": 1.7, "far": 1.4, "near": 1.3, "bar": 1.2, "desk": 1.0}
_TIGHT_FROM, _TIGHTER_FROM = 28, 64
#: What is large already grows less with the text size, so that at 150 % and 1280 x 800 no word is lost for another's
# sake.
_FAR_FROM = 44
TEXT_SIZES = (100, 115, 130, 150)
#: Scripts Inter lacks, tried in this order after it.
FALLBACKS = (
    "Inter",
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans CJK SC",
    "Segoe UI",
    "DejaVu Sans",
)


@dataclass(frozen=True, slots=True)
class Role:
    """One line of the type table: pixels at 100 %, weight, how it grows, whether its figures keep their width."""

    px: int
    weight: int
    reach: Reach = "desk"
    figures: bool = False


ROLES: dict[str, Role] = {
    "caption": Role(12, 500),
    "caption_strong": Role(12, 600),
    "label": Role(13, 500),
    "small": Role(13, 400),
    "label_strong": Role(13, 600),
    "chip": Role(13, 600),
    "key": Role(13, 700),
    "body": Role(14, 400),
    "body_medium": Role(14, 500),
    "body_strong": Role(14, 600),
    "text": Role(15, 400),
    "text_medium": Role(15, 500),
    "text_strong": Role(15, 600),
    "strong": Role(16, 700),
    "strong_plain": Role(16, 400),
    "lead": Role(17, 400),
    "lead_strong": Role(17, 600),
    "name": Role(20, 700),
    "title_bar": Role(20, 700, "bar"),
    "step": Role(15, 600, "bar"),
    "title": Role(22, 800),
    "title_field": Role(24, 400),
    "title_large": Role(24, 800),
    "kpi": Role(30, 800, figures=True),
    "cell": Role(14, 400),
    "cell_strong": Role(14, 600),
    "cell_number": Role(14, 400, figures=True),
    "cell_number_strong": Role(14, 600, figures=True),
    "count": Role(34, 800, figures=True),
    # the bench at arm's length
    "bench_caption": Role(12, 600, "near"),
    "bench_key": Role(13, 600, "near"),
    "bench_label": Role(14, 600, "near"),
    "bench_line": Role(15, 400, "near"),
    "bench_code": Role(15, 500, "near"),
    "bench_button": Role(15, 600, "near"),
    "bench_note": Role(17, 600, "near"),
    "bench_text": Role(18, 500, "near"),
    "bench_step": Role(18, 600, "near"),
    "bench_name": Role(20, 700, "near"),
    "bench_name_done": Role(20, 500, "near"),
    "bench_answer": Role(22, 700, "near"),
    "asked_why": Role(22, 600, "near"),
    "bench_title": Role(28, 800, "near"),
    "bench_of": Role(17, 600, "near"),
    "bench_count": Role(32, 800, "near", figures=True),
    "bench_value": Role(28, 800, "near"),
    "bench_next": Role(22, 800, "near"),
    "prompt": Role(28, 700, "near"),
    "notice": Role(22, 800),
    "item": Role(30, 700, "far"),
    "why": Role(32, 600, "near"),
    "deed": Role(44, 800, "near"),
    "answer": Role(28, 700, "near"),
    "stop_button": Role(32, 800, "near"),
    "item_pick": Role(36, 800, "near"),
    "weight": Role(72, 800, "near", figures=True),
    # the bench from two metres
    "verdict": Role(48, 800, "hero"),
    "verdict2": Role(40, 800, "far"),
    "verdict3": Role(34, 800, "far"),
    "far": Role(64, 800, "far"),
    "stop": Role(100, 800, "near"),
    "counter": Role(152, 800, "far", figures=True),
    "counter_of": Role(68, 800, "far"),
    "place": Role(176, 800, "near"),
    "take": Role(144, 800, "near", figures=True),
    "slot": Role(52, 800, "near"),
    "slot_name": Role(18, 700, "near"),
    "slot_line": Role(14, 500, "near"),
    "sign_on": Role(88, 800),
    "sign_on_line": Role(22, 500),
}


class _Now:
    text = 100
    wide = False
    loaded = False


def load() -> None:
    """Load the Inter files once. Without them (a broken installation) Qt falls back to the desktop's font."""
    if _Now.loaded:
        return
    folder = resource_path("fonts")
    for path in sorted((*folder.glob("Inter*.ttf"), *folder.glob("Inter*.otf"))):
        QFontDatabase.addApplicationFont(str(path))
    _Now.loaded = True


def set_text_size(percent: int) -> None:
    """Set the text-size setting, one of `TEXT_SIZES`; call `refresh` on the window afterwards."""
    _Now.text = max(TEXT_SIZES[0], min(TEXT_SIZES[-1], percent))


def set_wide(wide: bool) -> bool:
    """Say whether the window is at least 1600 wide. Returns whether that changed anything."""
    before, _Now.wide = _Now.wide, wide
    return before != wide


def is_wide() -> bool:
    """Say whether far and near sizes are grown."""
    return _Now.wide


def text_size() -> int:
    """Return the text-size setting in per cent."""
    return _Now.text


def px(role: str) -> int:
    """Return the pixel size a role has now."""
    one = ROLES[role]
    grown = one.px * (_GROWTH[one.reach] if _Now.wide else 1.0)
    more = _Now.text / 100 - 1
    if one.px >= _FAR_FROM:
        more = more / 2 if _Now.wide else 0.0
    elif one.px >= _TIGHT_FROM:
        more /= 2
    return round(grown * (1 + more))


def near(size: int) -> int:
    """Grow a measure of a bench widget (not of text) with the window: x 1.3 when wide."""
    return round(size * 1.3) if _Now.wide else size


def far(size: int) -> int:
    """Grow a measure of a far bench widget with the window: x 1.4 when wide."""
    return round(size * 1.4) if _Now.wide else size


def font(role: str) -> QFont:
    """Return the font of a role at the sizes in force."""
    return sized(role, px(role))


def sized(role: str, pixels: int) -> QFont:
    """Return the font of a role at another size, spacing following the size."""
    return QFont(_made(role, pixels))


@lru_cache(maxsize=512)
def _made(role: str, pixels: int) -> QFont:
    load()
    one = ROLES[role]
    made = QFont()
    made.setFamilies(list(FALLBACKS))
    made.setPixelSize(max(8, pixels))
    made.setWeight(QFont.Weight(one.weight))
    if pixels >= _TIGHT_FROM:
        tight = 0.03 if pixels >= _TIGHTER_FROM else 0.02
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -tight * pixels)
    if one.figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def fitting(role: str, text: str, width: int, smallest: int = 14) -> QFont:
    """Return the role's font, shrunk only as far as `text` needs to fit `width` on one line, never below `smallest`."""
    size = px(role)
    while size > smallest and QFontMetrics(sized(role, size)).horizontalAdvance(text) > width:
        size -= 2
    return sized(role, size)


def bind(widget: QWidget, role: str) -> None:
    """Give a widget the font of a role, and remember the role so that `refresh` can give it again."""
    widget.setProperty("kitRole", role)
    widget.setFont(font(role))


def refresh(root: QWidget) -> None:
    """Give every widget under `root` its font again, after a change of text size or width class."""
    for widget in (root, *root.findChildren(QWidget)):
        role = widget.property("kitRole")
        if isinstance(role, str) and role in ROLES:
            widget.setFont(font(role))
        resized = getattr(widget, "sizes_changed", None)
        if callable(resized):
            resized()
        widget.updateGeometry()
        widget.update()
