"""The audit trail: one chain a writer, sealed, and a head that is never guessed."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.company import Company
from warehouse_app.application.run import HANDLERS, Command, Opens, Runner, Session, Writer, handles
from warehouse_app.domain.bench import NothingToUndo
from warehouse_app.domain.ledger.audit import GENESIS, Head, Link, digest, link_hash, seal_hash
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import audit
from warehouse_app.store.database import open_store
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(Command):
    """Do something, or fail in a named way."""

    how: str = "well"


def _act(_desk: Desk, command: Deed, _session: Session) -> str:
    if command.how == "refused":
        raise Refused(NothingToUndo())
    if command.how == "crash":
        message = "a bug"
        raise RuntimeError(message)
    return command.how


@pytest.fixture(autouse=True)
def _deeds() -> Generator[None, None, None]:
    handles(Deed, right=Opens.SIGNED_ON, answer=str)(_act)
    yield
    del HANDLERS[Deed]


def chain(company: Company, writer: str = "writer-1") -> list[tuple[int, str, str]]:
    """Return number, command and verdict of every link, after hashing each again."""
    told, previous = [], GENESIS
    with company.store.read() as desk:
        rows = desk.connection.execute(
            text(
                "SELECT writer, n, command_id, at, who, station, name, verdict, value_hash, entries_hash, hash"
                " FROM audit WHERE writer = :writer ORDER BY n"
            ),
            {"writer": writer},
        ).all()
    for row in rows:
        link = Link(*row[:10])
        assert link_hash(previous, link) == row[10]
        previous = row[10]
        told.append((link.n, link.command_id, link.verdict))
    return told


def perform(company: Company, command_id: str, how: str = "well") -> None:
    company.runner.perform(Deed(id=command_id, how=how), company.packer)


def test_done_and_refused_are_links_and_a_replay_or_a_crash_is_none(company: Company) -> None:
    perform(company, "a")
    perform(company, "b", "refused")
    perform(company, "a")
    with pytest.raises(RuntimeError, match="a bug"):
        perform(company, "c", "crash")
    perform(company, "d")
    assert chain(company) == [(1, "a", "done"), (2, "b", "nothing_to_undo"), (3, "d", "done")]


def test_a_head_that_is_not_known_is_read_and_never_begun_again(company: Company) -> None:
    perform(company, "a")
    company.runner.writer.head = None
    perform(company, "b")
    assert [link[:2] for link in chain(company)] == [(1, "a"), (2, "b")]


def test_small_commands_in_one_transaction_are_each_a_link(company: Company) -> None:
    company.runner.perform_many(tuple(Deed(id=each) for each in "xyx"), company.packer)
    perform(company, "z")
    assert [link[:2] for link in chain(company)] == [(1, "x"), (2, "y"), (3, "z")]


def test_a_second_process_has_a_chain_of_its_own(company: Company, tmp_path: Path) -> None:
    perform(company, "a")
    store = open_store(company.address)
    other = Runner(store, company.clock, company.ids, Writer("writer-2", "B1", "test", 2))
    other.perform(Deed(id="b"), company.packer)
    perform(company, "c")
    store.close()
    assert [link[:2] for link in chain(company)] == [(1, "a"), (2, "c")]
    assert [link[:2] for link in chain(company, "writer-2")] == [(1, "b")]


def test_a_seal_holds_the_heads_that_moved_and_the_seal_before(company: Company) -> None:
    perform(company, "a")
    with company.write() as desk:
        audit.register_writer(desk, "quiet", "B2", "test", 3)
        audit.append(desk, "quiet", "Deed", "done", digest("x"), audit.head(desk, "quiet"))
        first = audit.put_seal(desk)
    perform(company, "b")
    with company.write() as desk:
        [moved] = audit.moved_heads(desk)
        second = audit.put_seal(desk, "manifest M1")
        assert (moved.writer, moved.n) == ("writer-1", 2)
        assert audit.moved_heads(desk) == ()
        assert audit.newest_seal(desk) == (2, second, desk.at)
        assert second == seal_hash(first, desk.at, (moved,))
        assert [head.writer for head in audit.heads(desk)] == ["quiet", "writer-1"]


def test_the_hash_tells_every_field_apart() -> None:
    link = Link("w", 1, "c", "at", "who", "st", "n", "v", "vh", "eh")
    fields = {name: getattr(link, name) for name in Link.__slots__}
    changed = [Link(**{**fields, name: 2 if name == "n" else "other"}) for name in fields]
    assert len({link_hash(GENESIS, each) for each in (link, *changed)}) == len(fields) + 1
    assert link_hash("1" * 64, link) != link_hash(GENESIS, link)


def test_a_seal_does_not_depend_on_the_order_in_which_heads_were_read() -> None:
    one, two = Head("a", 1, "x"), Head("b", 2, "y")
    assert seal_hash(GENESIS, "at", (one, two)) == seal_hash(GENESIS, "at", (two, one))
    assert seal_hash(GENESIS, "at", (one,)) != seal_hash(GENESIS, "at", (one, two))
