"""The three kinds of failure: a refusal (the domain says no), trouble (the world is down), and everything else, a bug.

Refusals are frozen values with fields and no text; the words live in `wording/`. Their `code` is stable: line mode,
logs and the scan table
carry it. Their class is `stop` (blocks until acknowledged) or `note` (its own tone, the next scan goes on).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, Literal

RefusalClass = Literal["stop", "note"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A named no of the domain. Subclasses set `code` and, where it blocks the bench, `klass = "stop"`."""

    code: ClassVar[str] = "refused"
    klass: ClassVar[RefusalClass] = "note"

    def facts(self) -> dict[str, object]:
        """Return the fields by name, for words, logs and tests."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class Refused(Exception):  # noqa: N818 - it is the act of refusing, not an error
    """Raised inside a handler to leave with a refusal; only `application.run` catches it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.facts())
        self.refusal = refusal


class Trouble(Exception):  # noqa: N818 - the product's own word for "the world is down"
    """The world is down: a printer, a file, a database. `code` is stable, `facts` fill the sentence in `wording/`."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


class Usage(Exception):  # noqa: N818 - a wrong call, told in one sentence, exit code 2
    """What was asked makes no sense or an input cannot be read at all (wrong file, wrong option)."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts
