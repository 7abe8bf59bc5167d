"""Papers: the command barcodes, labels and documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.wording import tr

FORMS = ("zpl", "pdf", "png")
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.command()(codes)
    whole.command()(label)
    whole.command()(document)


def codes(
    context: typer.Context,
    sheet: Annotated[Path | None, typer.Option(help="Write a printable sheet of them to this PDF file.")] = None,
    read: Annotated[
        str | None, typer.Option(help="Say instead what this code holds, part by part; {GS} is the separator.")
    ] = None,
) -> None:
    """List the command barcodes: name, text, meaning."""
    from warehouse_app.application.cards import command_codes, command_sheet

    call = call_of(context)
    if read is not None:
        _tell_parts(call, read)
        return
    if sheet is not None:
        write_bytes(sheet, command_sheet())
    rows = [(each.name, each.text, each.meaning) for each in command_codes()]
    call.out.rows(("name", "text", "meaning"), rows)


def _tell_parts(call: Call, text: str) -> None:
    from warehouse_app.application.reading import parts_of

    told = parts_of(text)
    call.out.rows(("part", "value", "meaning"), [(each.part, each.value, each.meaning) for each in told])


def label(
    context: typer.Context,
    parcel: Annotated[str, typer.Argument(help="The parcel's code or its label's.")],
    out: Out,
    form: Annotated[str, typer.Option("--format", help="zpl, pdf or png.")] = "zpl",
    dpi: Annotated[int, typer.Option(help="Of a ZPL printer: 203 or 300.")] = 203,
) -> None:
    """Write a parcel's label."""
    from warehouse_app.application.papers import label_bytes
    from warehouse_app.domain.people import Right

    if form not in FORMS:
        raise Usage("not_in_this_version", what=f"--format {form}")
    if dpi not in (203, 300):
        raise Usage("not_in_this_version", what=f"--dpi {dpi}")
    call = call_of(context)
    content = call.runner.ask(lambda desk: label_bytes(desk, parcel, form, dpi=dpi), call.session(), Right.PRINT)
    _written(call, out, content)


def document(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help="picklist, slip, invoice, manifest, badge, place, product, tote, return, pallet, cn22 or cn23."
        ),
    ],
    code: Annotated[str, typer.Argument(help="The code of what it is about; place takes * for every bin.")],
    out: Out,
    form: Annotated[str, typer.Option("--format", help="pdf or png, and zpl for labels.")] = "pdf",
    dpi: Annotated[int, typer.Option(help="Of a ZPL printer: 203, 300 or 600.")] = 203,
    badge: Annotated[str, typer.Option(help="The badge's own code: it is kept nowhere.")] = "",
    channel: Annotated[str | None, typer.Option(help="The order's channel, where several have its code.")] = None,
) -> None:
    """Write a label or paper as PDF, picture or ZPL."""
    from warehouse_app.application.documents import DOCUMENTS, document_bytes
    from warehouse_app.domain.people import Right

    if kind not in DOCUMENTS:
        raise Usage("no_such_document", kind=kind[:40], kinds=", ".join(DOCUMENTS))
    call = call_of(context)
    right = Right.USERS if kind == "badge" else Right.PRINT
    content = call.runner.ask(
        lambda desk: document_bytes(desk, kind, code, badge=badge, form=form, dpi=dpi, channel=channel),
        call.session(),
        right,
    )
    _written(call, out, content)


def _written(call: Call, out: Path, content: bytes) -> None:
    write_bytes(out, content)
    told = tr("{file} is written ({size} bytes).").format(file=out, size=len(content))
    call.out.answer({"file": str(out), "bytes": len(content)}, told)
