"""Writes the rules of the GS1 Barcode Syntax Dictionary into `domain/barcodes/gs1_table.py`, which reads no files, and
the page of them, `docs/gs1.md`.

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
PAGE = ROOT / "docs" / "gs1.md"

_HEAD = '''"""The rules of the GS1 application identifiers, one a line: made by `packaging/make_gs1.py`, not by hand.

From the GS1 Barcode Syntax Dictionary, release {release}, (c) GS1 AISBL, BWIPP project, Zint Project, licensed under
the Apache License 2.0; comments left out and blanks shortened, otherwise unchanged.
"""

from __future__ import annotations

RELEASE = "{release}"

TABLE = """\\
'''


_PAGE = """# GS1 application identifiers

Every identifier that a scan may hold, from the GS1 Barcode Syntax Dictionary, release {release} ((c) GS1 AISBL, BWIPP
project, Zint Project, Apache License 2.0). How they are read, and what is refused: [barcodes.md](barcodes.md). This
page is written by `make gs1`.

`N` is digits, `X` the 82 signs of GS1, `Y` capitals, digits, `#`, `-` and `/`, `Z` base64; `..` is "at most", brackets
are parts that may be left out, and behind a comma stands what is checked besides. Under "needs" all that semicolons
part must be met, "or" is one of them; `n` is any digit. What is marked * needs no separator behind it.

| identifier | is | holds | needs | not beside |
| --- | --- | --- | --- | --- |
"""


def table_of(dictionary: str) -> str:
    """Return the module that holds the rules of a dictionary's text."""
    return _HEAD.format(release=release_of(dictionary)) + "\n".join(rules_in(dictionary)) + '\n"""\n'


def release_of(dictionary: str) -> str:
    """Return the day on which a dictionary was published."""
    found = re.search(r"^# Release: (\S+)", dictionary, re.MULTILINE)
    return found[1] if found else "unknown"


def rules_in(dictionary: str) -> list[str]:
    """Return the lines that hold rules, blanks shortened."""
    return [" ".join(line.split()) for line in dictionary.splitlines() if line.strip() and not line.startswith("#")]


def page_of(dictionary: str) -> str:
    """Return the page that shows the rules of a dictionary's text."""
    return _PAGE.format(release=release_of(dictionary)) + "".join(map(_row, rules_in(dictionary)))


def _row(line: str) -> str:
    told, _, title = line.partition(" # ")
    first, *words = told.split()
    flags = words.pop(0) if not words[0].strip("*?") else ""
    holds = " ".join(word for word in words if "=" not in word and word != "dlpkey")
    needs = "; ".join(word[4:].replace(",", " or ") for word in words if word.startswith("req="))
    bars = ", ".join(word[3:].replace(",", ", ") for word in words if word.startswith("ex="))
    star = " *" if "*" in flags else ""
    return f"| {first}{star} | {title} | `{holds}` | {needs} | {bars} |\n"


def main() -> int:
    """Write the module and the page anew."""
    dictionary = SOURCE.read_text(encoding="utf-8")
    TARGET.write_text(table_of(dictionary), encoding="utf-8")
    PAGE.write_text(page_of(dictionary), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
