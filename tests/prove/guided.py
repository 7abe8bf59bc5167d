"""One reader fuzzed by its branches: `python -m tests.prove.guided READER SEED RUNS CORPUS`.

The cases are those of tests/prove/fuzz_readers.py; what they are made from is changed by whether it led into a branch
that no case had reached yet (atheris, on libFuzzer). The corpus is a folder in which such cases stay for the next run.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

atheris: Any = importlib.import_module("atheris")  # where it is installed: `make prove ONLY=guided` does so

with atheris.instrument_imports(include=["warehouse_app"]):
    from tests.prove.fuzz_readers import READERS, Reader, judged

LONGEST = 4_096
"""Bytes from which one case is made."""


PLANTED = "planted"


@atheris.instrument_func
def brittle(text: str) -> None:
    """A reader with a fault behind three branches."""
    if text[:1] == "w" and text[1:2] == "m" and text[2:3] == "s":
        message = "a planted fault"
        raise AssertionError(message)


def main(words: Sequence[str]) -> None:
    """Fuzz until so many runs are done; the first fault ends it with its traceback."""
    name, seed, runs, corpus = words
    Path(corpus).mkdir(parents=True, exist_ok=True)
    reader = Reader(st.text("abcmsw", max_size=6), brittle) if name == PLANTED else READERS[name]

    @settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(reader.cases)
    def case(made: object) -> None:
        judged(reader, made)

    how = [f"-seed={int(seed) % 2**31 or 1}", f"-runs={runs}", f"-max_len={LONGEST}", "-rss_limit_mb=0"]
    how += [f"-artifact_prefix={corpus}-", corpus]
    feed: Any = case
    atheris.Setup([sys.argv[0], *how], feed.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
