"""A line of text as a picture, for signs that a printer's own face or Inter does not have.

The words of a line are set in Inter where it has their signs, else in a font of the machine that has them. Words that
run from right to left, carry marks, or whose signs change by their neighbours (Arabic, Indic, Mongolian) are shaped by
the library that Pillow brings (raqm); `reading_order` says in which order the words stand on paper. What can be set by
neither is told by `missing`: nothing is replaced unseen.
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
_JOINING = (range(0x1800, 0x18B0), range(0xA840, 0xA880))  # Mongolian and Phags-pa join letters that carry no marks
_MIRRORS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_JOINERS = frozenset("\u200c\u200d")
_LARGEST = 2_000
_SMALLEST = 32
"""Dots of the smallest face: below, the instructions that fonts bring for small sizes have written beyond their memory
(FreeType 2.14 with U+1E19 of DejaVu Sans at 9, 11, 12 and 14), which ends the program or worse."""


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


def simple(text: str, *, bold: bool = False) -> bool:
    """Whether Inter sets a line sign after sign: it has all signs, and none leans on another."""
    return fonts.has_all(text, bold=bold) and not _complex(text)


def _complex(text: str) -> bool:
    """Whether signs lean on others: marks, letters that join, or what runs from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT
        or is_mark(sign)
        or any(ord(sign) in block for block in _JOINING)
        for sign in text
    )


def is_mark(sign: str) -> bool:
    """Whether a sign stands on, under or around the one before it."""
    return unicodedata.category(sign) in {"Mn", "Mc", "Me"}


def _way(word: str) -> str:
    """How a word runs: L or R by its first letter of either, N where it has none (numbers, signs)."""
    for sign in word:
        way = unicodedata.bidirectional(sign)
        if way == "L":
            return "L"
        if way in _RIGHT_TO_LEFT:
            return "R"
    return "N"


def reading_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of one line as they stand on paper from left to right.

    A line runs as its first letter does. In one that runs to the left, words of the other way keep their own order
    among themselves; in one that runs to the right, words of the other way are turned round where they stand. A number
    goes with the letters before it (as in Unicode's rules for both ways in one line, UAX 9, for whole words).
    """
    ways = [_way(word) for word in words]
    leftward = next((way for way in ways if way != "N"), "L") == "R"
    inner, last = "L" if leftward else "R", ""
    for place, way in enumerate(ways):
        last = way if way != "N" else last
        if last == inner and any(sign.isdecimal() for sign in words[place]):
            ways[place] = inner
    runs: list[list[str]] = []
    at = 0
    while at < len(words):
        end = at + 1
        if ways[at] == inner:
            for beyond in range(at + 1, len(words)):
                if ways[beyond] == inner:
                    end = beyond + 1
                elif ways[beyond] != "N":
                    break
        runs.append(list(words[at:end]) if leftward else list(reversed(words[at:end])))
        at = end
    return tuple(word for run in (reversed(runs) if leftward else runs) for word in run)


@lru_cache(maxsize=512)
def _set(text: str, *, bold: bool, shaping: bool) -> tuple[tuple[_Run, ...], tuple[Lack, ...]]:
    if simple(text, bold=bold):
        return (_Run(text, None),), ()
    runs: list[_Run] = []
    lacks: list[Lack] = []
    for word in reading_order(tuple(text.split(" "))):
        found, lacking = _word(word, bold=bold, shaping=shaping)
        runs += (*((_Run(" ", None),) if runs else ()), *found)
        lacks += lacking
    return tuple(runs), tuple(dict.fromkeys(lacks))


def _word(word: str, *, bold: bool, shaping: bool) -> tuple[list[_Run], list[Lack]]:
    if simple(word, bold=bold):
        return [_Run(word, None)], []
    if _complex(word):
        return _shaped(word, bold=bold, shaping=shaping)
    file = systemfonts.covering(word, bold=bold)
    if file is not None:
        return [_Run(word, file)], []
    return _by_signs(word, bold=bold)


def _shaped(word: str, *, bold: bool, shaping: bool) -> tuple[list[_Run], list[Lack]]:
    """A word whose signs lean on each other, in one font; its brackets and stops may come from another."""
    needed = [sign for sign in word if sign not in _JOINERS]
    own = fonts.has_all("".join(needed), bold=bold)
    file = None if own else systemfonts.covering(needed, bold=bold)
    if shaping and (own or file is not None):
        return [_Run(word, file, shaped=True)], []
    body = word.strip("".join({sign for sign in word if not _letter(sign)}))
    if body and body != word:
        return _framed(word, body, bold=bold, shaping=shaping)
    lacking = [sign for sign in needed if not fonts.has_all(sign, bold=bold)]
    alone = [sign for sign in lacking if file is None and systemfonts.covering(sign) is None]
    letters = [sign for sign in needed if not is_mark(sign)]
    scripts = dict.fromkeys(systemfonts.script_of(sign) for sign in alone or lacking or letters or needed)
    kept = "".join(sign if fonts.has_all(sign, bold=bold) else MISSING for sign in word)
    return [_Run(kept, None)], [Lack(script, shaping=own or file is not None) for script in scripts]


def _letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM" or sign in _JOINERS


def _framed(word: str, body: str, *, bold: bool, shaping: bool) -> tuple[list[_Run], list[Lack]]:
    """A word between signs that are no letters: they stand in its reading order, brackets opened towards it."""
    before, _, after = word.partition(body)
    parts = [before, body, after]
    if _way(body) == "R":
        parts = [after.translate(_MIRRORS)[::-1], body, before.translate(_MIRRORS)[::-1]]
    runs: list[_Run] = []
    lacks: list[Lack] = []
    for part in filter(None, parts):
        found, lacking = _word(part, bold=bold, shaping=shaping)
        runs += found
        lacks += lacking
    return runs, lacks


def _by_signs(word: str, *, bold: bool) -> tuple[list[_Run], list[Lack]]:
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
    runs, _ = _set(text, bold=bold, shaping=shaping_there())
    times = _times(runs, height, bold=bold)
    drawn = _drawn(runs, height * times, bold=bold)
    if times > 1:
        drawn = drawn.resize((max(1, drawn.width // times), height))
    if drawn.width > width:
        drawn = drawn.resize((max(1, width), height))
    return drawn.point(lambda grey: 255 if grey >= _INK else 0).convert("1")


def _times(runs: tuple[_Run, ...], height: int, *, bold: bool) -> int:
    """Return how many times larger a line is drawn than it will be, so that no face is smaller than `_SMALLEST`."""
    times = -(-_SMALLEST // height)
    while (size := _fitting(runs, height * times, bold=bold)) < _SMALLEST and height * times < _LARGEST:
        times *= -(-_SMALLEST // size)
    return times


def _drawn(runs: tuple[_Run, ...], height: int, *, bold: bool) -> Image:
    """Return the line in greys, exactly `height` high and as wide as it comes."""
    from PIL import Image as Pictures
    from PIL import ImageDraw as Pens

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
    return drawn


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
