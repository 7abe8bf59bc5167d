"""The sentence for every refusal, trouble and verdict: what happened, then what to do.

Words live in this package's modules, one a capability.

A module of words has `WORDS: Mapping[str, tuple[str, str]]`: code -> (what happened, what to do), with the facts'
names in braces. A word that goes with a figure names its forms behind it: `{left} {left:item|items} left`; a
translation writes as many forms as its language has, in the order of its plural rule.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Mapping
from functools import cache

from warehouse_app import wording
from warehouse_app.domain.refusals import Refusal, Trouble, Usage
from warehouse_app.domain.unseen import seen
from warehouse_app.wording.people import right_words

Words = tuple[str, str]
_CODED = frozenset({"why", "cause"})
_STANDS = frozenset({"state", "deed"})
_OF_RETURNS = frozenset({"goes", "finding", "gets", "lack", "carry"})
_WORD = re.compile(r"[^\W\d_]+")
_FACT = re.compile(r"\{[^}:]*:?|\}")
_GROUPED = re.compile(r"(?<=\d)[,.\u202f\xa0](?=\d{3}(?!\d))")
"""What stands between the thousands of a figure, in any language."""

_LONGEST = 300
"""Signs of a fact that a sentence repeats: what was typed too long must not bury what is said about it."""


def words_of(code: str, facts: Mapping[str, object]) -> Words:
    """Return what happened and what to do, filled in; an unworded code is shown as it is, never hidden."""
    words = _all_words()
    known = words.get(f"{code}.{_finer(facts)}") or words.get(code)
    if known is None:
        return code.replace("_", " ").capitalize(), ""
    filled = {name: _Fact(_named(code, name, _shown(value))) for name, value in facts.items()}
    what, deed = (wording.tr(text).format_map(_Facts(filled)) if text else "" for text in known)
    return what, deed


def _finer(facts: Mapping[str, object]) -> object:
    """Return the fact by which a code has finer sentences."""
    return facts.get("problem") or facts.get("field") or facts.get("lack")


def finer_words(code: str) -> tuple[tuple[str, Words], ...]:
    """Return a code's sentences as they are written, its finer ones behind it; the code alone where it has none."""
    words = _all_words()
    names = [name for name in words if name == code or name.startswith(f"{code}.")]
    return tuple((name, words[name]) for name in sorted(names)) or ((code, ("", "")),)


def sentence_of(code: str) -> str:
    """Return what happened as it is written, facts not filled in; "" where a code has no sentence of its own."""
    return _all_words().get(code, ("", ""))[0]


def worded(code: str) -> bool:
    """Say whether a code has words of its own."""
    return code in _all_words()


def say(code: str, facts: Mapping[str, object]) -> str:
    """Return both parts as one line."""
    what, deed = words_of(code, facts)
    between = " " if what.endswith("?") else ". "
    return f"{what}{between}{deed}" if deed else what


def say_error(error: Refusal | Trouble | Usage) -> str:
    """Return the one sentence for a refusal, trouble or wrong usage."""
    facts = error.facts() if isinstance(error, Refusal) else error.facts
    return say(error.code, facts)


class _Fact(str):
    """A fact filled into a sentence; behind a colon it chooses the form of a word that goes with it."""

    __slots__ = ()

    def __format__(self, forms: str) -> str:
        if not forms:
            return str(self)
        each = forms.split("|")
        figure = _GROUPED.sub("", self)
        form = wording.plural_form(int(figure)) if figure.lstrip("-").isdecimal() else len(each) - 1
        return each[min(form, len(each) - 1)]


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _Fact("?")


def _named(code: str, name: str, text: str) -> str:
    """Return a right, or a reason that is kept as a bare code, in words; what a person wrote stays as it is."""
    if name in _STANDS:
        return _stands_words(code, name, text)
    if name == "right":
        return right_words(text)
    if name in _OF_RETURNS:
        return _return_words(name, text)
    if name == "document":
        return wording.tr(_documents().get(text, text))
    return wording.tr(_reasons().get(text, text)) if name in _CODED else text


def _stands_words(code: str, name: str, text: str) -> str:
    from warehouse_app.wording.returncodes import coded

    return coded(code, name, text)


def _return_words(name: str, text: str) -> str:
    from warehouse_app.wording.intake import named

    return named(name, text)


@cache
def _documents() -> Mapping[str, str]:
    from warehouse_app.wording.printing import DOCUMENTS

    return DOCUMENTS


@cache
def _reasons() -> Mapping[str, str]:
    from warehouse_app.wording.orders import REASONS

    return REASONS


def _shown(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return _cut(", ".join(str(each) for each in value))
    return "" if value is None else _cut(str(value))


def _cut(told: str) -> str:
    text = seen(told)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


@cache
def every_word() -> frozenset[str]:
    """Return every word of the program's own sentences and codes: what a text may hold that is about nobody."""
    found: set[str] = set()
    for code, sentences in _all_words().items():
        found.update(_WORD.findall(code), code.split("_"), (code,))
        for sentence in sentences:
            found.update(_WORD.findall(_FACT.sub(" ", sentence)))
    return frozenset(found)


@cache
def _all_words() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for module in pkgutil.iter_modules(wording.__path__):
        words = getattr(importlib.import_module(f"{wording.__name__}.{module.name}"), "WORDS", None)
        found.update(words or {})
    return found
