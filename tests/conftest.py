"""What every test may rely on: no screen, no home of the machine's user, and nothing skipped in silence where CI runs.

Fixtures: `shared_data` is the folder of real data beside the source tree (skipped with a reason where it is absent).
Markers: `slow` (left out of the fast run), `system` (needs parts of the system; a skip is a failure in CI).
"""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
import traceback
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests import scratch

if TYPE_CHECKING:
    from tests.company import Company
    from tests.postgres import Server

ROOT = Path(__file__).resolve().parent.parent

# Set before Qt is imported anywhere, and inherited by the processes that journeys start.
if sys.platform.startswith("linux") and "WAREHOUSE_TEST_WINDOWS" not in os.environ:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
BOTH_DATABASES = ("store", "application", "mutants")
"""Folders whose tests of a company run on SQLite and on PostgreSQL."""

ALWAYS_ON_BOTH = ("test_ledger_posting", "test_ledger_promises", "test_smoke_ledger")
"""What runs on PostgreSQL in the fast gate too."""

THREADS_END_S = 30.0
"""How long a thread that was told to end may take."""

SYSTEM_TESTS_REQUIRED = os.environ.get("WAREHOUSE_SYSTEM_TESTS") == "required"
if (_memory := scratch.memory()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_memory))
os.environ["LANGUAGE"] = "en"  # whatever the machine speaks
for _name in ("HOME", "DATABASE", "USER", "PIN"):
    os.environ.pop(f"WAREHOUSE_{_name}", None)

_QUICK = os.environ.get("WAREHOUSE_EXAMPLES") == "quick"
"""Where faults are planted on purpose, what they break is not remembered."""

_SAME = "CI" in os.environ
"""In CI a search is the same each time for one state of the tree: a red run is repeated by `CI=1 make test`."""

_EXAMPLES = None if _QUICK or _SAME else DirectoryBasedExampleDatabase(ROOT / "build" / "hypothesis")
_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile(
    "fast", deadline=None, derandomize=_SAME, max_examples=50, database=_EXAMPLES, suppress_health_check=_QUIET
)
settings.register_profile(
    "long", deadline=None, derandomize=_SAME, max_examples=1000, database=_EXAMPLES, suppress_health_check=_QUIET
)
settings.register_profile(
    "quick",
    deadline=None,
    max_examples=10,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=_QUIET,
)
settings.load_profile(os.environ.get("WAREHOUSE_EXAMPLES", "fast"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where system tests are required (CI), a system test that skips has failed: its reason is what to install."""
    report = yield
    if report.failed:
        report.sections.append(("threads when it failed", _threads_now()))
    if (
        SYSTEM_TESTS_REQUIRED
        and report.skipped
        and item.get_closest_marker("system")
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} needs a part of the system that is not there: {report.longrepr}"
    return report


def _threads_now() -> str:
    """Tell what each thread of this process does: a wait that found no end is seldom the fault of who waited."""
    frames = sys._current_frames()
    others = [each for each in threading.enumerate() if each.ident in frames and each is not threading.current_thread()]
    told = [each.name + ":\n" + "".join(traceback.format_stack(frames[each.ident or 0])[-6:]) for each in others]
    return "\n".join((f"processor time of the process: {time.process_time():.1f} s", *told))


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test leaves no thread behind: one that spins would slow every later test of its process, and tell nobody."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(THREADS_END_S)
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left running: {left}"


SELDOM = (
    *("test_printing_every_kind", "test_printing_once", "test_transfers", "test_hostile_labels", "test_foreign"),
    *("test_progress", "test_locking", "test_scales", "test_upgrading", "test_doctor_meanwhile", "test_erasing"),
    *("test_receiving_twin", "test_packing_laws", "test_floor_bench", "test_print_deeds", "test_crash"),
    *("test_printer_events", "test_bench_code", "test_printers", "test_trade_papers", "test_papers_made"),
    *("test_importing", "test_labels", "test_purchasing", "test_moving_twin", "test_counting_twin", "test_scanners"),
    *("test_putaway_bench", "test_screen_floor", "test_screen_benches", "test_screen_desks", "test_kit_looks"),
)
"""Files that cost the gate most for what a commit may break: the whole suite runs them."""


PROVEN_BARE = ("application", "presenters", "domain", "planning")
"""Folders whose tests, but for slow ones, `make bare` runs."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--after-bare", action="store_true", help="leave out what `make bare` has run just before")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark journeys as slow, so that the gate stays short enough to be run before every commit.

    A file elsewhere that walks over every screen, spoiled file, frozen station or planted fault says so itself.
    """
    for item in items:
        if "journeys" in item.path.parts or item.path.stem in SELDOM:
            item.add_marker(pytest.mark.slow)
    if config.getoption("--after-bare"):
        proven = [item for item in items if _proven_bare(item)]
        items[:] = [item for item in items if not _proven_bare(item)]
        config.hook.pytest_deselected(items=proven)


def _proven_bare(item: pytest.Item) -> bool:
    room = item.path.relative_to(ROOT / "tests").parts[0]
    return room in PROVEN_BARE and item.get_closest_marker("slow") is None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Spare the collector what stays anyway: looking at all modules and tests again and again took a tenth of a run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data beside the source tree; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data does not lie beside this source tree (../shared/data)")
    return folder


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of the store, the application and the planted faults on both databases.

    The PostgreSQL half is slow, but for the heart of the ledger.
    """
    room = metafunc.definition.path.parent.name
    if "database" not in metafunc.fixturenames or room not in BOTH_DATABASES:
        return
    marks = [pytest.mark.system]
    if metafunc.definition.path.stem not in ALWAYS_ON_BOTH:
        marks.append(pytest.mark.slow)
    metafunc.parametrize("database", ["sqlite", pytest.param("postgresql", marks=marks)], indirect=True)


@pytest.fixture(scope="session")
def server() -> Generator[Server, None, None]:
    """Yield a running PostgreSQL server; skipped with the reason where none can be started."""
    from tests import postgres

    started = postgres.start()
    yield started
    started.stop()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Generator[str, None, None]:
    """Yield the address of an empty database: "" for SQLite in a file, else one on a PostgreSQL server."""
    if getattr(request, "param", "sqlite") == "sqlite":
        yield ""
        return
    with request.getfixturevalue("server").database() as address:
        yield address


@pytest.fixture
def company(tmp_path: Path, database: str) -> Generator[Company, None, None]:
    """Yield a small real company, on the database at hand."""
    from tests.company import Company

    made = Company(tmp_path, database=database)
    yield made
    made.close()
