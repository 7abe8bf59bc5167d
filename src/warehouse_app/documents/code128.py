"""Code 128 of our own: text to symbol values to bars, in code sets B and C, and its ZPL spelling.

Promise: what is encoded here is drawn by the printer value for value, because the ZPL names every code set it uses.
Printable ASCII only; anything else is refused, so that no code is ever printed shortened.
"""

from __future__ import annotations

from warehouse_app.domain.refusals import Usage

START_B, START_C, STOP = 104, 105, 106
TO_C, TO_B = 99, 100
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


def check_value(body: tuple[int, ...]) -> int:
    """Return the check value of start and data values."""
    return (body[0] + sum(place * value for place, value in enumerate(body[1:], start=1))) % 103


def runs(symbol: tuple[int, ...]) -> tuple[int, ...]:
    """Return the widths of bars and spaces in modules, bar first, of whole symbol values."""
    return tuple(int(width) for value in symbol for width in _WIDTHS[value])


def module_count(text: str) -> int:
    """Return the width of the symbol in modules, without its quiet zones."""
    return sum(runs(values(text)))


def largest_module(text: str, width: int, most: int) -> int:
    """Return the widest module (whole, in the unit of `width`) where symbol and quiet zones fit; 0 where none does."""
    return min(most, width // (module_count(text) + 2 * QUIET_MODULES))


def zpl_data(text: str) -> str:
    """Spell the symbol for `^BC` in mode N: each code set named (`>:` `>;` `>6`), a real `>` as `>0`."""
    out: list[str] = []
    in_c = False
    for value in values(text)[:-2]:
        if value in {START_B, START_C}:
            in_c = value == START_C
            out.append(">;" if in_c else ">:")
        elif in_c and value == TO_B:
            in_c = False
            out.append(">6")
        elif in_c:
            out.append(f"{value:02d}")
        else:
            sign = chr(value + _LOWEST)
            out.append(">0" if sign == ">" else sign)
    return "".join(out)


def read_zpl_data(data: str) -> tuple[int, ...]:
    """Return what a printer makes of `^BC` mode N data: symbol values with check and stop, or raise ValueError."""
    out: list[int] = []
    in_c = False
    at = 0
    while at < len(data):
        sign, two = data[at], data[at : at + 2]
        if sign == ">" and two != ">0":
            value, in_c = _switch(two, first=not out, in_c=in_c)
            out.append(value)
            at += 2
        elif not out:
            raise ValueError("no code set named at the start")
        elif in_c:
            if len(two) != 2 or not (two.isascii() and two.isdigit()):  # noqa: PLR2004 - two digits a value
                raise ValueError("a pair of digits was expected")
            out.append(int(two))
            at += 2
        else:
            if not _LOWEST <= ord(sign) <= _HIGHEST:
                raise ValueError("a sign outside code set B")
            out.append(ord(sign) - _LOWEST)
            at += len(">0") if sign == ">" else 1
    if len(out) <= 1:
        raise ValueError("an empty code")
    return (*out, check_value(tuple(out)), STOP)


def _switch(two: str, *, first: bool, in_c: bool) -> tuple[int, bool]:
    if first and two == ">:":
        return START_B, False
    if first and two == ">;":
        return START_C, True
    if not first and two == ">5" and not in_c:
        return TO_C, True
    if not first and two == ">6" and in_c:
        return TO_B, False
    raise ValueError("a code set sign in the wrong place")
