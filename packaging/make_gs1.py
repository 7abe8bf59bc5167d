"""Writes the rules of the GS1 Barcode Syntax Dictionary into `domain/barcodes/gs1_table.py`, which reads no files.

The dictionary is data of GS1, kept as it was published in `resources/barcodes/`. A newer one is put in its place and
this is run again (`make gs1`); a test tells when the two differ.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "resources" / "barcodes" / "gs1-syntax-dictionary.txt"
TARGET = ROOT / "src" / "warehouse_app" / "domain" / "barcodes" / "gs1_table.py"

_HEAD = '''"""The rules of the GS1 application identifiers, one a line: made by `packaging/make_gs1.py`, not by hand.

From the GS1 Barcode Syntax Dictionary, release {release}, (c) GS1 AISBL, BWIPP project, Zint Project, licensed under
the Apache License 2.0; comments left out and blanks shortened, otherwise unchanged.
"""

from __future__ import annotations

RELEASE = "{release}"

TABLE = """\\
'''


def table_of(dictionary: str) -> str:
    """Return the module that holds the rules of a dictionary's text."""
    release = re.search(r"^# Release: (\S+)", dictionary, re.MULTILINE)
    lines = [" ".join(line.split()) for line in dictionary.splitlines() if line.strip() and not line.startswith("#")]
    return _HEAD.format(release=release[1] if release else "unknown") + "\n".join(lines) + '\n"""\n'


def main() -> int:
    """Write the module anew."""
    TARGET.write_text(table_of(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
