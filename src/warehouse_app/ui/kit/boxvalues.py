"""What a drawn box shows, as values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoxPart:
    """One body in a box: the number of its goods, how many units it is, its corner and its sides in millimetres."""

    n: int
    count: int
    at: tuple[int, int, int]
    size: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class BoxLine:
    """Goods under the drawing: their number, what they are, and how they lie."""

    n: int
    words: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class BoxFitValue:
    """One box with what lies in it. `inner` are its sides; without parts it is drawn empty."""

    head: str
    line: str = ""
    inner: tuple[int, int, int] = (1, 1, 1)
    parts: tuple[BoxPart, ...] = ()
    lines: tuple[BoxLine, ...] = ()
    note: str = ""

    @property
    def told(self) -> str:
        """Return all of it in words, for those who do not see the drawing."""
        goods = ". ".join(
            ", ".join(part for part in (f"{each.n}: {each.words}", each.how) if part) for each in self.lines
        )
        return ". ".join(part for part in (self.head, self.line, goods, self.note) if part)


def back_to_front(parts: tuple[BoxPart, ...]) -> tuple[BoxPart, ...]:
    """Return bodies in the order in which they are drawn: what is behind, to the left or below comes first.

    Bodies that do not overlap can always be ordered so, but for rings, which are broken where they are met.
    """
    left, drawn = list(parts), []
    while left:
        free = next(
            (n for n, one in enumerate(left) if not any(_hides(other, one) for other in left if other is not one)), 0
        )
        drawn.append(left.pop(free))
    return tuple(drawn)


def _hides(one: BoxPart, other: BoxPart) -> bool:
    """Tell whether `one` must be drawn before `other`: it ends where the other begins, on some axis."""
    ends = [a + b <= c for a, b, c in zip(one.at, one.size, other.at, strict=True)]
    starts = [a + b <= c for a, b, c in zip(other.at, other.size, one.at, strict=True)]
    return any(ends) and not any(starts)
