"""A print server of a test's own: Debian's CUPS on a loopback port, without systemd, with its usual rules.

`zebra` hands what it gets raw to a network printer, `paper` makes PDF files (cups-pdf) in `made`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PDF_BACKEND, PDF_PPD = Path("/usr/lib/cups/backend/cups-pdf"), Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
PDF_SETTINGS = Path("/etc/cups")
STARTS_S = 60.0
_DAEMON = """
LogLevel warn
MaxLogSize 0
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
WebInterface No
MaxJobs 5000
ErrorPolicy stop-printer
JobRetryInterval 1
<Location />
  Order allow,deny
  Allow 127.0.0.1
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
_FILES = """
ServerRoot {root}/etc
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/state
ServerBin /usr/lib/cups
DataDir /usr/share/cups
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
FileDevice Yes
SystemGroup root lpadmin
SyncOnClose No
"""


def missing() -> str:
    """Say why there can be no print server here; "" where there can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a print server of one's own needs root (its backends run as other users)"
    if shutil.which("cupsd") is None and not Path("/usr/sbin/cupsd").exists():
        return "needs CUPS: apt-get install cups printer-driver-cups-pdf"
    return (
        "" if PDF_BACKEND.exists() and PDF_PPD.exists() else "needs cups-pdf: apt-get install printer-driver-cups-pdf"
    )


@dataclass(frozen=True, slots=True)
class Cups:
    """A running print server."""

    root: Path
    port: int

    @property
    def made(self) -> Path:
        """Where `paper` puts what it printed."""
        return self.root / "pdf"

    def run(self, tool: str, *words: str) -> None:
        """Give an order by one of its own tools."""
        found = shutil.which(tool) or f"/usr/sbin/{tool}"
        server = f"127.0.0.1:{self.port}"
        subprocess.run([found, "-h", server, *words], check=True, capture_output=True, timeout=STARTS_S)


def let_others_in(folder: Path) -> None:
    """Open the way to a folder of the tests: the backends run as other users, and must find what they print."""
    for each in (folder, *folder.parents):
        if "pytest" in str(each):
            each.chmod(each.stat().st_mode | 0o055)


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(root: Path, raw_port: int) -> Iterator[Cups]:
    """Start a server with its two queues below `root`, and end it."""
    for name in ("etc/ppd", "spool/tmp", "cache", "state/certs", "log", "pdf"):
        (root / name).mkdir(parents=True)
    for name in ("spool", "cache", "etc"):
        shutil.chown(root / name, group="lp")
    root.chmod(0o755)
    (root / "pdf").chmod(0o1777)
    (root / "spool").chmod(0o770)
    (root / "spool" / "tmp").chmod(0o770)
    server = Cups(root, free_port())
    (root / "cupsd.conf").write_text(_DAEMON.format(port=server.port))
    (root / "cups-files.conf").write_text(_FILES.format(root=root))
    own = PDF_SETTINGS / f"cups-pdf-warehouse{server.port}.conf"
    plain = (PDF_SETTINGS / "cups-pdf.conf").read_text()
    own.write_text(f"{plain}\nOut {root}/pdf\nAnonDirName {root}/pdf\n")
    command = ["/usr/sbin/cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(server)
        server.run("lpadmin", "-p", "zebra", "-E", "-v", f"socket://127.0.0.1:{raw_port}", "-m", "raw")
        server.run("lpadmin", "-p", "paper", "-E", "-v", f"cups-pdf:/warehouse{server.port}", "-P", str(PDF_PPD))
        yield server
    finally:
        daemon.terminate()
        daemon.wait(STARTS_S)
        own.unlink(missing_ok=True)


def _wait(server: Cups) -> None:
    until = time.monotonic() + STARTS_S
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", server.port), 1).close()
            return
        time.sleep(0.05)
    raise AssertionError((server.root / "log" / "error").read_text())
