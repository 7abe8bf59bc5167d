"""The table of all commands by roles: read from the register by which they are opened, so it cannot tell otherwise."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app import application
from warehouse_app.application.overriding import Permit
from warehouse_app.application.run import HANDLERS, Handler, Opens
from warehouse_app.domain.people import BENCH_RIGHTS, ROLE_RIGHTS, Right, Role


class Way(StrEnum):
    """How a role comes to a command."""

    BADGE = "badge"
    """By the badge alone, and so with the PIN as well."""
    PIN = "PIN"
    """By badge or code with the PIN."""
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Deed:
    """One command: where it is told, what opens it (a right, or in words what else) and rights of parts of it."""

    command: str
    module: str
    opens: str
    also: tuple[Right, ...]
    ways: tuple[tuple[Role, Way], ...]

    def way(self, role: Role) -> Way:
        """Return how a role comes to it."""
        return dict(self.ways)[role]


def load_all() -> None:
    """Bring in every module of the application, so that every command is in the register."""
    for each in pkgutil.walk_packages(application.__path__, f"{application.__name__}."):
        importlib.import_module(each.name)


def deeds() -> tuple[Deed, ...]:
    """Return every command there is, by module and name."""
    load_all()
    found = [_deed(each) for each in HANDLERS.values()]
    return tuple(sorted(found, key=lambda deed: (deed.module, deed.command)))


def way_to(right: Right, role: Role) -> Way:
    """Return how a role comes to a right."""
    if right not in ROLE_RIGHTS[role]:
        return Way.NEVER
    return Way.BADGE if right in BENCH_RIGHTS else Way.PIN


def _deed(handler: Handler) -> Deed:
    module = handler.command.__module__.removeprefix(f"{application.__name__}.")
    lends = handler.command is Permit
    ways = tuple((role, Way.PIN if lends else _way(handler, role)) for role in Role)
    opens = "the right that is lent" if lends else _opens(handler)
    return Deed(handler.command.__name__, module, opens, tuple(sorted(handler.also)), ways)


def _opens(handler: Handler) -> str:
    if isinstance(handler.right, (Right, Opens)):
        return handler.right.value
    return " or ".join(" and ".join(right.value for right in each) for each in handler.asks)


def _way(handler: Handler, role: Role) -> Way:
    """Return the easiest way: whoever has the rights of one of the sets comes to it."""
    gate = handler.right
    if isinstance(gate, Opens):
        return Way.BADGE if gate is Opens.SIGNED_ON else Way.NEVER
    sets = ((gate,),) if isinstance(gate, Right) else handler.asks
    return min((_last(way_to(right, role) for right in each) for each in sets), key=list(Way).index)


def _last(ways: Iterable[Way]) -> Way:
    return max(ways, key=list(Way).index)
