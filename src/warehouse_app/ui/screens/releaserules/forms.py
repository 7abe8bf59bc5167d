"""The forms of the release rules screen, and the command each of them makes. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from warehouse_app.application.releasing.rulelist import CHANNELS, CUT_OFFS, RuleRow
from warehouse_app.application.releasing.rules import (
    KeepChannel,
    RemoveChannel,
    SetCutOff,
    SetLimit,
    minute_of,
    mode_of,
)
from warehouse_app.application.run import Command
from warehouse_app.domain.editing import BadField
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.domain.releasing.channels import Channel, Mode
from warehouse_app.domain.releasing.cutoffs import CutOff
from warehouse_app.domain.releasing.values import BadChannel, BadCutOff, BadLimit, Limit, NoSuchZone
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.screens.releaserules.shown import clock, title
from warehouse_app.wording import tr
from warehouse_app.wording.releasing import mode_words, weekday_words

Values = Mapping[str, str]
_WEEK = {"all": tuple(range(7)), "work": tuple(range(5))}
_NUMBERS = ("rank", "least_priority", "lead_min")


def new_form(view: str, warehouses: tuple[str, ...]) -> FormValue:
    """Return the form in which a rule of a kind is made."""
    houses = tuple((each, each) for each in warehouses)
    here = warehouses[0] if warehouses else ""
    if view == CHANNELS:
        code = FormField("code", tr("Code"), tr("Letters, digits and dashes"))
        fields = (code, *_channel_fields(warehouses))
        return FormValue("new", tr("New channel"), tr("Save"), fields, {"code": "", **_said(Channel(""))})
    where = FormField("warehouse", tr("Warehouse"), choices=houses)
    if view == CUT_OFFS:
        days: tuple[tuple[str, str], ...] = (("all", tr("Every day")), ("work", tr("Monday to Friday")))
        days += tuple((str(day), weekday_words(day)) for day in range(7))
        fields = (
            where, FormField("service", tr("Carrier service"), tr("Empty: every other service")),
            FormField("weekday", tr("Weekday"), choices=days), _time_field(),
        )  # fmt: skip
        before = {"warehouse": here, "service": "", "weekday": "work", "time": ""}
        return FormValue("new", tr("New cut-off"), tr("Save"), fields, before)
    zone = FormField("zone", tr("Zone"), tr("Empty: the whole warehouse"))
    before = {"warehouse": here, "zone": "", "batches": "", "units": ""}
    return FormValue("new", tr("New limit"), tr("Save"), (where, zone, *_limit_fields()), before)


def edit_form(row: RuleRow, warehouses: tuple[str, ...]) -> FormValue:
    """Return the form in which a rule is changed; what makes it this rule stays."""
    rule = row.rule
    if isinstance(rule, Channel):
        fields, before = _channel_fields(warehouses), _said(rule)
    elif isinstance(rule, CutOff):
        fields, before = (_time_field(),), {"time": clock(rule.minute)}
    else:
        fields = _limit_fields()
        before = {"batches": _written(rule.batches), "units": _written(rule.units)}
    return FormValue("edit", title(row), tr("Save"), fields, before)


def made(new: str, view: str, values: Values) -> Command:
    """Return the command of a new rule. Raises Refused."""
    if view == CHANNELS:
        return KeepChannel(id=new, channel=_channel(Channel(values["code"].strip()), values))
    if view == CUT_OFFS:
        chosen = values["weekday"]
        days = _WEEK[chosen] if chosen in _WEEK else (int(chosen),)
        return SetCutOff(
            id=new, warehouse=values["warehouse"], service=values["service"].strip(), weekdays=days,
            minute=minute_of(values["time"]),
        )  # fmt: skip
    return SetLimit(id=new, limit=_limit(Limit(values["warehouse"], values["zone"].strip()), values))


def changed(new: str, row: RuleRow, values: Values) -> Command:
    """Return the command that changes a rule; `values` are those that changed. Raises Refused."""
    rule = row.rule
    if isinstance(rule, Channel):
        return KeepChannel(id=new, channel=_channel(rule, values))
    if isinstance(rule, CutOff):
        return _collects(new, row, rule, minute_of(values["time"]))
    return SetLimit(id=new, limit=_limit(rule, values))


def dropped(new: str, row: RuleRow) -> Command:
    """Return the command that forgets a rule."""
    rule = row.rule
    if isinstance(rule, Channel):
        return RemoveChannel(id=new, code=rule.code)
    if isinstance(rule, CutOff):
        return _collects(new, row, rule, None)
    return SetLimit(id=new, limit=replace(rule, batches=None, units=None))


def field_of(refusal: Refusal) -> str:
    """Return the field under which a refusal is told."""
    if isinstance(refusal, BadChannel | BadCutOff | BadLimit | BadField):
        return "code" if refusal.field == "code_empty" else refusal.field
    return "zone" if isinstance(refusal, NoSuchZone) else ""


def _collects(new: str, row: RuleRow, rule: CutOff, minute: int | None) -> SetCutOff:
    return SetCutOff(id=new, warehouse=row.warehouse, service=rule.service, weekdays=(rule.weekday,), minute=minute)


def _channel_fields(warehouses: tuple[str, ...]) -> tuple[FormField, ...]:
    houses = (("", tr("All")), *((each, each) for each in warehouses))
    modes = tuple((mode.value, mode_words(mode)) for mode in (Mode.POOL, Mode.WAVE))
    return (
        FormField("name", tr("Name")),
        FormField("rank", tr("Rank"), tr("The lowest is asked first")),
        FormField("warehouse", tr("Warehouse"), choices=houses),
        FormField("sales", tr("Sales channel"), tr("Empty: any")),
        FormField("service", tr("Carrier service"), tr("Empty: any")),
        FormField("zone", tr("Zone"), tr("All goods of the order are kept there; empty: any")),
        FormField("least_priority", tr("Least priority"), tr("0 to 9")),
        FormField("days", tr("Leaves within days"), tr("0 is today; empty: any day")),
        FormField("mode", tr("Goes"), choices=modes),
        FormField("lead_min", tr("Minutes before cut-off"), tr("A wave waits until then; 0: it does not wait")),
    )


def _time_field() -> FormField:
    return FormField("time", tr("Collects at"), tr("Local time, as 15:30"))


def _limit_fields() -> tuple[FormField, ...]:
    none = tr("Empty: no limit")
    return (FormField("batches", tr("Most batches"), none), FormField("units", tr("Most units"), none))


def _said(channel: Channel) -> dict[str, str]:
    return {
        "name": channel.name, "rank": str(channel.rank), "warehouse": channel.warehouse, "sales": channel.sales,
        "service": channel.service, "zone": channel.zone, "least_priority": str(channel.least_priority),
        "days": _written(channel.days), "mode": channel.mode.value, "lead_min": str(channel.lead_min),
    }  # fmt: skip


def _channel(channel: Channel, values: Values) -> Channel:
    said: dict[str, Any] = {}
    for name, text in values.items():
        if name in _NUMBERS or (name == "days" and text.strip()):
            said[name] = _whole(name, text)
        elif name == "days":
            said[name] = None
        elif name == "mode":
            said[name] = mode_of(text)
        elif name != "code":
            said[name] = text.strip()
    return replace(channel, **said)


def _limit(limit: Limit, values: Values) -> Limit:
    """Return the limit said. Raises Refused where it would limit nothing: that is what dropping is for."""
    said = {name: _number(name, values[name]) for name in ("batches", "units") if name in values}
    found = Limit(limit.warehouse, limit.zone, said.get("batches", limit.batches), said.get("units", limit.units))
    if found.batches is None and found.units is None:
        raise Refused(BadField("batches", "", "empty"))
    return found


def _number(name: str, text: str) -> int | None:
    try:
        return int(text) if text.strip() else None
    except ValueError as error:
        raise Refused(BadField(name, text.strip()[:40], "no_number")) from error


def _whole(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise Refused(BadChannel(name, text.strip()[:40])) from error


def _written(number: int | None) -> str:
    return "" if number is None else str(number)
