"""Templates of labels and papers by command: listed, shown, saved as the company's own, put back to ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.refusals import Refused, Usage
from warehouse_app.domain.templates import LONGEST_TEMPLATE, TemplateFault
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.wording import tr
from warehouse_app.wording.templates import TITLES, fault_words

_template = typer.Typer(help="The templates of labels and papers.")
Name = Annotated[str, typer.Argument(help="The template; see: warehouse template list.")]
COLUMNS = ("name", "title", "kind", "own", "at", "who")


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_template, name="template")


@_template.command("list")
def _list(context: typer.Context) -> None:
    """List every template, and which the company has changed."""
    from warehouse_app.application.templates import template_rows

    call = call_of(context)
    found = call.runner.ask(template_rows, call.session())
    rows = [(each.name, tr(TITLES[each.name]), each.kind, each.own, each.at, each.who) for each in found]
    call.out.rows(COLUMNS, rows)


@_template.command("show")
def _show(
    context: typer.Context,
    name: Name,
    ours: Annotated[bool, typer.Option("--ours", help="As it travels with the program.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write its text to this file.")] = None,
    picture: Annotated[Path | None, typer.Option(help="Draw its sample into this PNG file.")] = None,
) -> None:
    """Print a template's text and the names that may stand in it, or write it to a file to be worked at."""
    from warehouse_app.application.templates import template_text, try_template

    call = call_of(context)
    found = call.runner.ask(lambda desk: template_text(desk, name), call.session())
    text = found.ours if ours else found.text
    if out is not None:
        write_bytes(out, text.encode())
    if picture is not None:
        drawn = try_template(name, text)
        if not drawn.pages:
            raise Usage("nothing_to_draw", why=_told(drawn.faults))
        write_bytes(picture, drawn.pages[0])
    names = dict((*found.holes, *found.rows))
    answer = {"name": name, "own": found.row.own, "text": text, "names": names}
    lines = [f"{{{hole}}}  {tr(meaning)}" for hole, meaning in names.items()]
    call.out.answer(answer, *(text.splitlines() if out is None else ()), "", *lines)


@_template.command("set")
def _set(
    context: typer.Context,
    name: Name,
    file: Annotated[Path, typer.Argument(help="The file with its new text.")],
) -> None:
    """Save a file as the company's own version, once it is proven; who did it stands in the audit."""
    from warehouse_app.application.templates import SaveTemplate, try_template, wrong

    text = _read(file)
    call = call_of(context)
    session = call.session()
    faults = try_template(name, text).faults
    if faults:
        for each in faults:
            call.out.note(_fault(each))
        raise Refused(wrong(name, faults))
    call.runner.perform(SaveTemplate(id=call.runner.ids.new(), template=name, text=text), session).done()
    _say(call, name, tr("The template {name} is the company's own now."))


@_template.command("reset")
def _reset(context: typer.Context, name: Name) -> None:
    """Put a template back to the one that travels with the program."""
    from warehouse_app.application.templates import ResetTemplate

    call = call_of(context)
    call.runner.perform(ResetTemplate(id=call.runner.ids.new(), template=name), call.session()).done()
    _say(call, name, tr("The template {name} is as it travels with the program again."))


def _say(call: Call, name: str, words: str) -> None:
    call.out.answer({"name": name}, words.format(name=name))


def _read(file: Path) -> str:
    """Return the text of a file. Raises Usage."""
    try:
        with file.open("rb") as source:
            return source.read(LONGEST_TEMPLATE * 4 + 1).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Usage("template_file", file=str(file)) from None


def _fault(fault: TemplateFault) -> str:
    words = fault_words(fault)
    return tr("Line {line}: {words}").format(line=fault.line, words=words) if fault.line else words


def _told(faults: tuple[TemplateFault, ...]) -> str:
    return "; ".join(map(_fault, faults))
