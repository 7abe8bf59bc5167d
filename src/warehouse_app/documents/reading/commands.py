"""A document taken apart into commands: `^` and `~` begin one, two signs name it, the rest is what it is given.

The two signs and the comma can be changed by the document itself (`^CC`, `^CT`, `^CD`), so it is read in one pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from warehouse_app.documents.reading.values import Params, Remark

MOST_COMMANDS = 20_000
_DATA = frozenset({"FD", "FV", "FX", "SN"})
_SIGNS = {"CC": 0, "CT": 1}


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name in capitals without its sign, whether it began with `~`, and its bytes."""

    name: str
    control: bool
    given: bytes
    comma: str = ","

    def params(self) -> Params:
        """Return what it is given, taken apart at the commas."""
        text = self.given.decode("latin-1").replace("\r", "").replace("\n", "")
        return Params(text.split(self.comma))


def commands(document: bytes) -> tuple[list[Command], list[Remark]]:
    """Return the commands of a document, in order, and what was noticed."""
    signs, comma = [b"^", b"~"], ","
    found: list[Command] = []
    at = _next(document, 0, signs)
    remarks = _stray(document[:at])
    while at < len(document):
        if len(found) >= MOST_COMMANDS:
            return found, [*remarks, Remark("unreadable", "too many commands")]
        control = document[at : at + 1] == signs[1]
        end = _next(document, at + 1, signs)
        name, given = _named(document[at + 1 : end])
        if name in _SIGNS and given:
            signs[_SIGNS[name]] = given[:1]
            end = _next(document, at + 4, signs)
        elif name == "CD" and given:
            comma = given[:1].decode("latin-1")
        else:
            found.append(Command(name, control, given, comma))
        at = end
    return found, remarks


def _next(document: bytes, at: int, signs: list[bytes]) -> int:
    """Where the next command begins. Both signs are looked for at once: one that is rare costs nothing."""
    found = re.compile(b"[" + b"".join(map(re.escape, signs)) + b"]").search(document, at)
    return len(document) if found is None else found.start()


def _named(part: bytes) -> tuple[str, bytes]:
    """`^A` is named by one letter: the second is its font."""
    if part[:1] in {b"A", b"a"} and part[1:2] != b"@":
        return "A", part[1:]
    return part[:2].decode("latin-1").upper(), part[2:]


def _stray(before: bytes) -> list[Remark]:
    kept = re.sub(rb"\s+|\x02|\x03", b"", before)
    return [Remark("stray_bytes", kept[:20].decode("latin-1"))] if kept else []


def filled(label: list[Command], formats: dict[str, list[Command]]) -> tuple[list[Command], list[Remark]]:
    """Return a label in which each kept format it recalls (`^XF`) stands, its open fields (`^FN`) filled."""
    if not any(command.name == "XF" for command in label):
        return label, []
    given = _given(label)
    whole: list[Command] = []
    remarks = []
    for command in label:
        if command.name != "XF":
            whole.append(command)
            continue
        kept = formats.get(kept_name(command))
        if kept is None:
            remarks.append(Remark("missing_format", kept_name(command)))
        for part in kept or ():
            whole.append(part)
            if part.name == "FN" and part.params().number(0) in given:
                whole.append(given[part.params().number(0)])
    return whole, remarks


def _given(label: list[Command]) -> dict[int, Command]:
    found: dict[int, Command] = {}
    number = 0
    for command in label:
        if command.name == "FN":
            number = command.params().number(0)
        elif command.name in {"FD", "FV"} and number:
            found[number] = command
            number = 0
    return found


def kept_name(command: Command) -> str:
    """Return the name a printer keeps something under, without its drive: `R:LOGO.GRF` is LOGO."""
    name = command.params().text(0).upper()
    return name.rpartition(":")[2].rpartition(".")[0] or name.rpartition(":")[2]
