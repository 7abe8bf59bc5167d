"""The people of the demo: they scan what the bench expects, and now and then something wrong, as people do.

Picker and loader work through line mode's commands; the packer works at the real window (`bench.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from warehouse_app.application.picking import PickScan
from warehouse_app.application.run import Runner, Session
from warehouse_app.application.shipping import LoadScan
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.picking.values import PickAnswer
from warehouse_app.domain.refusals import Refused

MOST_SCANS = 200_000
"""Scans after which the demo gives up on a bench that never ends: a bug, not patience."""


@dataclass(slots=True)
class Tally:
    """What a bench of the demo did."""

    scans: int = 0
    refused: int = 0
    done: int = 0

    def heard(self, answer: Answer) -> None:
        """Count one answer."""
        self.scans += 1
        self.refused += answer.verdict.value == "refused"
        self.done += answer.verdict.value == "done"


def pick(runner: Runner, session: Session, batches: tuple[str, ...], wrong_every: int) -> Tally:
    """Pick batches by scans; every so many items a wrong one is scanned, stopped, and acknowledged."""
    tally = Tally()
    for code in batches:
        answer = _pick_scan(runner, session, tally, code)
        for n in _scans():
            if answer.state.phase == "idle" or not answer.state.expects:
                break
            if answer.state.phase == "item" and n % wrong_every == 0:
                _pick_scan(runner, session, tally, "NOT-A-CODE-OF-OURS")
            answer = _take(runner, session, tally, answer)
    return tally


def _take(runner: Runner, session: Session, tally: Tally, answer: PickAnswer) -> PickAnswer:
    """Scan what is expected; several of one product are scanned once and counted with `*n`."""
    task = answer.state.task
    answer = _pick_scan(runner, session, tally, answer.state.expects[0].code)
    if task is not None and answer.code == "right_item" and task.left > 1:
        answer = _pick_scan(runner, session, tally, f"*{task.left}")
    return answer


def _pick_scan(runner: Runner, session: Session, tally: Tally, text: str) -> PickAnswer:
    answer = _answer(runner.perform(PickScan(id=runner.ids.new(), text=text), session).value)
    assert isinstance(answer, PickAnswer)
    tally.heard(answer)
    return answer


def load(runner: Runner, session: Session, parcels: tuple[str, ...]) -> Tally:
    """Scan parcels onto the open manifest."""
    tally = Tally()
    for code in parcels:
        outcome = runner.perform(LoadScan(id=runner.ids.new(), text=code), session)
        tally.heard(_answer(outcome.value))
    return tally


def _answer(value: Any) -> Answer:  # noqa: ANN401 - an outcome's value
    assert isinstance(value, Answer)
    return value


def _scans() -> Iterator[int]:
    for n in count(1):
        if n > MOST_SCANS:
            message = "a bench of the demo never ends"
            raise RuntimeError(message)
        yield n


def or_refused(outcome: Any) -> Any:  # noqa: ANN401 - an outcome of any command
    """Return an outcome's value. Raises Refused."""
    if outcome.refusal is not None:
        raise Refused(outcome.refusal)
    return outcome.value


Tell = Callable[[str], None]
