"""Two stations scan one place at once: one counts it, the other is told who does, and nothing is booked twice."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.company import Company
from tests.countbench import Counter, on_hand, rows, states
from warehouse_app.store.schema import counting as tables

pytestmark = pytest.mark.slow

ROUNDS = 6


@pytest.fixture
def shop(company: Company) -> Company:
    with company.write() as desk:
        company.product(desk, "CUP")
        for n in range(ROUNDS):
            company.stock(desk, f"A{n:02}", "CUP", 12)
    return company


def twin(company: Company, folder: Path, n: int) -> Company:
    """Return the same company at another station, with ids and an audit chain of its own."""
    folder.mkdir()
    made = Company(folder, database=company.address)
    made.ids.n, made.runner.writer.id = n * 100_000, f"writer-{n}"
    return made


def at_once(*deeds: tuple[Counter, str]) -> list[str]:
    """Let each bench scan at the same moment; return the codes of the answers."""
    gate, codes = threading.Barrier(len(deeds)), [""] * len(deeds)

    def work(at: int, bench: Counter, text: str) -> None:
        gate.wait()
        codes[at] = bench.scan(text).code

    threads = [threading.Thread(target=work, args=(at, *deed)) for at, deed in enumerate(deeds)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return codes


def test_two_stations_scan_one_place_and_one_counts_it(shop: Company, tmp_path: Path) -> None:
    others = [twin(shop, tmp_path / f"at{n}", n) for n in (1, 2)]
    benches = [Counter(others[0], "H1", "ANNA"), Counter(others[1], "H2", "LI")]
    for n in range(ROUNDS):
        codes = at_once(*((bench, f"A{n:02}") for bench in benches))
        assert sorted(codes) == ["count_place_right", "open_elsewhere"]
        winner = benches[codes.index("count_place_right")]
        assert winner.codes("CUP", "12", "DONE")[-1] == "count_matched"
        benches[codes.index("open_elsewhere")].scan("2")
    assert states(shop) == ["matched"] * ROUNDS
    for each in others:
        each.close()


def test_two_people_who_end_their_second_counts_at_once_book_once(shop: Company, tmp_path: Path) -> None:
    Counter(shop, "H9", "BO").scan("A00", "CUP", "2", "DONE")
    others = [twin(shop, tmp_path / f"at{n}", n) for n in (1, 2)]
    benches = [Counter(others[0], "H1", "ANNA"), Counter(others[1], "H2", "LI")]
    codes = at_once(*((bench, "A00") for bench in benches))
    winner = benches[codes.index("count_place_right")]
    loser = benches[codes.index("open_elsewhere")]
    winner.scan("CUP", "2")
    ended, begun = at_once((winner, "DONE"), (loser, "A00"))
    assert ended == "count_review"
    assert begun in ("count_place_right", "open_elsewhere")
    assert on_hand(shop, "A00", "CUP") == 12
    now = "counting" if begun == "count_place_right" else "review"  # who comes after it may count what is in review
    assert [row.state for row in rows(shop, tables.count_request)] == [now]
    for each in others:
        each.close()
