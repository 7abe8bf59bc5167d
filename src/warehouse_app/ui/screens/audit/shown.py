"""What the audit page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.ledger.trail import Held, LegFact, Thing, ThingKind, TrailFacts, TrailRow, TrailView
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.audit.state import AuditScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.say import words_of
from warehouse_app.wording.trail import ENTRIES, VIEWS, deed, standing

_WIDE = 900
_DONE = "done"
MOST_PROMISES = 6
"""Promises of one deed that are told one by one."""


def who(row: TrailRow) -> str:
    """Return who did it."""
    return row.who or row.user or tr("The program")


def deed_words(row: TrailRow) -> str:
    """Return what was done."""
    return deed(row.deed)


def verdict(row: TrailRow) -> ChipValue:
    """Return whether it was done, or the no in a few words."""
    if row.verdict == _DONE:
        return ChipValue("ok", tr("Done"))
    return ChipValue("stop", tr("Refused"))


def columns(now: str) -> tuple[Column[TrailRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("When"), lambda row: moment(row.at, now), 158, name="at", leaves=lambda row: row.at),
        Column(tr("Who"), who, 150, "strong", name="who"),
        Column(tr("Station"), lambda row: row.station or figures.NOTHING, 76, "code", name="station"),
        Column(tr("What"), deed_words, 0, name="deed"),
        Column(tr("Verdict"), lambda row: tr("Done") if row.verdict == _DONE else verdict(row), 116, "chip",
               name="verdict", leaves=lambda row: row.verdict),
        Column(tr("Why not"), lambda row: "" if row.verdict == _DONE else words_of(row.verdict, {})[0], 200,
               name="why", room=_WIDE),
        Column(tr("Row"), lambda row: figures.number(row.seq), 80, "number", name="row", room=_WIDE,
               leaves=lambda row: row.seq),
    )  # fmt: skip


def moment(at: str, now: str) -> str:
    """Return a moment with its seconds: "14:03:07" today, else "Mon 6 Dec, 14:03:07"."""
    day, time = figures.when(at, now), figures.seconds(at)
    return time if time.startswith(day) else f"{day}, {time}"


def views() -> tuple[FilterValue, ...]:
    """Return the views."""
    return tuple(FilterValue(view, tr(VIEWS[view])) for view in TrailView)


def spans() -> tuple[FilterValue, ...]:
    """Return the stretches of time."""
    return (FilterValue("all", tr("Ever")), FilterValue("week", tr("7 days")), FilterValue("today", tr("Today")))


def narrowings(state: AuditScreen) -> tuple[FilterValue, ...]:
    """Return the filters in force; choosing one takes it away."""
    return tuple(FilterValue(each.name, tr("{filter}, take away").format(filter=each.words)) for each in state.narrowed)


def thing_words(thing: Thing) -> str:
    """Return a thing with its kind."""
    kinds = {
        ThingKind.ORDER: tr("Order {code}"), ThingKind.PRODUCT: tr("Product {code}"),
        ThingKind.PLACE: tr("Place {code}"), ThingKind.PARCEL: tr("Parcel {code}"),
    }  # fmt: skip
    return kinds[thing.kind].format(code=code(thing.code))


def footer(state: AuditScreen) -> str:
    """Return how many deeds are listed."""
    extent = state.list.extent
    if extent is None:
        return tr("Counting") if state.list.read else ""
    return figures.counted(extent.total, "deed", "deeds")


def is_empty(state: AuditScreen) -> bool:
    """Say whether the list is known to have no row."""
    extent = state.list.extent
    return extent is not None and not extent.total and not state.list.waiting


def empty(state: AuditScreen) -> tuple[str, str]:
    """Return what an empty list says, and one fact."""
    if state.query.narrowing:
        return tr("Nothing of that kind was done"), tr("Take the filters away (Esc).")
    return tr("Nothing of that kind was done yet"), tr("Every deed of everybody stands here, done or refused.")


def trail_words(state: AuditScreen) -> tuple[str, str, str, str]:
    """Return how the trail stands: icon, head, what that means, and how much there is of it."""
    trail = state.trail
    if trail is None:
        return "shield", "", "", ""
    head, line = standing(trail.links, trail.seal, trail.unsealed)
    chains = trn("{links} deeds in {chains} chain", "{links} deeds in {chains} chains", trail.writers).format(
        links=figures.number(trail.links), chains=figures.number(trail.writers)
    )
    return ("shield-check" if trail.seal and not trail.unsealed else "shield"), head, line, chains


def proof(state: AuditScreen) -> tuple[ChipValue | None, tuple[str, ...]]:
    """Return how the last proof ended, and what it found broken."""
    if state.proving:
        return ChipValue("neutral", tr("Being proven"), "hourglass"), ()
    if state.stopped:
        return ChipValue("neutral", tr("Stopped, nothing is proven"), "square"), ()
    if state.proof is None:
        return None, ()
    rows = sum(check.examined for check in state.proof.checks)
    if state.proof.ok:
        return ChipValue(
            "ok", trn("Proven: {n} fact holds", "Proven: {n} facts hold", rows).format(n=figures.number(rows))
        ), ()
    broken = [f"{check.name}: {', '.join(check.broken[:3])}" for check in state.proof.checks if not check.ok]
    return ChipValue("stop", tr("The trail was changed")), tuple(broken)


def head(row: TrailRow, now: str) -> tuple[str, str]:
    """Return what was done, and who did it when and where."""
    where = tr(" at {station}").format(station=code(row.station)) if row.station else ""
    return deed_words(row), tr("{who}, {when}{where}").format(who=who(row), when=moment(row.at, now), where=where)


def sentences(facts: TrailFacts) -> tuple[str, ...]:
    """Return what a deed left, beside its goods: its scan, its no, its promises."""
    found = []
    scan = facts.scan
    if scan is not None:
        told = tr("Scanned {code} with {device}") if scan.raw else tr("Confirmed with {device}")
        order = tr(", order {order}").format(order=code(scan.order)) if scan.order else ""
        found.append(told.format(code=code(scan.raw), device=scan.device) + order)
    if facts.row.verdict != _DONE:
        what, todo = words_of(facts.row.verdict, facts.refusal)
        found.append(f"{what}. {todo}" if todo else what)
    for each in facts.promises[:MOST_PROMISES]:
        words = tr("Promise {what}: {qty} of {sku} for order {order}")
        found.append(words.format(what=each.what, qty=each.qty, sku=code(each.sku), order=code(each.order)))
    more = len(facts.promises) - MOST_PROMISES
    if more > 0:
        found.append(trn("{n} more promise", "{n} more promises", more).format(n=more))
    found += [tr("{kind}: {why}").format(kind=tr(ENTRIES.get(each.kind, each.kind)), why=each.why)
              for each in facts.entries if each.why]  # fmt: skip
    return tuple(found)


def legs(facts: TrailFacts) -> tuple[LegFact, ...]:
    """Return the goods a deed moved."""
    return tuple(leg for entry in facts.entries for leg in entry.legs)


def leg_columns() -> tuple[Column[LegFact], ...]:
    """Return the columns of the goods."""
    return (
        Column(tr("Units"), lambda leg: figures.number(leg.qty), 60, "number", sort=lambda leg: leg.qty),
        Column(tr("Product"), lambda leg: leg.serial or leg.sku, 0, "code"),
        Column(tr("From"), lambda leg: leg.source, 104, "code"),
        Column(tr("To"), lambda leg: leg.target, 104, "code"),
    )


def held_columns() -> tuple[Column[Held], ...]:
    """Return the columns of what lay there then."""
    return (
        Column(tr("Units"), lambda held: figures.number(held.qty), 60, "number", sort=lambda held: held.qty),
        Column(tr("Product"), lambda held: held.serial or held.sku, 0, "code"),
        Column(tr("Place"), lambda held: held.place, 104, "code"),
        Column(tr("Lot"), lambda held: held.lot or figures.NOTHING, 64, "code"),
    )


def then_words(state: AuditScreen, now: str) -> str:
    """Return what the look back is about."""
    if state.thing is None or state.picked is None:
        return ""
    words = tr("{thing} right after this deed, {when}").format(
        thing=thing_words(state.thing), when=moment(state.picked.at, now)
    )
    if state.then is None:
        return words
    units = sum(held.qty for held in state.then)
    return tr("{words}: {units}").format(words=words, units=figures.counted(units, "unit", "units"))


def tabs(state: AuditScreen) -> tuple[FilterValue, ...]:
    """Return the pages beside a row."""
    then = (FilterValue("then", tr("What lay there then")),) if state.looks_back else ()
    return (FilterValue("facts", tr("What it left")), *then)


def deeds(state: AuditScreen) -> dict[str, str]:
    """Return for each deed why it cannot be done now; "" when it can."""
    row = state.picked
    none = "" if row is not None else tr("Choose a row")
    return {
        "only_who": none or ("" if row and row.user else tr("The program did it")),
        "only_station": none or ("" if row and row.station else tr("It happened at no station")),
        "only_deed": none,
        "prove": tr("It is being proven") if state.proving else "",
    }


def seal_chip(facts: TrailFacts | None) -> ChipValue | None:
    """Return whether a seal covers a deed."""
    if facts is None:
        return None
    if facts.sealed:
        return ChipValue("ok", tr("Sealed"), "shield-check")
    return ChipValue("neutral", tr("Not sealed yet"), "shield")
