"""Credit notes of the past made into returns, on the command line: how many were explained how, and each line named."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.terminal.call import Call, write_bytes
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.application.returning.replay import Replayed
    from warehouse_app.domain.returning.replay import Sums

HEAD = ("note", "day", "line", "sku", "qty", "what", "why", "order", "price_e4")


def replay(call: Call, channel: str, announce: bool, lines: Path | None) -> None:
    """Make the returns and tell the sums. Raises Refused, Trouble."""
    from warehouse_app.application.returning.replay import replay_all

    session, notes = call.session(), list["Replayed"]()
    with call.out.progress(tr("Credit notes")) as told:
        sums, known = replay_all(
            call.runner, session, channel, announce=announce, pause=call.company().pause,
            told=lambda done: told(done, 0), named=notes.append if lines is not None else lambda _note: None,
        )  # fmt: skip
    if lines is not None:
        write_bytes(lines, named(notes).encode())
    _tell(call, sums, known)


def named(notes: list[Replayed]) -> str:
    """Return a CSV file with a row for each part of a line: what it is, and of which order where one is known."""
    from warehouse_app.application.exporting import write_csv

    made = io.StringIO()
    write_csv(HEAD, (row for note in notes for row in _rows(note)), made)
    return made.getvalue()


def _rows(note: Replayed) -> Iterator[tuple[object, ...]]:
    codes = dict(note.orders)
    for each in note.parts:
        why = "" if each.why is None else each.why.value
        order = "" if each.order_id is None else codes[each.order_id]
        yield note.note, note.at[:10], each.n, each.sku, each.qty, each.match.value, why, order, each.price_e4


def _tell(call: Call, sums: Sums, known: int) -> None:
    from warehouse_app.domain.purchasing.fields import written
    from warehouse_app.domain.returning.replay import Blind, Match
    from warehouse_app.wording.returning import blinds, matches

    facts = {"notes": sums.notes, "returns": sums.returns, "known": known, "several_orders": sums.several_orders}
    facts |= {"units": sums.units, "value_e4": sums.value_e4, "refunded_minor": sums.refunded_minor}
    of = {each.value: [sums.of_lines[each], sums.of_units[each], sums.of_value_e4[each]] for each in Match}
    months = {each: [n, sums.blind_of_month[each]] for each, n in sorted(sums.goods_of_month.items())}
    if call.out.as_json:
        call.out.document(facts | {"agree": sums.agree, "of": of, "blind": dict(sums.of_blind), "months": months})
        return
    words = tr("{notes} credit notes became {returns} returns; {known} were returns already.")
    agree = tr("The sums agree with the notes.") if sums.agree else tr("The sums do not agree with the notes.")
    call.out.answer(None, words.format(notes=sums.notes, returns=sums.returns, known=known), agree)
    rows: list[tuple[object, ...]] = []
    for each in Match:
        rows.append((matches()[each], of[each][0], of[each][1], written(of[each][2])))
        if each is Match.BLIND:
            rows += [(blinds()[why], sums.of_blind[why], "", "") for why in Blind if sums.of_blind[why]]
    call.out.rows(
        ("what", "lines", "units", "value"), [*rows, (tr("All"), sums.lines, sums.units, written(sums.value_e4))]
    )
    if len(months) > 1:
        told = [(month, n, blind, f"{100 * blind / n:.0f} %") for month, (n, blind) in months.items() if n]
        call.out.rows(("month", "lines", "never sold", "share"), told)
