"""Code 128 of our own: text to symbol values to bars, in code sets B and C, and its ZPL spelling.

Promise: what is encoded here is drawn by the printer value for value, because the ZPL names every code set it uses.
Printable ASCII only; anything else is refused, so that no code is ever printed shortened. GS1-128 is the same with a
function sign (FNC1) at its start and where an element string of no fixed length ends.
"""

from __future__ import annotations

from warehouse_app.documents.gs1 import GS
from warehouse_app.domain.refusals import Usage

START_A, START_B, START_C, STOP = 103, 104, 105, 106
TO_C, TO_B, TO_A, FNC1 = 99, 100, 101, 102
QUIET_MODULES = 10
LONGEST = 80
_LOWEST, _HIGHEST = 32, 126
_WORTH_PAIRS = 4

# Bar and space widths of the symbol values 0 to 106 (ISO/IEC 15417), as runs beginning with a bar.
_TABLE = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 "
    "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 "
    "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 "
    "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 "
    "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
)
_WIDTHS = tuple(_TABLE.split())


def encodable(text: str) -> bool:
    """Whether the text can be a Code 128 of ours: 1 to 80 signs of printable ASCII, no blank at either end."""
    return 0 < len(text) <= LONGEST and all(_LOWEST <= ord(sign) <= _HIGHEST for sign in text) and text == text.strip()


def _digits_from(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] in "0123456789":
        end += 1
    return end - at


def values(text: str) -> tuple[int, ...]:
    """Return the symbol values from start to stop, check value included. Raises Usage `code_unprintable`.

    Leading digits go in pairs (code set C), the rest as it is (code set B). No symbol goes back to C: not every
    printer's firmware spells that alike, and our codes gain little by it.
    """
    if not encodable(text):
        raise Usage("code_unprintable", text=text)
    digits = _digits_from(text, 0)
    pairs = digits // 2 if digits >= _WORTH_PAIRS else 0
    rest = text[2 * pairs :]
    body: list[int] = []
    if pairs:
        body += [START_C, *(int(text[2 * place : 2 * place + 2]) for place in range(pairs))]
    if rest:
        body += [TO_B if pairs else START_B, *(ord(sign) - _LOWEST for sign in rest)]
    return (*body, check_value(tuple(body)), STOP)


def gs1_values(text: str) -> tuple[int, ...]:
    """Return the symbol values of GS1 element strings as a scanner reads them. Raises Usage `code_unprintable`."""
    if not encodable(text.replace(GS, "")) or not text[:2].isdecimal():
        raise Usage("code_unprintable", text=text)
    body = [START_C, FNC1]
    in_c, at = True, 0
    while at < len(text):
        two = text[at : at + 2]
        if text[at] == GS:
            body.append(FNC1)
            at += 1
        elif in_c and len(two) == len("00") and two.isdecimal():
            body.append(int(two))
            at += 2
        else:
            body += [TO_B, ord(text[at]) - _LOWEST] if in_c else [ord(text[at]) - _LOWEST]
            in_c = False
            at += 1
    return (*body, check_value(tuple(body)), STOP)


def check_value(body: tuple[int, ...]) -> int:
    """Return the check value of start and data values."""
    return (body[0] + sum(place * value for place, value in enumerate(body[1:], start=1))) % 103


def runs(symbol: tuple[int, ...]) -> tuple[int, ...]:
    """Return the widths of bars and spaces in modules, bar first, of whole symbol values."""
    return tuple(int(width) for value in symbol for width in _WIDTHS[value])


def module_count(text: str) -> int:
    """Return the width of the symbol in modules, without its quiet zones."""
    return sum(runs(values(text)))


def zpl_data(text: str) -> str:
    """Spell a text for `^BC` in mode N."""
    return zpl_spelling(values(text))


def zpl_spelling(symbol: tuple[int, ...]) -> str:
    """Spell a symbol for `^BC` in mode N: each code set named (`>:` `>;` `>6`), FNC1 as `>8`, a real `>` as `>0`."""
    out: list[str] = []
    in_c = False
    for value in symbol[:-2]:
        if value in {START_B, START_C}:
            in_c = value == START_C
            out.append(">;" if in_c else ">:")
        elif value == FNC1:
            out.append(">8")
        elif in_c and value == TO_B:
            in_c = False
            out.append(">6")
        elif in_c:
            out.append(f"{value:02d}")
        else:
            sign = chr(value + _LOWEST)
            out.append(">0" if sign == ">" else sign)
    return "".join(out)


def read_zpl_data(data: str, *, named: bool = True) -> tuple[int, ...]:
    """Return what a printer makes of `^BC` mode N data: symbol values with check and stop, or raise ValueError.

    Where no code set is named at the start, a printer takes set B; `named` says that ours always name it.
    """
    out: list[int] = []
    code_set, at = "", 0
    while at < len(data):
        two = data[at : at + 2]
        if not out and not two.startswith(">"):
            if named:
                raise ValueError("no code set named at the start")
            out, code_set = [START_B], "B"
        if two in _SPELT and (out or two in _STARTS):
            value, code_set = _switched(two, code_set, first=not out)
            out.append(value)
            at += 2
        elif two.startswith(">") and two != ">0":
            raise ValueError("a code set sign in the wrong place")
        else:
            value, taken = _sign(two, code_set)
            out.append(value)
            at += taken
    if len(out) <= 1:
        raise ValueError("an empty code")
    return (*out, check_value(tuple(out)), STOP)


_STARTS = {">9": (START_A, "A"), ">:": (START_B, "B"), ">;": (START_C, "C")}
_TURNS = {">5": (TO_C, "C"), ">6": (TO_B, "B"), ">7": (TO_A, "A")}
_SPELT = frozenset({*_STARTS, *_TURNS, ">8"})


def _switched(two: str, code_set: str, *, first: bool) -> tuple[int, str]:
    """The value of a code set sign, and the set from there on. A turn into the set that holds is another function."""
    if two == ">8":
        return FNC1, code_set
    found = (_STARTS if first else _TURNS).get(two)
    if found is None or found[1] == code_set:
        raise ValueError("a code set sign in the wrong place")
    return found


def _sign(two: str, code_set: str) -> tuple[int, int]:
    """The value of what stands next in the data, and how many signs it takes."""
    if not code_set:
        raise ValueError("no code set named at the start")
    if code_set in {"C", "A"}:
        if len(two) != 2 or not (two.isascii() and two.isdigit()):  # noqa: PLR2004 - two digits a value
            raise ValueError("a pair of digits was expected")
        return int(two), 2
    if not _LOWEST <= ord(two[0]) <= _HIGHEST:
        raise ValueError("a sign outside code set B")
    return ord(two[0]) - _LOWEST, len(">0") if two == ">0" else 1


def automatic(text: str, *, gs1: bool = False) -> tuple[int, ...]:
    """Return the values a printer chooses itself (`^BC` modes A and D): as few as there can be, in sets B and C.

    With `gs1` it begins with FNC1, and `GS` in the text is one too. Raises ValueError beyond printable ASCII.
    """
    best: list[dict[str, tuple[int, ...]]] = [{} for _ in range(len(text) + 1)]
    best[0] = {"C": (START_C, FNC1)} if gs1 else {"B": (START_B,), "C": (START_C,)}
    for at, ways in enumerate(best[:-1]):
        _turned(ways)
        for code_set, way in ways.items():
            value, taken = _step(text[at : at + 2], code_set, gs1=gs1)
            if taken:
                kept = best[at + taken].get(code_set)
                if kept is None or len(kept) > len(way) + 1:
                    best[at + taken][code_set] = (*way, value)
    ends = best[-1]
    if not text or not ends:
        raise ValueError("a sign outside code sets B and C")
    body = min(ends.values(), key=len)
    return (*body, check_value(body), STOP)


def _turned(ways: dict[str, tuple[int, ...]]) -> None:
    """Let each set be reached from the other by one value more, where that is shorter."""
    for code_set, other, turn in (("B", "C", TO_C), ("C", "B", TO_B)):
        way = ways.get(code_set)
        if way is not None and (other not in ways or len(ways[other]) > len(way) + 1):
            ways[other] = (*way, turn)


def _step(two: str, code_set: str, *, gs1: bool) -> tuple[int, int]:
    """The value of what stands next in the text in a set, and how many signs it takes; (0, 0) where it has none."""
    if gs1 and two[:1] == GS:
        return FNC1, 1
    if code_set == "C":
        return (int(two), 2) if len(two) == len("00") and two.isascii() and two.isdecimal() else (0, 0)
    return (ord(two[0]) - _LOWEST, 1) if _LOWEST <= ord(two[0]) <= _HIGHEST else (0, 0)


def said(symbol: tuple[int, ...]) -> str:
    """Return what a decoder reads from symbol values: FNC1 at the start says GS1, elsewhere it ends an element."""
    out: list[str] = []
    code_set = ""
    for place, value in enumerate(symbol[:-2]):
        if value in {START_A, START_B, START_C}:
            code_set = "ABC"[value - START_A]
        elif value == FNC1:
            out.append(GS if place > 1 else "")
        elif code_set == "C":
            out.append(f"{value:02d}" if value <= TO_C else "")
            code_set = {TO_A: "A", TO_B: "B"}.get(value, "C")
        elif value in {TO_C, TO_B, TO_A}:
            code_set = {TO_C: "C", TO_B: "B", TO_A: "A"}[value]
        else:
            out.append(_of_set(value, code_set))
    return "".join(out)


def _of_set(value: int, code_set: str) -> str:
    if code_set == "A" and value >= ord("@"):
        return chr(value - ord("@"))
    return chr(value + _LOWEST) if value + _LOWEST <= _HIGHEST else ""
