"""The GS1 dictionary read by tests for themselves, and good and bad values made of what it says.

Nothing of the program is asked how the file is read, so that a rule the program overlooks is missed by nobody here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
GS = "\x1d"
SETS = {
    "N": "0123456789",
    "X": "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
    "Y": "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "Z": "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
}
NAMES = {
    "couponcode": "gs1_coupon",
    "couponposoffer": "gs1_coupon_offer",
    "csum": "gs1_check_digit",
    "csumalpha": "gs1_check_pair",
    "gcppos1": "gs1_prefix",
    "gcppos2": "gs1_prefix",
    "hasnondigit": "gs1_non_digit",
    "hh": "gs1_time",
    "hhmi": "gs1_time",
    "hyphen": "gs1_hyphen",
    "iban": "gs1_iban",
    "importeridx": "gs1_importer",
    "iso3166": "gs1_country",
    "iso3166999": "gs1_country",
    "iso3166alpha2": "gs1_country",
    "iso4217": "gs1_currency",
    "iso5218": "gs1_sex",
    "latitude": "gs1_latitude",
    "longitude": "gs1_longitude",
    "mediatype": "gs1_media",
    "mi": "gs1_time",
    "nonzero": "gs1_nonzero",
    "nozeroprefix": "gs1_zero_prefix",
    "packagetype": "gs1_package",
    "pcenc": "gs1_percent",
    "pieceoftotal": "gs1_piece",
    "posinseqslash": "gs1_position",
    "ss": "gs1_time",
    "winding": "gs1_winding",
    "yesno": "gs1_yes_no",
    "yymmd0": "gs1_date",
    "yymmdd": "gs1_date",
    "yyyymmdd": "gs1_date",
    "zero": "gs1_zero",
}
"""Check of the dictionary -> name of its breach."""


@dataclass(frozen=True)
class Part:
    signs: str
    least: int
    most: int
    optional: bool
    linters: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One identifier of the file."""

    ai: str
    flags: str
    parts: tuple[Part, ...]
    needs: tuple[tuple[str, ...], ...]
    bars: tuple[str, ...]
    key: str | None

    @property
    def most(self) -> int:
        return sum(part.most for part in self.parts)

    @property
    def least(self) -> int:
        return sum(part.least for part in self.parts if not part.optional)


@cache
def lines() -> dict[str, Line]:
    """Return every identifier of the file by its digits."""
    text = (ROOT / "resources/barcodes/gs1-syntax-dictionary.txt").read_text(encoding="utf-8")
    return {line.ai: line for row in text.splitlines() if row[:1].isdigit() for line in _of_row(row)}


def _of_row(row: str) -> Iterator[Line]:
    spec = row.split("#", maxsplit=1)[0]
    low, high = re.match(r"(\d+)(?:-(\d+))?", spec).groups()  # type: ignore[union-attr]
    flags = "".join(re.findall(r"\s([*?]+)\s", spec))
    parts = tuple(
        Part(kind, 1 if dots else int(size), int(size), bool(bracket), tuple(x for x in checks.split(",") if x))
        for bracket, kind, dots, size, checks in re.findall(r"\s(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,[a-z0-9]+)*)", spec)
    )
    needs = tuple(tuple(found.split(",")) for found in re.findall(r"req=(\S+)", spec))
    bars = tuple(each for found in re.findall(r"ex=(\S+)", spec) for each in found.split(","))
    key = re.search(r"dlpkey(?:=(\S+))?", spec)
    for number in range(int(low), int(high or low) + 1):
        yield Line(str(number).zfill(len(low)), flags, parts, needs, bars, (key[1] or "") if key else None)


@cache
def procedures() -> dict[str, dict[str, list[str]]]:
    """Return the good and bad values of the reference procedures."""
    told = json.loads((ROOT / "tests/domain/gs1_procedures.json").read_text(encoding="utf-8"))
    return {name: cases for name, cases in told.items() if name}


def with_check(body: str) -> str:
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def value(line: Line, rnd: Random, *, whole: bool = False) -> str:
    """Return a good value; `whole` has all optional parts at their longest."""
    told = []
    for part in line.parts:
        if part.optional and not whole and rnd.random() < 0.5:
            break
        told.append(piece(part, rnd))
    return "".join(told)


def piece(part: Part, rnd: Random) -> str:
    """Return a good value of one part."""
    if "csum" in part.linters:
        return with_check(
            "0" * ("gcppos2" in part.linters) + _signs("N", part.most - 1 - ("gcppos2" in part.linters), rnd)
        )
    if "pieceoftotal" in part.linters:
        return "0101"
    if "nonzero" in part.linters:
        return "1" + _signs("N", part.most - 1, rnd)
    known = [name for name in part.linters if name not in ("gcppos1", "gcppos2", "hasnondigit")]
    if known:
        good = [each for each in procedures()[known[0]]["good"] if part.least <= len(each) <= part.most]
        fitting = [each for each in good if set(each) <= set(SETS[part.signs])]
        if "hasnondigit" in part.linters or "gcppos1" in part.linters:
            fitting = [each for each in fitting if each[:4].isdigit() and len(each) >= 4 and not each.isdigit()]
        return rnd.choice(fitting)
    length = rnd.randint(max(part.least, 4 if "gcppos1" in part.linters else 0), part.most)
    if "gcppos1" in part.linters:
        return _signs("N", 4, rnd) + _signs(part.signs, length - 4, rnd)
    return _signs(part.signs, length, rnd)


def _signs(kind: str, length: int, rnd: Random) -> str:
    return "".join(rnd.choice(SETS[kind]) for _ in range(length))


def matches(pattern: str, ai: str) -> bool:
    return re.fullmatch(pattern.replace("n", "[0-9]"), ai) is not None


def right(ais: frozenset[str]) -> bool:
    """Tell whether identifiers may stand together."""
    return all(
        all(
            any(all(any(matches(p, o) for o in ais) for p in group.split("+")) for group in need)
            for need in lines()[ai].needs
        )
        and not any(other != ai and matches(pattern, other) for pattern in lines()[ai].bars for other in ais)
        for ai in ais
    )


def _grown(ais: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield the set with one more need of one of its identifiers held."""
    for ai in sorted(ais):
        for need in lines()[ai].needs:
            if any(all(any(matches(p, o) for o in ais) for p in group.split("+")) for group in need):
                continue
            for group in need:
                picks = [[next(o for o in lines() if matches(p, o))] for p in group.split("+")]
                for chosen in product(*picks):
                    yield ais | set(chosen)
            return


def good_company(ai: str) -> frozenset[str]:
    """Return the smallest set with which an identifier may stand, all rules of all of them held."""
    start = frozenset({ai})
    seen, edge = {start}, [start]
    while edge:
        for each in edge:
            if right(each):
                return each
        edge = sorted(
            {more for each in edge for more in _grown(each)} - seen, key=lambda each: (len(each), sorted(each))
        )
        seen |= set(edge)
    message = f"({ai}) may stand nowhere"
    raise AssertionError(message)


def joined(elements: list[tuple[str, str]]) -> str:
    """Return the element string, a separator only where one must be."""
    out = ""
    for at, (ai, told) in enumerate(elements):
        out += ai + told
        if at < len(elements) - 1 and "*" not in lines()[ai].flags:
            out += GS
    return out


def row(ais: frozenset[str], rnd: Random) -> list[tuple[str, str]]:
    """Return elements with good values in any order."""
    return [(ai, value(lines()[ai], rnd)) for ai in rnd.sample(sorted(ais), len(ais))]
