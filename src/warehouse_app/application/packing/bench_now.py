"""What a pack bench is at, and the deed of one accepted scan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from warehouse_app.application.bench import Scan
from warehouse_app.application.run import Command
from warehouse_app.domain.bench import Verdict, Work
from warehouse_app.domain.devices.weights import Weight
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.packing.refusals import NoOrderOpen, WorkPaused
from warehouse_app.domain.packing.states import AT_HAND, PackStage
from warehouse_app.domain.packing.values import Phase
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import bench
from warehouse_app.store.bench import BenchRow
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import packs
from warehouse_app.store.packing.orders import Counted, Head
from warehouse_app.store.packing.packs import Pack

Facts = Mapping[str, str | int | bool | None]
TELL = "tell"
"""What a bench remembers of the instructions of its order."""

LASTING = ("proof", "captures", "run", "closed", TELL)
"""What the bench keeps in mind from the opening of an order to its end."""

BOX = "box"
"""What the bench remembers while a box is asked for."""

KEPT_NOTE, KEPT_REASON = "note", "reason"
"""What the log keeps of a note and of a reason in somebody's own words."""

_OVER = frozenset({PackStage.CLOSED, PackStage.UNPACKED})
_PHASES = {PackStage.PAUSED: Phase.PAUSED, PackStage.BOXED: Phase.WEIGHING, PackStage.LABELLED: Phase.APPLYING}


@dataclass(frozen=True, slots=True, kw_only=True)
class PackScan(Scan):
    """One shot at the pack bench. `double`: the device read the code twice in one shot, this is the second read.

    `weight` is what a scale said, whatever its state: whether it is taken is judged here. `text` is then its words.
    `camera`: a photo can be taken where the shot was made. `offered` are the codes of the boxes that stood under 1, 2
    and so on where the shot was made: a number means what was seen there, whatever is known of boxes here.
    """

    double: bool = False
    weight: Weight | None = None
    camera: bool = False
    offered: tuple[tuple[str, ...], ...] = field(default=(), metadata=ASIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseBench(Command):
    """Pause whatever is being packed at the session's station: the window closes, the input ends, the shift is over."""


class Run(NamedTuple):
    """Where orders are packed from, one after the other: a tote, or a batch (with its cart, slot by slot)."""

    kind: str
    id: int


class After(NamedTuple):
    """What a scan left of the order at hand: its head, its units, and the bench, where that is known already."""

    head: Head
    counted: Counted
    now: BenchNow | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What an accepted scan did: its words, what the log keeps, and the lines it touched. `qty` counts units packed.

    `after` is what the scan left, where the deed had to know: it is not read again for the screen. `asks`: the bench
    remembers what this deed left it at. `opened` is the order that opened by itself after this one. `work` is in whose
    log it stands: the put wall has its own. `kept`: what the log, which keeps all for ever, keeps instead of the words
    of a person, who may have named another.
    """

    code: str
    verdict: Verdict = Verdict.ACCEPTED
    facts: Facts = field(default_factory=dict)
    entry_id: str | None = None
    order_id: int | None = None
    line_id: int | None = None
    qty: int = 0
    touched: tuple[int, ...] = ()
    closed: int | None = None
    after: After | None = None
    asks: bool = False
    opened: int | None = None
    work: Work = Work.PACK
    kept: str = ""


@dataclass(frozen=True, slots=True)
class BenchNow:
    """What a station is at: its row, and the pack that row names (somebody may have taken it over).

    `mine` is the pack that is this station's work now: live, and under the token the station holds.
    """

    station: str
    row: BenchRow
    pack: Pack | None
    mine: Pack | None

    @property
    def lost(self) -> Pack | None:
        """Return the pack that this station thought it had, and somebody else has now."""
        return None if self.mine is not None or self._over else self.pack

    @property
    def _over(self) -> bool:
        """Tell whether its label was scanned or it was unpacked meanwhile: nothing was taken from anybody."""
        pack = self.pack
        return pack is not None and pack.stage in _OVER and pack.claim == self.row.recall("claim")

    @property
    def run(self) -> Run | None:
        """Return where the open order came from, None where it was named itself."""
        found = self.row.recall("run")
        return None if found is None else Run(str(found[0]), int(found[1]))

    @property
    def phase(self) -> Phase:
        """Return what the bench asks for."""
        if self.mine is None:
            return Phase.IDLE
        if self.mine.stage is PackStage.VERIFYING and self.row.recall("next") == BOX:
            return Phase.BOXING
        return _PHASES.get(self.mine.stage, Phase.VERIFYING)

    def at_hand(self) -> Pack:
        """Return the pack that must be there after the phase was checked."""
        if self.mine is None:
            message = "no pack is open here"
            raise LookupError(message)
        return self.mine


def bench_now(desk: Desk, station: str) -> BenchNow:
    """Return what a station is at."""
    row = bench.read(desk, station, Work.PACK)
    return _at(station, row, None if row.ref is None else packs.get(desk, row.ref))


def _at(station: str, row: BenchRow, pack: Pack | None) -> BenchNow:
    held = pack is not None and pack.stage in AT_HAND and pack.claim == row.recall("claim")
    return BenchNow(station, row, pack, pack if held else None)


def needs_order(now: BenchNow, deed: str) -> None:
    """Refuse a deed at an open order while none is open, or while it is paused.

    Raises Refused(NoOrderOpen, WorkPaused).
    """
    if now.mine is None:
        raise Refused(NoOrderOpen(deed))
    if now.phase is Phase.PAUSED:
        raise Refused(WorkPaused(now.mine.parcel))


def remember(desk: Desk, now: BenchNow, said: str, **more: Any) -> BenchNow:  # noqa: ANN401 - small JSON facts
    """Keep the open pack and its token, the code of the last words, what lasts, and `more`; all else is forgotten.

    Return what the station is at then, as long as nothing else changed its pack.
    """
    memory = {"claim": now.row.recall("claim"), "said": said, **lasting(now.row), **more}
    row = BenchRow(now.row.ref, "", memory)
    bench.write(desk, now.station, Work.PACK, row)
    return _at(now.station, row, now.pack)


def lasting(row: BenchRow) -> dict[str, Any]:
    """Return what a bench keeps in mind as long as it is at an order."""
    return {name: row.memory[name] for name in LASTING if name in row.memory}


def put_down(desk: Desk, now: BenchNow) -> None:
    """Forget what is asked at a bench that is left; a Stop stays until it is acknowledged."""
    kept = {name: now.row.memory[name] for name in ("stop", "unpack") if name in now.row.memory}
    memory = {"claim": now.row.recall("claim"), "said": "pack_paused", **lasting(now.row), **kept}
    bench.write(desk, now.station, Work.PACK, BenchRow(now.row.ref, now.row.stop, memory))


def take_up(desk: Desk, station: str, pack: tuple[int, int], said: str, **more: Any) -> None:  # noqa: ANN401 - small JSON facts
    """Let the bench be at a pack, under its token; of what it had in mind it keeps `more`."""
    memory = {"claim": pack[1], "said": said, **more}
    bench.write(desk, station, Work.PACK, BenchRow(pack[0], "", memory))


def let_go(desk: Desk, station: str, said: str, closed: int | None = None) -> None:
    """Let the bench be free; `closed` is the pack whose label may be printed again."""
    memory = {"said": said} if closed is None else {"said": said, "closed": closed}
    bench.write(desk, station, Work.PACK, BenchRow(None, "", memory))
