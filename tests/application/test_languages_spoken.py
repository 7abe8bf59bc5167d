"""Who is spoken to in which language: kept with the person, told at the sign-on, the same for programs."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.company import Company
from tests.twins import PlainGuard
from warehouse_app import wording
from warehouse_app.application import sign_on
from warehouse_app.application.people import AddUser, ChangeUser, LanguageUnknown, add_user
from warehouse_app.application.run import Session
from warehouse_app.application.staff import find_staff
from warehouse_app.domain.crew.values import BenchScan
from warehouse_app.domain.people import SYSTEM, Right, Role
from warehouse_app.domain.refusals import Refused
from warehouse_app.ports.resources import resource_path
from warehouse_app.ui.kit import figures
from warehouse_app.wording import languages
from warehouse_app.wording.crew import verdict_words
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.say import say

ADMIN = Session(SYSTEM, "B1")


@pytest.fixture
def german() -> Iterator[Path]:
    folder = resource_path("locale")
    languages.speak("de", folder)
    yield folder
    wording.use(gettext.NullTranslations())


def test_a_person_is_spoken_to_in_the_language_of_their_own(company: Company) -> None:
    new = add_user(company.runner, PlainGuard(), ADMIN, name="Anna K.", role=Role.PACKER, language="de")
    actor = sign_on.sign_on(company.runner, PlainGuard(), badge=new.badge)
    assert actor.language == "de"
    company.runner.perform(ChangeUser(id="c-1", user=new.user, language=""), ADMIN).done()
    assert [each.language for each in find_staff(company.runner, ADMIN) if each.user == new.user] == [""]
    assert sign_on.sign_on(company.runner, PlainGuard(), badge=new.badge).language == ""


def test_a_language_without_a_catalogue_is_refused(company: Company) -> None:
    with pytest.raises(Refused) as no:
        add_user(company.runner, PlainGuard(), ADMIN, name="Anna K.", role=Role.PACKER, language="xx")
    assert no.value.refusal == LanguageUnknown("xx", "en, de")
    assert AddUser.__name__ not in {each.user for each in find_staff(company.runner, ADMIN)}


def test_german_has_its_own_sentences_figures_and_days(german: Path) -> None:
    assert wording.tr("Sign off") == "Abmelden"
    assert wording.trn("{n} order", "{n} orders", 2).format(n=2) == "2 Aufträge"
    assert wording.tr("") == ""
    assert figures.number(1234567) == "1.234.567"
    assert figures.weight(1250) == "1,25 kg"
    assert figures.percent(99.254) == "99,25 %"
    assert [figures.price(each) for each in (4_100, 4_125, 10_000_000)] == ["0,41", "0,4125", "1.000,00"]
    assert figures.day("2010-12-06", "2010-06-01T00:00:00Z") == "Mo. 6. Dez."
    assert say("order_opened", {"order": "1", "left": "1.200"}) != say("order_opened", {"order": "1", "left": 1})
    assert not languages.speak("de", german)
    assert languages.speak("en", german)
    assert wording.tr("Sign off") == "Sign off"


@pytest.mark.usefixtures("german")
def test_a_right_that_is_lacking_is_named_in_the_language_of_the_sentence() -> None:
    for right in Right:
        told = say("no_right", {"right": right.value, "needs_pin": False})
        assert f"\N{DOUBLE LOW-9 QUOTATION MARK}{right.value}" not in told, "an English word in a German sentence"
        assert told.startswith(lacks_right(set(), right))
    assert lacks_right({Right.PLAN}, Right.PLAN) == ""
    assert "Planen" in lacks_right({Right.VIEW}, Right.PLAN)


@pytest.mark.usefixtures("german")
def test_what_a_bench_said_is_told_in_german_though_its_facts_are_not_kept() -> None:
    said = ("unknown_barcode", "wrong_place", "counted", "count_is_that_all")
    told = [verdict_words(BenchScan("", "", "pack", "", "X", "refused", code)) for code in said]
    assert told == ["Unbekannter Code …", "Falscher Platz", "Als … gezählt", "… Produkte in … gezählt"]
