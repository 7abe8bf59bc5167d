"""Finding anything: exact code before its beginning before words; only what one may see; names go when names go."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.company import WAREHOUSE, Company
from warehouse_app.application.importing import ImportRequest, run_import
from warehouse_app.application.search import SHOWN, find, find_code
from warehouse_app.channels.files.wire import FilesIntake
from warehouse_app.domain.items import Item
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.search import Found, Hit, HitKind, Rank
from warehouse_app.store import items, places
from warehouse_app.store.schema import floor, office
from warehouse_app.store.search import words

PRODUCTS = (
    "sku,name,barcodes\n22423,REGENCY CAKESTAND 3 TIER,4006381333931\n21843,RED RETROSPOT CAKE STAND,\n"
    "84029E,RED WOOLLY HOTTIE WHITE HEART,\n"
)
ORDERS = (
    "order,customer,customer_name,date,sku,qty,price,street1,city,postcode,country\n"
    "539953,C7,Zoë Lindström,2010-12-06 10:00,22423,2,2.55,1 High St,Leeds,LS1,GB\n"
    "539954,C7,Zoë Lindström,2010-12-06 10:05,22423,1,2.55,1 High St,Leeds,LS1,GB\n"
    "54,,Bob Cakebread,2010-12-06 11:00,21843,1,2.55,2 High St,Leeds,LS1,GB\n"
)


def take(company: Company, folder: Path, kind: str, content: str) -> None:
    path = folder / f"{kind}.csv"
    path.write_text(content, encoding="utf-8")
    intake = FilesIntake(folder / "stage", ZoneInfo("UTC"), ZoneInfo("Europe/London"))
    report = run_import(company.runner, company.supervisor, intake, ImportRequest((path,), kind))
    assert not report.rejected


@pytest.fixture
def shop(company: Company, tmp_path: Path) -> Company:
    take(company, tmp_path, "products", PRODUCTS)
    take(company, tmp_path, "orders", ORDERS)
    with company.write() as desk:
        company.stock(desk, "A07-14", "22423", 17)
        places.add(desk, WAREHOUSE, PlaceKind.TOTE, "T-0042")
    return company


def look(company: Company, text: str, rights: frozenset[Right] = frozenset()) -> Found:
    return company.runner.ask(lambda desk: find(desk, text, rights), company.supervisor)


def scan(company: Company, text: str) -> tuple[Hit, ...]:
    return company.runner.ask(lambda desk: find_code(desk, text), company.supervisor)


def codes(found: Found, kind: HitKind) -> list[str]:
    return [hit.code for hit in found.hits if hit.kind is kind]


def test_the_exact_code_comes_before_what_begins_with_it(shop: Company) -> None:
    with shop.write() as desk:
        shop.order(desk, "5399531", [("22423", 1)])
    found = look(shop, "539953")
    assert [(hit.code, hit.rank) for hit in found.hits] == [("539953", Rank.EXACT), ("5399531", Rank.PREFIX)]


def test_words_find_products_by_their_beginnings_in_any_order(shop: Company) -> None:
    assert codes(look(shop, "cake"), HitKind.PRODUCT) == ["21843", "22423"]
    assert codes(look(shop, "stand retro"), HitKind.PRODUCT) == ["21843"]
    assert look(shop, "cake heart").hits == ()


def test_a_customer_is_found_by_name_and_accent_aside_with_the_newest_orders(shop: Company) -> None:
    found = look(shop, "zoe lind")
    assert codes(found, HitKind.ORDER) == ["539953", "539954"]
    by_code = look(shop, "C7")
    assert codes(by_code, HitKind.CUSTOMER) == ["C7"]
    assert codes(by_code, HitKind.ORDER) == ["539954", "539953"]


def test_an_order_without_a_customer_is_found_by_the_name_on_its_address(shop: Company) -> None:
    assert codes(look(shop, "cakebread"), HitKind.ORDER) == ["54"]


def test_any_barcode_and_any_spelling_of_an_sku_finds_the_product(shop: Company) -> None:
    for text in ("4006381333931", "04006381333931", "40063813"):
        assert codes(look(shop, text), HitKind.PRODUCT) == ["22423"], text
    assert codes(look(shop, "84029e"), HitKind.PRODUCT) == ["84029E"]


def test_places_and_totes_tell_what_is_in_them(shop: Company) -> None:
    (place,) = look(shop, "a07").hits
    assert (place.kind, place.code, place.facts["units"], place.facts["sku"]) == (HitKind.PLACE, "A07-14", 17, "22423")
    (tote,) = look(shop, "t-00").hits
    assert (tote.kind, tote.facts["units"]) == (HitKind.TOTE, 0)


def test_serials_and_lots_are_found_once_whatever_their_grade(shop: Company) -> None:
    with shop.write() as desk:
        for grade in ("A", "B"):
            shop.stock(desk, "A07-14", "22423", 2, lot="L77", grade=grade)
        shop.stock(desk, "A07-15", "84029E", 1, serial="SN-9")
    assert [(hit.kind, hit.ref) for hit in look(shop, "L77").hits] == [(HitKind.LOT, "22423")]
    (serial,) = look(shop, "sn-").hits
    assert (serial.kind, serial.code, serial.facts["place"]) == (HitKind.SERIAL, "SN-9", "A07-15")


def test_a_parcel_is_found_by_its_code_and_by_its_tracking(shop: Company) -> None:
    with shop.write() as desk:
        box = places.add(desk, WAREHOUSE, PlaceKind.PARCEL, "P00000001")
        values = {"code": "P00000001", "order_id": 1, "place_id": box.id, "tracking": "HX7GB", "state": "labelled"}
        desk.connection.execute(floor.parcel.insert().values(**values))
    for text in ("P00000001", "p0000", "HX7GB", "hx7"):
        (hit,) = look(shop, text).hits
        assert (hit.kind, hit.code, hit.facts["order"]) == (HitKind.PARCEL, "P00000001", "539953"), text


def test_people_are_found_only_by_who_may_see_users(shop: Company) -> None:
    with shop.write() as desk:
        values = {"id": "p9", "code": "MARIA", "name": "Maria S.", "role": Role.SUPERVISOR.value, "created_at": ""}
        desk.connection.execute(office.person.insert().values(**values))
    assert look(shop, "maria").hits == ()
    assert codes(look(shop, "maria", frozenset({Right.USERS})), HitKind.PERSON) == ["MARIA"]


def test_a_scan_means_one_thing_exactly(shop: Company) -> None:
    assert [hit.code for hit in scan(shop, "4006381333931")] == ["22423"]
    assert [hit.kind for hit in scan(shop, "T-0042")] == [HitKind.TOTE]
    assert scan(shop, "53995") == ()
    assert [hit.code for hit in scan(shop, "C7")] == ["C7"]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "%", "_", "'; DROP TABLE word; --", "\U0010ffff", "\\", "ß", "٣٣٣٣"]
)
def test_odd_texts_find_nothing_and_harm_nothing(shop: Company, text: str) -> None:
    assert look(shop, text).hits == ()


def test_many_hits_are_counted_and_the_first_are_told(company: Company) -> None:
    with company.write() as desk:
        for n in range(150):
            company.order(desk, f"7{n:04d}", [("X", 1)])
    (group,) = look(company, "7").groups
    assert (len(group.hits), group.total, group.more) == (2 * SHOWN, 99, True)


def test_a_renamed_product_is_found_by_its_new_name_alone(shop: Company, tmp_path: Path) -> None:
    take(shop, tmp_path, "products", "sku,name\n22423,Grand Etagere\n")
    assert codes(look(shop, "regency"), HitKind.PRODUCT) == []
    assert codes(look(shop, "etag"), HitKind.PRODUCT) == ["22423"]


def test_a_customer_whose_name_changes_is_no_longer_found_by_the_old_one(shop: Company, tmp_path: Path) -> None:
    for name in ("Ann Lee", "Ann Lindgren"):
        take(shop, tmp_path, "customers", f"customer,name,country\nC9,{name},GB\n")
    assert codes(look(shop, "lindgren"), HitKind.CUSTOMER) == ["C9"]
    assert look(shop, "lee").hits == ()


def test_what_is_forgotten_leaves_no_word_behind(shop: Company, tmp_path: Path) -> None:
    take(shop, tmp_path, "customers", "customer,name,country\nC9,Ann Lee,GB\n")
    assert codes(look(shop, "ann lee"), HitKind.CUSTOMER) == ["C9"]
    with shop.write() as desk:
        row = desk.connection.exec_driver_sql("SELECT id FROM customer WHERE code = 'C9'").scalar()
        words.forget(desk, "customer", int(row or 0))
    assert look(shop, "ann lee").hits == ()


def test_a_container_is_no_serial_number(shop: Company) -> None:
    with shop.write() as desk:
        items.number(desk, Item("@TOTE", serial="T-0042"))
    assert [hit.kind for hit in look(shop, "T-0042").hits] == [HitKind.TOTE]
