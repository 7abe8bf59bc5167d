"""Who works where and at what, what a person can do, and messages to benches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from warehouse_app.domain.refusals import Refusal, RefusalClass

LONGEST_MESSAGE = 300
LONGEST_SKILL, LONGEST_SKILL_NAME = 20, 60
MOST_SKILLS = 50


class Presence(StrEnum):
    """How a person is at work now."""

    WORKING = "working"
    """At something, and scanning."""
    IDLE = "idle"
    """At something, and no scan for a while."""
    STALE = "stale"
    """At something that was left: no scan for long."""
    FREE = "free"
    """Scanned today, and at nothing now."""
    AWAY = "away"
    """Not seen today."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that is given to a person: batches at once; orders, units and grams of one batch. 0 is no limit."""

    batches: int = 0
    orders: int = 0
    units: int = 0
    weight_g: int = 0


@dataclass(frozen=True, slots=True)
class Ability:
    """What a person can do."""

    skills: frozenset[str] = frozenset()
    caps: Caps = Caps()


@dataclass(frozen=True, slots=True)
class Demand:
    """What a batch asks of whoever takes it. `batches` are those the person has in hand besides."""

    skills: frozenset[str] = frozenset()
    orders: int = 0
    units: int = 0
    weight_g: int = 0
    batches: int = 0


@dataclass(frozen=True, slots=True)
class AtWork:
    """What a person is at: `work` as stations call it, where, on what (a batch, an order, a place), since when.

    `id` is the row of what it is on, `trip` the zone of a batch by zones, `state` its state; `done` of `wanted` units.
    """

    work: str
    station: str
    what: str
    since: str
    id: int = 0
    state: str = ""
    done: int = 0
    wanted: int = 0
    due: str = ""
    trip: int = 0


@dataclass(frozen=True, slots=True)
class CrewRow:
    """One person on the board. `rate` is units an hour of the time worked today; `unseen` messages wait for them.

    `given` are the codes of batches that wait for the person; `last` is the last scan, UTC ISO text.
    """

    person: str
    code: str
    name: str
    role: str
    presence: Presence
    station: str = ""
    at: AtWork | None = None
    last: str = ""
    units: int = 0
    scans: int = 0
    rate: int = 0
    given: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    caps: Caps = Caps()
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class WaitingBatch:
    """A batch that can be given to somebody."""

    id: int
    code: str
    state: str
    person: str
    name: str
    orders: int
    units: int
    due: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill: how many people have it, and how many products ask for it."""

    code: str
    name: str
    people: int = 0
    products: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """Words to one bench, one person, or (both empty) all. `seen` are the names of those who said so."""

    id: int
    text: str
    station: str
    person: str
    at: str
    who: str
    until: str
    ended_at: str = ""
    seen: tuple[str, ...] = ()
    to_name: str = ""


@dataclass(frozen=True, slots=True)
class BenchScan:
    """One scan as it was judged: `raw` is what was read ("" for a confirmation), `code` names what was said."""

    at: str
    who: str
    work: str
    device: str
    raw: str
    verdict: str
    code: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole board at a moment."""

    at: str
    rows: tuple[CrewRow, ...] = ()
    waiting: tuple[WaitingBatch, ...] = ()
    messages: tuple[Message, ...] = ()
    skills: tuple[SkillRow, ...] = ()


@dataclass(frozen=True, slots=True)
class LacksSkill(Refusal):
    """The batch asks for what the person cannot do."""

    code: ClassVar[str] = "lacks_skill"
    klass: ClassVar[RefusalClass] = "stop"
    batch: str
    who: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OverCap(Refusal):
    """The batch is more than is given to the person; `field` is batches, orders, units or weight_g."""

    code: ClassVar[str] = "over_cap"
    batch: str
    who: str
    field: str
    most: int
    asked: int


@dataclass(frozen=True, slots=True)
class GivenMeanwhile(Refusal):
    """Somebody else gave the batch away meanwhile: `who` has it now, "" is the pool."""

    code: ClassVar[str] = "given_meanwhile"
    batch: str
    who: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class NoSuchSkill(Refusal):
    """There is no skill of that code."""

    code: ClassVar[str] = "no_such_skill"
    skill: str


@dataclass(frozen=True, slots=True)
class SkillInUse(Refusal):
    """People have the skill, or products ask for it."""

    code: ClassVar[str] = "skill_in_use"
    skill: str
    people: int
    products: int


@dataclass(frozen=True, slots=True)
class NoSuchMessage(Refusal):
    """There is no message of that number, or it is over."""

    code: ClassVar[str] = "no_such_message"
    message: str


@dataclass(frozen=True, slots=True)
class NobodyThere(Refusal):
    """A message is for a bench that nobody ever worked at."""

    code: ClassVar[str] = "no_such_bench"
    station: str
