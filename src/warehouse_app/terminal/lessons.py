"""A lesson in line mode: the same bench in a company of its own, marked on every line, with a report at its end."""

from __future__ import annotations

import json
from collections.abc import Generator
from typing import TYPE_CHECKING

from warehouse_app.terminal.plainly import plainly
from warehouse_app.terminal.station import Line, Mode, Station, answer_all
from warehouse_app.wording.training import band_words, report_lines

if TYPE_CHECKING:
    from warehouse_app.application.run import Session
    from warehouse_app.domain.training.grading import Report
    from warehouse_app.terminal.call import Call
    from warehouse_app.terminal.host import OpenCompany


def held(call: Call, company: OpenCompany, session: Session, heard: Generator[Line], mode: Mode, *, aloud: bool) -> int:
    """Answer all lines in a lesson, and tell at its end how it went. Raises Trouble."""
    call.out.note(band_words())
    with call.host.lesson(company, session) as lesson:
        bench = Station(lesson.company.runner, lesson.session, mode, aloud=aloud, training=True)
        code = answer_all(lesson.company, bench, heard)
        _tell(lesson.report(), aloud=aloud)
    return code


def _tell(report: Report, *, aloud: bool) -> None:
    lines = report_lines(report)
    if aloud:
        print("\n".join(lines), flush=True)
        return
    answer = {"scan": "", "verdict": "done", "class": None, "code": "lesson", "say": ". ".join(lines)}
    told = {**answer, "state": {"expects": []}, "training": True, "report": plainly(report)}
    print(json.dumps(told, ensure_ascii=False), flush=True)
