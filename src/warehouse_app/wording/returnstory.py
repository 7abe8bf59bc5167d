"""The story of a return in words: each deed as it is told, and what it was about."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse_app.domain.returning.states import Outcome
from warehouse_app.wording import tr
from warehouse_app.wording.returning import events, outcomes, states


def deeds() -> Mapping[str, str]:
    """Return what the deeds of a return's story are called, its steps besides."""
    return {
        **{state.value: words for state, words in states().items()},
        **events(),
        "identified": tr("found to be of order"),
        "unidentified": tr("not of order, after all"),
    }


def _why(text: str) -> str:
    """Return what a deed was about in words, where the house wrote a word of its own."""
    whys = {
        "before the books": tr("before the books"),
        "the channel agreed": tr("the channel agreed"),
        "late": tr("too late"),
        "expired": tr("its day was over"),
        "over": tr("it was over"),
        "too_late": tr("too late"),
    }
    return whys.get(text, text)


def told(what: str, why: str) -> tuple[str, str]:
    """Return a deed and what it was about in words; one that has none is told as it is kept."""
    if what == "outcome" and why in set(Outcome):
        return deeds()[what], outcomes()[Outcome(why)]
    return deeds().get(what, what), _why(why)
