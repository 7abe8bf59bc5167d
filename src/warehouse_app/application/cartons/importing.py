"""Boxes of a table: made, or changed where they are there. One bad line never loses the others."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from warehouse_app.application.cartons.masters import MakeBox, SetBox, box_of
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.cartons.boxes import NoSuchBox, texts
from warehouse_app.domain.editing import Change
from warehouse_app.domain.refusals import Refusal, Refused, Usage
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

COLUMNS = ("box", "name", "kind", "inner", "outer", "tare_g", "most_g", "cost", "counted", "reorder_at", "reorder_to",
           "barcode")  # fmt: skip
MOST_ROWS, LONGEST_FILE = 10_000, 4_000_000
STEP = 0.002
"""A pause in seconds between two boxes, for benches."""


class Line(NamedTuple):
    """A line of the file, by its columns."""

    line: int
    cells: dict[str, str]


class Rejected(NamedTuple):
    """A line that was not taken, and why."""

    line: int
    box: str
    why: str


@dataclass(frozen=True, slots=True)
class BoxesRead:
    """What became of a file."""

    file: str = ""
    created: int = 0
    updated: int = 0
    rejected: tuple[Rejected, ...] = ()


def lines_of(name: str, content: bytes) -> tuple[Line, ...]:
    """Return the lines of a file by their columns. Raises Usage."""
    if len(content) > LONGEST_FILE:
        raise Usage("box_file_too_long", file=name, most=LONGEST_FILE)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        raise Usage("box_file_unreadable", file=name, why=str(why)[:200]) from why
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(text.splitlines(), delimiter=mark)
    try:
        if "box" not in (reader.fieldnames or ()):
            raise Usage("box_file_head", file=name, columns=", ".join(COLUMNS))
        rows = islice(reader, MOST_ROWS)
        return tuple(Line(reader.line_num, {k: (v or "").strip() for k, v in row.items() if k}) for row in rows)
    except csv.Error as why:
        raise Usage("box_file_unreadable", file=name, why=str(why)[:200]) from why


def import_boxes(
    house: Runner, session: Session, lines: tuple[Line, ...], pause: Callable[[float], None] = lambda _s: None
) -> BoxesRead:
    """Make or change the boxes of a file, each line a transaction of its own."""
    created, updated, rejected = 0, 0, []
    for line, cells in lines:
        code = cells.get("box", "")
        given = {name: text for name, text in cells.items() if name in COLUMNS and name != "box" and text}
        try:
            updated += set_box_texts(house, session, code, {**given}) != ()
        except Refused as refused:
            why = _made(house, session, code, given) if isinstance(refused.refusal, NoSuchBox) else refused.refusal
            if why is None:
                created += 1
            else:
                rejected.append(Rejected(line, code, say_error(why) if isinstance(why, Refusal) else why))
        pause(STEP)
    return BoxesRead("", created, updated, tuple(rejected))


def set_box_texts(house: Runner, session: Session, code: str, told: dict[str, str | None]) -> tuple[str, ...]:
    """Change what differs of a box; returns the fields. Raises Refused."""
    row = house.ask(lambda desk: box_of(desk, code), session)
    before = texts(row)
    if told.get("barcode") in row.barcodes:  # it carries several, and this one is among them
        told = {**told, "barcode": None}
    changes = tuple(
        Change(name, before[name], text.strip())
        for name, text in told.items()
        if text is not None and text.strip() != before[name]
    )
    if changes:
        house.perform(SetBox(id=house.ids.new(), sku=code, changes=changes), session).done()
    return tuple(each.field for each in changes)


def make_box_of(house: Runner, session: Session, code: str, told: dict[str, str]) -> Refusal | None:
    """Make a box of its texts; returns why not."""
    rest = {name: text for name, text in told.items() if name != "name"}
    command = MakeBox(id=house.ids.new(), sku=code, called=told.get("name", ""), **rest)
    return house.perform(command, session).refusal


def _made(house: Runner, session: Session, code: str, given: dict[str, str]) -> Refusal | str | None:
    return make_box_of(house, session, code, given) if given.get("inner") else tr("The inside is not given.")
