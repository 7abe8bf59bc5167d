"""Claims on carriers on the command line: drafted, listed, shown, sent, answered, dropped, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from warehouse_app.terminal.call import Call, call_of, write_bytes
from warehouse_app.terminal.commands.views import Saved, as_saved
from warehouse_app.terminal.plainly import plainly
from warehouse_app.wording import tr

SHOWN = 50
_claim = typer.Typer(no_args_is_help=True, help="Claims on carriers for parcels that came damaged, empty or never.")
Code = Annotated[str, typer.Argument(help="The claim's code.")]
Amount = Annotated[str, typer.Option(help="How much, as 12.50; empty is all that is proposed or was claimed.")]
Note = Annotated[str, typer.Option(help="A note; it stands on the paper.")]


def add_to(whole: typer.Typer) -> None:
    """Add these commands to the command line."""
    whole.add_typer(_claim, name="claim")


@_claim.command("new")
def _new(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(help="damage, empty or loss.")],
    code: Annotated[str, typer.Option("--return", help="The return whose parcel it is.")] = "",
    parcel: Annotated[str, typer.Option(help="A parcel that never came: its code or tracking code.")] = "",
) -> None:
    """Draft a claim, for a return or for a parcel that never came."""
    from warehouse_app.application.returning.claims import DraftClaim

    call = call_of(context)
    made = _do(call, lambda new: DraftClaim(id=new, kind=kind, return_code=code, parcel=parcel))
    _show_one(call, made)


@_claim.command("list")
def _list(
    context: typer.Context,
    view: Annotated[str, typer.Option(help="draft, soon, sent, accepted, refused or all.")] = "draft",
    text: Annotated[str, typer.Option(help="Only those of this claim, return, order or parcel.")] = "",
    carrier: Annotated[str, typer.Option(help="Only those on this carrier.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many.")] = SHOWN,
    saved: Saved = "",
) -> None:
    """List claims, the nearest last day first."""
    from itertools import islice

    from warehouse_app.application.returning.claims import CLAIMS
    from warehouse_app.domain.listing import ListQuery

    call = call_of(context)
    filters = (("carrier", carrier),) if carrier else ()
    asked = ListQuery(view, text, filters, now=call.runner.now())
    query = CLAIMS.check(as_saved(call, CLAIMS.name, saved, asked))
    rows = call.runner.ask(lambda desk: list(islice(CLAIMS.walk(desk, query), limit)), call.session())
    columns = (
        *("code", "state", "kind", "carrier", "deadline", "return_code", "parcel", "order", "currency"),
        *("amount_minor", "paid_minor"),
    )
    told = [tuple(getattr(row, name) for name in columns) for row in rows]
    call.out.rows(columns, told, tr("No claim."))


@_claim.command("show")
def _show(context: typer.Context, code: Code) -> None:
    """Show a claim: what it speaks of, until when, and the photos that show it."""
    _show_one(call_of(context), code)


@_claim.command("send")
def _send(
    context: typer.Context,
    code: Code,
    amount: Amount = "",
    note: Note = "",
    carrier: Annotated[str, typer.Option(help="Who had the parcel, where it went under our own label.")] = "",
) -> None:
    """Say that a claim went to the carrier."""
    from warehouse_app.application.returning.claims import SendClaim

    call = call_of(context)
    number = _id(call, code)
    _tell(call, _do(call, lambda new: SendClaim(id=new, claim_id=number, amount=amount, note=note, carrier=carrier)))


@_claim.command("accept")
def _accept(context: typer.Context, code: Code, amount: Amount = "", note: Note = "") -> None:
    """Say that the carrier pays, and how much."""
    _answer(context, code, accepted=True, amount=amount, note=note)


@_claim.command("refuse")
def _refuse(context: typer.Context, code: Code, note: Note = "") -> None:
    """Say that the carrier pays nothing; the claim can be sent once more."""
    _answer(context, code, accepted=False, amount="", note=note)


@_claim.command("drop")
def _drop(context: typer.Context, code: Code, reason: Annotated[str, typer.Option(help="Why.")]) -> None:
    """Give a claim up."""
    from warehouse_app.application.returning.claims import DropClaim

    call = call_of(context)
    number = _id(call, code)
    _tell(call, _do(call, lambda new: DropClaim(id=new, claim_id=number, reason=reason)))


@_claim.command("print")
def _print(
    context: typer.Context,
    code: Code,
    out: Annotated[Path, typer.Option("--out", help="The PDF file to write.")],
) -> None:
    """Write the paper of a claim."""
    from warehouse_app.application.returning.claimpaper import claim_bytes

    call = call_of(context)
    made = call.runner.ask(lambda desk: claim_bytes(desk, code), call.session())
    write_bytes(out, made)
    call.out.answer({"claim": code, "file": str(out)}, tr("Written to {file}.").format(file=out))


def _answer(context: typer.Context, code: str, *, accepted: bool, amount: str, note: str) -> None:
    from warehouse_app.application.returning.claims import AnswerClaim

    call = call_of(context)
    number = _id(call, code)
    made = _do(call, lambda new: AnswerClaim(id=new, claim_id=number, accepted=accepted, amount=amount, note=note))
    _tell(call, made)


def _do(call: Call, make: Callable[[str], Any]) -> Any:  # noqa: ANN401 - any command, any answer
    return call.runner.perform(make(call.runner.ids.new()), call.session()).done()


def _id(call: Call, code: str) -> int:
    from warehouse_app.application.returning.claims import claim_id_of

    return call.runner.ask(lambda desk: claim_id_of(desk, code), call.session())


def _tell(call: Call, row: Any) -> None:  # noqa: ANN401 - a ClaimRow
    from warehouse_app.wording.claims import states

    call.out.answer(plainly(row), tr("Claim {code}: {state}.").format(code=row.code, state=states()[row.state]))


def _show_one(call: Call, code: str) -> None:
    from warehouse_app.application.returning.claims import claim_detail, claim_id_of
    from warehouse_app.documents.papers.money import amount
    from warehouse_app.wording.claims import kinds, states

    found = call.runner.ask(lambda desk: claim_detail(desk, claim_id_of(desk, code)), call.session())
    if call.out.as_json:
        call.out.document(plainly(found))
        return
    row = found.row
    words = tr("Claim {code} on {carrier}: {kind}, {state}, until {day}, {amount} {currency}")
    call.out.answer(
        None,
        words.format(
            code=row.code, carrier=row.carrier or "?", kind=kinds()[row.kind], state=states()[row.state],
            day=row.deadline, amount=amount(row.amount_minor, row.currency), currency=row.currency,
        ),
    )  # fmt: skip
    lines = [(each.sku, each.name, each.qty, amount(each.paid_minor, row.currency)) for each in found.lines]
    call.out.rows(("sku", "name", "units", "paid"), lines, tr("No goods are known."))
    call.out.rows(("photo", "at", "note"), [(each.id, each.at, each.note) for each in found.photos], tr("No photo."))
