"""Is this the right server? One that was left behind by a failover knows nothing of what was promised since.

Two numbers tell. The company's `epoch` is raised by whoever moves it to another server. The server's own timeline grows
with each promotion, so that a standby is known for the newer one even before anybody raised anything; it says something
only among servers of one origin.
"""

from __future__ import annotations

import contextlib

import psycopg

from warehouse_app.domain.refusals import Trouble
from warehouse_app.store.backend import Remembered
from warehouse_app.store.postgresql.address import PORT, Host
from warehouse_app.store.postgresql.link import Link

FIRST_EPOCH = 1

_FACTS = "SELECT name, value FROM company WHERE name IN ('id', 'epoch')"
_LINE = (
    "SELECT system_identifier::text, CASE WHEN pg_is_in_recovery() THEN 0"
    " ELSE ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::bigint END FROM pg_control_system()"
)


def left_behind(link: Link, remembered: Remembered, where: str) -> Trouble | None:
    """Return why a server is not to be used, and remember it where it is. Raises what the driver raises."""
    facts: dict[str, str] = {}
    with contextlib.suppress(psycopg.errors.UndefinedTable):  # empty, or not ours: told by whoever opens it
        facts = {str(row[0]): str(row[1]) for row in link.execute(_FACTS)}
    company = facts.get("id", "")
    if not company:
        return None
    seen = [(company, int(facts.get("epoch", FIRST_EPOCH)))]
    with contextlib.suppress(
        psycopg.errors.InsufficientPrivilege
    ):  # where a server keeps it to itself, the epoch tells
        for origin, line in link.execute(_LINE):
            seen.append((f"{company} on {origin}", int(line)))
    for name, number in seen:
        newest = remembered.newest(name)
        if number < newest:
            return Trouble("database_left_behind", database=where, epoch=number, newest=newest)
    for name, number in seen:
        if number > remembered.newest(name):
            remembered.seen(name, number)
    return None


def host_of(link: Link) -> Host:
    """Return the host that answered, as the address names it."""
    return link.info.host, str(link.info.port or PORT)
