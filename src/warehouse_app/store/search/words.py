"""The words of names: written, changed and forgotten in the same transaction as the row they belong to.

What is personal here (customers, addresses) is deleted with the name: `forget` leaves nothing to find.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import bindparam, delete

from warehouse_app.domain.search import words_of
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing.bulk import Bulk
from warehouse_app.store.schema import search
from warehouse_app.store.statement import Statement

Named = Literal["product", "customer", "order"]

_w = search.word
_NEW = Bulk(_w, "kind", "word", "ref")
_GONE = Statement(delete(_w).where(_w.c.kind == bindparam("kind_is"), _w.c.ref == bindparam("ref_is")))


def remember(desk: Desk, kind: Named, names: Iterable[tuple[int, str]]) -> None:
    """Let new rows be found by their names."""
    _NEW.put(desk.connection, [(kind, word, ref) for ref, name in names for word in words_of(name)])


def change(desk: Desk, kind: Named, ref: int, name: str) -> None:
    """Let a row be found by another name, and no more by the one before."""
    forget(desk, kind, ref)
    remember(desk, kind, ((ref, name),))


def forget(desk: Desk, kind: Named, ref: int) -> None:
    """Let a row be found by no name."""
    _GONE.run(desk.connection, kind_is=kind, ref_is=ref)
