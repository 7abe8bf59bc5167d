"""What a database error means: trouble with a name, a conflict that is run again, an unknown outcome, or a bug."""

from __future__ import annotations

from typing import ClassVar

from warehouse_app.domain.refusals import Trouble


class Conflict(Exception):  # noqa: N818 - not an error: the whole unit of work is run again
    """Certainly nothing was committed (another writer was faster, the connection broke before COMMIT): run it again.

    `trouble` is what to tell when it has been run often enough.
    """

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.code)
        self.trouble = trouble


class OutcomeUnknown(Trouble):
    """The answer to a COMMIT was lost, or the commit is not safe yet: it may have happened. Its command's id tells.

    `waits`: the server waits for a standby that does not answer.
    """

    name: ClassVar[str] = "outcome_unknown"
    waiting: ClassVar[str] = "standby_silent"

    def __init__(self, where: str, *, waits: bool = False) -> None:
        super().__init__(self.waiting if waits else self.name, database=where)
