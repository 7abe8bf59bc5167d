"""Who is at a station, proven to the server: on every lane of this process before its next unit of work."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import psycopg

from warehouse_app.store.postgresql.gates import SCHEMA
from warehouse_app.store.postgresql.link import Link
from warehouse_app.store.postgresql.trouble import meaning
from warehouse_app.store.trouble import Conflict

_GATED = "SELECT COALESCE(NOT has_table_privilege(to_regclass('public.entry'), 'INSERT'), false)"
_PROVEN = "SELECT gate.begin_session(%s, %s)"
_SALT = "SELECT gate.salt_of(%s)"


class Proving:
    """The proof of this process; `open_link` opens one more connection to the database called `where`."""

    def __init__(self, open_link: Callable[[], Link], where: str) -> None:
        self._open, self._where = open_link, where
        self._proof: tuple[str, str] | None = None
        self.gated = False
        """Whether this is a station's role, which reads and goes through gates alone; known with the first lane."""

    def admit(self, link: Link) -> None:
        """Look what a new lane may, and let a station's write through gates."""
        link.gated = self.gated = bool(link.execute(_GATED).fetchall()[0][0])
        if link.gated:
            link.execute(f"SET search_path = {SCHEMA}, public, pg_catalog".encode())

    def show(self, link: Link) -> None:
        """Prove on this lane who acts now, where it was not proven yet."""
        if link.gated and self._proof is not None and link.proof != self._proof:
            link.execute(_PROVEN, self._proof)
            link.proof = self._proof

    def salt_of(self, badge: str) -> str:
        """Return how the PIN of a badge was hashed, without its hash. Raises Trouble."""
        return self._ask(_SALT, (badge,))

    def prove(self, badge: str, pin_hash: str = "") -> str:
        """Prove who acts from now on; return the person, "" where nobody was proven: then nobody writes here.

        Raises Trouble.
        """
        person = self._ask(_PROVEN, (badge, pin_hash))
        self._proof = (badge, pin_hash) if person else ("", "")
        return person

    @contextlib.contextmanager
    def meanwhile(self) -> Iterator[None]:
        """Prove somebody else within; afterwards the one who was proven before acts again."""
        before = self._proof
        try:
            yield
        finally:
            self._proof = before

    def _ask(self, words: str, values: tuple[str, ...]) -> str:
        try:
            link = self._open()
            with contextlib.closing(link):
                return str(link.execute(words, values).fetchall()[0][0] or "")
        except psycopg.Error as error:
            meant = meaning(error, self._where)
            raise (meant.trouble if isinstance(meant, Conflict) else meant or error) from error
