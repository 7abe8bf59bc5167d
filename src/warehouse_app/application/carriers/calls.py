"""Calls to carriers, beside the worker: a slow one holds up no print, and no other carrier."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from warehouse_app.ports.carrier import Answer, Fate

MOST_AT_ONCE = 4
"""Calls to one carrier at the same time."""

PATIENCE_S = 0.3
"""So long the worker waits for an answer before it goes on with other work."""

Ask = Callable[[], Answer]


class Calls(Protocol):
    """How a carrier is called: the answer, or None where there is none yet; then the same key is asked for again."""

    def ask(self, carrier: str, key: str, call: Ask) -> Answer | None:
        """Call, or go on waiting for the call under that key."""

    def runs(self, key: str) -> bool:
        """Tell whether a call under that key was made and its answer not taken yet."""


class Straight:
    """Each call is made at once, and waited for."""

    def ask(self, _carrier: str, _key: str, call: Ask) -> Answer | None:
        """Return the answer."""
        return call()

    def runs(self, _key: str) -> bool:
        """Nothing is ever left running."""
        return False


@dataclass(slots=True)
class _Call:
    carrier: str
    done: threading.Event = field(default_factory=threading.Event)
    answer: Answer | None = None
    fault: Exception | None = None


class Aside:
    """Each call in a thread of its own, a few for each carrier. What ends with the program is asked by its key."""

    def __init__(self, patience: float = PATIENCE_S) -> None:
        self._patience, self._running = patience, dict[str, _Call]()

    def ask(self, carrier: str, key: str, call: Ask) -> Answer | None:
        """Begin a call, or take its answer; None while it runs, or where the carrier has enough to do."""
        found = self._running.get(key)
        if found is None:
            if Counter(each.carrier for each in self._running.values())[carrier] >= MOST_AT_ONCE:
                return None
            found = self._running[key] = _Call(carrier)
            threading.Thread(target=_run, args=(found, call), name=f"carrier {carrier}", daemon=True).start()
        if not found.done.wait(self._patience):
            return None
        del self._running[key]
        if found.fault is not None:
            raise found.fault
        return found.answer

    def runs(self, key: str) -> bool:
        """Tell whether that call was made and its answer not taken yet."""
        return key in self._running


def _run(call: _Call, ask: Ask) -> None:
    try:
        call.answer = ask()
    except Exception as fault:  # noqa: BLE001 - told by whoever asks for the answer
        call.fault = fault
    call.done.set()


def safely(call: Ask, fault: Callable[[BaseException], None]) -> Ask:
    """Return a call whose fault is told, and answered as what it is: nobody knows what became of the key."""

    def asked() -> Answer:
        try:
            return call()
        except Exception as error:  # noqa: BLE001 - an adapter's bug must not lose the parcel's label
            fault(error)
            return Answer(Fate.UNKNOWN)

    return asked
