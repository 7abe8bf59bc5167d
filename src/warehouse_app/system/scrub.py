"""What may leave the machine: a crash report or a log with everything personal taken out.

Names cannot be told from other words by looking at them, so it goes the other way round: only words of the program
stay (its own code, its own sentences, the language's errors); any other word, number of some length, mail, path of the
user's home or code becomes "…". What is left says where and why the program failed, and of nobody.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from warehouse_app.system.redaction import redacted
from warehouse_app.wording.say import every_word

GONE = "…"
_FRAME = re.compile(r'^(\s*)File "([^"]*)", line (\d+)(?:,? in (.+))?$')
_MARKS = re.compile(r"^[\s~^|+\-]*$")
_FIXED = frozenset(
    {
        "Traceback (most recent call last):",
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
        "Fatal Python error: Segmentation fault",
        "Fatal Python error: Aborted",
    }
)
_CLASS = re.compile(
    r"^([A-Za-z_][\w.]*(?:Error|Exception|Exit|Interrupt|Warning|Trouble|Refused|Usage|Conflict|Unknown))\b"
)
_TOKEN = re.compile(r"[^\W_]+(?:[_.'@-]+[^\W_]+)*|_+", re.UNICODE)
_SHORT_NUMBER, _DIGITS = 4, 5
_LONG_NUMBER = re.compile(r"\+?\d[\d\s()/.\-]*\d")
_EVENT = re.compile(r"[a-z][a-z ]{0,60}")
_PACKAGES = ("site-packages", "dist-packages", "warehouse_app", "lib", "Lib")
_SAFE_FACTS = frozenset({"at", "event", "code", "kind", "problem", "version", "before", "now"})
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)?")

_ERROR_WORDS = """
a an and any argument arguments as assert assertion at attribute be bytes bool call can cannot closed code column
comparison concatenate connection constraint convert could database decode decoding default dict division does
duplicate empty encode encoding error exception expected expression failed failure fatal file float for foreign format
found from function get given has have hour if in index indices input instance int integer invalid is it item iterable
key keyword length line list literal lock locked main mapping maximum memory method missing module more must name
named near negative no none not null object of on only open operand operation operator or out outside overflow
overlap parameter parent path permission positional position process range read recursion reference required
returned row schema sequence set shorter size slice such statement string syntax table takes than thread timeout to too
trigger tuple type unhashable unexpected unique unknown unpack unsupported use valid value values was while
width window with without write zero NoneType True False None str KeyError NOT NULL UNIQUE CHECK FOREIGN KEY PRIMARY
warehouse_app Python Linux Windows Darwin Qt PySide sqlite sqlalchemy psycopg warehouse
"""


@cache
def known_words() -> frozenset[str]:
    """Return the words that are the program's own, wherever they stand."""
    return frozenset(_ERROR_WORDS.split()) | every_word()


def scrubbed(report: str, home: Path) -> str:
    """Return a crash report that may be sent: where it failed, in which of our lines, and of nobody."""
    out: list[str] = []
    code: set[str] = set()
    in_code = False
    for line in redacted(report).splitlines():
        frame = _FRAME.match(line)
        if frame is not None:
            out.append(_frame(frame))
            code.add(frame[4] or "")
            in_code = out[-1].find(GONE) < 0
        elif in_code and line.startswith("    ") and line.strip() and not _MARKS.match(line):
            code.update(_TOKEN.findall(line))
            out.append(line)
            in_code = False
        else:
            in_code = in_code and bool(_MARKS.match(line))
            out.append(line if line.strip() in _FIXED or _MARKS.match(line) else masked(line, code))
    return "\n".join(out).replace(str(home), "~") + "\n"


def _frame(found: re.Match[str]) -> str:
    where = f'{found[1]}File "{_place(found[2])}", line {found[3]}'
    return f"{where}, in {found[4]}" if found[4] else where


def _place(path: str) -> str:
    """Return a path from the program or its library on; any other is its last part at most."""
    parts = re.split(r"[\\/]", path)
    for name in _PACKAGES:
        if name in parts:
            return "/".join(parts[parts.index(name) :])
    return parts[-1] if parts[-1].endswith(".py") else GONE


def masked(line: str, more: Iterable[str] = ()) -> str:
    """Return a line with only the program's words, and short numbers, left in it."""
    head = ""
    found = _CLASS.match(line)
    if found is not None:
        head, line = found[1], line[found.end() :]
    own = known_words() | frozenset(more)
    line = _LONG_NUMBER.sub(_number, line)
    return head + re.sub(rf"(?:{GONE}\W?)+{GONE}", GONE, _TOKEN.sub(lambda word: _kept(word[0], own), line))


def _number(found: re.Match[str]) -> str:
    """Mask figures that together are long enough to be a phone, a card or an order; a version or a line is not."""
    return GONE if sum(sign.isdigit() for sign in found[0]) > _DIGITS else found[0]


def _kept(word: str, own: frozenset[str]) -> str:
    if word.replace(".", "").isdigit():
        return word if sum(sign.isdigit() for sign in word) <= _DIGITS else GONE
    plain = word.strip("_") == ""
    return word if plain or word in own or (word.lower() in own and word.islower()) else GONE


def scrubbed_log(text: str, home: Path) -> str:
    """Return log lines that may be sent: time, event and codes; other facts masked, lines that are none left out."""
    out = []
    for line in text.splitlines():
        try:
            facts = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(facts, dict):
            out.append(json.dumps(_facts(facts, home), ensure_ascii=False))
    return "\n".join(out) + "\n" if out else ""


def _facts(facts: Mapping[str, object], home: Path) -> dict[str, object]:
    return {name: _fact(name, value, home) for name, value in facts.items()}


def _fact(name: str, value: object, home: Path) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if len(str(abs(value))) <= _SHORT_NUMBER * 2 else GONE
    text = redacted(str(value)).replace(str(home), "~")
    if (name == "at" and _MOMENT.fullmatch(text)) or (name == "event" and _EVENT.fullmatch(text)):
        return text
    return text if name in _SAFE_FACTS and masked(text.replace("_", " ")) == text.replace("_", " ") else masked(text)
