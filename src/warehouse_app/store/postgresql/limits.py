"""How long anybody waits: a server for its station, a station for its server, and everybody else for both of them."""

from __future__ import annotations

READ_PATIENCE_S = 65.0
"""Longest wait for the answer to a question that holds up nobody, while the server is seen to work on it."""

CHECK_S = 1.0
"""Longest wait for what is asked beside a unit of work: to undo it, and whether the server still works on it."""

READING = {
    "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "600s",
    "enable_seqscan": "on",
    "plan_cache_mode": "auto",
}
"""Limits of a question: nobody waits for it, and an export may wait for its reader."""

SESSION = {
    "lock_timeout": "1s",
    "search_path": "public, pg_catalog",
    "client_min_messages": "warning",
    "jit": "off",
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "5000",
}
"""What every session begins with. The server misses a machine that was cut off, and frees what it held, in 8 s."""

SHORTEST_PAUSE_MS = 80
"""A station that says nothing for so long within a unit of work is ended by its server: nobody waits for it longer."""

LONGEST_PAUSE_MS = 5_000
"""What a slow station is given at most."""

STEADY = 500
"""After so many units of work within its limits a station is trusted to be quicker again."""

PUT_OUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL"
    " AND xact_start < now() - interval '6 s'"
    " AND (pg_has_role(usesysid, 'MEMBER') OR pg_has_role('pg_signal_backend', 'MEMBER'))"
)
"""End those that write and wait for a station longer than any station waits itself: of what it was sending only a part
arrived. While a server waits for the rest of a burst, its own clocks stand still.
"""

_TURN = 0x57480002

TOGETHER = f"SELECT pg_advisory_xact_lock_shared({_TURN})"
UNDISTURBED = f"SELECT set_config('idle_session_timeout', '500ms', false), pg_advisory_lock({_TURN})"
OTHERS_AGAIN = f"SELECT pg_advisory_unlock({_TURN}), set_config('idle_session_timeout', '0', false)"
"""Units of work run together, until one has lost so often that it is let through undisturbed: the others wait for it, a
few milliseconds. A session that freezes while it keeps them out is ended like any other.
"""


def writing(pause_ms: int) -> dict[str, str]:
    """Return the limits of a unit of work that others may wait for."""
    return {
        "statement_timeout": "2s",
        "idle_in_transaction_session_timeout": f"{pause_ms}ms",
        "enable_seqscan": "off",
        "plan_cache_mode": "force_generic_plan",
    }


class Allowance:
    """How long this process may pause within a unit of work before its server ends it and the work is run again.

    Short, so that a frozen station holds nobody up; on a slow machine or a long line it grows to what is needed there.
    """

    def __init__(self) -> None:
        self.pause_ms = SHORTEST_PAUSE_MS
        self._steady = 0

    def too_short(self) -> None:
        """The server ended a unit of work though its station lives."""
        self.pause_ms, self._steady = min(self.pause_ms * 2, LONGEST_PAUSE_MS), 0

    def kept(self) -> None:
        """A unit of work was done within it."""
        self._steady += 1
        if self._steady >= STEADY and self.pause_ms > SHORTEST_PAUSE_MS:
            self.pause_ms, self._steady = max(self.pause_ms // 2, SHORTEST_PAUSE_MS), 0
