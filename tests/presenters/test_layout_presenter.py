"""The layout screen without a window: drawn by forms and files, undone, its places made, heat and advice read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import Screen
from warehouse_app.application.layouts.drawing import KeepLayout
from warehouse_app.application.warehouses import MakeWarehouse
from warehouse_app.domain.layouts.drawing import simple
from warehouse_app.ui.screens.layout import shown
from warehouse_app.ui.screens.layout.presenter import LayoutPresenter


class Drawing(Screen):
    """A company with an empty warehouse, and the file a person would choose or keep."""

    def __init__(self, company: Company) -> None:
        super().__init__(company, company.supervisor)
        company.runner.perform(MakeWarehouse(id="house", warehouse=WAREHOUSE), company.supervisor).done()
        self.file, self.kept = "", dict[str, bytes]()
        self.presenter = LayoutPresenter(self, self.hands("layout"), company.runner, self.toast)
        self.wire(self.presenter, "layout")
        self.presenter.shown()

    def ask_file(self, then: Callable[[str], None]) -> None:
        then(self.file)

    def keep_file(self, name: str, content: bytes) -> None:
        self.kept[name] = content

    def draw(self, **values: str) -> None:
        """Draw by the form."""
        self.presenter.commanded("draw")
        self.presenter.saved({**self.state.form.before, **values})


@pytest.fixture
def drawing(company: Company) -> Drawing:
    return Drawing(company)


def test_an_empty_warehouse_is_drawn_by_a_form_and_its_places_made(drawing: Drawing) -> None:
    assert not drawing.state.drawn
    assert [view.name for view in shown.pages()] == ["drawing", "heat", "slotting"]
    drawing.draw(aisles="3", bays="4", levels="2")
    assert drawing.state.form is None
    assert len(drawing.state.layout.aisles) == 3
    assert dict(shown.facts(drawing.state))["Drawn, not made yet"] == "48"
    drawing.presenter.commanded("places")
    assert drawing.state.view.places == 48
    assert shown.care(drawing.state) == ""


def test_what_cannot_be_is_told_under_its_field_and_stays(drawing: Drawing) -> None:
    drawing.draw(aisles="many")
    assert drawing.state.form.refusals["aisles"].startswith("Aisles: many is no whole number")
    drawing.presenter.saved({**drawing.state.form.before, "aisles": "0"})
    assert "aisles" in drawing.state.form.refusals
    drawing.presenter.commanded("back")
    assert drawing.state.form is None


def test_an_aisle_is_changed_added_and_taken_away_and_all_of_it_undone(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.aisle_chosen("A02")
    drawing.presenter.commanded("edit")
    drawing.presenter.saved({**drawing.state.form.before, "one_way": "up", "open": "front"})
    assert (drawing.state.row.one_way, drawing.state.row.back_open) == ("up", False)
    drawing.presenter.commanded("add")
    assert drawing.state.form.before["name"] == "A03"
    drawing.presenter.saved(drawing.state.form.before)
    assert [aisle.name for aisle in drawing.state.layout.aisles] == ["A01", "A02", "A03"]
    drawing.presenter.commanded("remove")
    assert [aisle.name for aisle in drawing.state.layout.aisles] == ["A01", "A02"]
    for _time in range(3):
        drawing.presenter.commanded("undo")
    assert drawing.state.layout.aisles[1].one_way == ""
    drawing.presenter.commanded("undo")
    assert not drawing.state.drawn


def test_start_end_and_pace_are_set(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded("rules")
    drawing.presenter.saved({**drawing.state.form.before, "start": "0"})
    assert "Walks begin: 0 is no point" in drawing.state.form.refusals["start"]
    drawing.presenter.saved({**drawing.state.form.before, "start": "100, -2000", "end": "4200,0", "turning": "no"})
    layout = drawing.state.layout
    assert (layout.start, layout.end, layout.turning) == ((100, -2_000), (4_200, 0), False)


def test_somebody_elses_drawing_is_not_written_over(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded("rules")
    other = simple(WAREHOUSE, aisles=5, bays=2, levels=1)
    version = drawing.state.version
    drawing.company.runner.perform(KeepLayout(id="o", layout=other, version=version), drawing.session).done()
    drawing.presenter.saved(drawing.state.form.before)
    assert "Somebody else changed the drawing" in drawing.state.form.refusals[""]
    assert len(drawing.state.layout.aisles) == 5


def test_what_somebody_else_drew_while_a_form_was_open_is_not_written_over_unawares(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded("draw")
    other = simple(WAREHOUSE, aisles=5, bays=2, levels=1)
    version = drawing.state.version
    drawing.company.runner.perform(KeepLayout(id="o", layout=other, version=version), drawing.session).done()
    drawing.feed.publish(frozenset({"place"}), "elsewhere")
    assert len(drawing.state.layout.aisles) == 5, "the map is as new as the last second"
    drawing.presenter.saved({**drawing.state.form.before, "bays": "3"})
    assert "Somebody else changed the drawing" in drawing.state.form.refusals[""]
    assert len(drawing.state.layout.aisles) == 5
    drawing.presenter.saved({**drawing.state.form.before, "bays": "3"})
    assert len(drawing.state.layout.aisles) == 2, "it was told: who saves again means it"


def test_drawing_the_warehouse_anew_begins_with_all_that_is_there(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1", prefix="H")
    drawing.presenter.commanded("rules")
    drawing.presenter.saved({**drawing.state.form.before, "start": "900, -2000", "end": "4200,0", "cross_mm": "2500"})
    drawing.presenter.commanded("draw")
    assert drawing.state.form.before["prefix"] == "H"
    drawing.presenter.saved({**drawing.state.form.before, "aisles": "3"})
    layout = drawing.state.layout
    assert [aisle.name for aisle in layout.aisles] == ["H01", "H02", "H03"]
    assert (layout.start, layout.end, layout.cross_mm) == ((900, -2_000), (4_200, 0), 2_500)


@pytest.mark.parametrize(
    ("form", "values", "field", "words"),
    [
        ("draw", {"aisle_mm": "0"}, "aisle_mm", "Aisle to aisle, mm: 0 is there twice"),
        ("draw", {"aisle_mm": "99999999"}, "aisle_mm", "Aisle to aisle, mm is a whole number"),
        ("draw", {"prefix": "A" * 30}, "prefix", "Names begin with is a short name"),
        ("draw", {"bays": "-1"}, "bays", "Bays is a whole number of 0 .. 200"),
        ("draw", {"aisles": "200", "bays": "200", "levels": "30"}, "", "Places in all is a whole number"),
        ("rules", {"speed": "0"}, "speed", "Walking, mm/s is a whole number of 100 .. 10000"),
        ("rules", {"start": "99999999, 0"}, "start", "Walks begin is a whole number"),
        ("rules", {"line_ms": "9" * 5_000}, "line_ms", "Each line, ms: 999"),
    ],
)
def test_numbers_that_make_no_sense_are_told_where_they_were_typed(
    drawing: Drawing, form: str, values: dict[str, str], field: str, words: str
) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded(form)
    drawing.presenter.saved({**drawing.state.form.before, **values})
    assert drawing.state.form.refusals[field].startswith(words)


def test_the_only_aisle_is_not_taken_away(drawing: Drawing) -> None:
    drawing.draw(aisles="1", bays="2", levels="1")
    drawing.presenter.aisle_chosen("A01")
    assert shown.reasons(drawing.state)["remove"] == "It is the only aisle"


@pytest.mark.parametrize("what", ["gone.json", "folder.json"])
def test_a_file_that_cannot_be_read_is_told(drawing: Drawing, tmp_path: Path, what: str) -> None:
    (tmp_path / "folder.json").mkdir()
    drawing.file = str(tmp_path / what)
    drawing.presenter.commanded("import")
    assert "The file cannot be read" in drawing.state.refusal


def test_a_drawing_leaves_and_comes_back_as_a_file(drawing: Drawing, tmp_path: Path) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded("export")
    drawing.presenter.commanded("export_csv")
    (json, table) = drawing.kept.values()
    assert table.decode().startswith("aisle,x_mm,")
    drawing.draw(aisles="4")
    drawing.file = str(tmp_path / "layout.json")
    Path(drawing.file).write_bytes(json)
    drawing.presenter.commanded("import")
    assert len(drawing.state.layout.aisles) == 2
    Path(drawing.file).write_bytes(b"\xff{")
    drawing.presenter.commanded("import")
    assert "The file cannot be read" in drawing.state.refusal
    drawing.presenter.commanded("back")
    assert drawing.state.refusal == ""


def test_labels_are_made_of_all_places_or_of_one_aisle(drawing: Drawing) -> None:
    assert shown.reasons(drawing.state)["labels"]
    drawing.draw(aisles="2", bays="1", levels="1")
    drawing.presenter.commanded("places")
    drawing.presenter.commanded("labels")
    assert drawing.kept["place-labels.pdf"].startswith(b"%PDF")


def test_a_place_of_the_map_chooses_its_aisle_and_pages_read_what_they_show(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.presenter.commanded("places")
    drawing.presenter.place_chosen("A02-01-1")
    assert (drawing.state.aisle, shown.marked(drawing.state)) == ("A02", ("A02-01-1",))
    drawing.presenter.paged("heat")
    assert drawing.state.heat == ()
    drawing.presenter.paged("slotting")
    drawing.presenter.days_set(7)
    assert shown.title(drawing.state) == "Nothing was picked in these days"
    assert shown.reasons(drawing.state)["propose"]
    drawing.presenter.commanded("back")
    assert drawing.state.page == "drawing"


def test_another_warehouse_begins_anew(drawing: Drawing) -> None:
    drawing.draw(aisles="2", bays="2", levels="1")
    drawing.company.runner.perform(MakeWarehouse(id="other", warehouse="EAST"), drawing.session).done()
    drawing.presenter.shown()
    assert [value for value, _words in shown.houses(drawing.state)] == ["EAST", "MAIN"]
    drawing.presenter.opened("layout:EAST")
    assert (drawing.state.house, drawing.state.layout) == ("EAST", None)


def test_who_may_not_edit_places_is_told_why(company: Company) -> None:
    screen = Drawing(company)
    screen.session = company.picker
    screen.presenter = LayoutPresenter(screen, screen.hands("layout"), company.runner, screen.toast)
    screen.presenter.shown()
    assert shown.reasons(screen.state)["draw"] == "You may not edit places"
