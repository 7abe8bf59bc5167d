"""The company and its people: init, user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from warehouse_app.domain.beginning import Beginning
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.wording import tr

if TYPE_CHECKING:
    from warehouse_app.application.people import NewUser

_user = typer.Typer(help="The people who work here.")
Code = Annotated[str, typer.Argument(help="The person's code.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(init)
    whole.add_typer(_user, name="user")


def init(
    context: typer.Context,
    admin: Annotated[str, typer.Option(help="The name of the first administrator.")],
    warehouse: Annotated[str, typer.Option(help="The code of the first warehouse.")] = "MAIN",
    company: Annotated[str, typer.Option(help="The company's name on labels and papers.")] = "",
    zone: Annotated[str, typer.Option(help="The warehouse's time zone, as in Europe/London.")] = "UTC",
    currency: Annotated[str, typer.Option(help="The company's own currency, as in EUR.")] = "EUR",
    bins: Annotated[str, typer.Option(help="Bins to make, as aisles x bays x levels: 10x24x4.")] = "",
    printer: Annotated[str, typer.Option(help="The label printer's host:port.")] = "",
    language: Annotated[str, typer.Option(help="What the printer speaks: zpl203, zpl300 or zpl600.")] = "zpl203",
    badge: Annotated[Path | None, typer.Option(help="Write the badge as PDF to this file.")] = None,
) -> None:
    """Create the database and the first administrator; badge and PIN are shown once."""
    from warehouse_app.application.people import CompanyExists

    call = call_of(context)
    aisles, bays, levels = _sizes(bins)
    wish = Beginning(
        company=company or "My company", warehouse=warehouse, zone=zone, currency=currency, admin=admin,
        aisles=aisles, bays=bays, levels=levels, printer=printer, language=language,
    )  # fmt: skip
    try:
        new = call.host.begin(call.home, call.options.database, wish)
    except Refused as refused:
        if isinstance(refused.refusal, CompanyExists):
            raise Usage("company_exists", database=str(call.home.path)) from None
        raise
    except Usage as wrong:
        if wrong.code == "begin_there":  # words of the window's first start, which has steps to go back to
            raise Usage("company_exists", **wrong.facts) from None
        raise
    if badge is not None:
        write_bytes(badge, _badge_card(call, new))
    _hand_over(call, new.user, new.badge, new.pin)


def _sizes(text: str) -> tuple[int, int, int]:
    """Read "10x24x4". Raises Usage."""
    if not text:
        return (0, 0, 0)
    parts = text.lower().split("x")
    if len(parts) != len(("aisles", "bays", "levels")) or not all(part.isascii() and part.isdigit() for part in parts):
        raise Usage("bins_unreadable", text=text[:40])
    aisles, bays, levels = (int(part) for part in parts)
    return (aisles, bays, levels)


def _badge_card(call: Call, new: NewUser) -> bytes:
    from warehouse_app.application.cards import badge_card
    from warehouse_app.application.run import Session
    from warehouse_app.domain.people import SYSTEM

    return call.runner.ask(lambda desk: badge_card(desk, new.user, new.badge), Session(SYSTEM))


def _hand_over(call: Call, user: str, badge: str, pin: str) -> None:
    """Show what is shown once."""
    told = tr("Write badge and PIN down now: they are shown this once.")
    call.out.answer(
        {"user": user, "badge": badge or None, "pin": pin or None},
        tr("User  {user}").format(user=user),
        *((tr("Badge {badge}").format(badge=badge),) if badge else ()),
        *((tr("PIN   {pin}").format(pin=pin),) if pin else ()),
        told,
    )


@_user.command("add")
def _add(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[str, typer.Option(help="picker, packer, clerk, supervisor, owner or administrator.")],
    code: Annotated[str, typer.Argument(help="The code; made of the name where none is given.")] = "",
    language: Annotated[str, typer.Option(help="What this person is spoken to in: en or de.")] = "",
) -> None:
    """Let a person work here; badge and PIN are shown once."""
    from warehouse_app.application.people import add_user

    call = call_of(context)
    opened, found = call.company(), _role(role)
    new = add_user(
        opened.runner, opened.guard, call.session(), name=name, role=found, user=code, language=language.lower()
    )
    _hand_over(call, new.user, new.badge, new.pin)


@_user.command("list")
def _list(context: typer.Context) -> None:
    """List everybody who works here, when they did their last deed, and where."""
    from warehouse_app.application.staff import find_staff

    call = call_of(context)
    rows = [
        (
            each.user,
            each.name,
            each.role.value,
            each.locked,
            each.since,
            each.seen_at,
            each.seen_where,
            each.homes,
            each.language,
        )
        for each in find_staff(call.runner, call.session())
    ]
    call.out.rows(("user", "name", "role", "locked", "since", "seen", "where", "signed_on", "language"), rows)


@_user.command("roles")
def _roles(context: typer.Context) -> None:
    """List the roles and what each lets one do; what a badge alone gives is marked."""
    from warehouse_app.domain.people import BENCH_RIGHTS, ROLE_RIGHTS, Right
    from warehouse_app.wording.people import RIGHTS

    call = call_of(context)
    rows = [
        (role.value, right.value, tr(RIGHTS[right.value]), right not in BENCH_RIGHTS)
        for role in Role
        for right in Right
        if right in ROLE_RIGHTS[role]
    ]
    call.out.rows(("role", "right", "meaning", "needs_pin"), rows)


@_user.command("rights")
def _rights(context: typer.Context) -> None:
    """List every command by every role: badge, PIN or never."""
    from warehouse_app.application.rights import deeds

    rows = [(each.command, each.opens, *(each.way(role).value for role in Role)) for each in deeds()]
    call_of(context).out.rows(("command", "opened_by", *(role.value for role in Role)), rows)


@_user.command("page")
def _page(context: typer.Context) -> None:
    """Print the documentation page of all rights (docs/rights.md)."""
    from warehouse_app.terminal.rights import page

    text = page()
    call_of(context).out.answer({"page": text}, *text.splitlines())


@_user.command("badge")
def _badge(
    context: typer.Context,
    code: Code,
    pin: Annotated[bool, typer.Option("--pin", help="Make a new PIN as well.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="Write the badge to this PDF file; its code is kept nowhere.")
    ] = None,
) -> None:
    """Give a person a new badge; the old one is worth nothing from now on."""
    from warehouse_app.application.cards import badge_card
    from warehouse_app.application.people import new_badge

    call = call_of(context)
    opened, session = call.company(), call.session()
    new = new_badge(opened.runner, opened.guard, session, code, with_pin=pin)
    if out is not None:
        write_bytes(out, opened.runner.ask(lambda desk: badge_card(desk, new.user, new.badge), session, Right.USERS))
    _hand_over(call, new.user, new.badge, new.pin)


@_user.command("pin")
def _pin(context: typer.Context, code: Code) -> None:
    """Give a person a new PIN, shown this once; whoever stayed signed on as them is signed off."""
    from warehouse_app.application.people import new_pin

    call = call_of(context)
    opened = call.company()
    new = new_pin(opened.runner, opened.guard, call.session(), code)
    _hand_over(call, new.user, new.badge, new.pin)


@_user.command("role")
def _set_role(
    context: typer.Context,
    code: Code,
    role: Annotated[str, typer.Argument(help="picker, packer, clerk, supervisor, owner or administrator.")],
) -> None:
    """Give a person another role."""
    from warehouse_app.application.people import ChangeUser, user_code

    call = call_of(context)
    command = ChangeUser(id=call.runner.ids.new(), user=user_code(code), role=_role(role))
    call.runner.perform(command, call.session()).done()
    told = tr("{user} is {role} now.").format(user=command.user, role=role.lower())
    call.out.answer({"user": command.user, "role": role.lower()}, told)


@_user.command("language")
def _language(
    context: typer.Context,
    code: Code,
    language: Annotated[str, typer.Argument(help="en or de; none: what the machine speaks.")],
) -> None:
    """Say which language a person is spoken to in, at whatever machine."""
    from warehouse_app.application.people import ChangeUser, user_code
    from warehouse_app.wording.languages import LANGUAGES

    call = call_of(context)
    wanted = "" if language.lower() == "none" else language.lower()
    command = ChangeUser(id=call.runner.ids.new(), user=user_code(code), language=wanted)
    call.runner.perform(command, call.session()).done()
    told = tr("{user} is spoken to in {language}.") if wanted else tr("{user} is spoken to as the machine speaks.")
    name = LANGUAGES[wanted].name if wanted else ""
    call.out.answer({"user": command.user, "language": wanted or None}, told.format(user=command.user, language=name))


@_user.command("lock")
def _lock(
    context: typer.Context,
    code: Code,
    off: Annotated[bool, typer.Option("--off", help="Let the person in again.")] = False,
) -> None:
    """Let a person in no more, or (--off) again."""
    from warehouse_app.application.people import ChangeUser, user_code

    call = call_of(context)
    command = ChangeUser(id=call.runner.ids.new(), user=user_code(code), locked=not off)
    call.runner.perform(command, call.session()).done()
    told = tr("{user} can sign on again.") if off else tr("{user} is locked.")
    call.out.answer({"user": command.user, "locked": not off}, told.format(user=command.user))


@_user.command("sign-on")
def _sign_on(context: typer.Context) -> None:
    """Keep this home signed on as --user; later calls need no PIN."""
    from warehouse_app.application.sign_on import keep_signed_on

    call = call_of(context)
    actor = call.session().actor
    call.home.keep_token(keep_signed_on(call.runner, actor))
    call.out.answer({"user": actor.code}, tr("This home is signed on as {user}.").format(user=actor.code))


@_user.command("sign-off")
def _sign_off(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="Somebody else, everywhere; needs the right to change people.")] = "",
) -> None:
    """End what sign-on began."""
    from warehouse_app.application.people import ChangeUser, user_code
    from warehouse_app.application.sign_on import SignOff

    call = call_of(context)
    session = call.session()
    if code:
        command = ChangeUser(id=call.runner.ids.new(), user=user_code(code), sign_off=True)
        call.runner.perform(command, session).done()
        call.out.answer({"user": command.user}, tr("{user} is signed off everywhere.").format(user=command.user))
        return
    call.runner.perform(SignOff(id=call.runner.ids.new()), session).done()
    call.home.keep_token("")
    call.out.answer({"user": None}, tr("Nobody is signed on here now."))


def _role(text: str) -> Role:
    try:
        return Role(text.lower())
    except ValueError:
        raise Usage("role_unknown", role=text[:40], known=", ".join(Role)) from None
