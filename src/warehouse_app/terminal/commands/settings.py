"""Settings by command: of the company, of a station, of this machine; and the page that documents them."""

from __future__ import annotations

from typing import Annotated

import typer

from warehouse_app.domain.settings import SETTINGS, Scope
from warehouse_app.terminal.call import call_of
from warehouse_app.wording import tr

_settings = typer.Typer(help="The settings of the company, its stations and this machine.")
Name = Annotated[str, typer.Argument(help="The setting.")]
COLUMNS = ("name", "value", "default", "scope", "own", "meaning")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_settings, name="settings")


def _of_machine(name: str) -> bool:
    return name in SETTINGS and SETTINGS[name].scope is Scope.MACHINE


@_settings.command("list")
def _settings_list(
    context: typer.Context,
    station: Annotated[str, typer.Option(help="As they are for this station.")] = "",
) -> None:
    """List every setting with its value in force, and where it holds."""
    from warehouse_app.application.settings import find_settings

    call = call_of(context)
    found = find_settings(call.runner, call.session(), station.upper(), call.home.machine)
    rows = [(each.name, each.value, each.default, each.scope.value, each.own, each.sentence) for each in found]
    call.out.rows(COLUMNS, rows)


@_settings.command("get")
def _settings_get(
    context: typer.Context,
    name: Name,
    station: Annotated[str, typer.Option(help="As it is for this station.")] = "",
) -> None:
    """Print one setting's value."""
    from warehouse_app.application.settings import find_setting

    call = call_of(context)
    found = find_setting(call.runner, call.session(), name, station.upper(), call.home.machine)
    call.out.answer({"name": found.name, "value": found.value, "default": found.default}, found.value)


@_settings.command("set")
def _settings_set(
    context: typer.Context,
    name: Name,
    value: Annotated[str, typer.Argument(help="Its new value.")],
    station: Annotated[str, typer.Option(help="For this station only.")] = "",
) -> None:
    """Change a setting; who did it stands in the audit."""
    from warehouse_app.application.settings import ChangeSetting, change_machine, find_setting

    call = call_of(context)
    if _of_machine(name) and not station:
        kept = change_machine(call.home.machine, name, value)
    else:
        session = call.session()
        command = ChangeSetting(id=call.runner.ids.new(), setting=name, value=value, station=station.upper())
        call.runner.perform(command, session).done()
        kept = find_setting(call.runner, session, name, station.upper()).value
    told = tr("{name} is {value} now.").format(name=name, value=kept)
    call.out.answer({"name": name, "value": kept}, told)


@_settings.command("reset")
def _settings_reset(
    context: typer.Context,
    name: Name,
    station: Annotated[str, typer.Option(help="Let this station have the company's value again.")] = "",
) -> None:
    """Put a setting back: a station's to the company's, the company's to the default."""
    from warehouse_app.application.settings import ChangeSettings, SettingChange, change_machine, find_setting

    call = call_of(context)
    if _of_machine(name) and not station:
        kept = change_machine(call.home.machine, name, SETTINGS[name].default)
    else:
        session = call.session()
        change = SettingChange(name, None, station.upper())
        call.runner.perform(ChangeSettings(id=call.runner.ids.new(), changes=(change,)), session).done()
        kept = find_setting(call.runner, session, name, station.upper()).value
    told = tr("{name} is {value} again.").format(name=name, value=kept)
    call.out.answer({"name": name, "value": kept}, told)


@_settings.command("page")
def _settings_page(context: typer.Context) -> None:
    """Print the documentation page of all settings (docs/settings.md)."""
    from warehouse_app.wording.settings import page

    text = page()
    call_of(context).out.answer({"page": text}, *text.splitlines())
