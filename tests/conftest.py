"""What every test may rely on: no screen, no home of the machine's user, and nothing skipped in silence where CI runs.

Fixtures: `shared_data` is the folder of real data beside the source tree (skipped with a reason where it is absent).
Markers: `slow` (left out of the fast run), `system` (needs parts of the system; a skip is a failure in CI).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

if TYPE_CHECKING:
    from tests.company import Company

ROOT = Path(__file__).resolve().parent.parent

# Set before Qt is imported anywhere, and inherited by the processes that journeys start.
if sys.platform.startswith("linux") and "WAREHOUSE_TEST_WINDOWS" not in os.environ:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
SYSTEM_TESTS_REQUIRED = os.environ.get("WAREHOUSE_SYSTEM_TESTS") == "required"
for _name in ("HOME", "DATABASE", "USER", "PIN"):
    os.environ.pop(f"WAREHOUSE_{_name}", None)

_EXAMPLES = DirectoryBasedExampleDatabase(ROOT / "build" / "hypothesis")
_QUIET = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("fast", deadline=None, max_examples=50, database=_EXAMPLES, suppress_health_check=_QUIET)
settings.register_profile("long", deadline=None, max_examples=1000, database=_EXAMPLES, suppress_health_check=_QUIET)
settings.load_profile(os.environ.get("WAREHOUSE_EXAMPLES", "fast"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where system tests are required (CI), a system test that skips has failed: its reason is what to install."""
    report = yield
    if (
        SYSTEM_TESTS_REQUIRED
        and report.skipped
        and item.get_closest_marker("system")
        and not hasattr(report, "wasxfail")
    ):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} needs a part of the system that is not there: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real data beside the source tree; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real data does not lie beside this source tree (../shared/data)")
    return folder


@pytest.fixture
def company(tmp_path: Path) -> Generator[Company, None, None]:
    """Yield a small real company on SQLite."""
    from tests.company import Company

    made = Company(tmp_path)
    yield made
    made.close()
