"""The rules of returns on the command line: reasons, policies, checklists; all of them out and in as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of, whole_file
from warehouse_app.wording import tr
from warehouse_app.wording.say import say_error

_reason = typer.Typer(help="Why goods come back.")
_policy = typer.Typer(help="What may come back, and on which terms.")
_check = typer.Typer(help="What is asked of each unit at the returns bench.")
_rules = typer.Typer(help="All rules as one file, TOML or CSV.")
Fields = Annotated[list[str] | None, typer.Argument(help="Fields, as fault=shop words_en='Too late'.")]
Form = Annotated[str, typer.Option("--format", help="toml or csv; without it the file's name tells.")]


def add_to(returns: typer.Typer) -> None:
    """Add these commands to those of returns."""
    for name, room in (("reason", _reason), ("policy", _policy), ("check", _check), ("rules", _rules)):
        returns.add_typer(room, name=name)


# ------------------------------------------------------------------------------------------------------------ reasons


@_reason.command("list")
def _reasons(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="Its words in this language, as de.")] = "en",
) -> None:
    """List the reasons, and what channels call them."""
    call = call_of(context)
    found = _all(call)
    rows = [
        (each.code, each.fault, each.evidence, each.category, each.text(language),
         "; ".join(f"{kind}: {', '.join(words)}" for kind, words in sorted(theirs.items())))
        for each, theirs in found.reasons
    ]  # fmt: skip
    call.out.rows(("code", "fault", "evidence", "category", "words", "channels"), rows, tr("There is no reason."))


@_reason.command("set")
def _set_reason(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help="A word of the house, as too_small.")],
    fields: Fields = None,
) -> None:
    """Make a reason, or change one: fault, evidence, category, n, words_en, words_de, theirs_shopify, ..."""
    from warehouse_app.application.returning.rulebook import KeepReason

    call = call_of(context)
    done = _do(call, KeepReason, fields=(("code", code), *_pairs(fields)))
    call.out.answer({"reason": done}, tr("Reason {code} is kept.").format(code=done))


@_reason.command("drop")
def _drop_reason(context: typer.Context, code: Annotated[str, typer.Argument(help="Its code.")]) -> None:
    """Let a reason be chosen no more."""
    from warehouse_app.application.returning.rulebook import DropReason

    call = call_of(context)
    done = _do(call, DropReason, reason=code)
    call.out.answer({"reason": done}, tr("Reason {code} is chosen no more.").format(code=done))


# ----------------------------------------------------------------------------------------------------------- policies


@_policy.command("list")
def _policies(context: typer.Context) -> None:
    """List the policies that hold."""
    from warehouse_app.domain.returning.fields import policy_fields

    call = call_of(context)
    found = [policy_fields(each) for each in _all(call).policies]
    columns = list(dict.fromkeys(name for each in found for name in each))
    call.out.rows(columns, [[each.get(name, "") for name in columns] for each in found], tr("There is no policy."))


@_policy.command("add")
def _add_policy(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    fields: Fields = None,
) -> None:
    """Make a policy: channel, category, country, window_days, pays, tax, grade_a=restock, grade_c='scrap; fee 20'."""
    from warehouse_app.application.returning.rulebook import KeepPolicy

    call = call_of(context)
    done = _do(call, KeepPolicy, fields=(("name", name), *_pairs(fields)))
    call.out.answer({"policy": done}, tr("Policy {name} holds.").format(name=done))


@_policy.command("set")
def _set_policy(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The policy's name.")],
    fields: Fields = None,
) -> None:
    """Change a policy; returns that were taken under it keep its terms."""
    from warehouse_app.application.returning.rulebook import KeepPolicy

    call = call_of(context)
    done = _do(call, KeepPolicy, policy=name, fields=_pairs(fields))
    call.out.answer({"policy": done}, tr("Policy {name} holds.").format(name=done))


@_policy.command("drop")
def _drop_policy(context: typer.Context, name: Annotated[str, typer.Argument(help="The policy's name.")]) -> None:
    """Let a policy hold for no new return."""
    from warehouse_app.application.returning.rulebook import DropPolicy

    call = call_of(context)
    done = _do(call, DropPolicy, policy=name)
    call.out.answer({"policy": done}, tr("Policy {name} holds no more.").format(name=done))


# ------------------------------------------------------------------------------------------------------------- checks


@_check.command("list")
def _checks(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="Its words in this language, as de.")] = "en",
) -> None:
    """List the questions of all checklists."""
    call = call_of(context)
    rows = [(each.id, each.category, each.n, each.grade, each.text(language)) for each in _all(call).checks]
    call.out.rows(("number", "category", "n", "grade", "words"), rows, tr("Nothing is asked."))


@_check.command("add")
def _add_check(context: typer.Context, fields: Fields = None) -> None:
    """Add a question: category, n, grade, words_en, words_de."""
    from warehouse_app.application.returning.rulebook import KeepCheck

    call = call_of(context)
    done = _do(call, KeepCheck, fields=_pairs(fields))
    call.out.answer({"check": done}, tr("Question {number} is asked.").format(number=done))


@_check.command("set")
def _set_check(
    context: typer.Context, number: Annotated[int, typer.Argument(min=1, help="Its number.")], fields: Fields = None
) -> None:
    """Change a question; it has another number from then on."""
    from warehouse_app.application.returning.rulebook import KeepCheck

    call = call_of(context)
    done = _do(call, KeepCheck, number=number, fields=_pairs(fields))
    call.out.answer({"check": done}, tr("Question {number} is asked.").format(number=done))


@_check.command("drop")
def _drop_check(context: typer.Context, number: Annotated[int, typer.Argument(min=1, help="Its number.")]) -> None:
    """Let a question be asked no more."""
    from warehouse_app.application.returning.rulebook import DropCheck

    call = call_of(context)
    done = _do(call, DropCheck, number=number)
    call.out.answer({"check": done}, tr("Question {number} is asked no more.").format(number=done))


# --------------------------------------------------------------------------------------------------------------- files


@_rules.command("export")
def _export(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", help="The file to write.")] = None,
    form: Form = "",
) -> None:
    """Write all rules as one file."""
    from warehouse_app.application.returning.rulebook import rules_text

    call = call_of(context)
    kind = _form(form, out)
    text = call.runner.ask(lambda desk: rules_text(desk, kind), call.session())
    if out is None:
        print(text, end="", flush=True)
        return
    with whole_file(out) as file:
        file.write(text)
    call.out.answer({"file": str(out)}, tr("Written to {file}.").format(file=out))


@_rules.command("import")
def _import(context: typer.Context, file: Annotated[Path, typer.Argument(help="The file.")], form: Form = "") -> None:
    """Bring in rules from a file, each in the place of the one of its code or name."""
    from warehouse_app.application.returning.rulebook import MOST_FILE, BringRules

    call = call_of(context)
    try:
        with file.open("rb") as opened:
            text = opened.read(4 * MOST_FILE + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Usage("usage", problem=f"{file}: {error}"[:200]) from error
    done = _do(call, BringRules, text=text, form=_form(form, file))
    remarks = [
        tr("{what} {n} was left out: {why}").format(what=each.what, n=each.n, why=say_error(each.refusal))
        for each in done.remarks
    ]
    told = tr("Kept: reasons {reasons}, policies {policies}, questions {checks}.").format(
        reasons=done.reasons, policies=done.policies, checks=done.checks
    )
    facts = {"reasons": done.reasons, "policies": done.policies, "checks": done.checks, "remarks": remarks}
    call.out.answer(facts, told, *remarks)


def _form(form: str, file: Path | None) -> str:
    found = form or ("csv" if file is not None and file.suffix.lower() == ".csv" else "toml")
    if found not in ("toml", "csv"):
        raise Usage("not_in_this_version", what=f"--format {found[:20]}")
    return found


def _pairs(fields: list[str] | None) -> tuple[tuple[str, str], ...]:
    found = []
    for each in fields or ():
        name, mark, value = each.partition("=")
        if not mark:
            raise Usage("usage", problem=f"{each[:40]}: FIELD=VALUE")
        found.append((name.strip().lower(), value))
    return tuple(found)


def _all(call: Call) -> Any:  # noqa: ANN401 - the rules of returns
    from warehouse_app.application.returning.rulebook import rule_set

    return call.runner.ask(rule_set, call.session())


def _do(call: Call, command: Any, **fields: Any) -> Any:  # noqa: ANN401 - the answer of any command
    return call.runner.perform(command(id=call.runner.ids.new(), **fields), call.session()).done()
