"""What a code says is told part by part, and what no bench takes is refused in the bench's own words."""

from __future__ import annotations

import pytest

from warehouse_app.application.reading import parts_of
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.refusals import Refused
from warehouse_app.wording.say import say_error

GTIN = "04006381333931"


def told(text: str) -> dict[str, tuple[str, str]]:
    return {each.part: (each.value, each.meaning) for each in parts_of(text)}


def test_every_element_is_named_with_what_it_means() -> None:
    said = told(f"]C101{GTIN}17260200" + "310300125010A7{GS}21S1")
    assert said["bars"][0] == "gs1-128"
    assert said["item number"][0] == GTIN
    assert said["(10)"] == ("A7", "BATCH/LOT")
    assert said["(17)"] == ("260200", "USE BY or EXPIRY: the last day of 26-02")
    assert said["(3103)"] == ("001250", "NET WEIGHT (kg): 1.250 kg")
    assert said["(21)"][0] == "S1"
    assert told(f"(01){GTIN}(11)261231")["(11)"][1].endswith("26-12-31")


def test_what_is_unsure_or_doubtful_is_said() -> None:
    assert told(f"01{GTIN}10L2110")["unsure"][0] == f"(01){GTIN}(10)L(21)10"
    assert "read or typed wrong" in told("4006381333932")["when nobody knows it"][1]
    assert told("01234565")["or item number"][0] == "00012345000065"
    assert told(make(OwnKind.TOTE, "T1"))["our own code"] == ("T1", "tote")
    assert told("TOßT1ß" + make(OwnKind.TOTE, "T1")[-1])["keyboard"][0] == "german"
    assert told("A03-17") == {"text": ("A03-17", "")}


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Nothing was read"), (f"(01){GTIN}(17)261331", "(17)"), (f"]C101{GTIN}<GS>10A<GS>10B", "twice")],
)
def test_what_no_bench_takes_is_refused_in_its_words(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        parts_of(text)
    assert words in say_error(refused.value.refusal)
