"""Lessons as they were kept, and people with the way they work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from warehouse_app.domain.training.grading import TaskDone


@dataclass(frozen=True, slots=True)
class Way:
    """How a person works: begins with a lesson, sees the next step alone."""

    training: bool = False
    guided: bool = False


class PersonWay(NamedTuple):
    """A person with the way he works."""

    code: str
    name: str
    way: Way


class Result(NamedTuple):
    """One lesson of a person."""

    id: int
    person: str
    name: str
    lesson: str
    begun_at: str
    ended_at: str
    station: str
    seconds: int
    orders: int
    closed: int
    right: int
    mistakes: int
    stops: int
    answered: int
    scans: int
    keys: int
    tasks: tuple[TaskDone, ...]

    @property
    def passed(self) -> bool:
        """Tell whether every order was packed right."""
        return self.right == self.orders
