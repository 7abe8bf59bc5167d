"""Papers asked for at a screen are handed over as files, and a no is told in words."""

from __future__ import annotations

import pytest

from tests.company import Company
from tests.hands import Screen
from tests.parcels import labelled
from warehouse_app.ui.runtime.paperwork import Paperwork


class Desk(Screen):
    """A screen with nothing but its papers."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.packer)
        self.kept: dict[str, bytes] = {}
        self.noes: list[str] = []
        self.paperwork = Paperwork(self.hands("papers"), self.noes.append)
        self.paperwork.keep = self.kept.__setitem__


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
