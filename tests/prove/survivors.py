"""The faults that are known to be noticed by no test, each with its reason: `survivors.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tests.prove.mutating import Mutant
from tests.prove.part import HERE

TABLE = HERE / "survivors.toml"


@dataclass(frozen=True)
class Reason:
    """Why a fault is noticed by no test. One that is `alike` changes nothing that anybody could ever be told."""

    why: str
    alike: bool


@cache
def known() -> dict[str, Reason]:
    """Return the reason of every listed fault by its name. Raises ValueError where one is listed twice."""
    found: dict[str, Reason] = {}
    for each in tomllib.loads(TABLE.read_text("utf-8"))["reason"]:
        for name in each["faults"]:
            if name in found:
                message = f"listed twice: {name}"
                raise ValueError(message)
            found[name] = Reason(each["why"], each["alike"])
    return found


def unlisted(survived: Iterable[Mutant]) -> list[str]:
    """Return those of the faults that no test noticed and that no reason is given for."""
    return [str(each) for each in survived if each.name not in known()]
