"""Days at the printers at which everything goes wrong: every wanted label comes out once, or is visibly waiting."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.printerday import PrinterDay, days
from warehouse_app.application import print_fate, print_worker
from warehouse_app.devices.printers import tcp
from warehouse_app.domain.printing.states import PrintState
from warehouse_app.domain.printing.values import PrintJobRow
from warehouse_app.ports.printer import Outcome, SendResult
from warehouse_app.store import printing
from warehouse_app.store.desk import Desk

SHORT = 40
MOST_DAYS = 12


def test_every_wanted_label_comes_out_once_or_is_visibly_waiting() -> None:
    told = days(7, SHORT)
    assert told["done"] >= SHORT
    assert told["labels"] > 0
    assert (told["lost"], told["doubled"]) == (0, 0)


def forgets_that_it_was_away(patch: pytest.MonkeyPatch) -> None:
    """A printer that was switched off with a label in its memory is believed to have printed it."""
    patch.setattr(print_fate, "_was_away", lambda *_: False)


def sends_again_what_was_being_sent(patch: pytest.MonkeyPatch) -> None:
    """What a killed worker was sending is sent again, as if nothing had left."""
    real = print_worker._take_up

    def taken_up(desk: Desk, job: PrintJobRow) -> PrintState:
        if job.state == PrintState.SENDING:
            printing.move(desk, job.id, PrintState.SENDING, PrintState.WANTED)
            return PrintState.WANTED
        return real(desk, job)

    patch.setattr(print_worker, "_take_up", taken_up)


def calls_a_broken_line_unsent(patch: pytest.MonkeyPatch) -> None:
    """A line that broke after the last byte counts as if nothing had been sent."""
    real = tcp.TcpPrinter._hand_over

    def handed_over(printer: tcp.TcpPrinter, *values: object) -> SendResult:
        result = real(printer, *values)  # type: ignore[arg-type]
        return SendResult(Outcome.NOT_SENT, result.reason) if result.outcome is Outcome.UNKNOWN else result

    patch.setattr(tcp.TcpPrinter, "_hand_over", handed_over)


FAULTS = (forgets_that_it_was_away, sends_again_what_was_being_sent, calls_a_broken_line_unsent)


@pytest.mark.slow
@pytest.mark.parametrize("plant", FAULTS)
def test_a_planted_fault_is_found(plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    for seed in range(1, 1 + MOST_DAYS):
        with PrinterDay(seed) as day:
            try:
                while day.events < SHORT:
                    day.step()
                day.end()
            except AssertionError as found:
                assert any(words in str(found) for words in ("twice", "lost", "came out", "is not"))  # noqa: PT017
                return
    pytest.fail("nobody found it")
