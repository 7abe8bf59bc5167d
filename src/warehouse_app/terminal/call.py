"""One call of the command line: its options, who acts, and the company, opened when needed and closed at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.wholefile import part_of, whole_binary, whole_file
from warehouse_app.terminal.globals import Globals, pin_of, read_pin
from warehouse_app.terminal.output import Output
from warehouse_app.wording import tr

if TYPE_CHECKING:
    import typer

    from warehouse_app.application.run import Runner, Session
    from warehouse_app.domain.people import Actor
    from warehouse_app.ports.home import Home
    from warehouse_app.terminal.host import Host, OpenCompany

__all__ = ["MOST_NUMBER", "Call", "call_of", "whole_binary", "whole_file", "write_bytes"]


MOST_NUMBER = 2**63 - 1
"""The highest number a row can have, on both databases."""


class Call:
    """What a command works with."""

    def __init__(self, host: Host, options: Globals) -> None:
        self.host = host
        self.options = options
        self.out = Output(as_json=options.json, monotonic=host.monotonic)
        self._home: Home | None = None
        self._company: OpenCompany | None = None

    @property
    def home(self) -> Home:
        """Return the home, made and checked at first use. Raises Trouble."""
        if self._home is None:
            self._home = self.host.home(self.options.home_path)
            self.speak("")
        return self._home

    def speak(self, language: str) -> None:
        """Speak a person's language from now on, "" for the machine's; JSON is for programs and has one for all."""
        if not self.options.json:
            self.host.speak(self.home, language)

    @property
    def opened_home(self) -> Home | None:
        """Return the home if this call came as far as that."""
        return self._home

    def company(self, *, create: bool = False, station: str = "") -> OpenCompany:
        """Return the company, opened at first use. Raises Usage, Trouble."""
        if self._company is None:
            self._company = self.host.company(self.home, self.options.database, create=create, station=station)
            self._tell_of_upgrade(self._company.runner)
        return self._company

    def _tell_of_upgrade(self, runner: Runner) -> None:
        """Say, beside the answer, that opening brought an older database up to this version."""
        from warehouse_app.application import care

        done = care.upgraded(runner)
        if done is not None:
            self.home.log("upgraded", before=done.before, now=done.now, backup=done.backup)
            told = tr(
                "The database was of version {before} and is of version {now} now. As it was, it lies in {backup}."
            )
            self.out.note(told.format(before=done.before, now=done.now, backup=done.backup))

    @property
    def runner(self) -> Runner:
        """Return the company's runner; with --override-by it asks that second person where a right is lacking."""
        opened, options = self.company(), self.options
        if not options.override_by:
            return opened.runner
        if not options.override_pin_file:
            raise Usage("override_pin_missing", user=options.override_by)
        from warehouse_app.application.overriding import Override, OverridingRunner

        override = Override(read_pin(options.override_pin_file), options.override_reason, user=options.override_by)
        return OverridingRunner(opened.runner, opened.guard, override)

    def session(self, station: str = "") -> Session:
        """Return who acts: by --user and PIN, else whom the home keeps signed on. Raises Usage, Refused, Trouble."""
        from warehouse_app.application.run import Session

        actor = self._actor()
        self.speak(actor.language)
        return Session(actor, station)

    def _actor(self) -> Actor:
        from warehouse_app.application import sign_on

        company = self.company()
        pin = pin_of(self.options, self.host.environment)
        if self.options.user:
            if pin is None:
                raise Usage("pin_missing", user=self.options.user)
            return sign_on.sign_on(company.runner, company.guard, user=self.options.user, pin=pin)
        token = company.home.kept_token()
        actor = sign_on.signed_on(company.runner, token) if token else None
        if actor is None:
            raise Usage("nobody_signed_on")
        return actor

    def close(self) -> None:
        """Close what was opened."""
        if self._company is not None:
            self._company.close()
            self._company = None


def call_of(context: typer.Context) -> Call:
    """Return the call a command belongs to."""
    found = context.obj
    assert isinstance(found, Call)
    return found


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that is there whole, or not at all. Raises Trouble."""
    with part_of(path) as part:
        part.write_bytes(content)
