"""The loading of one box in Python: step for step what native/cartons.h does, with the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from warehouse_app.planning.cartonisation.bodies import TURNS

MOST_BODIES = 256
MOST_CORNERS = 2_400
NOWHERE = (0, 0, 0, 0, 0, 0)

Corner = tuple[int, int, int]
Lies = tuple[int, int, int, int, int, int]
"""Where a body lies: its corner and its sides; a length of 0 is not placed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One box and the bodies that may go into it. Bodies whose group differs do not go together; 0 goes with all."""

    box: tuple[int, int, int]
    weight: int
    volume: int
    support: int
    sizes: Sequence[tuple[int, int, int]]
    turns: Sequence[int]
    grams: Sequence[int]
    fragile: Sequence[bool]
    groups: Sequence[int]
    kinds: Sequence[int]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was placed: its volume, where each body lies, and how many pairs of bodies were compared."""

    volume: int
    at: tuple[Lies, ...]
    looks: int


@dataclass(slots=True)
class _Box:
    asked: Asked
    at: list[Lies]
    most: int
    done: list[int] = field(default_factory=list)
    corners: list[Corner] = field(default_factory=lambda: [(0, 0, 0)])
    reach: tuple[int, int, int] = (0, 0, 0)
    looks: int = 0

    def touch(self, body: int, corner: Corner, side: tuple[int, int, int]) -> int:
        """Return the area that a body touches at a corner; -1 where it may not lie."""
        (x0, y0, z0), (long, wide, high) = corner, side
        x1, y1, z1 = x0 + long, y0 + wide, z0 + high
        box, fragile, brittle = self.asked.box, self.asked.fragile, self.asked.fragile[body]
        touched = wide * high * ((x0 == 0) + (x1 == box[0])) + long * high * ((y0 == 0) + (y1 == box[1]))
        carried = 0 if z0 else long * wide
        for other in self.done:
            qx, qy, qz, ql, qw, qh = self.at[other]
            self.looks += 1
            x = min(x1, qx + ql) - max(x0, qx)
            y = min(y1, qy + qw) - max(y0, qy)
            if x < 0 or y < 0:
                continue
            z = min(z1, qz + qh) - max(z0, qz)
            if x and y:
                below = qz < z0
                if z > 0 or (fragile[other] if below else brittle):
                    return -1
                if z == 0 and below:
                    carried += x * y
                elif z == 0:
                    touched += x * y
            elif z > 0:
                touched += (y if x == 0 else x) * z
        return -1 if carried * 1000 < long * wide * self.asked.support else touched + carried

    def best(self, body: int, rule: int) -> Lies:
        """Return where a body lies best by a rule, NOWHERE when it goes nowhere or too much was looked at."""
        box, found, lies = self.asked.box, None, NOWHERE
        for n, turn in enumerate(TURNS):
            side = self.asked.sizes[body]
            side = (side[turn[0]], side[turn[1]], side[turn[2]])
            if not self.asked.turns[body] >> n & 1 or any(map(int.__gt__, side, box)):
                continue
            for corner in self.corners:
                x, y, z = corner
                if x + side[0] > box[0] or y + side[1] > box[1] or z + side[2] > box[2]:
                    continue
                if self.looks >= self.most:
                    return NOWHERE
                touched = self.touch(body, corner, side)
                if touched < 0:
                    continue
                key = self._key(rule, corner, side, touched)
                if found is None or key < found:
                    found, lies = key, (*corner, *side)
        return lies

    def _key(self, rule: int, corner: Corner, side: tuple[int, int, int], touched: int) -> tuple[int, int, int]:
        """Less is better. Rules: low down, much touched, low top, little room taken by all together."""
        x, y, z = corner
        last = (z << 40) + (y << 20) + x
        if rule == 1:
            return (-touched, z, last)
        if rule == 0:
            return (z, -touched, last)
        if rule == 2:  # noqa: PLR2004 - the third of the rules above
            return (z + side[2], -touched, last)
        reach = self.reach
        room = max(reach[0], x + side[0]) * max(reach[1], y + side[1]) * max(reach[2], z + side[2])
        return (room, -touched, last)

    def put(self, body: int, lies: Lies) -> None:
        """Place a body, and open the corners beside, behind and on it, also slid along each other axis."""
        self.at[body] = lies
        self.done.append(body)
        x, y, z, long, wide, high = lies
        self.reach = max(self.reach[0], x + long), max(self.reach[1], y + wide), max(self.reach[2], z + high)
        self.corners = [each for each in self.corners if not _within(each, lies)]
        for axis in range(3):
            corner = [x, y, z]
            corner[axis] += lies[3 + axis]
            self._open(corner)
            for slide in range(3):
                if slide != axis:
                    slid = list(corner)
                    slid[slide] = self._stop(corner, axis, slide)
                    self._open(slid)

    def _stop(self, corner: list[int], axis: int, slide: int) -> int:
        """Return how far a corner can be slid towards the wall."""
        other, to = 3 - axis - slide, 0
        for body in self.done:
            lies = self.at[body]
            end = lies[slide] + lies[3 + slide]
            if (
                to < end <= corner[slide]
                and lies[axis] <= corner[axis] < lies[axis] + lies[3 + axis]
                and lies[other] <= corner[other] < lies[other] + lies[3 + other]
            ):
                to = end
        return to

    def _open(self, at: list[int]) -> None:
        corner = (at[0], at[1], at[2])
        if any(map(int.__ge__, corner, self.asked.box)) or len(self.corners) >= MOST_CORNERS:
            return
        if corner not in self.corners and not any(_within(corner, self.at[body]) for body in self.done):
            self.corners.append(corner)


def _within(corner: Corner, lies: Lies) -> bool:
    x, y, z = corner
    return lies[0] <= x < lies[0] + lies[3] and lies[1] <= y < lies[1] + lies[4] and lies[2] <= z < lies[2] + lies[5]


class PlainLoader:
    """Loads one box again and again, in other orders and by other rules."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def load(self, order: Sequence[int], rule: int, most: int) -> Loaded:
        """Put the bodies in by that order; what finds no place within `most` looks is left out."""
        asked, box = self._asked, _Box(self._asked, [NOWHERE] * len(self._asked.sizes), most)
        weight = volume = group = 0
        failed = -1
        for body in order:
            long, wide, high = asked.sizes[body]
            own = long * wide * high
            if asked.kinds[body] == failed or len(box.done) >= MOST_BODIES:
                continue
            if weight + asked.grams[body] > asked.weight or volume + own > asked.volume:
                continue
            if group and asked.groups[body] and asked.groups[body] != group:
                continue
            lies = box.best(body, rule)
            if not lies[3] and box.looks >= most:
                break
            if not lies[3]:
                failed = asked.kinds[body]
                continue
            weight, volume, group = weight + asked.grams[body], volume + own, asked.groups[body] or group
            box.put(body, lies)
        return Loaded(volume, tuple(box.at), box.looks)
