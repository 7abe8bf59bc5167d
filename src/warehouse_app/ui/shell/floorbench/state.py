"""What a floor bench's screen knows: the bench as it stands, the last answer, the number being typed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.floorwork import LONGEST_NUMBER, FloorAnswer, FloorLine, FloorState
from warehouse_app.ui.runtime.benchwork import Heard

REST = frozenset({"idle", "task", "place"})
"""Phases of a bench that has nothing in hand, if no paper is open either."""

IDLE, NUMBER = "idle", "number"
_QUIET = frozenset({"acknowledged"})


@dataclass(frozen=True, slots=True)
class FloorScreen:
    """The screen. `answer` is the last one; `said` the last that was no Note and no Stop, whose verdict stays.

    `recovered` says that the state was found, not made; `typed` are the digits of a number that is being typed;
    `thing` is the line that was at hand when work was done;
    `pad` says that somebody asked for the number pad where a number may be typed but is not asked for.
    """

    work: str
    now: FloorState | None = None
    answer: FloorAnswer | None = None
    said: FloorAnswer | None = None
    heard: Heard = field(default_factory=Heard)
    recovered: bool = False
    typed: str = ""
    pad: bool = False
    line_complete: bool = False
    thing: FloorLine | None = None

    @property
    def stopped(self) -> bool:
        """Say whether a Stop waits for its acknowledgement."""
        return self.now is not None and self.now.stop is not None

    @property
    def idle(self) -> bool:
        """Say whether nothing is open here."""
        return self.now is None or self.now.phase == IDLE

    @property
    def at_rest(self) -> bool:
        """Say whether nothing was begun: what the lines show waits."""
        return self.idle or (self.now is not None and self.now.phase in REST and not self.now.about)

    @property
    def asking(self) -> bool:
        """Say whether a question is open that a digit answers."""
        now = self.now
        return now is not None and bool(now.choices) and not now.offered and not self.idle and not self.stopped

    @property
    def counts(self) -> bool:
        """Say whether a number may be typed: no digit does anything else then."""
        now = self.now
        if now is None or now.choices or self.stopped:
            return False
        return now.phase == "qty" or any(each.kind == NUMBER for each in now.expects)

    @property
    def pads(self) -> bool:
        """Say whether the number pad is in view: a number is asked for, or was begun."""
        return self.counts and (self.asks_number or self.pad or bool(self.typed))

    @property
    def asks_number(self) -> bool:
        """Say whether a number is what is asked for, and nothing is to be scanned instead."""
        kinds = set() if self.now is None else {each.kind for each in self.now.expects} - {"command"}
        return self.now is not None and (self.now.phase == "qty" or kinds == {NUMBER})


def touched_line(now: FloorState | None) -> FloorLine | None:
    """Return the line at hand, or that was touched last."""
    if now is None or not now.at:
        return None
    return next((line for line in now.lines if line.code == now.at), None)


def found(screen: FloorScreen, now: FloorState) -> FloorScreen:
    """The station was read: at the start, or after somebody else's doing."""
    recovered = screen.now is None and now.phase != IDLE
    return replace(screen, now=now, recovered=recovered or (screen.recovered and now.phase != IDLE))


def after(screen: FloorScreen, answer: FloorAnswer, heard: Heard) -> FloorScreen:
    """A shot was answered. What was refused leaves the last verdict where it is."""
    if answer.code == "acknowledge_first":  # the Stop stays as it was; only the bar tells of the shot
        return replace(screen, now=answer.state, heard=heard, typed="")
    quiet = answer.verdict is Verdict.REFUSED or answer.code in _QUIET
    return replace(
        screen,
        now=answer.state,
        answer=answer,
        said=screen.said if quiet else answer,
        heard=heard,
        recovered=False,
        typed="",
        pad=False,
        line_complete=_completes(screen.now, answer.state),
        thing=touched_line(screen.now) if answer.verdict is Verdict.DONE else screen.thing,
    )


def typed(screen: FloorScreen, digits: str, *, pad: bool) -> FloorScreen:
    """Digits were typed, or taken back; the number pad was asked for, or is not needed any more."""
    return replace(screen, typed=digits[:LONGEST_NUMBER], pad=pad)


def _completes(before: FloorState | None, now: FloorState) -> bool:
    line = touched_line(now)
    if line is None or not line.wanted or line.done < line.wanted or before is None:
        return False
    was = next((each for each in before.lines if each.code == line.code and each.lot == line.lot), None)
    return was is None or was.done < was.wanted
