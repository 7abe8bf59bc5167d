"""Every reader of foreign words, fuzzed by its branches, where atheris is installed (`make prove ONLY=guided`)."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from functools import partial

from tests.prove.part import Counts, Part
from tests.prove.part_fuzz import NAMES, SLOW
from tests.tidy.tree import ROOT

_DONE = re.compile(r"Done (\d+) runs in")
_REACHED = re.compile(r" cov: (\d+) ")


def guided(name: str, seed: int, count: int) -> Counts:
    """Fuzz one reader in a process of its own: it ends as libFuzzer ends, without a way back."""
    corpus = ROOT / "build" / "guided" / name.replace(" ", "-")
    words = [sys.executable, "-m", "tests.prove.guided", name, str(seed), str(count), str(corpus)]
    ended = subprocess.run(words, capture_output=True, check=False, cwd=ROOT, encoding="utf-8", errors="replace")
    done = _DONE.search(ended.stderr)
    assert ended.returncode == 0, ended.stderr[-1_000:] + ended.stdout[-2_500:]
    assert done is not None, ended.stderr[-3_000:]
    return {"done": int(done[1]), "branches": max(int(each) for each in _REACHED.findall(ended.stderr))}


PARTS = tuple(
    Part(f"guided {name}", 200_000, 2_500 if name in SLOW else 10_000, partial(guided, name))
    for name in (NAMES if importlib.util.find_spec("atheris") else ())
)
