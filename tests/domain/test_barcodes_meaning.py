"""One order of classification for every mouth; what is ambiguous is asked, what nobody knows is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gs1 import with_check
from warehouse_app.domain.barcodes.commands import Command, Multiplier, barcode_of
from warehouse_app.domain.barcodes.gs1_problems import Gs1Problem
from warehouse_app.domain.barcodes.gtin import gtin14, sscc18
from warehouse_app.domain.barcodes.meaning import (
    Ambiguous,
    Badge,
    Batch,
    Candidate,
    Cart,
    CommandMeant,
    Delivery,
    Kind,
    Manifest,
    Meaning,
    Order,
    Parcel,
    Place,
    Product,
    Purchase,
    Tote,
    Unknown,
    Workstation,
    choose,
    understand,
)
from warehouse_app.domain.barcodes.own import OwnKind, make
from warehouse_app.domain.barcodes.read import Problem, Unreadable
from warehouse_app.domain.settings import SETTINGS, SettingInvalid, checked


class Known:
    """A whole company in a dict: text -> what carries it; GTINs in 14 digits."""

    def __init__(self, things: dict[str, list[Candidate]], shapes: str = "") -> None:
        self.things, self.shapes = things, shapes

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        found = self.things.get(text, []) + (self.things.get(gtin, []) if gtin else [])
        return tuple(candidate for candidate in found if candidate.kind in kinds)

    def shop_shapes(self) -> str:
        return self.shapes


EACH = {
    "ann": Candidate(Kind.BADGE, "ann"),
    "WS1": Candidate(Kind.WORKSTATION, "WS1"),
    "T1": Candidate(Kind.TOTE, "T1"),
    "C1": Candidate(Kind.CART, "C1"),
    "P1": Candidate(Kind.PARCEL, "P1"),
    "536365": Candidate(Kind.ORDER, "536365"),
    "4500017": Candidate(Kind.PURCHASE, "4500017"),
    "DN7": Candidate(Kind.DELIVERY, "DN7"),
    "B1": Candidate(Kind.BATCH, "B1"),
    "M1": Candidate(Kind.MANIFEST, "M1"),
    "A03-17-2": Candidate(Kind.PLACE, "A03-17-2"),
    "85123A": Candidate(Kind.PRODUCT, "85123A"),
    "04006381333931": Candidate(Kind.PRODUCT, "85123A", 12),
}
COMPANY = Known({text: [candidate] for text, candidate in EACH.items()})


def unreadable(meaning: Meaning) -> Problem | Gs1Problem | None:
    return meaning.problem if isinstance(meaning, Unreadable) else None


@pytest.mark.parametrize(
    ("scan", "meant"),
    [
        ("ann", Badge("ann")),
        ("WS1", Workstation("WS1")),
        ("T1", Tote("T1")),
        ("C1", Cart("C1")),
        ("P1", Parcel("P1")),
        ("536365", Order("536365")),
        ("4500017", Purchase("4500017")),
        ("DN7", Delivery("DN7")),
        ("B1", Batch("B1")),
        ("M1", Manifest("M1")),
        ("A03-17-2", Place("A03-17-2")),
        ("85123A", Product("85123A")),
        ("4006381333931", Product("85123A", 12)),
        ("]E04006381333931\r\n", Product("85123A", 12)),
        (barcode_of(Command.UNDO), CommandMeant(Command.UNDO)),
        ("next box", CommandMeant(Command.NEXT_BOX)),
        ("*12", Multiplier(12)),
        ("NOBODY", Unknown("NOBODY")),
    ],
)
def test_each_kind_is_told(scan: str, meant: Meaning) -> None:
    assert understand(scan, COMPANY) == meant


@pytest.mark.parametrize(
    ("kind", "body", "meant"),
    [
        (OwnKind.WORKSTATION, "WS1", Workstation("WS1")),
        (OwnKind.TOTE, "T1", Tote("T1")),
        (OwnKind.CART, "C1", Cart("C1")),
        (OwnKind.PARCEL, "P1", Parcel("P1")),
        (OwnKind.ORDER, "536365", Order("536365")),
        (OwnKind.PURCHASE, "4500017", Purchase("4500017")),
        (OwnKind.DELIVERY, "DN7", Delivery("DN7")),
        (OwnKind.BATCH, "B1", Batch("B1")),
        (OwnKind.MANIFEST, "M1", Manifest("M1")),
        (OwnKind.PLACE, "A03-17-2", Place("A03-17-2")),
        (OwnKind.PRODUCT, "85123A", Product("85123A")),
    ],
)
def test_a_barcode_of_ours_means_the_thing_of_its_kind(kind: OwnKind, body: str, meant: Meaning) -> None:
    assert understand(make(kind, body), COMPANY) == meant
    assert understand(make(kind, body).swapcase(), COMPANY) == meant


def test_a_pallet_told_beforehand_means_its_delivery_and_keeps_its_number() -> None:
    sscc = next(f"34012345000000000{c}" for c in "0123456789" if sscc18(f"34012345000000000{c}"))
    told = Known({sscc: [Candidate(Kind.DELIVERY, "5")]})
    for scan in (sscc, f"00{sscc}", f"]C100{sscc}", f"(00){sscc}"):
        assert understand(scan, told) == Delivery("5", sscc)


def test_a_barcode_of_ours_never_means_another_kind() -> None:
    text = make(OwnKind.TOTE, "536365")
    assert understand(text, COMPANY) == Unknown(text, OwnKind.TOTE)


def test_a_users_code_that_looks_like_ours_is_accepted_as_it_is() -> None:
    right, wrong = make(OwnKind.PLACE, "A7"), make(OwnKind.PLACE, "A7")[:-1] + "-0-0"
    company = Known({text: [Candidate(Kind.PLACE, text)] for text in (right, wrong)})
    assert understand(right, company) == Place(right)
    assert understand(wrong, company) == Place(wrong)
    assert unreadable(understand(wrong, COMPANY)) is Problem.BAD_CHECK


def test_one_code_on_two_things_is_asked_in_the_order_of_classification() -> None:
    tote, sku = Candidate(Kind.TOTE, "7"), Candidate(Kind.PRODUCT, "7")
    assert understand("7", Known({"7": [sku, tote]})) == Ambiguous((tote, sku))


def test_the_asking_screen_narrows_only_to_exactly_one() -> None:
    tote, one, dozen = Candidate(Kind.TOTE, "7"), Candidate(Kind.PRODUCT, "7"), Candidate(Kind.PRODUCT, "7", 12)
    assert understand("7", Known({"7": [one, tote]}), frozenset({Kind.PRODUCT})) == Product("7")
    both = Known({"7": [one, dozen, tote]})
    assert understand("7", both, frozenset({Kind.PRODUCT})) == Ambiguous((tote, one, dozen))
    assert understand("7", both, frozenset({Kind.CART})) == Ambiguous((tote, one, dozen))


def test_a_single_meaning_is_told_though_the_screen_expects_another() -> None:
    assert understand(make(OwnKind.BATCH, "B1"), COMPANY, frozenset({Kind.PRODUCT})) == Batch("B1")
    assert understand("ann", COMPANY, frozenset({Kind.PRODUCT})) == Badge("ann")


def test_a_typed_command_that_is_a_code_too_is_asked_but_the_card_is_sure() -> None:
    sku = Candidate(Kind.PRODUCT, "FOUND")
    company = Known({"FOUND": [sku]})
    asked = understand("FOUND", company)
    assert asked == Ambiguous((Candidate(Kind.COMMAND, "FOUND"), sku))
    assert choose(Candidate(Kind.COMMAND, "FOUND")) == CommandMeant(Command.FOUND)
    assert understand(barcode_of(Command.FOUND), company) == CommandMeant(Command.FOUND)


def test_a_command_card_of_a_later_version_is_unknown() -> None:
    text = make(OwnKind.COMMAND, "DANCE")
    assert understand(text, COMPANY) == Unknown(text, OwnKind.COMMAND)


@pytest.mark.parametrize(
    ("scan", "problem"),
    [
        ("", Problem.EMPTY),
        ("x" * 10_000, Problem.TOO_LONG),
        ("\x00", Problem.CONTROL),
        ("*0", Problem.BAD_MULTIPLIER),
        ("https://example.com/85123A", Problem.WEB_ADDRESS),
        ("TO-T1-", Problem.BAD_CHECK),
        ("40063813339314006381333931", Problem.TWO_CODES),
        ("85123A85123A", Problem.TWO_CODES),
    ],
)
def test_what_is_no_code_is_named(scan: str, problem: Problem) -> None:
    assert unreadable(understand(scan, COMPANY)) is problem


def test_a_suspect_that_somebody_knows_is_that_thing() -> None:
    address = "https://example.com/85123A"
    company = Known({address: [Candidate(Kind.PRODUCT, "85123A")], "1212": [Candidate(Kind.PLACE, "1212")]})
    assert understand(address, company) == Product("85123A")
    assert understand("1212", company) == Place("1212")


def test_a_product_known_by_number_and_by_alias_is_one_product() -> None:
    same = Candidate(Kind.PRODUCT, "85123A", 12)
    assert understand("4006381333931", Known({"4006381333931": [same], "04006381333931": [same]})) == Product(
        "85123A", 12
    )


@given(st.one_of(st.text(max_size=60), st.sampled_from(sorted(EACH))))
def test_every_shot_has_exactly_one_meaning(scan: str) -> None:
    assert isinstance(understand(scan, COMPANY), Meaning)


def product(scan: str, company: Known = COMPANY) -> Product:
    meant = understand(scan, company)
    assert isinstance(meant, Product), meant
    return meant


def test_one_scan_means_the_product_with_its_lot_last_day_and_serial() -> None:
    meant = product("]C1010400638133393117261231" + "10A7\x1d21S-1")
    assert (meant.sku, meant.factor) == ("85123A", 12)
    assert meant.gs1 is not None
    assert (meant.gs1.lot, meant.gs1.expiry, meant.gs1.serial) == ("A7", "261231", "S-1")
    link = product("https://example.com/01/04006381333931/10/A7")
    assert (link.sku, link.factor, link.gs1 and link.gs1.lot) == ("85123A", 12, "A7")


def test_a_count_in_the_code_multiplies_or_contradicts() -> None:
    sscc = "00340123450000000000"
    sscc = sscc[:-1] + next(c for c in "0123456789" if sscc18(sscc[2:-1] + c))
    assert product(f"]C1{sscc}02040063813339313705").factor == 60
    one = Known({"09400638133393": [], "94006381333934": [Candidate(Kind.PRODUCT, "HAM")]})
    assert product("]C10194006381333934307", one).factor == 7
    dozen = Known({"94006381333934": [Candidate(Kind.PRODUCT, "HAM", 12)]})
    assert unreadable(understand("]C10194006381333934307", dozen)) is Gs1Problem.COUNT
    assert product("]C101940063813339343012", dozen).factor == 12


def test_a_measured_item_counts_what_was_measured_where_it_is_counted_so() -> None:
    ham = Known({"94006381333934": [Candidate(Kind.PRODUCT, "HAM")]})
    meant = product("]C101940063813339343103001250", ham)
    assert (meant.units("g"), meant.units("piece"), meant.units("ml")) == (1250, 1, 1)


def test_eight_digits_that_are_two_numbers_are_asked() -> None:
    eight, twelve = Candidate(Kind.PRODUCT, "EIGHT"), Candidate(Kind.PRODUCT, "TWELVE")
    both = Known({"00000001234565": [eight], "00012345000065": [twelve]})
    assert understand("01234565", both) == Ambiguous((eight, twelve))
    assert understand("01234565", Known({"00012345000065": [twelve]})) == Product("TWELVE")
    assert understand("]E401234565", both) == Product("EIGHT")


def test_a_logistic_unit_is_found_by_its_number_with_and_without_identifier() -> None:
    sscc = next(f"34012345000000000{c}" for c in "0123456789" if sscc18(f"34012345000000000{c}"))
    pallet = Known({sscc: [Candidate(Kind.PLACE, "9")]})
    for scan in (sscc, f"00{sscc}", f"]C100{sscc}", f"(00){sscc}", f"https://example.com/00/{sscc}"):
        assert understand(scan, pallet) == Place("9")


def test_a_gs1_code_that_breaks_a_rule_is_refused_unless_it_is_somebodys_own() -> None:
    broken = "(01)04006381333931(17)261331"
    refused = understand(broken, COMPANY)
    assert isinstance(refused, Unreadable)
    assert (refused.problem, refused.ai) == (Gs1Problem.DATE, "17")
    assert understand(broken, Known({broken: [Candidate(Kind.PLACE, "9")]})) == Place("9")


def test_a_shops_own_number_is_a_product_when_it_is_known() -> None:
    own = "2001234000007"
    own = own[:-1] + next(c for c in "0123456789" if gtin14(own[:-1] + c))
    assert unreadable(understand(own, COMPANY)) is Problem.RESTRICTED
    assert understand(own, Known({"0" + own: [Candidate(Kind.PRODUCT, "HAM")]})) == Product("HAM")


def test_a_shops_own_number_carries_item_and_grams_as_it_is_set() -> None:
    ham = Known({"02812345000007": [Candidate(Kind.PRODUCT, "HAM")]}, "28IIIIIGGGGGC 27IIIIIIXXXXC")
    weighed = product(with_check("281234501250"), ham)
    assert (weighed.sku, weighed.units("g"), weighed.units("piece")) == ("HAM", 1250, 1)
    assert unreadable(understand(with_check("285432101250"), ham)) is Problem.RESTRICTED
    assert unreadable(understand(with_check("291234501250"), ham)) is Problem.RESTRICTED
    cheese = Known({"02765432100008": [Candidate(Kind.PRODUCT, "CHEESE")]}, "27IIIIIIXXXXC")
    assert product(with_check("276543210499"), cheese).units("g") == 1


def test_two_shapes_that_name_two_products_are_asked() -> None:
    both = {
        with_check("0281234500000"): [Candidate(Kind.PRODUCT, "HAM")],
        with_check("0281234567000"): [Candidate(Kind.PRODUCT, "PIE")],
    }
    meant = understand(with_check("281234567890"), Known(both, "28IIIIIGGGGGC 28IIIIIIIGGGC"))
    assert meant == Ambiguous((Candidate(Kind.PRODUCT, "HAM"), Candidate(Kind.PRODUCT, "PIE")))


@pytest.mark.parametrize(
    "shape", ["28IIIIIGGGGC", "28IIIIIGGGGGG", "28GGGGGGGGGGC", "38IIIIIGGGGGC", "28IIIIIggggGC", "28IIIIICGGGGC"]
)
def test_what_is_no_shape_is_refused_as_a_setting(shape: str) -> None:
    setting = SETTINGS["scan.shop_numbers"]
    assert isinstance(checked(setting, f"28IIIIIGGGGGC {shape}"), SettingInvalid)
    assert checked(setting, " 28IIIIIGGGGGC 2IIIIIIXXXXXC ".replace("2III", "21II")) is not None
    assert checked(setting, "") == ""
