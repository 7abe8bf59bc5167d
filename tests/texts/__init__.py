"""Texts that other people collected, for tests of whatever prints or exports text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

HERE = Path(__file__).parent


def naughty() -> tuple[str, ...]:
    """Return the strings that have broken programs."""
    return tuple(json.loads((HERE / "blns.json").read_text("utf-8")))


def names() -> dict[str, tuple[str, ...]]:
    """Return the sample names of people, each in one line, by locale."""
    read = json.loads((HERE / "cldr_sample_person_names.json").read_text("utf-8"))
    locales = cast("dict[str, dict[str, dict[str, str]]]", read)
    return {
        locale: tuple(dict.fromkeys(" ".join(parts.values()) for parts in samples.values()))
        for locale, samples in locales.items()
    }
