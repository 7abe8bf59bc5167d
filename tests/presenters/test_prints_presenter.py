"""The print jobs screen without a window: views, one job with its deeds, and the printers beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.company import WAREHOUSE, Company
from tests.hands import ListTwin, Screen
from tests.parcels import jobs, labelled, spool, station_with, work
from warehouse_app.application.run import Session
from warehouse_app.devices.printers.twin import Behaviour, Mood, PrinterTwin
from warehouse_app.domain.people import SYSTEM
from warehouse_app.ports.printer import Outcome, PrinterStatus, SendResult
from warehouse_app.store import people
from warehouse_app.ui.kit.text import plain
from warehouse_app.ui.screens.prints import printers_shown, shown
from warehouse_app.ui.screens.prints.presenter import PrintsPresenter
from warehouse_app.ui.screens.prints.printers import sent_chip, status_chip
from warehouse_app.wording.printing import rule_words

ADMIN = Session(SYSTEM, "B1")


class Prints(Screen):
    """The screen of somebody at B1; labels are asked for at a printer that is off."""

    def __init__(self, company: Company, folder: Path, session: Session = ADMIN) -> None:
        super().__init__(company, session)
        self.jobs, self.folder = ListTwin(), folder
        self.presenter = PrintsPresenter(
            self, self.hands("prints"), self.performer, spool(folder), self.now, self.toast
        )
        self.wire(self.presenter, "prints")
        self.presenter.shown()

    @property
    def codes(self) -> list[str]:
        return [row.code for row in self.jobs.book.rows()]

    def choose(self, at: int = 0) -> None:
        self.presenter.chosen(self.jobs.book.rows()[at])

    def work(self) -> None:
        work(self.company, spool(self.folder))


@pytest.fixture
def waiting(company: Company, tmp_path: Path) -> Prints:
    """Two labels wait for ZEBRA, which is off."""
    with company.write() as desk:
        people.add_station(desk, "B1", WAREHOUSE, "Bench 1")
    with PrinterTwin() as twin:
        station_with(company, twin.target)
    labelled(company, "1001", "1002")
    work(company, spool(tmp_path))
    prints = Prints(company, tmp_path)
    prints.presenter.viewed("waiting")
    return prints


def test_the_list_begins_with_what_needs_a_person(company: Company, tmp_path: Path) -> None:
    prints = Prints(company, tmp_path)
    assert prints.state.query.view == "needs_you"
    assert shown.is_empty(prints.state)
    assert shown.empty(prints.state)[0] == "Nothing needs you"
    prints.presenter.sought("nothing")
    assert shown.empty(prints.state)[0] == "No print job matches"
    prints.presenter.commanded("back")
    assert prints.state.query.text == ""


def test_a_waiting_job_says_why_and_what_to_do(waiting: Prints) -> None:
    assert waiting.codes == ["P1002-1", "P1001-1"]
    assert [(value.name, value.count) for value in shown.filters(waiting.state)] == [
        ("needs_you", 0), ("waiting", 2), ("printed", 0), ("cancelled", 0), ("all", 2),
    ]  # fmt: skip
    waiting.choose()
    job = waiting.state.job
    assert shown.why(job) == ("Printer ZEBRA does not answer", "Switch it on; what waits prints by itself")
    assert plain(shown.title(job)) == "Address label of P1002-1"
    assert shown.state_chip(job.state, job.trouble).text == "Waits"
    story = [event.what for event in shown.story(waiting.state)]
    assert story[0] == "To print"
    assert "Printer ZEBRA does not answer" in story[-1]


def test_a_job_is_sent_to_another_printer_by_its_number(waiting: Prints) -> None:
    waiting.choose()
    waiting.presenter.commanded("move")
    assert [plain(option.words) for option in shown.options(waiting.state)] == ["LABELS", "PAPERS"]
    assert not waiting.presenter.keyed("7")
    assert waiting.presenter.keyed("1")
    assert waiting.told == ["P1002-1 goes to LABELS"]
    assert not waiting.state.asking
    waiting.work()
    waiting.presenter.again()
    assert waiting.codes == ["P1001-1"]
    assert waiting.state.job.state == "sent"
    assert shown.deeds(waiting.state)["retry"] == "It was sent already"
    assert shown.deeds(waiting.state)["copy"] == ""


def test_a_job_is_cancelled_only_when_the_question_is_answered(waiting: Prints) -> None:
    waiting.choose()
    waiting.presenter.commanded("cancel_now")
    assert waiting.state.job.state == "wanted"
    waiting.presenter.commanded("cancel")
    assert shown.question(waiting.state).startswith("Cancel Address label of")
    assert waiting.presenter.keyed("2")
    assert waiting.state.job.state == "wanted"
    waiting.presenter.commanded("cancel")
    assert waiting.presenter.keyed("1")
    assert waiting.state.job.state == "cancelled"
    waiting.presenter.commanded("copy")
    assert shown.options(waiting.state)[0].words == "It was lost"
    assert waiting.presenter.keyed("1")
    assert waiting.told[-1] == "A further copy of P1002-1 prints"


def test_trying_again_prints_once_the_printer_is_back(waiting: Prints) -> None:
    waiting.choose(1)
    with PrinterTwin() as twin:
        station_with(waiting.company, twin.target)
        waiting.presenter.commanded("retry")
        waiting.work()
        assert twin.wait_jobs(1)
    assert waiting.told[0] == "P1001-1 is tried again"


def test_whether_it_printed_is_answered_by_one_and_two(company: Company, tmp_path: Path) -> None:
    with PrinterTwin(Behaviour(Mood.RESET, reset_after=300)) as twin:
        station_with(company, twin.target)
        labelled(company, "1001", "1002")
        work(company, spool(tmp_path))
    prints = Prints(company, tmp_path)
    assert len(prints.codes) == 2
    prints.choose(1)
    assert shown.deeds(prints.state)["retry"] == "Say first whether it printed"
    assert prints.presenter.keyed("1")
    prints.choose(0)
    assert prints.presenter.keyed("2")
    assert sorted((job.state, job.copy) for job in jobs(company)) == [("printed", 1), ("wanted", 2)]


def test_the_paper_is_drawn_when_it_is_looked_at(waiting: Prints) -> None:
    waiting.choose()
    assert shown.deeds(waiting.state)["move"] == ""
    waiting.presenter.tabbed("paper")
    assert len(waiting.state.drawn.pages) == 1
    assert shown.paper_words(waiting.state) == ("", "")


def test_a_scan_shows_the_jobs_of_its_parcel_and_a_link_opens_one(waiting: Prints) -> None:
    waiting.presenter.scanned("P1001-1", "wedge")
    assert waiting.codes == ["P1001-1"]
    assert waiting.state.query.view == "all"
    waiting.presenter.opened(f"print:{jobs(waiting.company)[1].id}")
    assert waiting.state.job.code == "P1002-1"


def test_printers_are_asked_and_tried_out(waiting: Prints) -> None:
    waiting.presenter.commanded("printers")
    lines = {line.use.row.code: line.chip.text for line in printers_shown.lines(waiting.state)}
    assert lines == {"ZEBRA": "2 wait", "LABELS": "Not asked", "PAPERS": "Not asked"}
    waiting.presenter.printers.chosen("ZEBRA")
    waiting.presenter.commanded("ask")
    waiting.presenter.printers.chosen("PAPERS")
    waiting.presenter.commanded("test")
    lines = {line.use.row.code: line.chip.text for line in printers_shown.lines(waiting.state)}
    assert (lines["ZEBRA"], lines["PAPERS"]) == ("Does not answer", "Took the test")
    (file,) = (waiting.folder / "papers").glob("test-*")
    assert file.read_bytes().startswith(b"%PDF")


def test_all_that_waits_for_a_printer_goes_to_another(waiting: Prints) -> None:
    waiting.presenter.commanded("printers")
    waiting.presenter.printers.chosen("ZEBRA")
    waiting.presenter.commanded("move_all")
    assert [plain(option.words) for option in shown.options(waiting.state)] == ["LABELS", "PAPERS"]
    assert waiting.presenter.keyed("1")
    assert {job.printer for job in jobs(waiting.company)} == {"LABELS"}


def test_a_printer_is_set_up_given_to_a_station_and_forgotten_by_right(waiting: Prints) -> None:
    presenter = waiting.presenter
    presenter.commanded("new")
    presenter.printers.saved("bad code", "tcp", "zpl203", "host")
    assert waiting.state.asking == "card"
    assert "cannot be a printer's code" in waiting.state.refusal
    presenter.printers.saved("spare", "tcp", "pdf", "10.0.0.9")
    assert waiting.state.printer == "SPARE"
    presenter.commanded("stations")
    presenter.printers.given("B1", "", "SPARE")
    assert plain(printers_shown.facts(waiting.state.use)[-1][1]) == "B1"
    presenter.commanded("forget")
    assert presenter.keyed("1")
    assert "in use" in waiting.state.refusal
    presenter.commanded("back")
    presenter.printers.given("B1", "", "")
    presenter.commanded("forget")
    presenter.keyed("1")
    assert "SPARE" not in [use.row.code for use in waiting.state.printers]


def test_who_may_not_change_settings_sets_no_printer_up(company: Company, tmp_path: Path) -> None:
    prints = Prints(company, tmp_path, company.packer)
    prints.presenter.commanded("printers")
    for deed in ("new", "edit", "stations", "forget"):
        prints.presenter.commanded(deed)
        assert not prints.state.asking
        assert shown.deeds(prints.state)[deed] == 'You need the right "settings"'
    prints.presenter.commanded("back")
    assert prints.state.panel == "job"


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (PrinterStatus(known=True), "Ready", "ok"),
        (PrinterStatus(known=False), "Can be reached", "info"),
        (PrinterStatus(known=False, reachable=False), "Does not answer", "stop"),
        (PrinterStatus(known=True, paper_out=True), "Out of labels", "ask"),
        (PrinterStatus(known=True, head_open=True), "Stands open", "ask"),
        (PrinterStatus(known=True, paused=True), "Paused", "ask"),
        (PrinterStatus(known=True, ribbon_out=True), "Out of ribbon", "ask"),
        (PrinterStatus(known=True, rejects=True), "Takes no jobs", "ask"),
        (PrinterStatus(known=True, formats=3), "Printing", "info"),
    ],
)
def test_a_printers_state_is_a_word_with_its_mark(status: PrinterStatus, words: str, kind: str) -> None:
    chip = status_chip(status)
    assert (chip.text, chip.kind) == (words, kind)


def test_how_a_test_print_ended() -> None:
    assert sent_chip(SendResult(Outcome.SENT)).kind == "ok"
    assert sent_chip(SendResult(Outcome.NOT_SENT, "printer_unreachable")).kind == "stop"
    assert sent_chip(SendResult(Outcome.UNKNOWN, "printer_slow")).kind == "ask"


def test_one_key_sends_what_waits_to_the_stand_in_and_brings_the_printer_back(waiting: Prints) -> None:
    waiting.choose()
    assert shown.deeds(waiting.state)["swap"] == "It has no stand-in"
    waiting.presenter.commanded("printers")
    waiting.presenter.printers.chosen("ZEBRA")
    waiting.presenter.commanded("stand_in")
    assert [plain(option.words) for option in shown.options(waiting.state)] == ["LABELS", "PAPERS", "None"]
    assert waiting.presenter.keyed("1")
    assert waiting.told[-1] == "LABELS stands in for ZEBRA"
    waiting.presenter.commanded("printers")
    waiting.presenter.viewed("waiting")
    waiting.choose()
    assert plain(shown.swap_words(waiting.state)) == "Print on LABELS"
    waiting.presenter.commanded("swap")
    assert waiting.told[-1] == "LABELS prints for ZEBRA until it is back"
    waiting.work()
    assert {job.printer for job in jobs(waiting.company)} == {"LABELS"}
    waiting.presenter.commanded("printers")
    line = next(each for each in printers_shown.lines(waiting.state) if each.use.row.code == "ZEBRA")
    assert plain(line.chip.text) == "LABELS prints"
    assert plain(shown.swap_words(waiting.state)) == "Use ZEBRA again"
    waiting.presenter.commanded("swap")
    assert waiting.told[-1] == "ZEBRA prints again itself"


def test_a_printer_may_have_no_stand_in_any_more(waiting: Prints) -> None:
    waiting.presenter.commanded("printers")
    waiting.presenter.printers.chosen("ZEBRA")
    for key, words in (("2", "PAPERS stands in for ZEBRA"), ("3", "Nobody stands in for ZEBRA")):
        waiting.presenter.commanded("stand_in")
        assert waiting.presenter.keyed(key)
        assert waiting.told[-1] == words


def test_rules_are_written_put_in_order_and_taken_away(waiting: Prints) -> None:
    presenter = waiting.presenter
    presenter.commanded("rules")
    presenter.printers.ruled("label", "DHL", "pack-*", "ZEBRA")
    presenter.printers.ruled("paper", "", "", "PAPERS")
    assert waiting.state.asking == "rules"
    words = [rule_words(line.rule) for line in printers_shown.rule_lines(waiting.state)]
    assert words == ["Address labels of carrier DHL at station PACK-* go to ZEBRA", "All papers go to PAPERS"]
    presenter.printers.rule_chosen(waiting.state.rules[1].id)
    presenter.printers.rule_moved(1)
    presenter.printers.rule_moved(-1)
    assert [rule.document for rule in waiting.state.rules] == ["paper", "label"]
    presenter.printers.rule_removed()
    assert [rule.document for rule in waiting.state.rules] == ["label"]
    presenter.printers.rule_removed()
    assert len(waiting.state.rules) == 1
    presenter.printers.ruled("paper", "", "", "ZEBRA")
    assert waiting.state.refusal


def test_why_a_paper_was_printed_again_stands_in_its_story(company: Company, tmp_path: Path) -> None:
    labelled(company, "1001")
    work(company, spool(tmp_path))
    prints = Prints(company, tmp_path)
    prints.presenter.viewed("printed")
    prints.choose()
    prints.presenter.commanded("copy")
    assert shown.question(prints.state).startswith("Why is Address label of")
    assert prints.presenter.keyed("2")
    prints.presenter.viewed("waiting")
    prints.choose()
    assert ("Again because", "It was torn or dirty") in shown.facts(prints.state.job, prints.state.job.at)
    assert shown.story(prints.state)[0].what == "Asked for once more: It was torn or dirty"
