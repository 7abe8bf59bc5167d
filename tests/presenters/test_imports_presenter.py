"""The imports screen without a window: look, map, mend, try, import, log, undo, and every way it can go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from tests.channels.shopify_rows import HEADER, export, first
from tests.company import Company
from tests.hands import Screen
from tests.importers import PRODUCTS, SHOP, SHOP_MAPPING, Importer
from warehouse_app.application.allocation import allocate
from warehouse_app.application.importing import ImportReport, find_mappings, save_mapping
from warehouse_app.application.run import Session
from warehouse_app.domain.importing.mapping import FieldRule
from warehouse_app.domain.importing.values import Fate
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Trouble
from warehouse_app.ports.intake import LookRow
from warehouse_app.store.schema import ledger as tables
from warehouse_app.ui.runtime.tasks import Stopped, Task
from warehouse_app.ui.screens.imports import opening, shown
from warehouse_app.ui.screens.imports.presenter import ImportsPresenter
from warehouse_app.ui.screens.imports.state import ImportsScreen


class Importing(Screen):
    """A shop with two products; the view keeps what it is shown."""

    def __init__(self, company: Company, folder: Path, session: Session | None = None) -> None:
        super().__init__(company, session or company.supervisor)
        self.importer = Importer(company, folder)
        self.importer.take("products", PRODUCTS)
        self.count = 0
        self.numbers: Sequence[int] | None = None
        self.records: dict[int, tuple[LookRow, Fate]] = {}
        self.asked = 0
        self.at = (0, 0)
        tools = SimpleNamespace(intake=self.importer.intake, guard=None)
        self.presenter = ImportsPresenter(self, self.hands("imports"), company.runner, tools, self.toast)
        self.wire(self.presenter, "imports")
        self.presenter.shown()

    def show_file(self, count: int, numbers: Sequence[int] | None) -> None:
        self.count, self.numbers, self.records = count, numbers, {}
        self.presenter.wanted(0, 200)

    def show_records(self, first: int, rows: tuple[LookRow, ...], fates: tuple[Fate, ...]) -> None:
        self.records |= {first + at: pair for at, pair in enumerate(zip(rows, fates, strict=True))}

    def go(self, record: int, column: int) -> None:
        self.at = (record, column)

    def ask_file(self) -> None:
        self.asked += 1

    def open(self, content: str, name: str = "shop.csv") -> ImportsScreen:
        self.presenter.choose(str(self.importer.file(content, name)))
        return self.now_shown

    @property
    def now_shown(self) -> ImportsScreen:
        found = self.state
        assert isinstance(found, ImportsScreen)
        return found

    @property
    def fates(self) -> list[str]:
        return [str(fate) for _, fate in self.records.values()]


@pytest.fixture
def screen(company: Company, tmp_path: Path) -> Importing:
    return Importing(company, tmp_path)


def test_a_foreign_file_is_looked_at_guessed_and_tried_by_itself(screen: Importing) -> None:
    state = screen.open(SHOP.replace("Nr;Wer;Wann", "Zeichen;Käufer;Bestelldatum"))
    assert (state.mode, state.kind) == ("file", "orders")
    assert shown.pointed_at(state) == ("", "customer_name", "placed_at", "sku", "qty", "price")
    assert shown.lacking(state) == "Point at a column for Order number"
    assert shown.deeds(state)["import"] == "Point at a column for Order number"
    screen.presenter.point(0, "order")
    assert screen.now_shown.mapping is not None
    screen.presenter.manner(replace(screen.now_shown.mapping, rows="above"))
    state = screen.now_shown
    assert state.verdict is not None
    assert (state.verdict.report.created, shown.verdict(state)) == (2, "Every record would be taken")
    assert screen.fates == ["created", "created", "created"]
    assert screen.importer.rows("SELECT count(*) FROM orders") == [(0,)]


def test_a_column_gives_one_field_and_a_field_has_one_column(screen: Importing) -> None:
    screen.open("sku,name,qty,bin\nA-1,Cup,3,A01\n")
    screen.presenter.point(1, "sku")
    fields = shown.pointed_at(screen.now_shown)
    assert fields.count("sku") == 1
    assert fields[1] == "sku"
    screen.presenter.point(1, "")
    assert shown.pointed_at(screen.now_shown)[1] == ""


def test_wrong_cells_are_marked_found_and_mended(screen: Importing) -> None:
    screen.importer.file("", "x")
    state = screen.open("order,sku,qty,placed_at\n1,A-1,two,2011-05-06\n1,B-2,1,2011-05-06\n2,A-1,1,2011-05-06\n")
    assert state.verdict is not None
    cells = {line: column for line, (column, _) in shown.wrong_cells(state).items()}
    assert cells == {2: 2, 3: -1}
    assert "Quantity: This is not a number" in shown.at_cell(state, 2)
    assert screen.fates == ["rejected", "rejected", "created"]
    screen.presenter.find(3)
    assert screen.at == (1, 0)
    screen.presenter.commanded("wrong")
    assert (screen.now_shown.only_wrong, tuple(screen.numbers or ())) == (True, (0, 1))
    screen.presenter.mend(2, 2, "2", "two")
    state = screen.now_shown
    assert state.verdict is not None
    assert (state.verdict.report.rejected_count, len(state.mends)) == (0, 1)
    screen.presenter.mend(2, 2, "two", "two")
    assert screen.now_shown.mends == ()
    screen.presenter.mend(2, 2, "2", "two")
    screen.presenter.commanded("import")
    assert screen.importer.rows("SELECT code, units FROM orders ORDER BY code") == [("1", 3), ("2", 1)]
    assert screen.now_shown.mode == "result"


def test_an_import_ends_in_the_log_where_it_can_be_undone(screen: Importing) -> None:
    screen.open("sku,name\nC-3,Bowl\nD-4,Jug\n", "more.csv")
    screen.presenter.commanded("import")
    state = screen.now_shown
    assert (state.mode, state.row and state.row.file) == ("result", "more.csv")
    assert state.report is not None
    assert shown.result(state.report) == ("2 products new, 0 changed", "Every record was taken")
    assert shown.undo_words(state)[0] == "Nothing stands on it yet: it can be undone whole"
    asked = []
    screen.presenter.commanded("undo")
    asked.append(screen.now_shown.asking)
    assert screen.presenter.keyed("2")
    asked.append(screen.now_shown.asking)
    assert asked == ["undo", ""]
    screen.presenter.commanded("undo")
    assert screen.presenter.keyed("1")
    assert screen.told == ["Import 2 is undone"]
    assert [row.state for row in screen.now_shown.rows] == ["undone", "done"]
    assert screen.importer.rows("SELECT count(*) FROM product") == [(2,)]


def test_what_stands_on_an_import_is_named_instead_of_a_button(screen: Importing) -> None:
    screen.importer.take("stock", "sku,place,qty\nA-1,A01-01,5\n")
    screen.importer.take("orders", SHOP, mapping=SHOP_MAPPING)
    allocate(screen.company.runner, screen.company.supervisor)
    screen.presenter.opened("import:3")
    words, stands = shown.undo_words(screen.now_shown)
    assert words.startswith("It cannot be undone")
    assert stands == ("Order 71 has promised stock", "Order 72 has promised stock")
    assert shown.deeds(screen.now_shown)["undo"] != ""
    screen.presenter.commanded("undo")
    assert screen.now_shown.asking == ""
    screen.presenter.log.chosen(1)
    assert screen.now_shown.row is not None
    assert screen.now_shown.row.file == "products.csv"


def test_a_kept_mapping_is_used_and_a_new_one_saved(screen: Importing) -> None:
    company = screen.company
    company.runner.perform(save_mapping(company.ids.new(), SHOP_MAPPING), company.supervisor).done()
    state = screen.open(SHOP)
    assert (state.channel, state.mapping) == ("shop", SHOP_MAPPING)
    assert state.verdict is not None
    assert state.verdict.report.created == 2
    screen.presenter.rule(FieldRule("currency", constant="GBP"))
    screen.presenter.commanded("save")
    assert screen.told == ["Files of shop are read as orders by this mapping from now on"]
    screen.presenter.channel("other")
    assert screen.now_shown.channel == "other"
    screen.presenter.channel("shop")
    assert screen.now_shown.mapping is not None
    assert screen.now_shown.mapping.rule("currency") == FieldRule("currency", constant="GBP")


def test_a_mapping_that_somebody_else_changed_meanwhile_is_not_lost_in_silence(screen: Importing) -> None:
    company = screen.company
    company.runner.perform(save_mapping(company.ids.new(), SHOP_MAPPING), company.supervisor).done()
    screen.open(SHOP)
    theirs = replace(SHOP_MAPPING, rules=(*SHOP_MAPPING.rules[:-1], FieldRule("currency", constant="SEK")))
    company.runner.perform(save_mapping(company.ids.new(), theirs), company.supervisor).done()
    screen.presenter.rule(FieldRule("currency", constant="GBP"))
    screen.presenter.commanded("save")
    assert "Somebody else" in screen.now_shown.refusal
    assert screen.told == []
    assert company.runner.ask(find_mappings, company.supervisor)[0].mapping == theirs
    for _ in range(2):
        screen.presenter.commanded("save")
    assert len(screen.told) == 2
    kept = company.runner.ask(find_mappings, company.supervisor)[0].mapping
    assert kept.rule("currency") == FieldRule("currency", constant="GBP")


def test_a_mapping_without_channel_is_not_saved(screen: Importing) -> None:
    screen.open("sku,qty\nA-1,3\n")
    screen.presenter.commanded("save")
    assert "needs a channel" in screen.now_shown.refusal


def test_a_mapping_that_no_longer_fits_names_the_columns(screen: Importing) -> None:
    screen.open(SHOP)
    screen.presenter.kind("orders")
    screen.presenter.manner(replace(SHOP_MAPPING, rules=(*SHOP_MAPPING.rules, FieldRule("email", ("Mail",)))))
    assert shown.lacking(screen.now_shown) == "The mapping no longer fits. Missing columns: Mail"
    assert shown.deeds(screen.now_shown)["import"].startswith("The mapping no longer fits")


def test_a_file_that_changed_since_it_was_looked_at_is_not_imported(screen: Importing) -> None:
    screen.open("sku,name\nC-3,Bowl\n", "p.csv")
    screen.importer.file("sku,name\nC-3,Boat\n", "p.csv")
    screen.presenter.commanded("import")
    assert "has changed since" in screen.now_shown.refusal
    assert screen.now_shown.mode == "file"
    assert screen.importer.rows("SELECT count(*) FROM product") == [(2,)]


@pytest.mark.parametrize(("name", "content"), [("gone.csv", None), ("none.csv", ""), ("book.xls", "\x00\x01\x02" * 99)])
def test_a_file_that_cannot_be_read_says_why(screen: Importing, name: str, content: str | None) -> None:
    path = screen.importer.folder / name
    if content is not None:
        screen.importer.file(content, name)
    screen.presenter.choose(str(path))
    assert name in screen.now_shown.refusal
    assert screen.now_shown.busy == ""
    screen.presenter.commanded("back")
    assert (screen.now_shown.mode, screen.now_shown.refusal) == ("log", "")
    assert not list((screen.importer.folder / "stage").iterdir())


def test_the_kind_is_asked_for_where_nothing_tells_it(screen: Importing) -> None:
    state = screen.open("Wetter,Temperatur\nsonnig,20\n")
    assert (state.kind, shown.lacking(state)) == ("", "Say what this file is: choose its kind")
    screen.presenter.kind("products")
    assert shown.lacking(screen.now_shown) == "Point at a column for SKU"


def test_the_retail_file_needs_no_mapping(screen: Importing) -> None:
    head = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    state = screen.open(head + "536365,85123A,HEART HOLDER,6,12/13/2010 8:26,2.55,17850,United Kingdom\n")
    assert (state.known, state.kind, shown.deeds(state)["save"]) == (True, "orders", "This file needs no mapping")
    assert state.verdict is not None
    assert state.verdict.report.by_kind["orders"] == 1
    screen.presenter.commanded("import")
    assert screen.importer.rows("SELECT code FROM orders") == [("536365",)]


def test_a_long_file_is_tried_when_asked(screen: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "AUTO_RECORDS", 2)
    monkeypatch.setattr(opening, "SAMPLES", 1)
    rows = "".join(f"P{n},Name\n" for n in range(1_000))
    state = screen.open(f"sku,name\n{rows}")
    assert (state.source and state.source.count, state.source and state.source.complete) == (1_000, True)
    assert state.verdict is None
    assert shown.verdict(state).startswith("Try the file (F9)")
    screen.presenter.commanded("try")
    assert screen.now_shown.verdict is not None
    assert screen.now_shown.verdict.report.created == 1_000
    screen.presenter.wanted(800, 200)
    assert screen.records[999][0].cells == ("P999", "Name")


def test_what_was_foretold_is_old_after_a_change(screen: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.open("sku,name,extra\nC-3,Bowl,x\n")
    monkeypatch.setattr(opening, "AUTO_RECORDS", 0)
    screen.presenter.point(1, "")
    assert screen.now_shown.verdict is not None
    assert screen.now_shown.verdict.stale


def test_trouble_while_importing_is_told_and_the_file_stays(screen: Importing, monkeypatch: pytest.MonkeyPatch) -> None:
    screen.open("sku,name\nC-3,Bowl\n")

    def away(*_: object, **__: object) -> None:
        raise Trouble("database_busy", database="x")

    monkeypatch.setattr(opening, "run_import", away)
    screen.presenter.commanded("import")
    assert screen.now_shown.mode == "file"
    assert (bool(screen.now_shown.refusal), screen.now_shown.busy) == (True, "")


def test_without_the_right_nothing_can_be_done(company: Company, tmp_path: Path) -> None:
    screen = Importing(company, tmp_path, company.packer)
    assert [each.code for each in screen.refusals] == ["no_right"]
    assert shown.deeds(ImportsScreen(rights=frozenset({Right.VIEW})))["choose"] == 'You need the right "import"'


def test_recent_files_are_offered_and_a_dropped_one_opens(screen: Importing) -> None:
    screen.open("sku,name\nC-3,Bowl\n", "one.csv")
    screen.presenter.commanded("back")
    screen.presenter.opened(f"file:{screen.importer.file('sku,name', 'two.csv')}")
    names = [path.rsplit("/", 1)[-1] for path in screen.now_shown.recent]
    assert names == ["two.csv", "one.csv"]
    screen.presenter.commanded("choose")
    assert screen.asked == 1


def test_a_workbook_with_several_sheets_asks_for_one(screen: Importing) -> None:
    path = screen.importer.folder / "book.xlsx"
    made = Workbook()
    for name, row in (("May", ("C-3", "Bowl")), ("June", ("D-4", "Jug"))):
        sheet = made.create_sheet(name)
        sheet.append(("sku", "name"))
        sheet.append(row)
    del made["Sheet"]
    made.save(path)
    screen.presenter.choose(str(path))
    assert screen.now_shown.source is not None
    assert screen.now_shown.source.sheets == ("May", "June")
    screen.presenter.choose(str(path), "June")
    assert screen.now_shown.verdict is not None
    screen.presenter.commanded("import")
    assert screen.importer.rows("SELECT sku FROM product ORDER BY id DESC LIMIT 1") == [("D-4",)]


class Impatient(Task):
    """A deed that its person stops after so many steps."""

    def __init__(self, steps: int) -> None:
        super().__init__("importing")
        self.steps = steps

    def told(self, done: int, whole: int = 0) -> None:
        self.steps -= 1
        if self.steps <= 0:
            self.stop()
        super().told(done, whole)


def test_a_stopped_import_says_what_is_in_and_is_gone_on_with(screen: Importing) -> None:
    screen.open("sku,name\n" + "".join(f"P{n},Name\n" for n in range(2_000)), "many.csv")
    request = opening.request_of(screen.now_shown, dry_run=False)
    tools = SimpleNamespace(intake=screen.importer.intake, guard=None)
    deed = (screen.company.runner, tools, screen.session, request)
    report = opening.taken(*deed, Impatient(6))
    assert isinstance(report, ImportReport)
    assert report.stopped
    assert 0 < report.created < 2_000
    assert shown.result(report)[0] == f"Stopped: {report.created:,} are in"
    assert screen.importer.rows("SELECT state FROM import_run ORDER BY id DESC LIMIT 1") == [("stopped",)]
    rest = opening.taken(*deed, Impatient(10_000))
    assert isinstance(rest, ImportReport)
    assert rest.created == 2_000 - report.created
    with pytest.raises(Stopped):
        opening.taken(*deed, Impatient(1))


def test_a_file_let_go_in_the_middle_of_reading_leaves_nothing(screen: Importing) -> None:
    screen.open("sku,name\nC-3,Bowl\n")
    screen.presenter.left()
    assert screen.now_shown.mode == "log"
    screen.presenter.closed()
    assert not list((screen.importer.folder / "stage").iterdir())


def test_of_several_warehouses_one_is_asked_for(screen: Importing) -> None:
    with screen.company.write() as desk:
        for code in ("MAIN", "NORTH"):
            desk.connection.execute(tables.warehouse.insert().values(code=code))
    state = screen.open("sku,place,qty\nA-1,A01-01,3\n")
    assert (state.verdict, shown.lacking(state)) == (None, "Say which warehouse it is for")
    screen.presenter.warehouse("NORTH")
    assert screen.now_shown.verdict is not None
    screen.presenter.commanded("import")
    assert screen.importer.rows("SELECT warehouse FROM place WHERE code = 'A01-01'") == [("NORTH",)]


def test_a_shopify_export_needs_no_mapping_and_marks_its_cells(screen: Importing) -> None:
    state = screen.open(export(first(lineitem_quantity="two"), first(Name="#1002")))
    assert (state.known, state.kind, shown.deeds(state)["save"]) == (True, "orders", "This file needs no mapping")
    assert state.verdict is not None
    assert shown.wrong_cells(state)[2][0] == HEADER.index("Lineitem quantity")
    screen.presenter.kind("customers")
    assert not screen.now_shown.known


def test_what_is_new_is_said_for_each_kind(screen: Importing) -> None:
    screen.open("order,sku,qty,placed_at,customer\n1,A-1,2,2010-12-06,C1\n2,A-1,1,2010-12-06,C1\n", "orders.csv")
    screen.presenter.commanded("try")
    assert shown.verdict(screen.now_shown) == "Every record would be taken, and 1 customer with them"
    screen.presenter.commanded("import")
    state = screen.now_shown
    assert state.report is not None
    assert state.row is not None
    assert shown.result(state.report)[0] == "2 orders, 1 customer new, 0 changed"
    assert shown.counts(state.row)[0] == ("New", "2")
    assert ("New with them", "1 customer") in shown.facts(state.row, state.row.at)
    assert next((each.words, each.count) for each in shown.foretold(state.report)) == ("New", 2)
