"""What the demo says: each step, what it did, how long it took; on standard error when JSON is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the shift: its name, what it did in words, its seconds in thousandths."""

    name: str
    did: str
    ms: int


@dataclass(slots=True)
class Report:
    """The steps so far. `tell` shows a line, `now` is a clock that is never set."""

    tell: Callable[[str], None]
    now: Callable[[], float]
    steps: list[Step] = field(default_factory=list)
    _from: float = 0.0

    def begin(self) -> None:
        """Start the clock of the next step."""
        self._from = self.now()

    def step(self, name: str, did: str) -> None:
        """Finish a step, and start the next one's clock."""
        ms = round((self.now() - self._from) * 1000)
        self.steps.append(Step(name, did, ms))
        self.tell(f"{name:<22} {did:<78} {ms / 1000:6.1f} s")
        self.begin()

    @property
    def seconds(self) -> float:
        """Return how long all steps took."""
        return sum(step.ms for step in self.steps) / 1000
