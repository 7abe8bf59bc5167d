"""Seals: at most one a minute, and only when a chain has grown since the last; and anchors of them outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol

from warehouse_app.application.lane import WorkLane
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.ports.clock import iso
from warehouse_app.store import audit, people
from warehouse_app.store.desk import Desk

SEAL_EVERY_S = 60
ANCHOR_EVERY = timedelta(hours=24)
_OUTSIDE = "outside"


class Keeps(Protocol):
    """Where anchors lie."""

    def kept(self) -> Iterable[Anchor]:
        """Return all of them. Raises Trouble."""
        ...

    def keep(self, anchor: Anchor) -> None:
        """Add one. Raises Trouble."""
        ...


@dataclass(frozen=True, slots=True)
class NothingToAnchor(Refusal):
    """Nothing was done in this company yet."""

    code: ClassVar[str] = "nothing_to_anchor"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorTrail(Command):
    """Seal all chains as they stand, for an anchor outside the database."""


@handles(AnchorTrail, right=Right.EXPORT, answer=Anchor)
def _anchor(desk: Desk, _command: AnchorTrail, _session: Session) -> Anchor:
    if audit.moved_heads(desk):
        audit.put_seal(desk, _OUTSIDE)
    newest = audit.newest_seal(desk)
    if newest is None:
        raise Refused(NothingToAnchor())
    return Anchor(people.company_fact(desk, "id") or "", newest[0], newest[2], newest[1], audit.sealed_links(desk))


def anchor(runner: Runner, session: Session, keeps: Keeps) -> Anchor:
    """Seal the trail and keep the seal outside; return what is kept. Raises Refused (NoRight), Trouble."""
    made: Anchor = runner.perform(AnchorTrail(id=runner.ids.new()), session).done()
    keeps.keep(made)
    return made


def anchor_if_due(runner: Runner, session: Session, keeps: Keeps) -> bool:
    """Anchor the trail when this home has not done so for a day; tell whether it was. Raises Trouble."""
    with runner.store.read() as desk:
        company = people.company_fact(desk, "id") or ""
        begun = bool(audit.heads(desk))
    newest = max((each.at for each in keeps.kept() if each.company == company), default="")
    now = runner.clock.now()
    fresh = bool(newest) and now - ANCHOR_EVERY < datetime.fromisoformat(newest) <= now
    if not fresh and begun:
        anchor(runner, session, keeps)
    return not fresh and begun


def seal_if_due(lane: WorkLane) -> bool:
    """Seal all chains when the newest seal is a minute old and something was added; tell whether it was sealed."""
    oldest = iso(lane.runner.clock.now() - timedelta(seconds=SEAL_EVERY_S))
    with lane.read() as desk:
        newest = audit.newest_seal(desk)
        # A seal from the future was made before the clock was set back: it must not hold up the next.
        fresh = newest is not None and oldest < newest[2] <= lane.now()
        due = not fresh and bool(audit.moved_heads(desk))
    if due:
        lane.write(audit.put_seal)
    return due
