"""The page of verdicts put together: the table of the code in the words of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from warehouse_app.application.packing.answers import ANSWERS, refusals_here
from warehouse_app.application.rights import load_all
from warehouse_app.application.verdicts.classes import refusals
from warehouse_app.domain.bench import Verdict
from warehouse_app.domain.verdicts.values import Told
from warehouse_app.wording.say import finer_words
from warehouse_app.wording.verdicts import CLASSES, PANELS, TONES, verdicts_page

_YES, _NO = "yes", "-"


def page() -> str:
    """Return docs/verdicts.md."""
    load_all()
    here = {each.code for each in refusals_here()}
    told = [Told(each.code, _verdict(each.code), each.klass) for each in refusals()]
    mine = [each for each in told if each.code in here]
    others = [each for each in told if each.code not in here and each.klass == "stop"]
    answers = (Told(code, verdict, None) for code, verdict in ANSWERS.items())
    return verdicts_page(
        (
            ("Answers of the pack bench", _rows(answers)),
            ("Stops of the pack bench", _rows(each for each in mine if each.klass == "stop")),
            ("Notes of the pack bench", _rows(each for each in mine if each.klass != "stop")),
            ("Stops of the other benches", _rows(others)),
        )
    )


def _verdict(code: str) -> Verdict:
    return Verdict.ASKED if code == "which_one" else Verdict.REFUSED


def _rows(told: Iterable[Told]) -> list[Sequence[str]]:
    return [row for each in told for row in _of(each)]


def _of(each: Told) -> Iterator[Sequence[str]]:
    klass = "question" if each.verdict is Verdict.ASKED else CLASSES[each.klass or ""]
    site = "" if each.klass is None else "may change" if each.may_change else "fixed"
    for name, (what, deed) in finer_words(each.code):
        yield (
            f"`{name}`", klass, TONES[each.tone or ""], PANELS[each.panel.value], what, deed,
            _YES if each.acknowledged else _NO, _YES if each.near_miss else _NO, site,
        )  # fmt: skip
