"""What the settings screen knows: the values as read, what was changed in the form and not saved yet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from warehouse_app.application.settings import SettingRow
from warehouse_app.domain.printing.values import StationRow

Page = Literal["company", "station", "roles", "machine"]
AS_COMPANY = None
"""The draft of a station's setting that is to be as the company's again."""

Key = tuple[str, str]
"""Where a value holds ("" the company, a station's code, `MACHINE`), and the setting's name."""

MACHINE = "@machine"
ROLES = "@roles"
"""Where what a role must scan holds; names are "picker.item"."""


@dataclass(frozen=True, slots=True)
class SettingsScreen:
    """The screen. `rows` are of every place that was read; `drafts` are values typed and not saved; `noes` their noes.

    `seen` is what a draft's field showed when it was first changed: a value that is another one since was changed by
    somebody else.
    """

    page: Page = "company"
    station: str = ""
    stations: tuple[StationRow, ...] = ()
    rows: Mapping[str, tuple[SettingRow, ...]] = field(default_factory=dict)
    drafts: Mapping[Key, str | None] = field(default_factory=dict)
    seen: Mapping[Key, str] = field(default_factory=dict)
    noes: Mapping[Key, str] = field(default_factory=dict)
    loaded: bool = False
    may: bool = False

    @property
    def place(self) -> str:
        """Return where the page's values hold."""
        return {"company": "", "station": self.station, "roles": ROLES, "machine": MACHINE}[self.page]

    @property
    def shown(self) -> tuple[SettingRow, ...]:
        """Return the settings of the page."""
        return self.rows.get(self.place, ())

    def row(self, key: Key) -> SettingRow | None:
        """Return a setting as read."""
        return next((row for row in self.rows.get(key[0], ()) if row.name == key[1]), None)

    def value(self, row: SettingRow) -> str | None:
        """Return what the page's field holds: the draft, else the value; None where a station has none of its own."""
        key = (self.place, row.name)
        if key in self.drafts:
            return self.drafts[key]
        return row.value if self.page != "station" or row.own else AS_COMPANY

    @property
    def changed(self) -> bool:
        """Say whether anything is to be saved."""
        return bool(self.drafts)


def read(screen: SettingsScreen, place: str, rows: tuple[SettingRow, ...]) -> SettingsScreen:
    """The values of one place were read; a draft of a value that moved meanwhile keeps its text and is told."""
    return replace(screen, rows={**screen.rows, place: rows}, loaded=True)


def edited(screen: SettingsScreen, name: str, value: str | None) -> SettingsScreen:
    """A field was changed; back to what is kept, it is no change any more."""
    key = (screen.place, name)
    row = screen.row(key)
    drafts, seen, noes = dict(screen.drafts), dict(screen.seen), dict(screen.noes)
    noes.pop(key, None)
    drafts.pop(key, None)
    kept = seen.pop(key, row.value if row is not None else "")
    plain = replace(screen, drafts=drafts, seen=seen, noes=noes)
    if row is None or plain.value(row) == value:
        return plain
    return replace(plain, drafts={**drafts, key: value}, seen={**seen, key: kept})


def refused(screen: SettingsScreen, key: Key, words: str) -> SettingsScreen:
    """A value was not taken; its field keeps it."""
    return replace(screen, noes={**screen.noes, key: words})


def moved(screen: SettingsScreen) -> tuple[Key, ...]:
    """Return the drafts whose value somebody else changed meanwhile."""
    return tuple(
        key for key in screen.drafts if (row := screen.row(key)) is not None and row.value != screen.seen.get(key)
    )


def looked(screen: SettingsScreen) -> SettingsScreen:
    """The person has been told of the values as they are now: the next save is meant for them."""
    now = {key: row.value for key in screen.drafts if (row := screen.row(key)) is not None}
    return replace(screen, seen=now)


def dropped(screen: SettingsScreen) -> SettingsScreen:
    """What was typed and not saved is let go."""
    return replace(screen, drafts={}, seen={}, noes={})


def forgot(screen: SettingsScreen, role: str) -> SettingsScreen:
    """The rule of a role was saved: its drafts are none any more."""
    mine = {key for key in screen.drafts if key[0] == ROLES and key[1].startswith(f"{role}.")}
    rest = {key: value for key, value in screen.drafts.items() if key not in mine}
    return replace(screen, drafts=rest, seen={key: value for key, value in screen.seen.items() if key not in mine})
