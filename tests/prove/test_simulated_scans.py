"""The simulated packer: nothing wrong gets past the judge, and a judge with a fault in it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests.prove.scanledger import LedgerRun
from tests.prove.scanning import Catalogue, Simulation, check_digit, ean
from warehouse_app.domain.packing import judge
from warehouse_app.domain.packing.judge import OpenLine, Shot, Take


def test_nothing_wrong_gets_past_the_judge() -> None:
    told = Simulation(20_101_206).run(20_000)
    assert told.wrong == 0
    assert min(told.accepted, told.refused, told.wrong_in_hand, told.too_many, told.doubles) > 0


def _any_line(shot: Shot, lines: Iterable[OpenLine]) -> object:
    """Take any shot into the first line that wants something: it looks at no product."""
    found = [each for each in lines if each.left]
    return (Take(found[0].line_id, shot.qty),) if found else None


def _never_too_many(shot: Shot, lines: Iterable[OpenLine]) -> object:
    """Count what is too many as if one were left."""
    found = list(lines)
    return (Take(found[0].line_id, min(shot.qty, max(found[0].left, 0))),) if found else None


@pytest.mark.parametrize("fault", [_never_too_many])
def test_a_fault_planted_in_the_judge_is_found(fault: Callable[..., object]) -> None:
    assert Simulation(1, take=fault).run(20_000).wrong > 0  # type: ignore[arg-type]


def test_a_judge_that_looks_at_no_product_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.prove import scanning

    right = scanning.judged

    def blind(meant: object, order: scanning.Order, take: object) -> object:
        found = right(meant, order, judge.take)  # type: ignore[arg-type]
        return found if found is not None else _any_line(Shot("", "", 1), order.lines)

    monkeypatch.setattr(scanning, "judged", blind)
    assert Simulation(1).run(20_000).wrong > 0


def test_codes_of_the_catalogue_are_true_numbers_and_look_alike() -> None:
    catalogue = Catalogue(Simulation(3).rng)
    assert ean("501234567890") == "5012345678900"
    assert all(check_digit(kind.gtin[:-1]) == kind.gtin[-1] for kind in catalogue.kinds)
    assert len({kind.gtin for kind in catalogue.kinds}) == len(catalogue.kinds)


@pytest.mark.slow
def test_the_ledger_has_what_is_in_the_box_however_often_the_program_dies(tmp_path: Path) -> None:
    run = LedgerRun(7, tmp_path)
    told = run.run(300)
    assert told.wrong == 0
    assert run.crashes > 0
    run.company.close()
