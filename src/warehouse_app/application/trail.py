"""The audit trail as people read it: who did what, one deed with its facts, the proof, and what lay where at a moment.

Who watches over people's deeds needs the right to export: it is the same knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from warehouse_app.application.listing import ListOf
from warehouse_app.application.run import Runner, Session
from warehouse_app.domain.barcodes.own import OwnCode, OwnKind, parse
from warehouse_app.domain.doctoring import Report
from warehouse_app.domain.ledger.audit import Anchor
from warehouse_app.domain.ledger.trail import (
    Held,
    NoSuchLink,
    NoSuchThing,
    Thing,
    ThingKind,
    TrailFacts,
    TrailRow,
    TrailState,
)
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import Right
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.ports.clock import iso
from warehouse_app.store import audit, orders, papers, people, places, products, trail_facts, trail_list
from warehouse_app.store.checks import run, trail
from warehouse_app.store.desk import Desk
from warehouse_app.wording.trail import DEEDS, deed

MOST_HELD = 2_000
"""Rows of a look back."""

TRAIL: ListOf[TrailRow] = ListOf("trail", trail_list.TRAIL, Right.EXPORT)
"""All links of the audit trail, by `TrailView`; filters: who (id), station, deed, since, until, thing."""


def searched(query: ListQuery, text: str) -> ListQuery:
    """Return a query for a text: of people, of stations, or of what a deed is called."""
    wanted = text.strip().casefold()
    named = ",".join(name for name in DEEDS if wanted in deed(name).casefold()) if wanted else ""
    return replace(query, text=text.strip()).narrowed("named", named)


Told = Callable[[int, int], bool]
"""Told how many rows are proven of how many; answers whether to go on."""


class Halted(Exception):  # noqa: N818 - it is a person's wish, not an error
    """The proof was stopped."""


def find_thing(desk: Desk, text: str) -> Thing:
    """Return the order, product, place or parcel of a code or barcode; a kind may be named ("place:A01"). Raises
    Refused(NoSuchThing).
    """
    named, colon, rest = text.strip().partition(":")
    wanted = [ThingKind(named)] if colon and named in set(ThingKind) else list(ThingKind)
    code = rest.strip() if len(wanted) == 1 else text.strip()
    own = parse(code.upper())
    bare = own.body if isinstance(own, OwnCode) and own.kind in _OWN else code
    for kind in wanted:
        found = _FIND[kind](desk, bare)
        if found is not None:
            return found
    raise Refused(NoSuchThing(text[:80]))


@dataclass(frozen=True, slots=True)
class Reopened:
    """A kept view as the list asks it: `who` is the person's name, `gone` the codes that nothing has any more.

    The days of a view ("span") are the asker's: only they know where midnight is.
    """

    query: ListQuery
    thing: Thing | None = None
    who: str = ""
    gone: tuple[str, ...] = ()


def reopened(desk: Desk, kept: ListQuery) -> Reopened:
    """Return a kept view, its codes looked up again."""
    query, thing, who, gone = searched(replace(kept, filters=()), kept.text), None, "", list[str]()
    for name, value in kept.filters:
        try:
            if name == "who":
                person = people.by_code(desk, value)
                if person is None:
                    raise Refused(NoSuchThing(value))
                who, query = person.name, query.narrowed("who", person.id)
            elif name == "thing":
                thing = find_thing(desk, value)
                query = query.narrowed("thing", thing.value)
            elif name in {"station", "deed"}:
                query = query.narrowed(name, value)
        except Refused:
            gone.append(value)
    return Reopened(query, thing, who, tuple(gone))


_OWN = frozenset({OwnKind.ORDER, OwnKind.PLACE, OwnKind.PARCEL})


def _order(desk: Desk, code: str) -> Thing | None:
    try:
        return Thing(ThingKind.ORDER, str(orders.id_of(desk, code)), code)
    except Refused:
        return None


def _product(desk: Desk, code: str) -> Thing | None:
    found = products.find(desk, code)
    return None if found is None else Thing(ThingKind.PRODUCT, found.sku, found.sku)


def _place(desk: Desk, code: str) -> Thing | None:
    found = places.with_code(desk, code) or places.with_code(desk, code.upper())
    return Thing(ThingKind.PLACE, str(int(found[0].id)), found[0].code) if found else None


def _parcel(desk: Desk, code: str) -> Thing | None:
    found = papers.parcel_id(desk, code)
    return None if found is None else Thing(ThingKind.PARCEL, str(found), code)


_FIND: dict[ThingKind, Callable[[Desk, str], Thing | None]] = {
    ThingKind.ORDER: _order,
    ThingKind.PRODUCT: _product,
    ThingKind.PLACE: _place,
    ThingKind.PARCEL: _parcel,
}


def link_facts(desk: Desk, link: str) -> TrailFacts:
    """Return a row by its number or its command, with its facts. Raises Refused(NoSuchLink)."""
    row = trail_facts.row_of(desk, link)
    if row is None:
        raise Refused(NoSuchLink(link[:80]))
    return trail_facts.facts_of(desk, row)


def trail_state(desk: Desk) -> TrailState:
    """Return how the trail stands: links, chains, the newest seal, and what is younger than it."""
    return trail_facts.state(desk, audit.newest_seal(desk), trail.unsealed(desk))


def held_at(desk: Desk, thing: Thing, at: str) -> tuple[Held, ...]:
    """Return what lay in a place, or where a product lay, at a moment (UTC ISO text as the store keeps it)."""
    if thing.kind not in {ThingKind.PLACE, ThingKind.PRODUCT}:
        raise Refused(NoSuchThing(thing.code))
    return trail_facts.held_at(desk, thing.kind, thing.ref, at, MOST_HELD)


def moment(text: str) -> str:
    """Return a moment as the store keeps it; one without a zone is UTC. Raises Usage."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Usage("since_invalid", text=text[:40]) from None
    return iso(found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC))


def prove(
    runner: Runner, session: Session, told: Told = lambda _done, _all: True, anchors: Sequence[Anchor] = ()
) -> Report | None:
    """Hash the whole trail anew on one steady snapshot while people work; None when it was stopped part way.

    Raises Refused(NoRight), Trouble.
    """
    now = runner.clock.now()

    def question(desk: Desk) -> Report | None:
        watch = _Watch(told, trail.size(desk))
        try:
            checks = tuple(run.trail_checks(desk, now, watch.step, anchors=anchors))
        except Halted:
            return None
        return Report(all(each.ok for each in checks), checks, trail.unsealed(desk))

    return runner.ask(question, session, Right.EXPORT)


class _Watch:
    """Counts the rows that were proven, and stops the proof when somebody wishes so."""

    def __init__(self, told: Told, whole: int) -> None:
        self._told, self._whole, self._done = told, whole, 0

    def step(self, rows: int) -> None:
        """So many rows more. Raises Halted."""
        self._done += rows
        if not self._told(min(self._done, self._whole), self._whole):
            raise Halted
