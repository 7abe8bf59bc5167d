"""What the people page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.staff import Person
from warehouse_app.domain.people import BENCH_RIGHTS, ROLE_RIGHTS, Right, Role
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue, Option
from warehouse_app.ui.screens.people.state import PeopleScreen
from warehouse_app.wording import tr
from warehouse_app.wording.languages import LANGUAGES
from warehouse_app.wording.people import RIGHTS, ROLES

_WIDE = 900


def chip(person: Person) -> ChipValue:
    """Return whether a person may come in."""
    if person.locked:
        return ChipValue("stop", tr("Locked"), "lock")
    if person.tries:
        return ChipValue("ask", tr("{n} wrong PINs").format(n=person.tries), "triangle-alert")
    return ChipValue("ok", tr("May sign on"), "user-check")


def seen(person: Person, now: str) -> str:
    """Return when and where a person did the last deed."""
    if not person.seen_at:
        return tr("Never")
    when = figures.stamp(person.seen_at, now)
    return tr("{when} at {where}").format(when=when, where=code(person.seen_where)) if person.seen_where else when


def columns(now: str) -> tuple[Column[Person], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Name"), lambda row: row.name, 0, "strong", name="name"),
        Column(tr("Code"), lambda row: row.user, 128, "code", name="user"),
        Column(tr("Role"), lambda row: tr(ROLES[row.role]), 112, name="role"),
        Column(tr("State"), chip, 150, "chip", name="state"),
        Column(tr("Last seen"), lambda row: seen(row, now), 168, name="seen", sort=lambda row: row.seen_at),
        Column(tr("Signed on"), lambda row: figures.number(row.homes), 88, "number", name="homes",
               sort=lambda row: row.homes, room=_WIDE),
    )  # fmt: skip


def filters(state: PeopleScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    here = sum(1 for each in state.people if each.homes and not each.locked)
    locked = sum(1 for each in state.people if each.locked)
    return (
        FilterValue("all", tr("All"), len(state.people)),
        FilterValue("here", tr("Stay signed on"), here),
        FilterValue("locked", tr("Locked"), locked),
    )


def footer(state: PeopleScreen) -> str:
    """Return how many people are listed."""
    return figures.counted(len(state.shown), "person", "people")


def empty(state: PeopleScreen) -> tuple[str, str]:
    """Return what an empty list says, and one fact."""
    if state.text:
        return tr("Nobody matches"), tr("Clear the search (Esc).")
    return tr("Nobody in this view"), tr("The other views have some.")


def facts(person: Person, now: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of one person."""
    homes = figures.counted(person.homes, "machine", "machines") if person.homes else figures.NOTHING
    return (
        (tr("Role"), tr(ROLES[person.role])),
        (tr("Language"), language_words(person.language)),
        (tr("Here since"), figures.stamp(person.since, now)),
        (tr("Last seen"), seen(person, now)),
        (tr("Stays signed on at"), homes),
    )


def rights(role: Role) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a role lets one do, in words: by the badge alone, and with the PIN as well."""
    mine = [right for right in Right if right in ROLE_RIGHTS[role]]
    badge = tuple(tr(RIGHTS[right]) for right in mine if right in BENCH_RIGHTS)
    pin = tuple(tr(RIGHTS[right]) for right in mine if right not in BENCH_RIGHTS)
    return tuple(group for group in ((tr("By the badge alone"), badge), (tr("With the PIN as well"), pin)) if group[1])


def language_words(language: str) -> str:
    """Return the name of a language in itself, or that it is the machine's."""
    return LANGUAGES[language].name if language in LANGUAGES else tr("Like the machine")


def language_options(state: PeopleScreen) -> tuple[Option, ...]:
    """Return the languages to choose from, by number: the machine's first."""
    now = state.person.language if state.person is not None else None
    return tuple(
        Option(n, language_words(each), tr("now") if each == now else "", suggested=each == now)
        for n, each in enumerate(("", *LANGUAGES), 1)
    )


def role_options(state: PeopleScreen) -> tuple[Option, ...]:
    """Return the roles to choose from, by number."""
    now = state.person.role if state.person is not None else None
    words = (tr("{rights}, now").format(rights=_gives(role)) if role is now else _gives(role) for role in Role)
    return tuple(
        Option(n, tr(ROLES[role]), line, suggested=role is now)
        for n, (role, line) in enumerate(zip(Role, words, strict=True), 1)
    )


def _gives(role: Role) -> str:
    count = len(ROLE_RIGHTS[role])
    return tr("All rights") if count == len(Right) else figures.counted(count, "right", "rights")


def question(state: PeopleScreen) -> tuple[str, tuple[Option, ...]]:
    """Return the open question about the chosen person, and its answers."""
    person = state.person
    if person is None:
        return "", ()
    name = person.name
    asked = {
        "role": (tr("Which role has {name}?"), ""),
        "language": (tr("Which language is {name} spoken to in?"), ""),
        "lock": (tr("Lock {name}?"), tr("Signed off everywhere at once, and cannot sign on")),
        "unlock": (tr("Let {name} in again?"), tr("With the badge and PIN as before")),
        "badge": (tr("A new badge for {name}?"), tr("The old one is worth nothing from then on")),
        "pin": (tr("A new PIN for {name}?"), tr("Signed off everywhere; the badge stays")),
        "sign_off": (tr("Sign {name} off everywhere?"), tr("At every machine that stays signed on")),
    }
    if state.asking not in asked:
        return "", ()
    words, line = asked[state.asking]
    if state.asking == "role":
        return words.format(name=name), role_options(state)
    if state.asking == "language":
        return words.format(name=name), language_options(state)
    return words.format(name=name), (Option(1, tr("Yes"), line), Option(2, tr("Not now")))


def deeds(state: PeopleScreen) -> dict[str, str]:
    """Return for each deed why it cannot be done now; "" when it can."""
    person = state.person
    busy = tr("Hand badge and PIN over first") if state.new is not None else ""
    nobody = busy or ("" if person is not None else tr("Choose a person"))
    return {
        "add": busy,
        "role": nobody,
        "badge": nobody,
        "language": nobody,
        "pin": nobody,
        "lock": nobody or (tr("Ask another administrator") if person and person.user == state.me else ""),
        "sign_off": nobody or ("" if person and person.homes else tr("Stays signed on nowhere")),
    }
