"""One process among writers: it takes turns at a file and says how long it waited, or freezes amidst its work.

`python -m benchmarks.waiter turns|freezing ADDRESS NUMBER COUNT` answers with one line of JSON, when it is told to go.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import suppress
from random import Random
from typing import Any

import psycopg

from tests.faults.racer import Racer, TakeAway, take_away
from tests.faults.turns import Watched
from warehouse_app.application.run import handles
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.database import database_file
from warehouse_app.store.postgresql import limits
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.postgresql.link import Link

FROZEN_S = 0.4
"""Far longer than a server lets a station be silent within its work."""

REST_S = 0.15
"""Between two deeds at a server: sixteen benches that scan, and no machine that is busy with them alone."""

DEEPEST = 6
"""The latest round trip of a unit of work after which it freezes."""


class Freezing:
    """Freezes after some round trip of a unit of work; `frozen` are the server's processes it froze at, and when."""

    def __init__(self, backend: PostgresBackend, dice: Random) -> None:
        self.frozen: list[tuple[int, float]] = []
        self._backend = backend
        self._dice, self._left = dice, 0
        for name in ("ask_all", "execute"):
            self._hook(name, getattr(Link, name))

    def again(self) -> None:
        """Freeze once more, as a station of which the server knows nothing: one that comes back is given more time."""
        self._backend._allowance = limits.Allowance()  # noqa: SLF001 - what such a station begins with
        self._left = self._dice.randint(1, DEEPEST)

    def _hook(self, name: str, real: Any) -> None:  # noqa: ANN401 - a method of the driver's connection
        def hooked(line: Link, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as it answers
            answer = real(line, *args, **more)
            if self._left and line.info.transaction_status is psycopg.pq.TransactionStatus.INTRANS:
                self._left -= 1
                if not self._left:
                    self.frozen.append((line.info.backend_pid, time.time()))
                    time.sleep(FROZEN_S)
            return answer

        setattr(Link, name, hooked)


def main(kind: str, address: str, number: str, count: str) -> None:
    """Race when a line comes in; tell what was measured."""
    handles(TakeAway, right=Right.ALLOCATE, answer=int)(take_away)
    racer = Racer(address, int(number), 1)
    racer.race(2)  # a program that has just begun compiles its statements, and holds its first turns longer
    file = database_file(address)
    watched = None if file is None else Watched(file)
    frozen: Freezing | None = None
    if isinstance(racer.store.backend, PostgresBackend) and kind == "freezing":
        frozen = Freezing(racer.store.backend, Random(int(number)))
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(int(count)):
        if frozen is None:
            time.sleep(REST_S if file is None else 0)
            racer.race(len(racer.history) + len(racer.troubles) + 1)
        else:
            frozen.again()
            with suppress(Trouble):  # it freezes again and again, and may be told so
                racer.race(len(racer.history) + len(racer.troubles) + 1)
    told = {
        "waits": [] if watched is None else watched.waits_s,
        "overtaken": [] if watched is None else watched.overtaken,
        "frozen": [] if frozen is None else frozen.frozen,
    }
    print(json.dumps(told), flush=True)
    racer.store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
