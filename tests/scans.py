"""Somebody who scans at a station: the words that tests of every bench share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from tests.company import Company
from warehouse_app.application.bench import Scan
from warehouse_app.application.run import Outcome, Session
from warehouse_app.domain.bench import Answer
from warehouse_app.domain.people import Actor, PersonId, Role

A = TypeVar("A", bound=Answer)


@dataclass
class Scans(Generic[A]):
    """One station with a person; a bench says with which `command` its shots are made."""

    company: Company
    station: str = "S1"
    person: str = "ANNA"
    role: Role = Role.CLERK
    with_pin: bool = False
    answers: list[A] = field(default_factory=list)
    command: ClassVar[type[Scan]]

    @property
    def session(self) -> Session:
        """Return who scans here."""
        person = PersonId(f"p-{self.person.lower()}")
        return Session(Actor(person, self.person, self.person.title(), self.role, self.with_pin), self.station)

    def send(self, text: str, **more: Any) -> Outcome[A]:
        """Scan, and return the whole outcome."""
        scan_id = more.pop("id", None) or self.company.ids.new()
        return self.company.runner.perform(self.command(id=scan_id, text=text, **more), self.session)

    def scan(self, *texts: str) -> A:
        """Scan one after the other, and return the last answer."""
        for text in texts:
            outcome = self.send(text)
            assert outcome.value is not None, outcome.refusal
            self.answers.append(outcome.value)
        return self.answers[-1]

    def codes(self, *texts: str) -> list[str]:
        """Scan one after the other, and return the codes of the answers."""
        return [self.scan(text).code for text in texts]
