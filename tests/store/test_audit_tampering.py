"""Whoever changes the trail behind the program's back is found, and what he changed is named.

Somebody who edits, deletes, inserts, swaps or cuts is found by chains and seals; somebody who hashes and seals
everything anew afterwards is found by an anchor outside alone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from tests.company import Company
from tests.fullday import broken
from tests.planted import CHAINS, COMMANDS, SEALS
from tests.planting import found_after
from warehouse_app.application.run import Runner, Session, Writer
from warehouse_app.application.sealing import AnchorTrail, anchor, anchor_if_due
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.ledger.audit import GENESIS, Anchor, Head, Link, link_hash, seal_hash
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.anchors import AnchorFile
from warehouse_app.store import audit, people

ANCHORED = "the seals are as they were anchored outside"
ADMIN = Session(SYSTEM, "B1")
MINE = "writer = 'writer-1'"
FORGED = (
    "INSERT INTO audit (writer, n, command_id, at, who, station, name, verdict, value_hash, entries_hash, hash)"
    " SELECT writer, 10, 'forged', at, who, station, name, verdict, value_hash, entries_hash, hash FROM audit"
    f" WHERE {MINE} AND n = 2"
)
KEPT = (
    "INSERT INTO command (id, name, request_hash, at, outcome) SELECT 'forged', name, request_hash, at, outcome"
    " FROM command WHERE id = 'writer-1-1'"
)
CUT = (
    "DELETE FROM command WHERE id IN (SELECT command_id FROM audit WHERE writer = 'writer-1' AND n > 4)",
    f"DELETE FROM audit WHERE {MINE} AND n > 4",
)


@pytest.fixture
def trail(company: Company) -> Company:
    """Return a company with two chains, three seals, and links younger than the newest of them."""
    with company.write() as desk:
        people.set_company_fact(desk, "id", "firm")
    other = Runner(company.store, company.clock, company.ids, Writer("writer-2", "B2", "test", 2))
    for n in range(9):
        for runner in (company.runner, other):
            change = ChangeSetting(id=f"{runner.writer.id}-{n}", setting="company.city", value=f"Bath {n}")
            runner.perform(change, ADMIN).done()
        if n % 3 == 1:
            with company.write() as desk:
                audit.put_seal(desk)
    assert broken(company) == {}
    return company


@pytest.mark.parametrize(
    ("deeds", "named"),
    [
        ((f"UPDATE audit SET station = 'B9' WHERE {MINE} AND n = 3",), {CHAINS: "writer writer-1 link 3"}),
        ((f"UPDATE audit SET verdict = 'refused' WHERE {MINE} AND n = 9",), {CHAINS: "writer writer-1 link 9"}),
        (
            ("DELETE FROM command WHERE id = 'writer-1-2'", f"DELETE FROM audit WHERE {MINE} AND n = 3"),
            {CHAINS: "writer writer-1: link 3 is missing"},
        ),
        ((FORGED, KEPT), {CHAINS: "writer writer-1 link 10"}),
        (CUT, {SEALS: "seal 2: link 5 of writer-1 is not as sealed"}),
        (
            (
                f"UPDATE audit SET n = 99 WHERE {MINE} AND n = 3",
                f"UPDATE audit SET n = 3 WHERE {MINE} AND n = 4",
                f"UPDATE audit SET n = 4 WHERE {MINE} AND n = 99",
            ),
            {CHAINS: "writer writer-1 link 3"},
        ),
        (("DELETE FROM seal_head WHERE seal_n = 2", "DELETE FROM seal WHERE n = 2"), {SEALS: "seal 3"}),
    ],
    ids=("edited", "edited after the seal", "deleted", "inserted", "cut tail", "swapped", "a seal"),
)
def test_what_was_done_to_the_trail_is_found_and_named(
    trail: Company, deeds: tuple[str, ...], named: dict[str, str]
) -> None:
    found = found_after(trail, *deeds)
    assert found.keys() - {SEALS, COMMANDS} == named.keys() - {SEALS}
    for check, words in named.items():
        assert words in found[check]


def hashed_anew(connection: Connection) -> None:
    """Hash all links and all seals anew, as somebody does who has the program and the database."""
    heads: dict[tuple[str, int], str] = {}
    for writer in ("writer-1", "writer-2"):
        previous = GENESIS
        columns = ", ".join(Link.__slots__)
        rows = connection.execute(text(f"SELECT {columns}, seq FROM audit WHERE writer = '{writer}' ORDER BY n")).all()
        for n, row in enumerate(rows, 1):
            link = Link(row[0], n, *row[2:-1])
            previous = link_hash(previous, link)
            words = text("UPDATE audit SET hash = :hash, n = :n WHERE seq = :seq")
            connection.execute(words, {"hash": previous, "n": n, "seq": row[-1]})
            heads[writer, n] = previous
    previous = GENESIS
    for n, at in connection.execute(text("SELECT n, at FROM seal ORDER BY n")).all():
        mine = []
        for writer, link in connection.execute(text(f"SELECT writer, n FROM seal_head WHERE seal_n = {n}")).all():
            newest = min(link, max(number for name, number in heads if name == writer))
            mine.append(Head(writer, newest, heads[writer, newest]))
            words = text("UPDATE seal_head SET hash = :hash, n = :n WHERE seal_n = :seal AND writer = :writer")
            connection.execute(words, {"hash": heads[writer, newest], "n": newest, "seal": n, "writer": writer})
        hashed = seal_hash(previous, at, tuple(mine))
        words = text("UPDATE seal SET hash = :hash, previous = :previous WHERE n = :n")
        connection.execute(words, {"hash": hashed, "previous": previous, "n": n})
        previous = hashed


class Outside:
    """A place for anchors that nobody reaches."""

    def __init__(self) -> None:
        self.lines = list[Anchor]()

    def kept(self) -> list[Anchor]:
        return self.lines

    def keep(self, made: Anchor) -> None:
        self.lines.append(made)


@pytest.mark.parametrize(
    ("deeds", "words"),
    [
        ((f"UPDATE audit SET who = 'system', station = 'B7' WHERE {MINE} AND n = 3",), "is another"),
        (CUT, "is another"),
        (
            ("DELETE FROM command WHERE id = 'writer-1-2'", f"DELETE FROM audit WHERE {MINE} AND n = 3"),
            "is another",
        ),
        ((*CUT, "DELETE FROM seal_head WHERE seal_n > 1", "DELETE FROM seal WHERE n > 1"), "is missing"),
    ],
    ids=("edited", "cut tail", "deleted", "cut with its seals"),
)
def test_a_trail_that_was_hashed_and_sealed_anew_is_found_by_the_anchor_alone(
    trail: Company, deeds: tuple[str, ...], words: str
) -> None:
    outside = Outside()
    made = anchor(trail.runner, ADMIN, outside)
    assert found_after(trail, *deeds, then=hashed_anew) == {}, "chains and seals look whole"
    found = found_after(trail, *deeds, then=hashed_anew, anchors=outside.lines)
    assert found == {ANCHORED: (f"seal {made.n} of {made.at} {words}",)}


def test_anchors_of_another_company_and_of_an_untouched_trail_cry_at_nothing(trail: Company) -> None:
    outside = Outside()
    made = anchor(trail.runner, ADMIN, outside)
    assert made.links == 18
    other = Anchor("another firm", 99, made.at, "0" * 64, 1)
    assert found_after(trail, anchors=[*outside.lines, other]) == {}


def test_a_home_anchors_once_a_day_and_only_what_was_done(company: Company) -> None:
    outside = Outside()
    assert not anchor_if_due(company.runner, ADMIN, outside)
    company.runner.perform(ChangeSetting(id="s", setting="company.city", value="Bath"), ADMIN).done()
    assert anchor_if_due(company.runner, ADMIN, outside)
    company.clock.forward(hours=23)
    assert not anchor_if_due(company.runner, ADMIN, outside)
    company.clock.forward(hours=1)
    assert anchor_if_due(company.runner, ADMIN, outside)
    assert [each.n for each in outside.lines] == [1, 2]


def test_an_anchor_file_only_grows_and_passes_over_what_is_none(trail: Company, tmp_path: Path) -> None:
    path = tmp_path / "anchors.jsonl"
    keeps = AnchorFile(path)
    assert keeps.kept() == ()
    first = anchor(trail.runner, ADMIN, keeps)
    path.write_text(path.read_text("utf-8") + "nonsense\n{}\n", "utf-8")
    second = anchor(trail.runner, ADMIN, keeps)
    assert keeps.kept() == (first, second)
    assert trail.runner.perform(AnchorTrail(id="no"), trail.packer).refusal is not None
