"""Papers: the command barcodes, labels and documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from warehouse_app.domain.printing.values import Document
from warehouse_app.domain.refusals import Usage
from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr
from warehouse_app.wording.printing import asked_words

FORMS = ("zpl", "pdf", "png")
Out = Annotated[Path, typer.Option("--out", help="The file to write.")]
MaybeOut = Annotated[Path | None, typer.Option("--out", help="The file to write.")]
Kind = Annotated[
    str,
    typer.Argument(
        help="picklist, slip, invoice, manifest, purchase, claim, badge, place, product, tote, return, pallet, cn22, "
        "cn23, codes, preview."
    ),
]
Code = Annotated[str, typer.Argument(help="Of what it is; place takes * for every bin, preview a file, codes nothing.")]
Form = Annotated[str, typer.Option("--format", help="pdf or png, and zpl for labels.")]
Dpi = Annotated[int, typer.Option(help="Of a ZPL printer: 203, 300 or 600.")]
Reason = Annotated[
    str, typer.Option(help="Why it prints once more: lost, damaged, unreadable, not_printed, changed or extra.")
]


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
    dpi: Dpi = 203,
) -> None:
    """Write a parcel's label."""
    from warehouse_app.application.papers import label_bytes
    from warehouse_app.domain.people import Right

    if form not in FORMS:
        raise Usage("not_in_this_version", what=f"--format {form}")
    if dpi not in (203, 300, 600):
        raise Usage("not_in_this_version", what=f"--dpi {dpi}")
    call = call_of(context)
    content = call.runner.ask(lambda desk: label_bytes(desk, parcel, form, dpi=dpi), call.session(), Right.PRINT)
    _written(call, out, content)


def document(
    context: typer.Context,
    kind: Kind,
    code: Code = "",
    out: MaybeOut = None,
    form: Form = "pdf",
    dpi: Dpi = 203,
    badge: Annotated[str, typer.Option(help="The badge's own code: it is kept nowhere.")] = "",
    channel: Annotated[str | None, typer.Option(help="The order's channel, where several have its code.")] = None,
    printed: Annotated[bool, typer.Option("--print", help="Print it, as a job of the print ledger.")] = False,
    station: Annotated[str, typer.Option(help="The station that prints it, with --print.")] = "",
    reason: Reason = "",
) -> None:
    """Write a label or paper as PDF, picture or ZPL, or print it; `preview` draws a carrier's label, as PNG."""
    from warehouse_app.application.documents import DOCUMENTS, document_bytes
    from warehouse_app.application.units import NumberUnit
    from warehouse_app.domain.people import Right

    if not code and kind != Document.CODES:
        raise Usage("code_missing", kind=kind[:40])
    if printed:
        told = call_of(context)
        print_document(told, kind, code, station=station, reason=reason, badge=badge, channel=channel)
    if out is None:
        if not printed:
            raise Usage("out_or_print")
        return
    if kind == "preview":
        _preview(call_of(context), Path(code), out, dpi)
        return
    if kind not in DOCUMENTS:
        raise Usage("no_such_document", kind=kind[:40], kinds=", ".join(DOCUMENTS))
    call = call_of(context)
    if kind == "pallet":
        call.runner.perform(NumberUnit(id=call.runner.ids.new(), unit=code), call.session()).done()
    content = call.runner.ask(
        lambda desk: document_bytes(desk, kind, code, badge=badge, form=form, dpi=dpi, channel=channel),
        call.session(),
        Right.USERS if kind == "badge" else Right.PRINT,
    )
    _written(call, out, content)


def print_document(
    call: Call, kind: str, code: str, *, station: str, reason: str, badge: str = "", channel: str | None = None
) -> None:
    """Ask the print ledger for a document, and say where it prints."""
    from warehouse_app.application.badgeprint import print_badge
    from warehouse_app.application.printing import PrintPaper

    if kind not in set(Document):
        raise Usage("no_such_document", kind=kind[:40], kinds=", ".join(Document))
    session = call.session()
    if kind == Document.BADGE:
        asked = print_badge(call.runner, call.company().printers.seal, session, code, badge, station)
    else:
        command = PrintPaper(
            id=call.runner.ids.new(), document=kind, code=code, at_station=station, reason=reason, channel=channel
        )
        asked = call.runner.perform(command, session).done()
    call.out.answer(plainly(asked), f"{asked_words(kind, asked)}.")


def _preview(call: Call, file: Path, out: Path, dpi: int) -> None:
    """Draw every label of a file (`--out label.png`, then `label-2.png`), and tell what holds it and what is odd."""
    from warehouse_app.application.label_files import look_at
    from warehouse_app.wording.label_files import held_words, odd_words

    if dpi not in (203, 300, 600):
        raise Usage("not_in_this_version", what=f"--dpi {dpi}")
    seen = look_at(_bytes_of(file), dpi)
    files = [out, *(out.with_stem(f"{out.stem}-{number}") for number in range(2, len(seen.pages) + 1))]
    for target, page in zip(files, seen.pages, strict=True):
        write_bytes(target, page)
    verdict = tr("It may be printed as it is.") if seen.ok else tr("It is held, and not printed.")
    told = [tr("{file} is written.").format(file=target) for target in files]
    told += [tr("Barcode: {code}").format(code=shown(code)) for code in seen.codes]
    told += [odd_words(each.code, shown(each.detail)) for each in seen.remarks]
    told += [held_words(each.code, shown(each.detail)) for each in seen.problems]
    answer = {
        "form": seen.form,
        "files": [str(target) for target in files],
        "ok": seen.ok,
        "codes": seen.codes,
        "problems": [{"code": each.code, "detail": each.detail} for each in seen.problems],
        "remarks": [{"code": each.code, "detail": each.detail} for each in seen.remarks],
    }
    call.out.answer(answer, *told, verdict)


def _bytes_of(file: Path) -> bytes:
    """A label's file, or so much of it as is read of any. Raises Usage (file_missing, file_not_read)."""
    from warehouse_app.application.label_files import LARGEST

    if not file.is_file():
        raise Usage("file_missing", file=str(file))
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise Usage("file_not_read", file=str(file), why=error.strerror or str(error)) from error


def shown(text: str) -> str:
    """Return a code for people: signs that no screen shows stand as `<1D>`."""
    return "".join(sign if sign.isprintable() else f"<{ord(sign):02X}>" for sign in text)


def _written(call: Call, out: Path, content: bytes) -> None:
    write_bytes(out, content)
    told = tr("{file} is written ({size} bytes).").format(file=out, size=len(content))
    call.out.answer({"file": str(out), "bytes": len(content)}, told)
