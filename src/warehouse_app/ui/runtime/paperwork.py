"""Papers and labels a person asks for at a screen: printed as jobs of the ledger, or handed over as a file. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from warehouse_app.application.documents import document_bytes
from warehouse_app.application.printing import PrintAgain, PrintPaper
from warehouse_app.application.run import Command, Outcome
from warehouse_app.domain.people import Right
from warehouse_app.domain.printing.values import ASKED_REASONS, PrintAsked, ReasonNeeded
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ui.runtime.hands import Hands
from warehouse_app.wording import tr
from warehouse_app.wording.printing import REASONS, asked_words, document_words
from warehouse_app.wording.say import say_error

Options = tuple[tuple[str, str], ...]
"""What one is asked for: name and words of each."""


class Paperwork:
    """`told(words)` says why a paper is not made or not printed, `done(words)` what prints where.

    The window gives `keep(name, bytes)`, which hands a paper over, and `ask(question, options, then)`.
    """

    def __init__(self, hands: Hands, told: Callable[[str], None]) -> None:
        self._hands, self._told = hands, told
        self.done: Callable[[str], None] = lambda _words: None
        self.keep: Callable[[str, bytes], None] = lambda _name, _paper: None
        self.ask: Callable[[str, Options, Callable[[str], None]], None] = lambda _question, _options, _then: None

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

    def print_row(self, document: str, row: int) -> None:
        """Print a document of a row."""
        self._print(document, lambda new, reason: PrintAgain(id=new, document=document, ref=str(row), reason=reason))

    def print_of(self, document: str, code: str) -> None:
        """Print a document of what has this code."""
        self._print(document, lambda new, reason: PrintPaper(id=new, document=document, code=code, reason=reason))

    def _print(self, document: str, command: Callable[[str, str], Command], reason: str = "") -> None:
        """Print it; where it came out before, ask why it prints once more, and print it then."""

        def then(outcome: Outcome[PrintAsked]) -> None:
            refusal = outcome.refusal
            if isinstance(refusal, ReasonNeeded) and not reason:
                self._ask_why(document, refusal, partial(self._print, document, command))
            elif refusal is not None:
                self._told(say_error(refusal))
            elif outcome.value is not None:
                self._told("")
                self.done(asked_words(document, outcome.value))

        self._hands.do(command(self._hands.new_id(), reason), then)

    def _ask_why(self, document: str, refusal: ReasonNeeded, then: Callable[[str], None]) -> None:
        self._told("")
        question = tr("{what} {code} came out before. Why is it printed once more?")
        facts = {"what": document_words(document), "code": refusal.ref}
        self.ask(question.format(**facts), tuple((each, tr(REASONS[each])) for each in ASKED_REASONS), then)
