"""The doctor looks at one steady moment: whatever others are in the middle of, it never cries for nothing."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.company import Company
from tests.fullday import Day, broken, examined


def test_no_false_alarm_while_a_whole_day_is_worked(company: Company, tmp_path: Path) -> None:
    looker = Company(tmp_path, database=company.address)
    looker.clock = company.clock
    looker.runner.clock = company.clock
    faults, looks, fewest = list[BaseException](), list[dict[str, tuple[str, ...]]](), 3

    def work() -> None:
        try:
            day = Day(company, tmp_path)
            day.work()
            day.furnish()
        except BaseException as fault:  # noqa: BLE001 - told in the main thread
            faults.append(fault)

    before = examined(looker)
    working = threading.Thread(target=work)
    working.start()
    while working.is_alive():
        looks.append(broken(looker))
    working.join()
    after = examined(looker)
    looker.close()
    assert faults == []
    assert before.ok
    assert after.ok
    assert [each for each in looks if each] == []
    assert len(looks) >= fewest
    assert sum(check.examined for check in after.checks) > sum(check.examined for check in before.checks)
