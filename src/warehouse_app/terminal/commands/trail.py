"""The audit trail by command: who did what, one deed with its facts, the proof, and a look back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.domain.ledger.trail import TrailFacts, TrailRow, TrailView
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Usage
from warehouse_app.ports.anchors import NAME, AnchorFile
from warehouse_app.terminal.call import Call, call_of
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.say import say
from warehouse_app.wording.trail import deed, standing

_audit = typer.Typer(help="The audit trail: who did what, when and where.")
Anchors = Annotated[Path | None, typer.Option("--anchors", help="A file of anchors kept outside, to compare with.")]
COLUMNS = ("row", "at", "who", "station", "deed", "verdict")
LEGS = ("entry", "kind", "sku", "lot", "serial", "from", "to", "qty", "why")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_audit, name="audit")


@_audit.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="people, refused, office or all.")] = "all",
    user: Annotated[str, typer.Option("--by", help="Only this person's (their code).")] = "",
    station: Annotated[str, typer.Option(help="Only at this station.")] = "",
    thing: Annotated[str, typer.Option(help="Only about this order, product, place or parcel.")] = "",
    since: Annotated[str, typer.Option(help="From this moment on (ISO; UTC where no zone is named).")] = "",
    until: Annotated[str, typer.Option(help="Before this moment.")] = "",
    text: Annotated[str, typer.Option(help="A part of a name, a station or a deed.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 200,
) -> None:
    """List what was done, newest first."""
    from warehouse_app.application.trail import TRAIL, searched

    if view not in set(TrailView):
        raise Usage("not_in_this_version", what=f"--view {view[:40]}")
    call = call_of(context)
    query = _narrowed(call, searched(ListQuery(view, descending=True), text), user, thing, since, until)
    query = query.narrowed("station", station.upper())
    session = call.session()
    total = call.runner.ask(lambda desk: TRAIL.extent(desk, query).total, session, TRAIL.right)
    rows = call.runner.ask(lambda desk: TRAIL.page(desk, query, 0, limit).rows, session, TRAIL.right)
    call.out.rows(COLUMNS, [_cells(row) for row in rows], tr("Nothing of that kind was done."))
    if total > len(rows) and not call.out.as_json:
        call.out.note(tr("{n} of {total} are shown.").format(n=len(rows), total=total))


def _narrowed(call: Call, query: ListQuery, user: str, thing: str, since: str, until: str) -> ListQuery:
    from warehouse_app.application.people import person_id_of
    from warehouse_app.application.trail import find_thing, moment

    session = call.session()
    if user:
        query = query.narrowed("who", call.runner.ask(lambda desk: person_id_of(desk, user), session, Right.EXPORT))
    if thing:
        query = query.narrowed("thing", call.runner.ask(lambda desk: find_thing(desk, thing), session).value)
    query = query.narrowed("since", moment(since) if since else "")
    return query.narrowed("until", moment(until) if until else "")


def _cells(row: TrailRow) -> tuple[object, ...]:
    return (row.seq, row.at, row.who or tr("the program"), row.station, deed(row.deed), row.verdict)


@_audit.command("show")
def _show(context: typer.Context, row: Annotated[str, typer.Argument(help="The row's number, or a command.")]) -> None:
    """Open one row: its scan, its goods, its promises, and why it was refused."""
    from warehouse_app.application.trail import link_facts

    call = call_of(context)
    facts = call.runner.ask(lambda desk: link_facts(desk, row), call.session(), Right.EXPORT)
    if call.out.as_json:
        call.out.document(plainly(facts))
        return
    call.out.rows(COLUMNS, [_cells(facts.row)])
    for sentence in _told(facts):
        call.out.answer(None, sentence)
    rows = [
        (each.id, each.kind, leg.sku, leg.lot, leg.serial, leg.source, leg.target, leg.qty, each.why)
        for each in facts.entries
        for leg in each.legs
    ]
    call.out.rows(LEGS, rows)


def _told(facts: TrailFacts) -> list[str]:
    sentences = []
    if facts.scan is not None:
        scan = facts.scan
        words = tr("Scanned {code} with {device}: {verdict}.")
        sentences.append(words.format(code=scan.raw or "Enter", device=scan.device, verdict=scan.verdict))
    if facts.refusal:
        sentences.append(tr("Refused: {why}.").format(why=say(facts.row.verdict, facts.refusal)))
    for each in facts.promises:
        words = tr("Promise {what}: {qty} x {sku} for order {order}.")
        sentences.append(words.format(what=each.what, qty=each.qty, sku=each.sku, order=each.order or "-"))
    sealed = tr("A seal covers it.") if facts.sealed else tr("No seal covers it yet.")
    return [*sentences, sealed]


@_audit.command("state")
def _state(context: typer.Context) -> None:
    """Say how the trail stands: deeds, chains, the newest seal, what is younger than it."""
    from warehouse_app.application.trail import trail_state

    call = call_of(context)
    found = call.runner.ask(trail_state, call.session(), Right.EXPORT)
    head, line = standing(found.links, found.seal, found.unsealed)
    words = tr("{links} deeds in {writers} chains; newest seal {hash} at {at}")
    seal = {"hash": found.hash[:12] or "-", "at": found.sealed_at or "-"}
    facts = words.format(links=found.links, writers=found.writers, **seal)
    call.out.answer(plainly(found), f"{head}. {line}", facts)


@_audit.command("anchor")
def _anchor(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="The file to add it to; else the one of this home.")] = None,
) -> None:
    """Seal the trail and keep the seal outside the database: best on another machine, or on paper."""
    from warehouse_app.application.sealing import anchor

    call = call_of(context)
    file = out or call.home.path / NAME
    made = anchor(call.runner, call.session(), AnchorFile(file))
    words = tr("Seal {n} over {links} deeds, {hash}, is kept in {file}. Compare: warehouse doctor --anchors {file}")
    told = words.format(n=made.n, links=made.links, hash=made.hash[:16], file=file)
    call.out.answer({**plainly(made), "file": str(file)}, told)


def anchors_of(call: Call, file: Path | None) -> tuple[Anchor, ...]:
    """Return the anchors kept in this home, and in a file that is named. Raises Usage, Trouble."""
    if file is not None and not file.is_file():
        raise Usage("file_missing", file=str(file))
    more = () if file is None else AnchorFile(file).kept()
    return (*AnchorFile(call.home.path / NAME).kept(), *more)


@_audit.command("prove")
def _prove(context: typer.Context, anchors: Anchors = None) -> int:
    """Hash the whole trail anew: every link, entry and seal; 1 when something was changed behind its back."""
    from warehouse_app.application.trail import prove

    call = call_of(context)
    with call.out.progress(tr("Proving the trail")) as told:
        session, outside = call.session(), anchors_of(call, anchors)
        report = prove(call.runner, session, lambda done, whole: told(done, whole) is None, outside)
    assert report is not None, "nobody stops it here"
    if call.out.as_json:
        call.out.document(plainly(report))
    else:
        rows = [(each.name, each.ok, each.examined, each.broken) for each in report.checks]
        call.out.rows(("check", "holds", "examined", "broken"), rows)
    return 0 if report.ok else 1


@_audit.command("at")
def _at(
    context: typer.Context,
    thing: Annotated[str, typer.Argument(help="A place, or a product.")],
    moment: Annotated[str, typer.Argument(help="The moment (ISO; UTC where no zone is named).")],
) -> None:
    """Say what lay in a place, or where a product lay, at a moment."""
    from warehouse_app.application import trail

    call = call_of(context)
    session, at = call.session(), trail.moment(moment)
    found = call.runner.ask(lambda desk: trail.held_at(desk, trail.find_thing(desk, thing), at), session)
    columns = ("place", "sku", "lot", "serial", "grade", "qty")
    rows = [[getattr(each, name) for name in columns] for each in found]
    call.out.rows(columns, rows, tr("Nothing lay there then."))
