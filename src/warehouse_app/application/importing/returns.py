"""Files of returns, as channels tell of them: each return by itself, so that one that is refused loses no other."""

from __future__ import annotations

from dataclasses import dataclass, field

from warehouse_app.application.importing.floor import apart
from warehouse_app.application.importing.values import Noted, NotTaken, Took
from warehouse_app.application.returning import incoming
from warehouse_app.application.returning.incoming import BringReturn, BroughtReturn
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.importing.values import Fate
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.returning.incoming import ReturnDraft
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes, returning_back
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.returning import cases

_FATES = {"created": Fate.CREATED, "blind": Fate.CREATED, "changed": Fate.UPDATED}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReturns(Command):
    """Bring in returns. The audit knows them by their numbers; `channel` is where they come from."""

    run: int
    channel: str
    contents: tuple[str, ...]
    drafts: tuple[ReturnDraft, ...] = field(metadata=ASIDE, repr=False)


@handles(ImportReturns, right=Right.IMPORT, answer=Took, also=(Right.REFUND,))
def _import_returns(desk: Desk, command: ImportReturns, session: Session) -> Took:
    return take_returns(desk, command, write=True, session=session)


def take_returns(desk: Desk, command: ImportReturns, *, write: bool, session: Session | None = None) -> Took:
    """Judge the returns and, with `write`, announce what is new of them or follow what the channel says now."""
    fates, refused, noted, kept = [], [], [], list[Change]()
    for at, draft in enumerate(command.drafts):
        asked = _asked(command, draft, at)
        try:
            if write:
                assert session is not None, "somebody imports"
                with apart(desk):
                    done = _bring(desk, asked, session, command.run, kept)
            else:
                done = incoming.foretold(desk, asked)
        except Refused as no:
            refused.append(_refused(at, draft, no.refusal))
            fates.append(Fate.REJECTED)
            continue
        fates.append(_FATES.get(done.fate, Fate.UNCHANGED))
        noted += [Noted("reason_unmapped", word) for word in done.unmapped]
        if done.fate in ("blind", "off"):
            noted.append(Noted(f"return_{done.fate}", draft.external or draft.order))
    if write:
        changes.keep(desk, command.run, kept)
    created, updated, same = (fates.count(each) for each in (Fate.CREATED, Fate.UPDATED, Fate.UNCHANGED))
    return Took(created, updated, same, tuple(refused), tuple(noted), fates=() if write else tuple(fates))


def _asked(command: ImportReturns, draft: ReturnDraft, at: int) -> BringReturn:
    return BringReturn(
        id=f"{command.id}.{at}", channel=command.channel or draft.kind, kind=draft.kind, external=draft.external,
        order=draft.order, lines=draft.lines, said=draft.said, outcome=draft.outcome, words=draft.words,
        carrier=draft.carrier, tracking=draft.tracking, customer=draft.customer,
    )  # fmt: skip


def _bring(desk: Desk, asked: BringReturn, session: Session, run: int, kept: list[Change]) -> BroughtReturn:
    """Bring one in; what is new is of this import, and what is changed is kept as it was, so that it can be undone."""
    known = incoming.known_return(desk, asked)
    before = None if known is None else returning_back.now(desk, known.id)
    done = incoming.bring_return(desk, asked, session)
    if done.fate in ("created", "blind"):
        cases.note(desk, cases.known(desk, done.code).id, import_id=run or None)
    elif done.fate == "changed" and known is not None and before is not None:
        after = returning_back.now(desk, known.id) or {}
        told = changes.columns(before), changes.columns(after)
        kept.append(Change(returning_back.RETURN, str(known.id), *told))
    return done


def _refused(at: int, draft: ReturnDraft, refusal: Refusal) -> NotTaken:
    facts = {name: value if isinstance(value, int) else str(value) for name, value in refusal.facts().items()}
    name, value = ("order", draft.order) if draft.order else ("return", draft.external)
    return NotTaken(at, name, value, refusal.code, facts)
