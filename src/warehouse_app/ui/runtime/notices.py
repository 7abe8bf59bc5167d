"""The board of troubles that stand: the worst one is shown, the others are counted. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from warehouse_app.ui.kit.values import NoticeValue
from warehouse_app.ui.runtime.inbox import Inbox


class Notices:
    """Raise a notice by its key, solve it by its key; `on_change` hears (worst, how many more).

    Every notice goes to the list (`Inbox`) as well and stays there when it is solved.
    """

    def __init__(self, inbox: Inbox | None = None) -> None:
        self._inbox = inbox or Inbox()
        self._standing: dict[str, NoticeValue] = {}
        self._answers: dict[str, Callable[[str], None]] = {}
        self._hearers: list[Callable[[NoticeValue | None, int], None]] = []

    def on_change(self, hearer: Callable[[NoticeValue | None, int], None]) -> None:
        """Hear what is to be shown, now and after every change."""
        self._hearers.append(hearer)
        hearer(self.worst(), self.more())

    def raise_notice(self, notice: NoticeValue, answer: Callable[[str], None] | None = None) -> None:
        """Put a notice on the board, or replace the one with the same key; `answer` hears the name of a chosen
        answer.
        """
        self._standing[notice.key] = notice
        self._inbox.tell(notice.title, notice.line, notice.icon, notice.key)
        self._answers.pop(notice.key, None)
        if answer is not None:
            self._answers[notice.key] = answer
        self._tell()

    def solve(self, key: str, words: str = "") -> None:
        """Take a notice off. With `words` ("Printer is back") the strip says so in green until `forget`."""
        gone = self._standing.pop(key, None)
        self._inbox.over(key)
        if gone is not None and words:
            self._standing[key] = replace(gone, title=words, line="", answers=(), solved=True, rank=-1)
        self._tell()

    def forget(self) -> None:
        """Drop what is solved."""
        self._standing = {key: one for key, one in self._standing.items() if not one.solved}
        self._tell()

    def answered(self, key: str, name: str) -> None:
        """An answer of a notice was chosen; a notice without anyone to hear it goes away."""
        hearer = self._answers.get(key)
        if hearer is None:
            self.solve(key)
        else:
            hearer(name)

    def worst(self) -> NoticeValue | None:
        """Return the notice to show: the greatest rank, the oldest of these."""
        return max(self._standing.values(), key=lambda one: one.rank, default=None)

    def more(self) -> int:
        """Return how many stand beside the worst."""
        return max(0, len(self._standing) - 1)

    def _tell(self) -> None:
        for hearer in self._hearers:
            hearer(self.worst(), self.more())
