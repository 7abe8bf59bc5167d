"""Benches on a bad network: what was told is in the ledger, once, and nobody waits longer than five seconds.

A longer run: `python -c "from tests import postgres; from tests.faults.network import run; ..."`, see docs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from tests.faultproxy import Kind
from tests.faults.network import FAULTS, Report, run
from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.database import Store
from warehouse_app.store.postgresql.backend import PostgresBackend
from warehouse_app.store.trouble import OutcomeUnknown

if TYPE_CHECKING:
    from tests.postgres import Server

pytestmark = [pytest.mark.system, pytest.mark.slow]

FAULTS_IN_CI = 60
LONGEST_S = 5.0
SLACK_S = 1.0
"""What a busy machine may add to a wait that ended in time: threads wait for each other as well."""

DIRECTED = 8
ROUNDS = 12
"""A planted fault has to show within so many rounds of the fault that finds it best; two do on a quiet machine."""


def test_nothing_is_lost_doubled_or_invented_on_a_bad_network(server: Server) -> None:
    report = run(4, FAULTS_IN_CI, server)
    assert report.sound, report
    assert sum(report.faults.values()) == FAULTS_IN_CI
    assert set(report.faults) == {kind.value for kind in FAULTS}
    assert report.longest_s <= LONGEST_S + SLACK_S
    assert set(report.troubles) <= {"database_away", "database_busy", "database_slow", "outcome_unknown"}


def found(server: Server, *, blind: bool = False) -> Report | None:
    """Return the first report that shows a fault that was planted."""
    for seed in range(ROUNDS):
        report = run(100 + seed, DIRECTED, server, (Kind.CUT_COMMIT,), blind=blind)
        if not report.sound:
            return report
    return None


def test_a_bench_that_does_anew_what_was_not_answered_is_found(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.transact
    monkeypatch.setattr(Store, "transact", lambda self, work, **how: real(self, work, **{**how, "settles": False}))
    report = found(server, blind=True)
    assert report is not None
    assert report.truth.invented


def test_a_lost_answer_that_is_taken_for_done_is_found(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = PostgresBackend.commit

    def hopeful(self: PostgresBackend, connection: Any) -> None:
        try:
            real(self, connection)
        except (OutcomeUnknown, psycopg.Error):
            return

    monkeypatch.setattr(PostgresBackend, "commit", hopeful)
    report = found(server)
    assert report is not None
    assert report.truth.lost


def test_an_unknown_outcome_that_is_told_as_not_done_is_found(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.write

    def sure(self: Store, **how: Any) -> Any:
        return _sure(real(self, **how))

    monkeypatch.setattr(Store, "write", sure)
    report = found(server)
    assert report is not None
    assert report.truth.invented


class _sure:  # noqa: N801 - a block
    """A unit of work that calls whatever it does not know undone."""

    def __init__(self, block: Any) -> None:
        self._block = block

    def __enter__(self) -> Any:
        return self._block.__enter__()

    def __exit__(self, *how: object) -> Any:
        try:
            return self._block.__exit__(*how)
        except OutcomeUnknown as unknown:
            raise Trouble("database_away", database="company") from unknown
