"""The scenes of returns: requests, what lies to be inspected, a claim, why things come back, and the rules of it."""

from __future__ import annotations

from typing import Any

from warehouse_app.application.orders import find_orders, order_detail
from warehouse_app.application.returning.bench import ReturnScan
from warehouse_app.application.returning.claims import DraftClaim, SendClaim, claim_id_of
from warehouse_app.application.returning.detail import find_return
from warehouse_app.application.returning.requests import Asked, RejectReturn, RequestReturn, return_id_of
from warehouse_app.application.returning.rulebook import BeginReturnRules, KeepPolicy
from warehouse_app.application.run import Command, Session
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.people import SYSTEM

REASONS = ("wrong_item", "damaged", "missing_item", "")
MOST = 8
STATION = "B1"


def desking(stage: Any) -> None:  # noqa: ANN401 - the stage of `make_guides`
    """Let things come back, and look at the pages of it."""
    runner = stage.shift.company.runner
    runner.perform(BeginReturnRules(id=runner.ids.new()), Session(SYSTEM, "")).done()
    codes = _asked(stage)
    _came(stage, codes)
    stage.sign_on("administrator")
    page = stage.go("returncases")
    stage.look("returns-requests")
    page.presenter.opened("view:inspect")
    page.presenter.scanned(codes[0], "wedge")
    stage.settle()
    stage.take("returns-inspection")
    for tab in ("why", "money", "story"):
        page.presenter.tabbed(tab)
        stage.settle()
        stage.look(f"returns-{tab}")
    page.presenter.tabbed("units")
    stage.settle()
    stage.press("Ctrl+N")
    stage.look("returns-new")
    stage.press("Esc")
    _given_back(stage)
    stage.go("claims", "view:all")
    stage.go("claims", "claim:CL00001")
    stage.take("claims")
    stage.press("F6")
    stage.look("claims-accept")
    stage.press("Esc")
    page = stage.go("whyreturned")
    stage.take("why-returned")
    page.presenter.viewed("product")
    stage.settle()
    stage.look("why-returned-products")
    page.presenter.viewed("alike")
    stage.settle()
    stage.look("why-returned-alike")
    page = stage.go("returnrules")
    stage.look("return-rules")
    page.presenter.opened("rules:policies")
    stage.settle()
    page.presenter.chosen(next(iter(page.presenter.list.book.rows())))
    stage.settle()
    stage.look("return-rules-policy")
    stage.press("F2")
    stage.look("return-rules-edit")
    stage.press("Esc")


def _given_back(stage: Any) -> None:  # noqa: ANN401 - as above
    """Money that waits for a yes, that went back, and that a person pays by hand."""
    page = stage.go("refunds")
    stage.look("refunds")
    page.presenter.opened("view:all")
    stage.settle()
    stage.press("Home")
    stage.look("refunds-one")
    stage.press("F9")
    stage.look("refunds-by-hand")
    stage.press("Esc")


def _do(stage: Any, command: Command) -> Any:  # noqa: ANN401 - whatever the command answers
    return stage.shift.company.runner.perform(command, stage.shift.admin).done()


def _asked(stage: Any) -> list[str]:  # noqa: ANN401 - as above
    """Announce a return of every order that left, and reject one."""
    runner, admin = stage.shift.company.runner, stage.shift.admin
    query = ListQuery("closed", now=runner.now(), until=runner.now())
    codes = []
    for n, row in enumerate(runner.ask(lambda desk: find_orders(desk, query), admin)[:MOST]):
        detail = runner.ask(lambda desk, row=row: order_detail(desk, row.id), admin)
        goods = [line for line in detail.lines if line.kind == "goods" and line.shipped]
        asked = tuple(Asked(line.sku, "1", _reason(stage, REASONS[n % len(REASONS)]), line.id) for line in goods[:3])
        if asked:
            made = RequestReturn(
                id=runner.ids.new(), order_id=row.id, lines=asked, outcome="refund", words="It is not what I ordered",
                override="a good customer",
            )  # fmt: skip
            codes.append(_do(stage, made).code)
    return codes


def _reason(stage: Any, evidence: str) -> str:  # noqa: ANN401 - as above
    from warehouse_app.application.returning.detail import find_reasons

    found = stage.shift.company.runner.ask(find_reasons, stage.shift.admin)
    return str(next(each.code for each in found if each.evidence == evidence))


def _came(stage: Any, codes: list[str]) -> None:  # noqa: ANN401 - as above
    """Let some lie at the bench, damaged, with claims; one is rejected."""
    runner = stage.shift.company.runner
    _do(stage, KeepPolicy(id=runner.ids.new(), fields=(("name", "France"), ("country", "FR"), ("window_days", "60"))))
    for code in codes[:3]:
        _do(stage, DraftClaim(id=runner.ids.new(), kind="damage", return_code=code))
    number = runner.ask(lambda desk: claim_id_of(desk, "CL00001"), stage.shift.admin)
    _do(stage, SendClaim(id=runner.ids.new(), claim_id=number, amount="12.50", note="by mail", carrier="DHL"))
    if len(codes) > MOST // 2:
        last = runner.ask(lambda desk: return_id_of(desk, codes[-1]), stage.shift.admin)
        _do(stage, RejectReturn(id=runner.ids.new(), return_id=last, why="It was worn"))
    for code in codes[:2]:
        _scanned(stage.shift.admin, runner, code, word_of(Card.PAUSE), "")
    for code, session in ((codes[3], stage.shift.admin), (codes[4], stage.shift.session("packer", STATION))):
        number = runner.ask(lambda desk, code=code: return_id_of(desk, code), stage.shift.admin)
        detail = runner.ask(lambda desk, number=number: find_return(desk, number), stage.shift.admin)
        _scanned(session, runner, code, *(text for unit in detail.units for text in (unit.sku, "1")), "")


def _scanned(session: Session, runner: Any, *texts: str) -> None:  # noqa: ANN401 - what performs commands
    """Let the bench of somebody hear this."""
    for text in texts:
        runner.perform(ReturnScan(id=runner.ids.new(), text=text), session)
