"""Papers and labels a person asks for at a screen: made on a read lane, handed over as a file, a no told in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from warehouse_app.application.documents import document_bytes
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.wording.say import say_error


class Paperwork:
    """`told(words)` says why a paper is not made; `keep(name, bytes)` hands one over, and is given by the window."""

    def __init__(self, hands: Hands, told: Callable[[str], None]) -> None:
        self._hands, self._told = hands, told
        self.keep: Callable[[str, bytes], None] = lambda _name, _paper: None

    def make(self, kind: str, ref: str, channel: str | None = None) -> None:
        """Make one document as PDF."""

        def question(desk: Any) -> bytes | str:  # noqa: ANN401 - the application's desk
            try:
                return document_bytes(desk, kind, ref, channel=channel)
            except Refused as no:
                return say_error(no.refusal)
            except Usage as no:
                return say_error(no)

        def came(found: bytes | str) -> None:
            if isinstance(found, str):
                self._told(found)
            else:
                name = "".join(sign if sign.isalnum() or sign in "-." else "-" for sign in ref)
                self.keep(f"{kind}-{name}.pdf", found)

        self._hands.ask(question, came, right=Right.PRINT)
