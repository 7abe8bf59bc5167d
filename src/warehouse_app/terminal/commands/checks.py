"""What looks into things: the worker's one shift, the doctor."""

from __future__ import annotations

from pathlib import Path

from warehouse_app.domain.refusals import Trouble, Usage
from warehouse_app.terminal.call import Call
from warehouse_app.terminal.globals import has_password
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import say

SHOWN = 5


def work_once(call: Call) -> None:
    """Work off what is due and tell what waits on."""
    from warehouse_app.application.outbox import find_waiting, work_off
    from warehouse_app.application.run import Session
    from warehouse_app.domain.people import SYSTEM

    opened = call.company()
    system = Session(SYSTEM)
    done = work_off(opened.runner, system, opened.printers, once=True, pause=opened.pause, shelf=opened.photos)
    waiting = opened.runner.ask(find_waiting, system)
    rows = [{"kind": each.kind, "why": each.trouble, "count": each.count, "since": each.since} for each in waiting]
    count = sum(each.count for each in waiting)
    sentences = [f"{each.count} x {each.kind}: {_why(each.trouble)}" for each in waiting]
    told = tr("{done} done, {waiting} waiting.").format(done=done, waiting=count)
    call.out.answer({"done": done, "waiting": count, "jobs": rows}, told, *sentences)


def _why(trouble: str) -> str:
    """Return why jobs wait: of several at once, so no single one is named."""
    if not trouble:
        return ""
    facts = {"printer": "", "document": tr("the paper"), "code": "", "detail": tr("text")}
    return " ".join(say(trouble, facts).split()).replace(" .", ".")


def examine(call: Call, anchors: Path | None = None) -> int:
    """Check every invariant; 1 when one is broken."""
    from warehouse_app.application.doctor import examine as look
    from warehouse_app.terminal.commands.trail import anchors_of

    found = look(call.runner, call.session(), anchors=anchors_of(call, anchors))
    if call.out.as_json:
        call.out.document(plainly(found))
    else:
        rows = [(each.name, each.ok, each.examined, tuple(each.broken[:SHOWN])) for each in found.checks]
        call.out.rows(("check", "holds", "examined", "broken"), rows)
        call.out.answer(None, *_remarks(), _summed(len(rows), sum(not each.ok for each in found.checks)))
    return 0 if found.ok else 1


def _remarks() -> list[str]:
    """Return what is no fault and worth knowing: that plans are worked out slowly here."""
    from warehouse_app.planning.native.load import is_compiled

    slow = tr("Plans are made without the compiled part here, more slowly: install a C compiler, then warehouse anew.")
    return [] if is_compiled() else [slow]


def _summed(checks: int, broken: int) -> str:
    """Return in one sentence what a table of more than fifty rows says."""
    if not broken:
        return trn("{n} check holds.", "All {n} checks hold.", checks).format(n=checks)
    told = trn("{broken} of {n} checks does not hold.", "{broken} of {n} checks do not hold.", broken)
    return told.format(broken=broken, n=checks)


def copy_company(call: Call, to: str) -> int:
    """Copy the company into another database, prove it, and let the doctor look at the copy.

    Return 1 where it finds something, or where work went on meanwhile. Raises Usage, Trouble.
    """
    if has_password(to):
        raise Usage("password_in_url")
    target = to or call.host.environment.get("WAREHOUSE_COPY_TO", "")
    if not target:
        raise Usage("copy_target_missing")
    with call.out.progress(tr("Copying")) as told:
        done, healthy, where = call.host.copy(call.company(), call.session(), target, told)
    if not done.same:
        raise Trouble("copy_differs", database=where, tables=", ".join(done.differing))
    call.home.log("copied", rows=done.rows, digest=done.digest, later=done.later)
    facts = {"database": where, **plainly(done), "doctor": healthy}
    told_ = tr("{database} tells the same as its source: {rows} rows of {tables} tables, hash {digest}.")
    sentences = [told_.format(database=where, rows=done.rows, tables=done.tables, digest=done.digest[:16])]
    if done.later:
        late = trn(
            "{n} command was done at the source meanwhile and is not in it: copy again when all is closed.",
            "{n} commands were done at the source meanwhile and are not in it: copy again when all is closed.",
            done.later,
        )
        sentences.append(late.format(n=done.later))
    if not healthy:
        sentences.append(tr("The doctor finds something in it: warehouse doctor --database URL says what."))
    call.out.answer(facts, *sentences)
    return 0 if healthy and not done.later else 1
