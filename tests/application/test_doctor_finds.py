"""Each invariant of the doctor finds what breaks it, names it, and no unrelated one cries."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.company import Company
from tests.fullday import Day, broken, examined, spoil
from tests.planted import ALL as PLANTED
from tests.planted import BY_HAND, CHAINS, FILE, FILE_ONLY, LAWS, TABLES, Plant
from tests.plantedboxes import BOXES
from tests.plantedcarriers import CARRIERS
from tests.plantedcounts import COUNTS
from tests.plantedcrew import CREW
from tests.plantedinstructions import INSTRUCTIONS
from tests.plantedlayouts import LAYOUTS
from tests.plantedmoves import MOVES
from tests.plantedpicks import PICKS
from tests.plantedrefunds import REFUNDS
from tests.plantedreturns import RETURNS
from tests.plantedverdicts import VERDICTS
from tests.plantedweights import WEIGHTS
from tests.planting import found_after

if TYPE_CHECKING:
    from tests.postgres import Server

ALL = PLANTED | MOVES | COUNTS | CREW | PICKS | LAYOUTS | VERDICTS | WEIGHTS | INSTRUCTIONS | BOXES | REFUNDS | RETURNS
ALL |= CARRIERS
CASES = [(name, plant) for name, plants in ALL.items() for plant in plants]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the database of a day that was worked once."""
    folder = tmp_path_factory.mktemp("day")
    company = Company(folder)
    worked = Day(company, folder)
    worked.work()
    worked.furnish()
    company.close()
    return folder / "company.db"


def later(folder: Path) -> Company:
    """Return the company of that day three hours later."""
    company = Company(folder)
    company.clock.forward(hours=3)
    company.ids.n = 1_000
    return company


@pytest.fixture(scope="module")
def untouched(day: Path) -> Generator[Company, None, None]:
    """Yield the one company that all plants share; none of them is committed."""
    company = later(day.parent)
    yield company
    company.close()


@pytest.fixture
def worked(day: Path, tmp_path: Path) -> Generator[Company, None, None]:
    """Yield a copy for those who change it."""
    shutil.copy(day, tmp_path / "company.db")
    company = later(tmp_path)
    yield company
    company.close()


def test_a_day_of_work_leaves_every_invariant_whole(untouched: Company) -> None:
    for deep in (False, True):
        report = examined(untouched, deep=deep)
        assert [check for check in report.checks if not check.ok] == []
        assert report.ok
        assert len({check.name for check in report.checks}) == len(report.checks)
        assert [check.name for check in report.checks if not check.examined] == []


@pytest.mark.parametrize(("check", "plant"), CASES)
def test_what_was_planted_is_found_and_nothing_else(untouched: Company, check: str, plant: Plant) -> None:
    found = found_after(untouched, *plant.deeds)
    assert found.keys() == {check, *plant.also}
    assert all(found.values()), "a broken check names what breaks it"


def test_every_check_has_at_least_three_plants(untouched: Company) -> None:
    assert {check.name for check in examined(untouched).checks} == ALL.keys() | BY_HAND
    assert {name: len(plants) for name, plants in ALL.items() if len(plants) < 3} == {}
    assert len({plant.deeds for _name, plant in CASES}) == len(CASES)


@pytest.mark.slow
@pytest.mark.system
def test_what_was_planted_is_found_on_a_server_too(tmp_path: Path, server: Server) -> None:
    with server.database() as address:
        company = Company(tmp_path, database=address)
        work = Day(company, tmp_path)
        work.work()
        work.furnish()
        company.clock.forward(hours=3)
        assert broken(company) == {}
        wrong = {}
        for check, (plant, *_others) in ALL.items():
            if check not in FILE_ONLY:
                found = found_after(company, *plant.deeds).keys()
                if found != {check, *plant.also} - {FILE}:
                    wrong[plant.deeds] = found
        company.close()
    assert wrong == {}


def test_missing_triggers_are_named(worked: Company) -> None:
    spoil(worked, keep_out=True)
    found = broken(worked)
    assert found.keys() == {TABLES}
    assert "leg_no_update is missing" in found[TABLES]


@pytest.mark.parametrize(
    ("law", "told"),
    [
        ("recursive_triggers=OFF", "recursive_triggers is 0"),
        ("foreign_keys=OFF", "foreign_keys is 0"),
        ("synchronous=NORMAL", "synchronous is 1"),
    ],
)
def test_a_database_out_of_its_laws_is_found(worked: Company, law: str, told: str) -> None:
    with worked.store.read() as desk:
        desk.connection.exec_driver_sql("COMMIT")
        desk.connection.exec_driver_sql(f"PRAGMA {law}")
    assert broken(worked) == {LAWS: (told,)}


def test_many_broken_rows_are_capped_and_counted(worked: Company) -> None:
    spoil(worked, "UPDATE audit SET verdict = verdict || '!'")
    told = broken(worked)[CHAINS]
    links = examined(worked).checks[-3].examined
    assert len(told) == 21
    assert told[-1] == f"{links} in all"


def test_what_only_its_own_chain_protects_is_counted(worked: Company) -> None:
    sealed = examined(worked).unsealed
    day = Day(worked, Path())
    day.scan("NONSENSE")
    day.scan("NONSENSE")
    assert examined(worked).unsealed == sealed + 2


def test_the_doctor_looks_while_a_station_writes(worked: Company) -> None:
    before = examined(worked)
    with worked.store.write(at=worked.runner.now()) as desk:
        desk.connection.exec_driver_sql("UPDATE pool SET on_hand = on_hand + 1")
        other = Company(Path(worked.store.path or "").parent)
        assert examined(other).ok
        other.close()
        desk.connection.exec_driver_sql("UPDATE pool SET on_hand = on_hand - 1")
    assert examined(worked).checks == before.checks
