"""Messages at a line-mode station: a line of their own before the next answer, read by CONTINUE or an empty line.

They hold nothing: a scan is answered as if there were none, and CONTINUE goes to whatever else waits for it first.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from warehouse_app.application.crew.messages import SeeMessage, unseen
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.crew.values import Message
from warehouse_app.domain.people import first_name
from warehouse_app.domain.refusals import Refused, Trouble

LOOK_S = 2.0
"""At most this often it is asked whether there is something to read: a scan costs nothing for it."""

NOTE = "message"
"""The code of a line that is a message."""


class StationMessages:
    """Asks for messages, tells each once, and keeps that they were read."""

    def __init__(self, runner: Runner, session: Session, monotonic: Callable[[], float]) -> None:
        self._runner, self._session, self._monotonic = runner, session, monotonic
        self._told: dict[int, Message] = {}
        self._looked = -LOOK_S

    @property
    def waiting(self) -> bool:
        """Say whether something was told and not read."""
        return bool(self._told)

    def due(self) -> tuple[dict[str, object], ...]:
        """Return the messages that were not told yet, as facts of a line; nothing where the database is away."""
        if self._monotonic() - self._looked < LOOK_S:
            return ()
        self._looked = self._monotonic()
        now = self._runner.now()
        try:
            found = self._runner.ask(lambda desk: unseen(desk, self._session, now), self._session)
        except (Trouble, Refused):
            return ()
        new = tuple(each for each in found if each.id not in self._told)
        self._told = {each.id: each for each in found}
        return tuple({"message": each.id, "who": first_name(each.who), "text": each.text} for each in new)

    def read(self) -> bool:
        """Keep that all that was told was read; say whether there was any."""
        told, self._told = self._told, {}
        for number in told:
            with contextlib.suppress(Trouble):
                self._runner.perform(SeeMessage(id=self._runner.ids.new(), message=number), self._session)
        return bool(told)
