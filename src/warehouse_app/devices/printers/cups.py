"""A queue of a print server (CUPS, or any that speaks IPP): the job is handed over, and the queue is asked about it.

`sent` means that the queue has the job, no more. What became of it the queue says later (`fate`): completed is printed,
as far as the queue knows; a job that waits there is told, with why; one that it dropped is a question for a person.
"""

from __future__ import annotations

import http.client
from collections.abc import Mapping
from contextlib import closing

from warehouse_app.devices.printers import ipp
from warehouse_app.domain.printing.targets import QueueTarget
from warehouse_app.ports.printer import (
    NOBODY_KNOWS,
    Fate,
    FateResult,
    Language,
    Outcome,
    PrinterCard,
    PrinterStatus,
    SendResult,
)

USER = "warehouse"
"""Whose jobs they are, so that the queue lets them be looked up."""

MOST_JOBS = 500
"""Jobs looked through for one whose answer was lost, the newest."""

_STOPPED = 5
_PENDING, _HELD, _PROCESSING, _JOB_STOPPED, _CANCELED, _ABORTED, _COMPLETED = range(3, 10)
_OF_JOB = ("job-id", "job-name", "job-state", "job-state-reasons", "time-at-processing")
_OF_PRINTER = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
_NOT_FOUND = frozenset({0x0406, 0x0407})
_SEVERITIES = ("-error", "-warning", "-report")
_PAPER = frozenset({"media-empty", "media-needed", "media-low-empty"})
_OPEN = frozenset({"cover-open", "door-open", "interlock-open"})
_RIBBON = frozenset({"marker-supply-empty", "toner-empty"})
_OFFLINE = frozenset({"offline", "connecting-to-device", "timed-out", "shutdown"})
_PAUSED = frozenset({"paused", "moving-to-paused"})


class CupsPrinter:
    """Speaks IPP over HTTP to one queue, one connection a question."""

    def __init__(self, card: PrinterCard, target: QueueTarget) -> None:
        self._card, self._target = card, target
        host = f"[{target.host}]" if ":" in target.host else target.host
        self._path = f"/printers/{target.queue}"
        self._uri = f"ipp://{host}:{target.port}{self._path}"

    def send(self, document: bytes, title: str, key: str) -> SendResult:
        against = self.status().against
        if against:
            return self._end(Outcome.NOT_SENT, against)
        form = "application/pdf" if self._card.language is Language.PDF else "application/vnd.cups-raw"
        head = ipp.request(ipp.PRINT_JOB, self._uri, USER, {"job-name": title, "document-format": form})
        connection = self._connection(self._card.connect_ms)
        try:
            connection.connect()
        except (OSError, UnicodeError) as error:
            return self._end(Outcome.NOT_SENT, "printer_unreachable", error)
        with closing(connection):
            try:
                answer = self._exchange(connection, head + document, self._card.send_ms)
            except (OSError, http.client.HTTPException, ipp.NotIppError) as error:
                slow = isinstance(error, TimeoutError)
                return self._end(Outcome.UNKNOWN, "printer_slow" if slow else "printer_broke_off", error)
        if not answer.done or not answer.jobs:
            return self._end(Outcome.NOT_SENT, "printer_rejects", detail=f"IPP {answer.status:#06x}")
        job = ipp.number(answer.jobs[0], "job-id")
        return SendResult(Outcome.SENT, "", self._uri, trace="" if job is None else str(job))

    def status(self) -> PrinterStatus:
        try:
            answer = self._ask(ipp.GET_PRINTER, {"requested-attributes": _OF_PRINTER})
        except (OSError, http.client.HTTPException, ipp.NotIppError, UnicodeError):
            return PrinterStatus(known=False, reachable=False)
        return _status(answer)

    def fate(self, title: str, trace: str) -> FateResult:
        try:
            job = self._by_number(int(trace)) if trace.isdecimal() else self._by_title(title)
        except (OSError, http.client.HTTPException, ipp.NotIppError, UnicodeError):
            return FateResult(Fate.WAITING, "printer_unreachable")
        if job is not None:
            return self._fate_of(job)
        # One that is known by its number was there and was cleared away; one whose answer was lost never came.
        return NOBODY_KNOWS if trace else FateResult(Fate.NOT_PRINTED, "printer_broke_off")

    def _by_number(self, number: int) -> ipp.Group | None:
        answer = self._ask(ipp.GET_JOB, {"job-id": number, "requested-attributes": _OF_JOB})
        if answer.status in _NOT_FOUND:
            return None
        if not answer.done or not answer.jobs:
            raise ipp.NotIppError
        return answer.jobs[0]

    def _by_title(self, title: str) -> ipp.Group | None:
        for which in ("not-completed", "completed"):
            more = {"limit": MOST_JOBS, "which-jobs": which, "my-jobs": True, "requested-attributes": _OF_JOB}
            answer = self._ask(ipp.GET_JOBS, more)
            if not answer.done:
                raise ipp.NotIppError
            for job in answer.jobs:
                if ipp.texts(job, "job-name") == (title,):
                    return job
        return None

    def _fate_of(self, job: ipp.Group) -> FateResult:
        state = ipp.number(job, "job-state")
        if state == _COMPLETED:
            return FateResult(Fate.PRINTED)
        if state in {_CANCELED, _ABORTED}:
            return FateResult(Fate.UNKNOWN, "queue_cancelled" if state == _CANCELED else "queue_gave_up")
        if state in {_PENDING, _HELD, _PROCESSING, _JOB_STOPPED}:
            return FateResult(
                Fate.WAITING, self.status().against or ("queue_held" if state == _HELD else "queue_has_it")
            )
        return NOBODY_KNOWS

    def _ask(self, operation: int, more: Mapping[str, object]) -> ipp.Answer:
        with closing(self._connection(self._card.connect_ms)) as connection:
            return self._exchange(connection, ipp.request(operation, self._uri, USER, more), self._card.connect_ms)

    def _connection(self, wait_ms: int) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._target.host, self._target.port, timeout=wait_ms / 1000)

    def _exchange(self, connection: http.client.HTTPConnection, body: bytes, wait_ms: int) -> ipp.Answer:
        if connection.sock is not None:
            connection.sock.settimeout(wait_ms / 1000)
        connection.request("POST", self._path, body, {"Content-Type": "application/ipp"})
        response = connection.getresponse()
        data = response.read(ipp.LONGEST_ANSWER)
        if response.status != http.client.OK:
            raise http.client.HTTPException(f"HTTP {response.status}")
        return ipp.parse(data)

    def _end(self, outcome: Outcome, reason: str, error: BaseException | None = None, detail: str = "") -> SendResult:
        return SendResult(outcome, reason, self._uri, str(error) if error else detail)


def _status(answer: ipp.Answer) -> PrinterStatus:
    """Return how a queue is. One that is not there takes nothing."""
    if not answer.done:
        return PrinterStatus(known=True, rejects=True)
    reasons = {_bare(reason) for reason in ipp.texts(answer.printer, "printer-state-reasons")}
    return PrinterStatus(
        known=True,
        reachable=not reasons & _OFFLINE or "connecting-to-device" in reasons,
        paper_out=bool(reasons & _PAPER),
        head_open=bool(reasons & _OPEN),
        ribbon_out=bool(reasons & _RIBBON),
        paused=bool(reasons & _PAUSED) or ipp.number(answer.printer, "printer-state") == _STOPPED,
        rejects=answer.printer.get("printer-is-accepting-jobs", (True,))[0] is False,
    )


def _bare(reason: str) -> str:
    for severity in _SEVERITIES:
        reason = reason.removesuffix(severity)
    return reason
