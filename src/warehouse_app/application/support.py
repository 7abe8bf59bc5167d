"""The support file: what helps to find a fault, and nothing about anybody. A zip of small texts that can be read first.

Promise: values of free text, names, codes of people and places, and rows of any table are never in it; logs and crash
reports come in scrubbed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping

from warehouse_app.application.doctor import examine
from warehouse_app.application.run import Runner, Session, check
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Trouble
from warehouse_app.domain.settings import SETTINGS, Scope, SettingKind
from warehouse_app.store import anatomy
from warehouse_app.store import settings as kept
from warehouse_app.store.desk import Desk
from warehouse_app.wording import tr

MOST_FILES = 60
"""Logs and crash reports taken along."""
_STAMP = (1980, 1, 1, 0, 0, 0)
Told = Callable[[int, int], None]


def facts(runner: Runner, session: Session, told: Told = lambda _done, _all: None) -> dict[str, str]:
    """Return what the database tells of itself, by file name. Raises Refused(NoRight); trouble is told in the file."""
    check(session, Right.DATABASE)
    found: dict[str, str] = {}
    parts: tuple[tuple[str, Callable[[], object]], ...] = (
        ("database.json", lambda: runner.ask(anatomy.of, session, Right.DATABASE)),
        ("settings.json", lambda: runner.ask(_settings, session, Right.DATABASE)),
        ("doctor.json", lambda: _doctor(runner, session, told)),
    )
    for at, (name, question) in enumerate(parts):
        told(at, len(parts))
        try:
            answer = question()
        except Trouble as trouble:
            answer = {"trouble": trouble.code}
        found[name] = json.dumps(answer, indent=2)
    told(len(parts), len(parts))
    return found


def bundle(files: Mapping[str, str]) -> bytes:
    """Return the zip; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in ({"READ-ME.txt": _read_me(files)} | dict(files)).items():
            whole.writestr(zipfile.ZipInfo(name, _STAMP), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _read_me(files: Mapping[str, str]) -> str:
    told = tr(
        "What this program tells about itself so that a fault can be found. Every file can be read before it is sent."
    )
    nothing = tr("There is nothing personal in it: no names, addresses, mails, phones, badges, PINs or passwords.")
    return "\n".join((told, nothing, "", *sorted(files), ""))


def _settings(desk: Desk) -> dict[str, str]:
    """Return the settings: a free text only says whether it was changed."""
    found: dict[str, str] = {}
    for setting in SETTINGS.values():
        if setting.scope is Scope.MACHINE:
            continue
        value = kept.value(desk, setting.name)
        if setting.kind is SettingKind.TEXT:
            found[setting.name] = "default" if value is None else "changed"
        else:
            found[setting.name] = setting.default if value is None else value
    return found


def _doctor(runner: Runner, session: Session, told: Told) -> list[dict[str, object]]:
    """Look at every invariant; between two of them a person may stop it."""
    checks = examine(runner, session, told=lambda done: told(done, 0)).checks
    return [
        {"check": each.name, "ok": each.ok, "examined": each.examined, "broken": len(each.broken)} for each in checks
    ]
