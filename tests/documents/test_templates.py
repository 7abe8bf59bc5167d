"""Templates are data: ours read and prove, wrong ones say where, and no value can change a template."""

from __future__ import annotations

import pytest
import zxingcpp

from warehouse_app.documents import pdf
from warehouse_app.documents.label import AddressLabelData, address_label, expected
from warehouse_app.documents.model import Text
from warehouse_app.documents.papers.address import address_label as by_template
from warehouse_app.documents.papers.templates.ours import our_text, template
from warehouse_app.documents.papers.templates.reading import TemplateFaults, read
from warehouse_app.documents.papers.templates.setting import set_label
from warehouse_app.documents.papers.templates.shapes import LabelTemplate
from warehouse_app.documents.papers.templates.things import THINGS
from warehouse_app.documents.papers.templates.trial import tried
from warehouse_app.documents.papers.templates.words import fill
from warehouse_app.domain.refusals import Usage
from warehouse_app.domain.templates import LONGEST_TEMPLATE

LABEL = 'kind = "label"\ntitle = "T"\nwidth_mm = 50\nheight_mm = 30\n'
TEXT = '[[part]]\nkind = "text"\ntext = "{sku}"\nat = [2, 2]\nwidth = 40\nsize = 4\n'


def faults(text: str, name: str = "product") -> list[tuple[str, int, str]]:
    with pytest.raises(TemplateFaults) as no:
        read(text, THINGS[name].knows)
    return [(each.code, each.line, each.detail) for each in no.value.faults]


@pytest.mark.parametrize("name", THINGS)
def test_each_of_ours_is_drawn_and_proven_with_its_sample(name: str) -> None:
    trial = tried(THINGS[name], template(name))
    assert trial.problems == ()
    assert pdf.pictures(trial.document, 2)


@pytest.mark.parametrize("name", THINGS)
def test_each_code_of_ours_is_read_off_its_sample(name: str) -> None:
    thing = THINGS[name]
    page = pdf.pictures(tried(thing, template(name)).document, 12, 1)[0]
    said = {value for values in (thing.sample, *thing.sample_rows) for value in values.values()}
    found = {code.bytes.decode() for code in zxingcpp.read_barcodes(page)}
    assert found or name == "cn22", "a customs label has no code"
    assert found <= said


def test_every_name_of_a_sample_is_one_that_templates_may_use() -> None:
    for thing in THINGS.values():
        assert set(thing.sample) <= set(thing.holes), thing.name
        assert {name for row in thing.sample_rows for name in row} <= set(thing.rows), thing.name


def test_a_value_is_never_read_as_a_template() -> None:
    assert fill("{a} and {b}", {"a": "{b}", "b": "{a.__class__} {0} %s"}) == "{b} and {a.__class__} {0} %s"


@pytest.mark.parametrize("text", ["{sku.name}", "{0}", "{sku!r}", "{sku:>99}", "{", "}", "{{sku}}", "{Sku}", "{ sku }"])
def test_a_hole_is_a_bare_name_and_nothing_else(text: str) -> None:
    assert faults(LABEL + TEXT.replace("{sku}", text))[0][0] == "template_brace"


def test_every_fault_is_told_with_its_line() -> None:
    wrong = LABEL + TEXT + 'colour = "red"\n' + TEXT.replace("{sku}", "{price}") + TEXT.replace("[2, 2]", "[20, 2]")
    assert faults(wrong) == [
        ("template_key", 5, "colour"),
        ("template_hole", 12, "price"),
        ("template_outside", 18, ""),
    ]


def test_an_unknown_name_outside_of_any_table_is_told_with_its_line_as_well() -> None:
    wrong = LABEL.replace('title = "', 'title = "{oder} ', 1) + TEXT
    at = next(at for at, line in enumerate(wrong.splitlines(), 1) if "{oder}" in line)
    assert faults(wrong) == [("template_hole", at, "oder")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("kind = ", "template_syntax"),
        ("x = 1e999999999999", "template_key"),
        ("[" * 100_000, "template_long"),
        ("#" * (LONGEST_TEMPLATE + 1), "template_long"),
        ('kind = "program"', "template_choice"),
        (LABEL, "template_missing"),
        (LABEL.replace("50", "5000") + TEXT, "template_range"),
        (LABEL + TEXT.replace("40", '"wide"'), "template_value"),
        (LABEL + TEXT.replace("[2, 2]", "[2]"), "template_value"),
        (LABEL + TEXT.replace("width = 40\n", ""), "template_missing"),
        (LABEL + TEXT.replace("4\n", "nan\n"), "template_range"),
        (LABEL + TEXT.replace('"text"\ntext', '"script"\ntext'), "template_choice"),
        (LABEL + TEXT + 'when = "__import__"', "template_hole"),
        ('kind = "paper"\ntitle = "T"', "template_missing"),
        ('kind = "paper"\ntitle = "T"\n[[column]]\nwidth = 0', "template_range"),
        ('kind = "paper"\ntitle = "T"\nfacts = [["a"]]\n[[column]]\nwidth = 9', "template_value"),
        ('kind = "paper"\ntitle = "T"\n[[column]]\nwidth = 9\nlines = 20\nsize = 60', "template_range"),
    ],
)
def test_what_is_no_template_is_told_and_never_raises_anything_else(text: str, fault: str) -> None:
    assert fault in [code for code, _line, _detail in faults(text)]


def label(**values: str) -> LabelTemplate:
    text = LABEL + TEXT + "".join(f"{name} = {value}\n" for name, value in values.items())
    made = read(text, THINGS["product"].knows)
    assert isinstance(made, LabelTemplate)
    return made


def test_a_text_that_must_be_whole_fails_the_proof_where_it_is_cut() -> None:
    must, may = label(whole="true"), label()
    long = {"sku": "WORD " * 60}
    assert [each.code for each in tried(THINGS["product"], must, long).problems] == ["text_missing"]
    assert tried(THINGS["product"], may, long).problems == ()


def test_a_part_shows_only_when_its_name_says_something() -> None:
    assert set_label(label(when='"code"'), {"sku": "A"}).model.elements == ()
    assert len(set_label(label(when='"code"'), {"sku": "A", "code": "B"}).model.elements) == 1
    assert len(set_label(label(unless='"code"'), {"sku": "A"}).model.elements) == 1


def test_a_code_that_must_stand_refuses_the_label_and_another_is_left_out() -> None:
    code = '[[part]]\nkind = "code"\ntext = "{code}"\nat = [0, 10]\nwidth = 50\nheight = 10\n'
    knows = THINGS["product"].knows
    must, may = read(LABEL + code + "must = true", knows), read(LABEL + code, knows)
    assert isinstance(must, LabelTemplate)
    assert isinstance(may, LabelTemplate)
    for text in ("東京", "", "X" * 79):
        with pytest.raises(Usage):
            set_label(must, {"code": text})
        assert set_label(may, {"code": text}).model.elements == ()


def test_an_own_version_another_program_wrote_gives_way_to_ours() -> None:
    assert template("product", "kind = 7") == template("product")
    assert template("product", our_text("slip").replace("{", "").replace("}", "")) != template("product")


def test_a_paper_stands_on_letter_as_well_as_on_a4() -> None:
    paper = template("manifest")
    for page, size in (("A4", (210, 297)), ("Letter", (216, 279))):
        picture = pdf.pictures(tried(THINGS["manifest"], paper, page=page).document, 1)[0]
        assert all(abs(is_ - should) <= 1 for is_, should in zip(picture.size, size, strict=True))


ADDRESSES = (
    AddressLabelData("537434", "P537434-1", "PA-P537434-1-K", ("A", "B"), ("Zoë", "Paris"), of=2, weight_g=1250),
    AddressLabelData("5" * 50, "P1-1", "1Z999AA10123456784", ("A" * 90,), ("x" * 300, "y"), reprint=2, service="Exp"),
    AddressLabelData("1 2 3 " * 20, "P1-1", "P1-1", (), (), "17850", "EIRE", weight_g=5, weight_computed=True),
    AddressLabelData(
        "1", "P1-1", "P1-1", ("العربية",), ("محمد", "東京都", "กรุงเทพ"), carrier="C", ship_date="2010-12-06"
    ),
    AddressLabelData("1", "P1-1", "P1-1", (), ("Ann",), slot="BA000007, trip 2, slot A12"),
)


@pytest.mark.parametrize("data", ADDRESSES)
def test_our_address_label_is_the_one_that_is_proven(data: AddressLabelData) -> None:
    plain = tuple(each for each in address_label(data).elements if not isinstance(each, Text) or each.text)
    made = by_template(data)
    assert made.model.elements == plain
    assert set(made.expected.codes) == set(expected(data).codes)
    whole = dict(made.expected.texts)
    assert {"tracking": whole.get("parcel", ""), **whole} == dict(expected(data).texts)
