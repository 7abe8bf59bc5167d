"""One piece of the long proof, in this process: `python -m tests.prove.one PART SEED COUNT`; ends with its counts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.prove.part import PACKAGE, parts

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: Sequence[str]) -> int:
    """Run it and print what it counted; whatever it raises is the fault that was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part")
    parser.add_argument("seed", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("--package", default=PACKAGE)
    asked = parser.parse_args(arguments)
    found = parts(ROOT.joinpath(*asked.package.split(".")), asked.package)
    print(json.dumps(dict(found[asked.part].run(asked.seed, asked.count))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
