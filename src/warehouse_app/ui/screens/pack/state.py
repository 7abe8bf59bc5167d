"""What the pack screen knows: the order with all its lines, the last answers, what waits. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from warehouse_app.domain.bench import Expect, Verdict
from warehouse_app.domain.cartons.bench import Boxing
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.packing.values import Box, PackAnswer, PackBeside, PackLine, PackState, Phase, Waiting
from warehouse_app.domain.packing.weighing import Standing
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ui.runtime.benchwork import Heard
from warehouse_app.ui.runtime.scalefeed import ScaleNow

MAX_CHOICES = 9
_QUIET = frozenset({"acknowledged", "take_photo"})


@dataclass(frozen=True, slots=True)
class PackScreen:
    """The screen. `now` is the bench's state without lines, `lines` all lines of its order, `touched` the last ones.

    `answer` is the last answer, `said` the last one that was no refusal: what the panel goes on saying. `recovered`
    says that work was found open here. `beside` is what was read for the screen alone: it may be a moment older than
    the state.
    """

    now: PackState | None = None
    lines: tuple[PackLine, ...] = ()
    touched: frozenset[int] = frozenset()
    answer: PackAnswer | None = None
    said: PackAnswer | None = None
    refusal: Refusal | None = None
    heard: Heard = field(default_factory=Heard)
    waiting: tuple[Expect, ...] = ()
    beside: PackBeside = field(default_factory=PackBeside)
    boxes: tuple[Box, ...] = ()
    recovered: bool = False
    recipient: str = ""
    may_take_over: bool = False
    ahead: Boxing | None = None
    """The box that the open order will take, worked out beside its scans."""
    scale: ScaleNow = field(default_factory=ScaleNow)
    standing: Standing = field(default_factory=Standing)
    """What the scale said lately, followed even while nothing is weighed: the last parcel may still lie there."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What people are called whom an answer names by their code: an answer is kept, a name is not."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """Where the pictures of instructions lie, by their digest."""
    places: Mapping[int, int] = field(default_factory=dict, compare=False, repr=False)
    """The place of each line, told when the lines were read: an order keeps it."""

    @property
    def stopped(self) -> bool:
        """Say whether a Stop waits for its acknowledgement."""
        return self.now is not None and self.now.stop is not None

    @property
    def open(self) -> bool:
        """Say whether an order is being packed here."""
        return self.now is not None and self.now.phase is Phase.VERIFYING

    @property
    def weighing(self) -> bool:
        """Say whether a parcel waits for its weight here."""
        return self.now is not None and self.now.phase is Phase.WEIGHING

    @property
    def at_work(self) -> bool:
        """Say whether a parcel is at hand: counted, boxed, weighed, or waiting for its label."""
        return self.open or self.boxing or self.weighing or self.applying

    @property
    def applying(self) -> bool:
        """Say whether the label of a parcel is to be scanned here."""
        return self.now is not None and self.now.phase is Phase.APPLYING

    @property
    def reopening(self) -> bool:
        """Say whether it is asked whether a sealed parcel is to be opened again."""
        return self.now is not None and self.now.asked == "reopen"

    @property
    def first_digit(self) -> int:
        """Return the digit of the first that waits: 1 and 2 may answer what is asked of a parcel."""
        return 3 if self.now is not None and self.now.asked in ("reopen", "move") else 1

    @property
    def boxing(self) -> bool:
        """Say whether a box is chosen for a parcel here."""
        return self.now is not None and self.now.phase is Phase.BOXING

    @property
    def differs(self) -> int | None:
        """Return the weight that differs and waits for a decision, in grams."""
        weigh = self.now.weigh if self.now is not None else None
        return None if weigh is None else weigh.asked_g

    @property
    def all_in(self) -> bool:
        """Say whether all there is, is in, and units are missing: the order waits for a decision."""
        now = self.now
        complete = now is None or now.ordered_units == now.total_units
        asked = now is None or bool(now.asked)
        return self.open and now is not None and not (complete or asked) and 0 < now.total_units == now.done_units

    changed: bool = False
    """The order wants other units than before the last scan: its lines are read anew, and those that changed say so."""
    was: Mapping[int, int] = field(default_factory=dict)
    """Units that changed lines asked for before."""

    @property
    def stale(self) -> bool:
        """Say whether the lines are not those of the order at hand."""
        now = self.now
        return now is not None and now.order is not None and (self.changed or len(self.lines) != now.line_count)


def told(screen: PackScreen, beside: PackBeside, pictures: Mapping[str, str] | None = None) -> PackScreen:
    """What stands beside the state was read; `pictures` are files of its instructions."""
    return replace(screen, beside=beside, pictures=pictures or {})


def found(screen: PackScreen, now: PackState) -> PackScreen:
    """The bench was read whole: at the start, after opening an order, or after somebody else's doing."""
    first = screen.now is None and now.phase is not Phase.IDLE
    seen = replace(
        screen,
        now=replace(now, lines=()),
        lines=now.lines,
        boxes=now.boxes,
        places=_places(now.lines),
        recipient=now.recipient,
        recovered=screen.recovered or first,
        changed=False,
        was=_was(screen, now),
    )
    return _at_scale(screen, _waits(seen))


def _was(screen: PackScreen, now: PackState) -> Mapping[int, int]:
    """Return what lines asked for before, of an order that changed while it was packed."""
    if not screen.changed:
        return screen.was
    old = {line.line_id: line.required for line in screen.lines}
    return {each.line_id: old.get(each.line_id, 0) for each in now.lines if each.required != old.get(each.line_id, 0)}


def _at_scale(before: PackScreen, seen: PackScreen) -> PackScreen:
    """A parcel that has just come to the scale is waited for."""
    if before.weighing or not seen.weighing:
        return seen
    return replace(seen, standing=seen.standing.begun())


def after(screen: PackScreen, answer: PackAnswer, refusal: Refusal | None, heard: Heard) -> PackScreen:
    """A shot was answered: the touched lines are put among the others, in their places."""
    now = answer.state
    same = screen.now is not None and screen.now.order is not None and now.order == screen.now.order
    lines = _merged(screen, now.lines) if same else ()
    closed = now.phase is Phase.CLOSED
    quiet = answer.verdict is Verdict.REFUSED or answer.code in _QUIET
    if answer.code == "acknowledge_first":
        return replace(screen, heard=heard)
    moved = answer.verdict is not Verdict.REFUSED and bool(now.lines)
    kept = screen.touched if same else frozenset()
    said = screen.said if same or now.order is None else None
    seen = _waits(
        replace(
            screen,
            now=replace(now, lines=()),
            lines=lines if now.order is not None else (),
            recipient=screen.recipient if same else "",
            boxes=screen.boxes if same else (),
            touched=frozenset(line.line_id for line in now.lines) if moved or closed else kept,
            answer=answer,
            said=said if quiet else answer,
            refusal=refusal,
            heard=heard,
            recovered=False,
            ahead=screen.ahead if same else None,
            changed=bool(same and screen.now and now.ordered_units != screen.now.ordered_units),
            was=screen.was if same else {},
        )
    )
    return _at_scale(screen, seen)


def weighed(screen: PackScreen, scale: ScaleNow, now_ms: int) -> PackScreen:
    """The scale said something."""
    return replace(screen, scale=scale, standing=screen.standing.after(scale.weight, now_ms))


def to_take(screen: PackScreen, now_ms: int) -> Weight | None:
    """Return the weight that is to be taken by itself now, None while nothing is."""
    weigh = screen.now.weigh if screen.now is not None else None
    if not screen.weighing or screen.stopped or weigh is None or not weigh.still_ms:
        return None
    return screen.standing.weight if screen.standing.stands(now_ms, weigh.still_ms) else None


def took(screen: PackScreen) -> PackScreen:
    """The weight on the scale is on its way: it is not taken twice."""
    return replace(screen, standing=screen.standing.taken())


def foreseen(screen: PackScreen, boxing: Boxing | None) -> PackScreen:
    """The box that the open order will take was worked out."""
    return replace(screen, ahead=boxing)


def called(screen: PackScreen, person: str, name: str) -> PackScreen:
    """The name of somebody was read."""
    return replace(screen, names={**screen.names, person: name})


def line_complete(screen: PackScreen) -> bool:
    """Say whether the touched lines have nothing left to scan."""
    mine = touched_lines(screen)
    return bool(mine) and all(line.left == 0 for line in mine)


def choice(screen: PackScreen, key: str) -> str:
    """Return the code of what waits behind a digit, or nothing."""
    at = int(key) - screen.first_digit if key.isdigit() else -1
    return screen.waiting[at].code if not (screen.open or screen.boxing) and 0 <= at < len(screen.waiting) else ""


def waits_for_photo(screen: PackScreen, parcel: str, put: PackAnswer | None) -> bool:
    """Say whether the question for a photo that `put` asked of a parcel is still the one that waits, and no Stop."""
    now = screen.now
    asked = now is not None and now.asked == "photo" and now.parcel == parcel
    return asked and not screen.stopped and screen.said is put


def next_one(screen: PackScreen) -> str:
    """Return the code of what is packed next, if nothing is open: what leaves first, the oldest of those."""
    return screen.waiting[0].code if screen.waiting and not screen.stopped else ""


def known(screen: PackScreen, code: str) -> Waiting | None:
    """Return what is known of a tote or an order that waits."""
    return next((each for each in screen.beside.waiting if code in (each.tote, each.order)), None)


def touched_lines(screen: PackScreen) -> tuple[PackLine, ...]:
    """Return the lines that were touched last, in their order."""
    places = places_of(screen)
    found = sorted(places[each] for each in screen.touched if each in places)
    return tuple(screen.lines[at] for at in found)


def places_of(screen: PackScreen) -> Mapping[int, int]:
    """Return the place of each line."""
    return screen.places if len(screen.places) == len(screen.lines) else _places(screen.lines)


def _places(lines: tuple[PackLine, ...]) -> Mapping[int, int]:
    return {line.line_id: at for at, line in enumerate(lines)}


def _merged(screen: PackScreen, new: tuple[PackLine, ...]) -> tuple[PackLine, ...]:
    """Put the new lines in the places of the old ones; an order of ten thousand is not walked through."""
    places, merged = places_of(screen), list(screen.lines)
    for line in new:
        if line.line_id in places:
            merged[places[line.line_id]] = line
    return tuple(merged)


def _waits(screen: PackScreen) -> PackScreen:
    """At rest the totes that wait are offered by number; where no tote is known, the orders."""
    now = screen.now
    if now is None or now.phase not in (Phase.IDLE, Phase.CLOSED) or now.wall is not None:
        return replace(screen, waiting=())
    totes = [each for each in now.expects if each.kind == "tote"]
    rest = totes or [each for each in now.expects if each.kind == "order"]
    return replace(screen, waiting=tuple(rest[:MAX_CHOICES]))
