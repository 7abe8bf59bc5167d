"""Every rule of the GS1 dictionary: for each identifier a good example is read, and a breach of each rule is refused
by its name. What the rules are is read from the dictionary itself, not from the program.
"""

from __future__ import annotations

import sys
from random import Random

import pytest

from tests import gs1
from tests.gs1 import ROOT, Line, Part, good_company, joined, lines, procedures, row, value
from warehouse_app.domain.barcodes import gs1_table
from warehouse_app.domain.barcodes.elements import Gs1Fields
from warehouse_app.domain.barcodes.gs1 import read_gs1
from warehouse_app.domain.barcodes.gs1_dictionary import rules
from warehouse_app.domain.barcodes.gs1_lint import LINTERS, check_pair
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault

ALL = sorted(lines())
ONE_OF_EACH = [
    min(ai for ai in ALL if lines()[ai].parts is parts)
    for parts in {id(x.parts): x.parts for x in lines().values()}.values()
]
"""One identifier of each range: the others of a range have the same rules."""
BARRED = [(ai, pattern) for ai in ONE_OF_EACH for pattern in lines()[ai].bars]


def read(elements: list[tuple[str, str]]) -> Gs1Fields | Gs1Fault | None:
    return read_gs1(joined(elements), kept=True)


def with_value(ai: str, told: str) -> list[tuple[str, str]]:
    """Return a right row in which one identifier, the last, has this value."""
    rest = row(good_company(ai) - {ai}, Random(7))
    return [*rest, (ai, told)]


def fault(elements: list[tuple[str, str]]) -> tuple[str, str] | None:
    found = read(elements)
    return (found.problem.value, found.ai) if isinstance(found, Gs1Fault) else None


def test_the_table_in_the_program_and_the_page_are_the_dictionary_in_resources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    monkeypatch.delitem(sys.modules, "make_gs1", raising=False)
    import make_gs1  # type: ignore[import-not-found]

    dictionary = (ROOT / "resources/barcodes/gs1-syntax-dictionary.txt").read_text(encoding="utf-8")
    assert make_gs1.table_of(dictionary).endswith(gs1_table.TABLE + '"""\n')
    assert (ROOT / "docs/gs1.md").read_text(encoding="utf-8") == make_gs1.page_of(dictionary)
    assert set(rules()) == set(lines())
    assert len({ai[:2]: len(ai) for ai in ALL}) == len({(ai[:2], len(ai)) for ai in ALL})


@pytest.mark.parametrize("name", sorted(procedures()))
def test_a_check_judges_like_its_reference_procedure(name: str) -> None:
    holds, _ = LINTERS[name]
    assert [each for each in procedures()[name]["good"] if not holds(each)] == []
    assert [each for each in procedures()[name]["bad"] if holds(each)] == []


def test_a_company_number_has_four_digits_at_its_place() -> None:
    for name, ahead in (("gcppos1", ""), ("key", ""), ("gcppos2", "9"), ("keyoff1", "A")):
        holds, _ = LINTERS[name]
        assert holds(f"{ahead}1234")
        assert holds(f"{ahead}1234AB")
        for bad in ("", "1", "123", "123A", "A234", "12\u0663\u0664"):
            assert not holds(ahead + bad)


def test_every_check_of_the_dictionary_is_known_by_its_name() -> None:
    named = {check for line in lines().values() for part in line.parts for check in part.linters}
    assert {check: LINTERS[check][1].value for check in named} == {check: gs1.NAMES[check] for check in named}


@pytest.mark.parametrize("ai", ALL)
def test_a_good_example_is_read_whole(ai: str) -> None:
    rnd = Random(ai)
    for whole in (False, True):
        elements = with_value(ai, value(lines()[ai], rnd, whole=whole))
        found = read(elements)
        assert isinstance(found, Gs1Fields), found
        assert dict(found.elements) == dict(elements)


@pytest.mark.parametrize("ai", ONE_OF_EACH)
def test_a_value_too_short_or_too_long_is_refused(ai: str) -> None:
    line = lines()[ai]
    first = line.parts[0]
    assert fault(with_value(ai, "")) == ("gs1_too_short", ai)
    if first.least > 1:
        assert fault(with_value(ai, gs1.piece(first, Random(1))[:-1])) == ("gs1_too_short", ai)
    if "*" not in line.flags and not line.parts[-1].linters:
        full = "".join(gs1.piece(part, Random(1)) for part in line.parts[:-1])
        most = full + "1" * line.parts[-1].most
        assert isinstance(read(with_value(ai, most)), Gs1Fields)
        assert fault(with_value(ai, most + "1")) == ("gs1_too_long", ai)


@pytest.mark.parametrize("ai", [ai for ai in ONE_OF_EACH if len(lines()[ai].parts) > 1])
def test_a_value_that_ends_within_its_parts_is_refused(ai: str) -> None:
    line = lines()[ai]
    told = ""
    for part, following in zip(line.parts, line.parts[1:], strict=False):
        told += gs1.piece(part, Random(1))
        if not following.optional:
            assert fault(with_value(ai, told)) == ("gs1_too_short", ai)


@pytest.mark.parametrize("ai", ONE_OF_EACH)
def test_a_sign_that_a_part_may_not_hold_is_refused(ai: str) -> None:
    line, at = lines()[ai], 0
    good = value(line, Random(3), whole=True)
    for part in line.parts:
        bad = {"N": "A", "X": " ", "Y": "a", "Z": "+"}[part.signs]
        told = good[:at] + bad + good[at + 1 :]
        assert fault(with_value(ai, told)) == ("gs1_characters", ai)
        at += part.most


def breaches(part: Part, linter: str) -> list[str]:
    """Return values of the right length and signs that break one check and hold those before it."""
    if linter == "csum":
        good = gs1.piece(part, Random(5))
        return [f"{good[:-1]}{(int(good[-1]) + more) % 10}" for more in range(1, 10)]
    if linter == "gcppos1" and "csumalpha" in part.linters:
        return ["A234XY" + check_pair("A234XY")]
    if linter == "hasnondigit":
        return [
            body + check_pair(body)
            for body in (str(n) for n in range(9_999_000, 9_999_999))
            if check_pair(body).isdigit()
        ][:3]
    if linter in ("gcppos1", "gcppos2"):
        return [] if part.signs == "N" else ["123", "12A4"]
    size = part.most if part.least == part.most else 2
    bad = [*procedures()[linter]["bad"], "0" * size, "1" * size, "0" + "1" * (size - 1)]
    holds, _ = LINTERS[linter]
    return [
        each
        for each in bad
        if part.least <= len(each) <= part.most and set(each) <= set(gs1.SETS[part.signs]) and not holds(each)
    ][:12]


CHECKED = [
    (ai, at, linter) for ai in ONE_OF_EACH for at, part in enumerate(lines()[ai].parts) for linter in part.linters
]


@pytest.mark.parametrize(("ai", "at", "linter"), CHECKED)
def test_a_breach_of_each_check_is_refused_by_its_name(ai: str, at: int, linter: str) -> None:
    line = lines()[ai]
    pieces = [gs1.piece(part, Random(6)) for part in line.parts]
    bad = breaches(line.parts[at], linter)
    assert bad or (linter in ("gcppos1", "gcppos2") and line.parts[at].signs == "N"), "no breach is known"
    for each in bad:
        told = "".join([*pieces[:at], each, *pieces[at + 1 :]])
        assert fault(with_value(ai, told)) == (gs1.NAMES[linter], ai)


@pytest.mark.parametrize("ai", [ai for ai in ONE_OF_EACH if lines()[ai].needs])
def test_what_needs_another_is_refused_without_it(ai: str) -> None:
    alone = [(ai, value(lines()[ai], Random(8)))]
    assert fault(alone) == ("gs1_missing", ai)
    for need in lines()[ai].needs:
        whole = good_company(ai)
        answers = {other for other in whole for group in need for part in group.split("+") if gs1.matches(part, other)}
        without = row(frozenset((whole - answers) | {ai}), Random(9))
        known = fault(without)
        assert known is not None
        assert known[0] == "gs1_missing"


@pytest.mark.parametrize(("ai", "pattern"), BARRED)
def test_what_bars_another_is_refused_beside_it(ai: str, pattern: str) -> None:
    barred = next(other for other in ALL if other != ai and gs1.matches(pattern, other))
    both = good_company(ai) | good_company(barred)
    known = fault(row(both, Random(10)))
    assert known is not None
    assert known[0] == "gs1_excluded"
    assert not gs1.right(both)


@pytest.mark.parametrize("ai", ONE_OF_EACH)
def test_repeated_elements_must_agree(ai: str) -> None:
    line = lines()[ai]
    once = value(line, Random(11))
    other = next(told for seed in range(200) if (told := value(line, Random(seed))) != once) if _varies(line) else None
    beside = row(good_company(ai) - {ai}, Random(12))
    assert isinstance(read([*beside, (ai, once), (ai, once)]), Gs1Fields)
    if other is not None:
        assert fault([*beside, (ai, once), (ai, other)]) == ("gs1_repeated", ai)


def _varies(line: Line) -> bool:
    return len({value(line, Random(seed)) for seed in range(20)}) > 1


@pytest.mark.parametrize("ai", ["04", "05", "19", "3106", "259", "A1", "79"])
def test_an_identifier_that_the_dictionary_lacks_is_refused(ai: str) -> None:
    found = read_gs1(f"0104006381333931{ai}1", kept=True)
    assert isinstance(found, Gs1Fault)
    assert found.problem.value == "gs1_unknown_ai"
    assert found.ai.startswith(ai)
