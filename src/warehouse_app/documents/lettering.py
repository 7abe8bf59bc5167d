"""A line of text as a picture, for signs that a printer's own face or Inter does not have.

The words of a line are set in Inter where it has their signs, else in a font of the machine that has them. A line that
runs from right to left, or whose signs change by their neighbours, is set whole in one font by the shaping that Pillow
brings (raqm). What can be set by neither is told by `missing`: nothing is replaced unseen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.documents import fonts, systemfonts
from warehouse_app.documents.fonts import MISSING
from warehouse_app.documents.model import Text, dots

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

_BASELINE_PERCENT = 78
_INK = 128
_FIRST_COMPLEX = 0x0590  # Hebrew and Arabic begin here; before it lie scripts that are set sign after sign
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_JOINERS = frozenset("\u200c\u200d")
_LARGEST = 2_000


@dataclass(frozen=True, slots=True)
class Lack:
    """What a line cannot be set for: the script, and whether it is the shaping that is missing and not a font."""

    script: str
    shaping: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    file: Path | None
    shaped: bool = False


def resident(text: str) -> bool:
    """Whether every label printer has these signs in its own face (those of Windows Latin 1)."""
    try:
        return bool(text.encode("cp1252")) or not text
    except UnicodeEncodeError:
        return False


def missing(text: str, *, bold: bool = False) -> tuple[Lack, ...]:
    """Return why a line cannot be set as it is, each reason once; empty where every sign of it is drawn truly."""
    return _set(text, bold=bold, shaping=shaping_there())[1]


@lru_cache(maxsize=1)
def shaping_there() -> bool:
    """Whether this machine can set what joins its letters or runs from right to left."""
    from PIL import features

    return bool(features.check("raqm")) and bool(features.check("fribidi"))


def _complex(text: str) -> bool:
    return any(
        ord(sign) >= _FIRST_COMPLEX
        and (unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT or unicodedata.category(sign) in {"Mn", "Mc"})
        for sign in text
    )


@lru_cache(maxsize=512)
def _set(text: str, *, bold: bool, shaping: bool) -> tuple[tuple[_Run, ...], tuple[Lack, ...]]:
    if fonts.has_all(text, bold=bold):
        return (_Run(text, None),), ()
    if _complex(text):
        return _whole(text, bold=bold, shaping=shaping)
    runs: list[_Run] = []
    lacks: list[Lack] = []
    for word in text.split(" "):
        found, lacking = _word(word, bold=bold)
        runs += (*((_Run(" ", None),) if runs else ()), *found)
        lacks += lacking
    return tuple(runs), tuple(dict.fromkeys(lacks))


def _whole(text: str, *, bold: bool, shaping: bool) -> tuple[tuple[_Run, ...], tuple[Lack, ...]]:
    needed = [sign for sign in text if sign not in _JOINERS and sign != " "]
    file = systemfonts.covering(needed, bold=bold)
    if file is not None and shaping:
        return (_Run(text, file, shaped=True),), ()
    lacking = [sign for sign in needed if not fonts.has_all(sign, bold=bold)]
    alone = [sign for sign in lacking if file is None and systemfonts.covering(sign) is None]
    scripts = dict.fromkeys(systemfonts.script_of(sign) for sign in alone or lacking or needed)
    kept = "".join(sign if fonts.has_all(sign, bold=bold) else MISSING for sign in text)
    return (_Run(kept, None),), tuple(Lack(script, shaping=file is not None) for script in scripts)


def _word(word: str, *, bold: bool) -> tuple[list[_Run], list[Lack]]:
    if fonts.has_all(word, bold=bold):
        return [_Run(word, None)], []
    file = systemfonts.covering(word, bold=bold)
    if file is not None:
        return [_Run(word, file)], []
    runs: list[_Run] = []
    lacks: list[Lack] = []
    for sign in word:
        own = sign if fonts.has_all(sign, bold=bold) else fonts.plain(sign, bold=bold)
        file = None if own is not None else systemfonts.covering(sign, bold=bold)
        if own is None and file is None:
            own = MISSING
            lacks.append(Lack(systemfonts.script_of(sign)))
        runs.append(_Run(sign if file else own or "", file))
    return runs, lacks


def picture(text: str, width: int, height: int, *, bold: bool = False) -> Image:
    """Return the line in black on white, one bit a pixel, exactly `height` high and at most `width` wide."""
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

    runs, _ = _set(text, bold=bold, shaping=shaping_there())
    size = _fitting(runs, height, bold=bold)
    faces = [(_face(run, size, bold=bold), run) for run in runs]
    lengths = [int(face.getlength(run.text)) + 1 for face, run in faces]
    rise = max(-face.getbbox(run.text, anchor="ls")[1] for face, run in faces)
    fall = max(face.getbbox(run.text, anchor="ls")[3] for face, run in faces)
    baseline = min(max(rise, height * _BASELINE_PERCENT // 100), height - fall)
    drawn = Pictures.new("L", (max(1, sum(lengths)), height), 255)
    pen = Pens.Draw(drawn)
    x = 0
    for (face, run), length in zip(faces, lengths, strict=True):
        pen.text((x, baseline), run.text, font=face, fill=0, anchor="ls")
        x += length
    if drawn.width > width:
        drawn = drawn.resize((max(1, width), height))
    return drawn.point(lambda grey: 255 if grey >= _INK else 0).convert("1")


def forget() -> None:
    """Look for fonts anew: some were installed or taken away."""
    _set.cache_clear()
    systemfonts.forget()


def coloured(drawn: Image, colour: tuple[float, float, float]) -> Image:
    """Return a picture of a line with its black in another colour; the white stays pure."""
    from PIL import Image as Pictures

    ink = Pictures.new("RGB", drawn.size, tuple(min(254, round(part * 255)) for part in colour))
    ink.paste((255, 255, 255), mask=drawn)
    return ink


def picture_of(element: Text, per_mm: int) -> Image:
    """Return the picture of one line of a label, as every renderer of it sets it."""
    return picture(element.text, dots(element.width, per_mm), dots(element.size, per_mm), bold=element.bold)


def _fitting(runs: tuple[_Run, ...], height: int, *, bold: bool) -> int:
    """Return the size at which the tallest sign still stands inside the line, below and above."""
    boxes = [_face(run, height, bold=bold).getbbox(run.text, anchor="ls") for run in runs]
    tall = max(box[3] for box in boxes) - min(box[1] for box in boxes)
    return max(1, int(height if tall <= height else height * height // int(tall)))


def _face(run: _Run, size: int, *, bold: bool) -> FreeTypeFont:
    return _opened(run.file or fonts.face(bold=bold).file, min(size, _LARGEST), shaped=run.shaped)


@lru_cache(maxsize=64)
def _opened(file: Path | None, size: int, *, shaped: bool) -> FreeTypeFont:
    from PIL import ImageFont as Fonts

    engine = Fonts.Layout.RAQM if shaped else Fonts.Layout.BASIC
    if file is None:
        found = Fonts.load_default(size)
        assert isinstance(found, Fonts.FreeTypeFont), "Pillow brings a scalable face"
        return found
    return Fonts.truetype(str(file), size, layout_engine=engine)
