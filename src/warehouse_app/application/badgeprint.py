"""A badge as a print job: its code is known only when it is made, so it waits for its printer sealed by this home.

Nothing of it stands in the database in clear. A worker of another home, and whoever asks later, finds no code: then a
new badge is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.application.cards import badge_data
from warehouse_app.application.people import person_id_of
from warehouse_app.application.printing import wanted
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import BadgeIsSecret, Document, NoSuchStation, PrintAsked
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.secrets import Seal
from warehouse_app.store import devices, people
from warehouse_app.store.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintBadge(Command):
    """Print the badge that a person was just given; `sealed` is its code as `Seal.closed` returns it."""

    user: str
    at_station: str = ""
    sealed: str = field(default="", repr=False, metadata=ASIDE)


def print_badge(runner: Runner, seal: Seal, session: Session, user: str, secret: str, station: str = "") -> PrintAsked:
    """Ask for a person's badge, whose code is `secret`. Raises Refused (BadgeIsSecret, UserUnknown, NoSuchStation)."""

    def is_theirs(desk: Desk) -> None:
        person = people.by_id(desk, person_id_of(desk, user))
        assert person is not None, "a person of that code was found"
        badge_data(desk, person, secret)

    runner.ask(is_theirs, session, Right.USERS)
    sealed = seal.closed(secret.strip().upper())
    command = PrintBadge(id=runner.ids.new(), user=user, at_station=station, sealed=sealed)
    return runner.perform(command, session).done()  # type: ignore[no-any-return]


@handles(PrintBadge, right=Right.USERS, answer=PrintAsked)
def _print_badge(desk: Desk, command: PrintBadge, session: Session) -> PrintAsked:
    person, station = person_id_of(desk, command.user), command.at_station.strip().upper()
    if not command.sealed:
        raise Refused(BadgeIsSecret(command.user))
    if station and devices.station(desk, station) is None:
        raise Refused(NoSuchStation(command.at_station))
    return wanted(desk, Document.BADGE, person, station or session.station, sealed=command.sealed)
