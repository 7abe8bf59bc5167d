"""The one place that knows where a machine keeps its fonts, and which of them to ask first for a script.

Promise: `covering` gives a file whose own table says that it has every sign asked for, or None; never a guess by name.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from warehouse_app.documents import cmap

MOST_FILES = 3_000
MOST_LOOKED_INTO = 1_000
_KINDS = (".ttf", ".otf", ".ttc")
_UNIX = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FOLDERS = {
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
# Beginnings of file names, the best first: plain sans serif faces that are legible in small type.
_PREFERRED = (
    "notosans-", "notosanscjk", "notosansjp", "notosanskr", "notosanssc", "notosanstc", "notosans", "notonaskharabic",
    "dejavusans-", "dejavusans.", "yugoth", "meiryo", "malgun", "msyh", "hiragino", "ヒラギノ角", "pingfang",
    "applesdgothicneo", "nirmala", "leelaw", "segoeui", "tahoma", "arial", "geezapro", "ipaexg", "ipag", "vl-gothic",
    "takao", "wqy", "droidsansfallback", "freesans", "liberationsans",
)  # fmt: skip
_UNKNOWN = "\ufffd"
_NOT_PLAIN = ("mono", "condensed", "italic", "oblique", "light", "thin", "serif", "emoji", "color")
# First word of a sign's Unicode name -> what people call the script, where it is not the word itself.
_SCRIPTS = {
    "CJK": "Chinese and Japanese",
    "IDEOGRAPHIC": "Chinese and Japanese",
    "BOPOMOFO": "Chinese and Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "KATAKANA-HIRAGANA": "Japanese",
    "HALFWIDTH": "Japanese",
    "FULLWIDTH": "Japanese",
    "HANGUL": "Korean",
}


def script_of(sign: str) -> str:
    """Return the name of the script a sign belongs to, "Arabic", or "U+E000" where Unicode gives it no name."""
    if sign == _UNKNOWN:
        return sign
    first = unicodedata.name(sign, "").split(" ")[0]
    return _SCRIPTS.get(first, first.capitalize()) or f"U+{ord(sign):04X}"


def folders() -> tuple[Path, ...]:
    """Return where this machine keeps fonts."""
    return tuple(Path(name).expanduser() for name in _FOLDERS.get(sys.platform, _UNIX))


@lru_cache(maxsize=4)
def _files(places: tuple[Path, ...]) -> tuple[Path, ...]:
    found: list[Path] = []
    for place in places:
        for folder, _, names in os.walk(place):
            found += (Path(folder, name) for name in names if name.lower().endswith(_KINDS))
            if len(found) >= MOST_FILES:
                break
    return tuple(sorted(found[:MOST_FILES], key=lambda path: (*_rank(path), path.name)))


def _rank(path: Path) -> tuple[bool, int]:
    name = path.name.lower()
    place = next((at for at, begin in enumerate(_PREFERRED) if name.startswith(begin)), len(_PREFERRED))
    return any(word in name for word in _NOT_PLAIN), place


def _bold(path: Path) -> bool:
    stem = path.stem.lower()
    return "bold" in stem or stem.endswith(("bd", "b"))


def covering(wanted: Iterable[str], *, bold: bool = False) -> Path | None:
    """Return the file of a font that has all these signs, a bold one first where bold is asked for."""
    return _covering(folders(), frozenset(map(ord, wanted)), bold=bold)


@lru_cache(maxsize=1024)
def _covering(places: tuple[Path, ...], wanted: frozenset[int], *, bold: bool) -> Path | None:
    files = sorted(_files(places)[:MOST_LOOKED_INTO], key=lambda path: (_rank(path)[0], _bold(path) != bold))
    return next((path for path in files if wanted <= cmap.signs(path)), None)


def forget() -> None:
    """Look anew next time: fonts were installed or taken away."""
    _files.cache_clear()
    _covering.cache_clear()
