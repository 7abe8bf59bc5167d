"""Every sentence of the program is said in every language, and what is compiled is what is written."""

from __future__ import annotations

import gettext
import re
import sys
from functools import cache

import pytest

from tests.tidy.tree import ROOT
from warehouse_app.domain.ledger.promises import Purpose
from warehouse_app.domain.orders.states import Payment
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.settings import SETTINGS
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.wording.languages import ENGLISH, LANGUAGES, SYSTEM, catalogue_file, chosen

sys.path.insert(0, str(ROOT / "packaging"))
import catalogue  # type: ignore[import-not-found]  # a tool of the tree, no part of the program

SAID = catalogue.sentences()
KEPT = cache(catalogue.read)
OTHERS = [each for each in LANGUAGES if each != ENGLISH]
_NAME = re.compile(r"\{([^}:!]*)(?:[:!]([^}]*))?\}")


def names(text: str) -> list[tuple[str, str]]:
    """Return what is filled into a text, each once: its name, and how it is written unless it names forms of a word."""
    return sorted({(name, "" if "|" in form else form) for name, form in _NAME.findall(text)})


def form_counts(text: str) -> set[int]:
    """Return how many forms the words have that go with a figure."""
    return {form.count("|") + 1 for _, form in _NAME.findall(text) if "|" in form}


def test_every_language_has_its_catalogue_and_can_be_chosen() -> None:
    assert list(catalogue.languages()) == OTHERS
    assert SETTINGS["window.language"].choices == (SYSTEM, *LANGUAGES)


def test_every_code_that_is_said_by_itself_has_its_words() -> None:
    codes = [each.value for kind in (Payment, ParcelState, PlaceKind, Purpose) for each in kind]
    assert not [each for each in codes if (each.replace("_", " ").capitalize(), "") not in SAID]


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_is_missing_and_none_is_left_over(language: str) -> None:
    kept = KEPT(language)
    there = {catalogue.key_of(each.id) for each in kept if each.id}
    lacks = [f"{SAID[each]}: {each[0]}" for each in SAID.keys() - there]
    assert not lacks, "\n".join(["make language, then translate:", *sorted(lacks)])
    assert there <= SAID.keys(), f"make language: no longer said: {sorted(there - SAID.keys())[:5]}"
    assert not catalogue.missing(kept)
    assert not [each.id for each in kept if each.fuzzy and each.id]


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_and_what_is_counted_stay(language: str) -> None:
    kept, wrong = KEPT(language), []
    for each in kept:
        one, many = catalogue.key_of(each.id)
        said = catalogue.forms_of(each.string)
        if not one:
            continue
        filled = set(names(one)) | set(names(many))
        if any(not set(names(form)) <= filled for form in said) or set(names(said[-1])) != set(names(many or one)):
            wrong.append(one)
        if many and len(said) != kept.num_plurals:
            wrong.append(one)
        if any(not form_counts(form) <= {kept.num_plurals} for form in said):
            wrong.append(one)
        if one[:1].isspace() != said[0][:1].isspace() or one[-1:].isspace() != said[0][-1:].isspace():
            wrong.append(one)
    assert not wrong, wrong


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = catalogue.source_of(language).with_suffix(".mo")
    assert compiled == catalogue_file(catalogue.LOCALE, language)
    assert compiled.read_bytes() == catalogue.compiled(KEPT(language)), "make language"
    with compiled.open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.info()["language"] == language


@pytest.mark.parametrize(
    ("person", "machine", "system", "spoken"),
    [
        ("", SYSTEM, "", "en"), ("", SYSTEM, "de_AT.UTF-8", "de"), ("", SYSTEM, "nl_NL", "en"),
        ("", "en", "de_DE", "en"),
        ("de", "en", "", "de"), ("en", "de", "de_DE", "en"), ("xx", "de", "", "de"),
    ],
)  # fmt: skip
def test_a_person_comes_before_the_machine_and_the_machine_before_the_computer(
    person: str, machine: str, system: str, spoken: str
) -> None:
    assert chosen(person, machine, system) == spoken
