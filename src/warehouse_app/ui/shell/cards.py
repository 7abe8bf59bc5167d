"""Screen cards: how the shell finds screens. A package under `ui/screens` with a `screen.py` that holds `CARD` is a
screen.

Promise: adding a screen edits no other file.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.people import Actor, Right, Role
from warehouse_app.domain.refusals import Refusal
from warehouse_app.ports.lab import VirtualDevices
from warehouse_app.ui.runtime.feed import ChangeFeed
from warehouse_app.ui.runtime.hands import Hands, Lends, Runs
from warehouse_app.ui.runtime.loads import Loads
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.ui.runtime.protocols import Performs, Plays
from warehouse_app.ui.runtime.tasks import Tasks
from warehouse_app.ui.shell.page import Page
from warehouse_app.ui.shell.settings import Forgetful, Settings


@dataclass(frozen=True, slots=True)
class ScreenContext:
    """What a screen is given. `go(screen, what)` shows another screen; `toast(words, undo)` tells of a finished
    deed, `not_done(words)` of one that was not done.
    """

    performer: Performs
    runner: Runs
    session: Callable[[], Session]
    feed: ChangeFeed
    sounds: Plays
    notices: Notices
    new_id: Callable[[], str]
    go: Callable[[str, str], None]
    toast: Callable[[str, bool], None]
    refused: Callable[[Refusal], None]
    bench: str = ""
    tools: object = None
    loads: Loads | None = None
    tasks: Tasks | None = None
    settings: Settings = field(default_factory=Forgetful)
    lends: Lends | None = None
    not_done: Callable[[str], None] = field(default=lambda _words: None)
    lab: VirtualDevices | None = None

    def now(self) -> str:
        """Return the time now, UTC ISO text, by the house's clock."""
        return self.house().now()

    def house(self) -> Runner:
        """Return the runner itself, for bulk deeds of several commands (plan, release, allocate)."""
        return cast("Runner", self.runner)

    def hands(self, origin: str) -> Hands:
        """Return the hands of the screen called `origin`."""
        return Hands(
            self.performer,
            self.runner,
            self.session,
            self.feed,
            self.new_id,
            origin,
            self.refused,
            self.loads,
            self.tasks,
            self.lends,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """One group of screens in the rail; the one of the highest `rank` folds last."""

    name: str
    title: str
    icon: str
    rank: int


GROUPS = (
    Group("floor", "Floor", "activity", 6),
    Group("orders", "Orders", "inbox", 5),
    Group("benches", "Benches", "scan-barcode", 0),
    Group("goods", "Goods", "warehouse", 4),
    Group("returns", "Returns", "undo-2", 3),
    Group("catalogue", "Catalogue", "tags", 2),
    Group("house", "Set up", "settings-2", 1),
)
"""The groups of the rail, in order: the first never folds, the last stands at the foot."""


@dataclass(frozen=True, slots=True)
class ScreenCard:
    """One screen: its stable name, its title, its icon, whether it is a bench, who may see it, how it is built.

    `rights`: any one of them is enough; an empty set lets everyone in. `group` is its group in the rail (of GROUPS;
    empty: the benches for a bench, the goods for a desk), `order` the place in it, `hidden` keeps it out of rail and
    menu (development screens). `home_of` are the roles whose badge opens it.
    """

    name: str
    title: str
    icon: str
    bench: bool
    rights: frozenset[Right]
    build: Callable[[ScreenContext], Page]
    order: int = 50
    group: str = ""
    hidden: bool = False
    home_of: frozenset[Role] = frozenset()

    def allowed(self, rights: frozenset[Right]) -> bool:
        """Say whether someone with these rights may see it."""
        return not self.rights or bool(self.rights & rights)


def group_of(card: ScreenCard) -> str:
    """Return the group a screen stands in."""
    return card.group or ("benches" if card.bench else "goods")


def _place(card: ScreenCard) -> tuple[int, int, str]:
    names = [group.name for group in GROUPS]
    return names.index(group_of(card)), card.order, card.name


def first_of(cards: Sequence[ScreenCard], actor: Actor, left_open: str = "") -> ScreenCard:
    """Return what opens for somebody who signed on: for bench work what was left open here, else their role's bench.

    `left_open` is the work the sign-on page names, by its word; it promises that a badge opens it again.
    """
    benches = [card for card in cards if card.bench]
    if actor.with_pin or not benches:
        return cards[0]
    left = (card for card in benches if card.name == left_open)
    home = (card for card in benches if actor.role in card.home_of)
    return (*left, *home, *benches)[0]


def discover() -> tuple[ScreenCard, ...]:
    """Find every screen, in rail order. A package without `screen.py` is none; an import error is a bug and rises."""
    import warehouse_app.ui.screens as room

    found: list[ScreenCard] = []
    for module in pkgutil.iter_modules(room.__path__):
        name = f"{room.__name__}.{module.name}.screen"
        if module.ispkg and importlib.util.find_spec(name) is not None:
            found.append(importlib.import_module(name).CARD)
    return tuple(sorted(found, key=_place))
