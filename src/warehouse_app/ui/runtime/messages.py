"""Messages to whoever works here, told as notices until they are read. They hold no scan: the strip asks for nothing.

No Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from warehouse_app.application.crew.messages import SeeMessage, unseen
from warehouse_app.application.run import Outcome
from warehouse_app.domain.crew.values import Message
from warehouse_app.domain.people import first_name
from warehouse_app.ui.kit.values import Answer, NoticeValue
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.ui.runtime.notices import Notices
from warehouse_app.wording import tr

_RANK = 2
"""Above a printer that is away, below one that needs an answer."""


class MessageWatch:
    """Reads what is to be read here and keeps the board of notices as it is; `read` is cheap."""

    def __init__(self, hands: Hands, notices: Notices, now: Callable[[], str]) -> None:
        self._hands, self._notices, self._now = hands, notices, now
        self._standing: dict[int, Message] = {}

    def read(self) -> None:
        """Ask what is to be read."""
        session, now = self._hands.session(), self._now()
        if session.actor.person:
            self._hands.ask(lambda desk: unseen(desk, session, now), self._came, trouble=lambda _trouble: None)

    def forget(self) -> None:
        """Take all off: whoever they were for is gone."""
        self._came(())

    def _came(self, found: tuple[Message, ...]) -> None:
        now = {each.id: each for each in found}
        for number in self._standing.keys() - now.keys():
            self._notices.solve(_key(number))
        for number, each in now.items():
            if number not in self._standing:
                self._notices.raise_notice(_notice(each), partial(self._read, number))
        self._standing = now

    def _read(self, number: int, _name: str) -> None:
        self._hands.do(SeeMessage(id=self._hands.new_id(), message=number), self._done)

    def _done(self, _outcome: Outcome[Any]) -> None:
        self.read()


def _key(number: int) -> str:
    return f"message:{number}"


def _notice(each: Message) -> NoticeValue:
    words = tr("{who} says").format(who=first_name(each.who)) if each.who else tr("A message")
    answers = (Answer("read", tr("I have read it"), ""),)
    return NoticeValue(_key(each.id), each.text, words, "message-square", answers, rank=_RANK)
