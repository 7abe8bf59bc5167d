"""How somebody is at work, how fast, and whether a batch may be given to them. Pure."""

from __future__ import annotations

from datetime import datetime

from warehouse_app.domain.crew.values import Ability, Demand, LacksSkill, OverCap, Presence

IDLE_MINUTES, STALE_MINUTES = 10, 30
"""Minutes without a scan after which somebody at work is idle, and after which the work counts as left."""

SLOT_MINUTES, LEAST_SLOTS = 10, 2
"""Time worked is counted in slots with a scan in them: breaks are no work. A single one is too
little to tell a rate from."""


def presence(*, busy: bool, last: str, since: str, now: str) -> Presence:
    """Return how a person is at work: `last` scan of the day ("" for none), and `since` when they are at it."""
    touched = max(last, since)
    if not busy:
        return Presence.FREE if last else Presence.AWAY
    minutes = _minutes(touched, now) if touched else STALE_MINUTES
    if minutes >= STALE_MINUTES:
        return Presence.STALE
    return Presence.IDLE if minutes >= IDLE_MINUTES else Presence.WORKING


def rate(units: int, slots: int) -> int:
    """Return units an hour, of the slots in which there was a scan; 0 where they are too few to tell."""
    return round(units * 60 / (slots * SLOT_MINUTES)) if slots >= LEAST_SLOTS else 0


def unfit(ability: Ability, demand: Demand, batch: str, who: str) -> LacksSkill | OverCap | None:
    """Return why a batch may not be given to a person, None where it may."""
    missing = demand.skills - ability.skills
    if missing:
        return LacksSkill(batch, who, tuple(sorted(missing)))
    caps = ability.caps
    pairs = (
        ("batches", caps.batches, demand.batches + 1),
        ("orders", caps.orders, demand.orders),
        ("units", caps.units, demand.units),
        ("weight_g", caps.weight_g, demand.weight_g),
    )
    over = next(((name, most, asked) for name, most, asked in pairs if most and asked > most), None)
    return None if over is None else OverCap(batch, who, *over)


def _minutes(since: str, now: str) -> float:
    return (datetime.fromisoformat(now) - datetime.fromisoformat(since)).total_seconds() / 60
