"""The tokens keep their promises: contrast and colour distance are computed again from the theme itself."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from warehouse_app.ui import kit
from warehouse_app.ui.kit import draw, fonts, icons, measures, theme
from warehouse_app.ui.kit.buttons import Button
from warehouse_app.ui.kit.theme import CONTRAST, DARK, LIGHT, Tokens

Rgb = tuple[float, float, float]
# Machado 2009, severity 1.0, on linear RGB.
SEEN_BY = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
}


def linear(colour: str) -> Rgb:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    light = [0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2] for rgb in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def lab(colour: str, eyes: str) -> Rgb:
    rgb = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SEEN_BY[eyes])
    xyz = (
        (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047,
        0.2126729 * red + 0.7151522 * green + 0.0721750 * blue,
        (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: str, other: str, eyes: str) -> float:
    """CIEDE2000."""
    (l1, a1, b1), (l2, a2, b2) = lab(one, eyes), lab(other, eyes)
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = ((h2 - h1 + 180) % 360) - 180 if c1 * c2 else 0.0
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    hm = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    rad = math.radians
    t = 1 - 0.17 * math.cos(rad(hm - 30)) + 0.24 * math.cos(rad(2 * hm))
    t += 0.32 * math.cos(rad(3 * hm + 6)) - 0.2 * math.cos(rad(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    spin = -2 * math.sqrt(cm**7 / (cm**7 + 25**7)) * math.sin(rad(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    dl, dc = (l2 - l1) / sl, (c2 - c1) / sc
    return math.sqrt(dl**2 + dc**2 + (dh / sh) ** 2 + spin * dc * dh / sh)


CONTRASTS = [
    ("ink", "surface", 18.1, 15.5), ("ink2", "surface", 9.0, 9.8), ("ink3", "surface", 6.0, 6.6),
    ("ink3", "ground", 5.3, 7.2), ("edge", "surface", 3.6, 4.0), ("edge", "sunken", 3.0, 3.6),
    ("accent", "surface", 6.9, 8.1), ("on_accent", "accent", 6.9, 8.5), ("ink", "accent_soft", 15.1, 12.7),
    ("on_ok", "ok_fill", 4.7, 4.7), ("on_ask", "ask_fill", 8.9, 8.9), ("on_stop", "stop_fill", 8.1, 8.1),
    ("ok_mark", "surface", 4.7, 10.9), ("ask_mark", "surface", 4.7, 10.8), ("stop_mark", "surface", 8.1, 6.3),
    ("info_mark", "surface", 6.9, 8.1), ("ok_mark", "ok_soft", 4.0, 6.7), ("ask_mark", "ask_soft", 4.1, 8.3),
    ("stop_mark", "stop_soft", 5.2, 6.0), ("info_mark", "accent_soft", 5.7, 6.6),
    ("ink", "ok_soft", 15.4, 9.6), ("ink", "ask_soft", 15.9, 12.0), ("ink", "stop_soft", 11.6, 15.0),
    ("ink2", "ok_soft", 4.5, 4.5), ("ink2", "ask_soft", 4.5, 4.5), ("ink2", "stop_soft", 4.5, 4.5),
    ("on_paper", "paper", 15.0, 15.0), ("paper_ink2", "paper", 7.0, 7.0), ("on_sign_on", "sign_on", 7.0, 7.0),
]  # fmt: skip

# pair -> (normal, deuteranopia, protanopia) for: marks light, marks dark, soft light, soft dark.
DISTANCES = {
    ("ok", "stop"): ((58, 27, 24), (67, 19, 22), (33, 8, 9), (43, 13, 13)),
    ("ok", "ask"): ((38, 32, 24), (40, 26, 21), (17, 16, 13), (25, 19, 16)),
    ("ask", "stop"): ((37, 14, 24), (41, 16, 27), (26, 12, 17), (25, 10, 16)),
    ("ok", "info"): ((37, 22, 29), (36, 24, 33), (13, 7, 9), (25, 14, 17)),
}
FILLS = {("ok", "stop"): (58, 27, 24), ("ok", "ask"): (46, 43, 33), ("ask", "stop"): (55, 38, 52)}


def soft(tokens: Tokens, name: str) -> str:
    return tokens.accent_soft if name == "info" else str(getattr(tokens, f"{name}_soft"))


@pytest.mark.parametrize(("over", "under", "light", "dark"), CONTRASTS)
def test_contrast_holds(over: str, under: str, light: float, dark: float) -> None:
    for tokens, least in ((LIGHT, light), (DARK, dark)):
        assert contrast(getattr(tokens, over), getattr(tokens, under)) >= least - 0.05


#: What is written or must be seen in high contrast, and how much the eye gets at least (AAA for text, 4.5 for marks).
STRONG = {
    **{(ink, under): 12.0 for ink in ("ink", "ink2", "ink3") for under in ("surface", "ground", "sunken", "raised")},
    **{("ink", under): 10.0 for under in ("accent_soft", "ok_soft", "ask_soft", "stop_soft", "photo")},
    **{(edge, "surface"): 15.0 for edge in ("edge", "line")},
    **{(mark, "surface"): 7.0 for mark in ("accent", "ok_mark", "ask_mark", "stop_mark", "info_mark", "ask_edge")},
    **{(f"{kind}_mark", f"{kind}_soft"): 5.5 for kind in ("ok", "ask", "stop")},
    ("info_mark", "accent_soft"): 5.5,
    ("on_accent", "accent"): 7.0,
}


@pytest.mark.parametrize("pair", STRONG)
def test_high_contrast_is_high(pair: tuple[str, str]) -> None:
    over, under = (str(getattr(CONTRAST, name)) for name in pair)
    assert contrast(over, under) >= STRONG[pair]


def test_high_contrast_keeps_the_verdict_fills() -> None:
    fills = [name for name in Tokens.__dataclass_fields__ if name.endswith("_fill")]
    assert fills
    assert [name for name in fills if getattr(CONTRAST, name) != getattr(LIGHT, name)] == []


@pytest.mark.parametrize("pair", FILLS)
def test_marks_of_high_contrast_are_told_apart_by_every_eye(pair: tuple[str, str]) -> None:
    one, other = (str(getattr(CONTRAST, f"{name}_mark")) for name in pair)
    assert min(distance(one, other, eyes) for eyes in SEEN_BY) >= 12


def test_high_contrast_has_edges_of_two_pixels_and_moves_no_text(qapp: QApplication) -> None:
    def field_rule() -> str:
        return qapp.styleSheet().partition("QLineEdit, QPlainTextEdit")[2].partition("}")[0]

    thin = field_rule()
    assert "min-height: 42px" in thin
    assert "padding: 0 12px" in thin
    theme.apply(qapp, theme.Look.CONTRAST)
    wide = field_rule()
    assert theme.stroke() == 2
    assert f"border: 2px solid {CONTRAST.edge}" in wide
    assert "min-height: 40px" in wide
    assert "padding: 0 11px" in wide


def test_a_painted_edge_is_as_wide_as_the_theme_says(qapp: QApplication) -> None:
    def edge_pixels() -> int:
        sheet = QImage(20, 20, QImage.Format.Format_RGB32)
        sheet.fill(theme.colour("surface"))
        painter = QPainter(sheet)
        draw.box(painter, QRectF(0, 0, 20, 20), 0, None, theme.colour("ink"))
        painter.end()
        return sum(sheet.pixelColor(x, 10).lightness() < 100 for x in range(10))

    assert edge_pixels() == 1
    theme.apply(qapp, theme.Look.CONTRAST)
    assert edge_pixels() == 2


@pytest.mark.parametrize(("drawn", "touched"), [(40, 44), (44, 64), (48, 64), (64, 64), (84, 84)])
def test_touch_makes_desks_44_and_benches_64(qapp: QApplication, drawn: int, touched: int) -> None:
    button = Button("Print", tall=drawn)
    assert button.sizeHint().height() >= 44
    measures.set_touch(True)
    assert button.sizeHint().height() >= touched


def test_reduced_motion_lets_nothing_move() -> None:
    assert measures.ms(160) == 160
    measures.set_still(True)
    assert measures.ms(160) == 0


@pytest.mark.parametrize("pair", DISTANCES)
def test_marks_and_soft_fills_are_told_apart_by_every_eye(pair: tuple[str, str]) -> None:
    marks_light, marks_dark, soft_light, soft_dark = DISTANCES[pair]
    for tokens, marks, softs in ((LIGHT, marks_light, soft_light), (DARK, marks_dark, soft_dark)):
        one, other = (str(getattr(tokens, f"{name}_mark")) for name in pair)
        for eyes, mark, low in zip(SEEN_BY, marks, softs, strict=True):
            assert distance(one, other, eyes) >= mark - 1
            assert distance(soft(tokens, pair[0]), soft(tokens, pair[1]), eyes) >= low - 1


@pytest.mark.parametrize("pair", FILLS)
def test_verdict_fills_are_told_apart_by_every_eye(pair: tuple[str, str]) -> None:
    one, other = (str(getattr(LIGHT, f"{name}_fill")) for name in pair)
    assert all(distance(one, other, eyes) >= least - 1 for eyes, least in zip(SEEN_BY, FILLS[pair], strict=True))


def test_map_tours_are_told_apart_by_every_eye() -> None:
    for tokens, least in ((LIGHT, (30, 22, 24)), (DARK, (25, 10, 13))):
        tours = [tokens.tour1, tokens.tour2, tokens.tour3, tokens.tour4]
        for eyes, low in zip(SEEN_BY, least, strict=True):
            pairs = [(a, b) for at, a in enumerate(tours) for b in tours[at + 1 :]]
            assert min(distance(a, b, eyes) for a, b in pairs) >= low - 1


def test_no_colour_in_figures_outside_the_theme() -> None:
    found = [
        path.name
        for path in Path(kit.__file__).parents[1].rglob("*.py")
        if path.name != "theme.py" and re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_look_changes_while_running(qapp: QApplication) -> None:
    theme.apply(qapp, theme.Look.DARK)
    assert theme.is_dark()
    assert qapp.palette().window().color().name().upper() == DARK.ground
    theme.apply(qapp, theme.Look.LIGHT)
    assert qapp.palette().window().color().name().upper() == LIGHT.ground
    assert LIGHT.surface in qapp.styleSheet()


def test_an_unknown_system_scheme_counts_as_light(qapp: QApplication) -> None:
    if QApplication.styleHints().colorScheme() != Qt.ColorScheme.Dark:
        theme.apply(qapp, theme.Look.SYSTEM)
        assert not theme.is_dark()


def test_inter_is_loaded_and_text_size_multiplies_every_role(qapp: QApplication) -> None:
    assert fonts.font("body").families()[0] == "Inter"
    fonts.set_text_size(150)
    assert fonts.font("body").pixelSize() == 21
    fonts.set_wide(True)
    assert fonts.px("body") == 21
    assert fonts.px("counter") > fonts.ROLES["counter"].px * 1.5


def test_every_icon_the_kit_names_is_there() -> None:
    named = set(icons.MARKS.values())
    for path in Path(kit.__file__).parents[1].rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(r'IconLabel\("([a-z0-9-]+)"', text)) | set(re.findall(r'icon="([a-z0-9-]+)"', text))
    assert {name for name in named if not icons.exists(name)} == set()
