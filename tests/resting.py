"""A clock of rest: what somebody waited for, whatever else the machine had to do meanwhile.

A limit on it holds on a machine with ten times the work, where a limit on the clock of the wall does not.
"""

from __future__ import annotations

import time
from pathlib import Path

_SCHEDULED = Path("/proc/thread-self/schedstat")


def resting_s() -> float:
    """Return a clock that stands while this process works, or while the thread that asks waits for a core."""
    return time.monotonic() - time.process_time() - _waited_s()


def thread_resting_s() -> float:
    """Return the same where other threads work meanwhile: it stands only while the thread that asks works."""
    return time.monotonic() - time.thread_time() - _waited_s()


def _waited_s() -> float:
    """Of a thread, Linux keeps how long it was ready to run and did not (`Documentation/scheduler`)."""
    return int(_SCHEDULED.read_text().split()[1]) / 1e9 if _SCHEDULED.exists() else 0.0
