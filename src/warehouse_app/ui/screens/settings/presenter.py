"""The presenter of the settings screen: edits are kept until saved, and saved together. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, cast

from warehouse_app.application.devices import find_stations
from warehouse_app.application.pickforced import SetRoleScan
from warehouse_app.application.run import Outcome
from warehouse_app.application.settings import (
    ChangeSettings,
    SettingChange,
    change_machine,
    machine_settings,
    settings_of,
)
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import StationRow
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.settings import SettingMoved
from warehouse_app.ports.home import Remembers
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.presenter import Presenter
from warehouse_app.ui.screens.settings import roles, shown
from warehouse_app.ui.screens.settings import state as screen
from warehouse_app.ui.screens.settings.state import MACHINE, ROLES, Key, Page, SettingsScreen
from warehouse_app.wording import trn
from warehouse_app.wording.say import say_error


class SettingsView(Protocol):
    """What the presenter asks of its page."""

    def render_state(self, state: SettingsScreen) -> None: ...

    def put_into_force(self) -> None:
        """The machine's own settings changed: look and sizes follow."""


class SettingsPresenter(Presenter):
    """`machine` is what this machine remembers; `toast` tells of a finished deed."""

    def __init__(
        self, view: SettingsView, hands: Hands, machine: Remembers, toast: Callable[[str, bool], None]
    ) -> None:
        self._view, self._hands, self._machine, self._toast = view, hands, machine, toast
        may = Right.SETTINGS in hands.session().actor.rights
        self._screen = SettingsScreen(page="company" if may else "machine", may=may)
        self._in_view = False

    def shown(self) -> None:
        """Read all that is shown."""
        self._in_view = True
        self._read()

    def hidden(self) -> None:
        """Out of view; what was typed stays until it is saved or let go."""
        self._in_view = False

    def touched(self, changes: frozenset[str], *, mine: bool) -> None:
        """Somebody changed a setting or set a station up."""
        if self._in_view and Touched.SETTING in changes and not mine:
            self._read()

    def opened(self, what: str) -> None:
        """Show one page: "settings:machine", or a station: "station:B2"."""
        kind, _, name = what.partition(":")
        if kind == "station":
            self.stationed(name)
        elif name in {"company", "station", "roles", "machine"}:
            self.paged(name)

    def paged(self, page: str) -> None:
        """Another page; drafts of the others are kept."""
        self._show(replace(self._screen, page=cast("Page", page)))
        self._read()

    def stationed(self, station: str) -> None:
        """The settings of another station."""
        self._show(replace(self._screen, page="station", station=station))
        self._read()

    def edited(self, name: str, value: str | None) -> None:
        """A field was changed; None is "as the company"."""
        self._show(screen.edited(self._screen, name, value))

    def commanded(self, name: str) -> None:
        """Save, let go, read again."""
        if name == "save":
            self._save()
        elif name in {"drop", "back"} and self._screen.changed:
            self._show(screen.dropped(self._screen))
        elif name == "refresh":
            self._read()

    def _save(self) -> None:
        state = self._screen
        if not state.changed:
            return
        for (place, name), value in state.drafts.items():
            if place == MACHINE and not self._keep_here(name, value or ""):
                return
        made = tuple(roles.commands(self._screen, self._hands.new_id).items())
        if made:
            self._save_roles(made)
            return
        state = self._screen
        changes = tuple(
            SettingChange(name, value, place, state.seen.get((place, name)))
            for (place, name), value in state.drafts.items()
            if place != MACHINE
        )
        if changes:
            self._hands.do(ChangeSettings(id=self._hands.new_id(), changes=changes), self._answered)
        else:
            self._saved()

    def _save_roles(self, made: tuple[tuple[str, SetRoleScan], ...]) -> None:
        """Keep the rule of one role after the other, then the rest."""
        (role, command), *rest = made

        def answered(outcome: Outcome[Any]) -> None:
            if outcome.refusal is not None:
                key = next(key for key in self._screen.drafts if key[0] == ROLES and key[1].startswith(f"{role}."))
                self._show(screen.refused(self._screen, key, say_error(outcome.refusal)))
                return
            self._screen = screen.forgot(self._screen, role)
            if rest:
                self._save_roles(tuple(rest))
            elif self._screen.changed:
                self._save()
            else:
                self._saved()

        self._hands.do(command, answered)

    def _keep_here(self, name: str, value: str) -> bool:
        """Keep a value of this machine and put it into force; whether it was taken."""
        try:
            change_machine(self._machine, name, value)
        except Refused as no:
            self._show(screen.refused(self._screen, (MACHINE, name), say_error(no.refusal)))
            return False
        rows = machine_settings(self._machine)
        self._screen = screen.read(self._screen, MACHINE, rows)
        drafts = {key: draft for key, draft in self._screen.drafts.items() if key != (MACHINE, name)}
        self._screen = replace(self._screen, drafts=drafts)
        self._view.put_into_force()
        return True

    def _answered(self, outcome: Outcome[Any]) -> None:
        if outcome.refusal is None:
            self._saved()
            return
        key = self._key_of(outcome.refusal)
        self._show(screen.refused(self._screen, key, say_error(outcome.refusal)))
        if isinstance(outcome.refusal, SettingMoved):
            self._read()

    def _key_of(self, no: Refusal) -> Key:
        """Return the draft a no is about: by the setting it names, and its station."""
        name, station = str(getattr(no, "name", "")), str(getattr(no, "station", ""))
        fits = [key for key in self._screen.drafts if key[1] == name or (station and key[0] == station)]
        return fits[0] if fits else ("", name)

    def _saved(self) -> None:
        count = len(self._screen.drafts)
        self._show(screen.dropped(self._screen))
        self._toast(trn("Saved", "{n} settings saved", max(1, count)).format(n=count), False)
        self._read()

    def _read(self) -> None:
        self._came(MACHINE, machine_settings(self._machine))
        if not self._screen.may:
            return
        self._hands.ask(find_stations, self._stations_came, right=Right.SETTINGS)
        self._hands.ask(roles.read, lambda rows: self._came(ROLES, rows), right=Right.SETTINGS)
        for place in {"", self._screen.station, *(key[0] for key in self._screen.drafts)} - {MACHINE, ROLES}:
            self._ask(place)

    def _ask(self, place: str) -> None:
        self._hands.ask(
            lambda desk: settings_of(desk, place), lambda rows: self._came(place, rows), right=Right.SETTINGS
        )

    def _stations_came(self, stations: tuple[StationRow, ...]) -> None:
        state = replace(self._screen, stations=stations)
        codes = [each.code for each in stations]
        if state.station not in codes and codes:
            state = replace(state, station=codes[0])
            self._show(state)
            self._ask(codes[0])
        self._show(state)

    def _came(self, place: str, rows: Any) -> None:  # noqa: ANN401 - the rows of a place
        state = screen.read(self._screen, place, rows)
        for key in screen.moved(state):
            if key[0] == place and key not in state.noes:
                state = screen.refused(state, key, shown.moved_words(state, key))
        self._show(screen.looked(state))

    def _show(self, state: SettingsScreen) -> None:
        self._screen = state
        self._view.render_state(state)
