"""Where a network printer is: "host", "host:port" or "[v6]:port"."""

from __future__ import annotations

from warehouse_app.domain.refusals import Usage

RAW_PORT = 9100
_HIGHEST_PORT = 65_535


def parse_target(target: str) -> tuple[str, int]:
    """Return host and port of "host", "host:port" or "[v6]:port". Raises Usage `printer_target`."""
    host, colon, port = target.strip().rpartition(":")
    if not colon or port.endswith("]"):
        host, port = target.strip(), str(RAW_PORT)
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not bare or (":" in bare and bare == host) or not (port.isascii() and port.isdigit()):
        raise Usage("printer_target", target=target)
    if any(sign.isspace() or sign in "/@" for sign in bare) or not 0 < int(port[:6]) <= _HIGHEST_PORT:
        raise Usage("printer_target", target=target)
    return bare, int(port)
