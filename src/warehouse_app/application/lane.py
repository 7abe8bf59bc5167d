"""The worker's lane: the lease that makes it the only one, and small transactions that hold only while it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

from warehouse_app.application.carriers.calls import Calls, Straight
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.changes import Changes, Touched
from warehouse_app.ports.carrier import Carriers
from warehouse_app.ports.clock import iso
from warehouse_app.ports.payment import Providers
from warehouse_app.ports.photos import Photos
from warehouse_app.ports.printer import PrinterDesk
from warehouse_app.store import leases
from warehouse_app.store.desk import Desk

V = TypeVar("V")

LEASE = "worker"
LEASE_S = 15
"""A dead worker's work is taken up after this long."""

LONGEST_LEASE_S = 120
"""No lease is ever taken for longer; one that seems so was written before the clock was set back."""


class LeaseLost(Exception):  # noqa: N818 - it is a fact, not an error: another worker has taken over
    """Another worker holds the lease now."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A printer that just took nothing is left alone until then, so that jobs stay in order and nobody hammers it."""

    until: str
    trouble: str
    since: str = ""


def _nobody(_changes: Changes) -> None:
    """Screens are told by whoever starts the worker; without one nobody is."""


def _no_fault(_error: BaseException) -> None:
    """Nobody asked to be told."""


@dataclass(slots=True)
class WorkLane:
    """What the worker's functions are given. `hear` is told after each commit what it touched.

    `resting` are printers left alone for a while, `look_at` when those that are away are asked again,
    `followed_at` when stock health is gone on with, `returns_at` when returns are looked at again; `shelf` is
    where photos lie, `payments` who pays money back, `carriers` who sells labels, and `calls` how they are called;
    `fault` is told of their bugs.
    """

    runner: Runner
    session: Session
    printers: PrinterDesk
    holder: str
    hear: Callable[[Changes], None] = _nobody
    token: int = 0
    resting: dict[str, Rest] = field(default_factory=dict)
    look_at: str = ""
    followed_at: str = ""
    returns_at: str = ""
    shelf: Photos | None = None
    payments: Providers = field(default_factory=dict)
    carriers: Carriers = field(default_factory=dict)
    calls: Calls = field(default_factory=Straight)
    fault: Callable[[BaseException], None] = _no_fault

    def take(self) -> bool:
        """Take the lease; False while another living worker holds it. Raises Trouble."""
        until, latest = self.after(LEASE_S), self.after(LONGEST_LEASE_S)
        token = self._do(lambda desk: leases.take(desk, LEASE, self.holder, until, latest))
        self.token = token or 0
        return token is not None

    def release(self) -> None:
        """Give the lease back."""
        if self.token:
            self._do(lambda desk: leases.release(desk, LEASE, self.token))
            self.token = 0

    def write(self, work: Callable[[Desk], V], busy_s: int = 0) -> V:
        """Do `work` in one small transaction that also renews the lease, for `busy_s` more seconds; return its answer.

        It may be run more than once. Raises LeaseLost, Trouble.
        """
        until = self.after(min(LEASE_S + busy_s, LONGEST_LEASE_S))
        touched: frozenset[Touched] = frozenset()

        def held(desk: Desk) -> V:
            nonlocal touched
            if not leases.renew(desk, LEASE, self.token, until):
                raise LeaseLost
            answer = work(desk)
            touched = frozenset(desk.touched)
            return answer

        answer = self._do(held)
        if touched:
            self.hear(Changes(touched))
        return answer

    @contextmanager
    def read(self) -> Iterator[Desk]:
        """A steady snapshot. Raises Trouble."""
        with self.runner.store.read() as desk:
            yield desk

    def now(self) -> str:
        """Return the time now as the store keeps it."""
        return self.runner.now()

    def after(self, seconds: int) -> str:
        """Return the time so many seconds from now."""
        return iso(self.runner.clock.now() + timedelta(seconds=seconds))

    def _do(self, work: Callable[[Desk], V]) -> V:
        who, station = self.session.actor.person, self.session.station
        at = self.runner.now()
        return self.runner.store.transact(
            work, at=at, who=who, station=station, command_id=self.holder, origin=self.holder
        )
