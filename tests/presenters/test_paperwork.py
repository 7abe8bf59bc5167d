"""Papers asked for at a screen are handed over as files, and a no is told in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.parcels import jobs, labelled, spool, work
from warehouse_app.ui.runtime.paperwork import Options, Paperwork


class Desk(Screen):
    """A screen with nothing but its papers."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        self.kept: dict[str, bytes] = {}
        self.noes: list[str] = []
        self.paperwork = Paperwork(self.hands("papers"), self.noes.append)
        self.paperwork.keep = self.kept.__setitem__
        self.paperwork.done, self.paperwork.ask = self.told.append, self.ask
        self.asked: list[tuple[str, Options]] = []
        self.answer = ""

    def ask(self, question: str, options: Options, then: Callable[[str], None]) -> None:
        self.asked.append((question, options))
        if self.answer:
            then(self.answer)


@pytest.fixture
def desk(company: Company) -> Desk:
    labelled(company, "1001")
    return Desk(company)


@pytest.mark.parametrize(
    ("kind", "ref", "file"),
    [
        ("invoice", "1001", "invoice-1001.pdf"),
        ("slip", "P1001-1", "slip-P1001-1.pdf"),
        ("return", "P1001-1", "return-P1001-1.pdf"),
        ("cn22", "P1001-1", "cn22-P1001-1.pdf"),
        ("cn23", "P1001-1", "cn23-P1001-1.pdf"),
    ],
)
def test_a_paper_is_handed_over_as_a_file(desk: Desk, kind: str, ref: str, file: str) -> None:
    desk.paperwork.make(kind, ref)
    assert list(desk.kept) == [file]
    assert desk.kept[file].startswith(b"%PDF")
    assert desk.noes == []


@pytest.mark.parametrize(("kind", "ref"), [("invoice", "../../etc"), ("slip", "NONE"), ("poem", "1")])
def test_what_cannot_be_made_is_told_and_nothing_is_handed_over(desk: Desk, kind: str, ref: str) -> None:
    desk.paperwork.make(kind, ref)
    assert desk.kept == {}
    assert len(desk.noes) == 1


def test_what_prints_says_where_and_what_came_out_asks_why_it_prints_once_more(desk: Desk, tmp_path: Path) -> None:
    desk.paperwork.print_of("invoice", "1001")
    assert desk.told == ["Invoice 1001 prints into the folder PAPERS of this home, as job 1"]
    desk.paperwork.print_of("invoice", "1001")
    assert "waits to be printed already" in desk.noes[-1]
    work(desk.company, spool(tmp_path))
    desk.paperwork.print_of("invoice", "1001")
    ((question, options),) = desk.asked
    assert question == "Invoice 1001 came out before. Why is it printed once more?"
    assert dict(options)["lost"] == "It was lost"
    assert len(desk.told) == 1, "nothing prints before the answer"
    desk.answer = "lost"
    desk.paperwork.print_of("invoice", "1001")
    assert desk.told[-1].endswith(", copy 2")
    assert jobs(desk.company)[-1].reason == "lost"


def test_what_cannot_be_printed_is_told(desk: Desk) -> None:
    desk.paperwork.print_row("invoice", 99)
    desk.paperwork.print_of("tote", "NONE")
    assert len(desk.noes) == 2
    assert desk.told == []
