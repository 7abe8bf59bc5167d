"""What an override is bound to: a deed with everything in it but the id of this try.

What is personal in a deed is hashed nowhere, or the hash could be guessed at for ever. So the whole deed stays in this
process for as long as it may be done, and what is kept names the override that it belongs to.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from warehouse_app.domain.ledger.audit import digest
from warehouse_app.store.memory import Memory


def lend(memory: Memory, command: Any, permit: str) -> str:  # noqa: ANN401 - any command
    """Remember that a deed is lent by an override; return what the override is bound to."""
    memory.lent = replace(command, id=""), permit
    found = deed_of(memory, command)
    assert found is not None, "it was just remembered"
    return found


def deed_of(memory: Memory, command: Any) -> str | None:  # noqa: ANN401 - any command
    """Return what an override of a deed is bound to; None where none was lent here for just these words."""
    bare = replace(command, id="")
    if not any("aside" in each.metadata for each in fields(command)):
        return digest(bare)
    return f"{digest(bare)}:{memory.lent[1]}" if memory.lent is not None and memory.lent[0] == bare else None
