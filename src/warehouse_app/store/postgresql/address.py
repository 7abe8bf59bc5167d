"""Where a PostgreSQL server is: a URL read as libpq reads it, with limits that keep a lost server from being felt.

libpq knows several hosts, service files and `~/.pgpass`; what a URL says itself is never changed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from warehouse_app.domain.refusals import Usage

CONNECT_TIMEOUT_S = 2
"""For each host; it can be no less."""

KEPT_ALIVE = {"keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 2}
"""A server that was cut off is noticed after about three seconds of silence, even while nobody asks it anything."""

TCP_UNANSWERED_MS = 2_500
"""Sent bytes that nobody acknowledges for so long end the connection."""

PORT = "5432"
Host = tuple[str, str]
"""A host and its port, as they are written."""

_DEFAULTS: dict[str, Any] = {
    "application_name": "warehouse_app",
    "connect_timeout": CONNECT_TIMEOUT_S,
    "target_session_attrs": "read-write",
    "tcp_user_timeout": TCP_UNANSWERED_MS,
    **KEPT_ALIVE,
}


@dataclass(frozen=True, slots=True)
class Address:
    """A server and its database: what libpq is given, and what people are told."""

    parameters: dict[str, Any]
    shown: str

    def without(self, avoided: frozenset[Host]) -> dict[str, Any]:
        """Return what libpq is given where some hosts are not to be asked; empty where no other is named here."""
        if not avoided:
            return self.parameters
        left = [host for host in self._hosts() if host not in avoided]
        if not left:
            return {}
        return self.parameters | {
            "host": ",".join(host for host, _ in left),
            "port": ",".join(port for _, port in left),
        }

    def _hosts(self) -> list[Host]:
        hosts = str(self.parameters.get("host") or "").split(",")
        ports = str(self.parameters.get("port") or PORT).split(",")
        return list(zip(hosts, ports * len(hosts) if len(ports) == 1 else ports, strict=True)) if hosts != [""] else []

    def __repr__(self) -> str:
        """Show what people are told: never the password."""
        return f"Address({self.shown})"


def address_of(url: str) -> Address:
    """Read a URL such as `postgresql+psycopg://host1,host2/db?application_name=B1`. Raises Usage."""
    plain = "postgresql:" + url.partition(":")[2]
    try:
        given: dict[str, Any] = dict(conninfo_to_dict(plain))
    except psycopg.Error:
        raise Usage("bad_database_url", url=url.partition("?")[0].rpartition("@")[2]) from None
    return Address(_DEFAULTS | given, _shown(given))


def _shown(given: dict[str, Any]) -> str:
    database = str(given.get("dbname") or "")
    service = str(given.get("service") or "")
    host = str(given.get("host") or given.get("hostaddr") or "")
    where = ",".join(each.rpartition("@")[2] for each in host.split(","))  # a password with an @ in it ends in the host
    if service and not where:
        return f"{database} of service {service}" if database else f"service {service}"
    return f"{database or 'of this account'} on {where or 'this machine'}"
