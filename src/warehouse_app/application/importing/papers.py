"""Orders, credit notes and adjustments of a file: each whole or not at all, known by channel and number.

The same content again changes nothing; other content under a known number is refused, because work may stand on what
is there. The drafts travel beside the command: audit and kept outcome know them by number and digest only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from warehouse_app.application.importing.values import MOST_ROWS, NotTaken, Took
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.following import follow
from warehouse_app.domain.importing.shopify import PAYMENT_HOLDS
from warehouse_app.domain.importing.values import DocumentDraft, Fate, OrderDraft
from warehouse_app.domain.jsonable import ASIDE
from warehouse_app.domain.people import Right
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes, following, papers
from warehouse_app.store.importing.changes import Change
from warehouse_app.store.importing.known import Known
from warehouse_app.store.importing.papers import DRAFT, DocumentKey, LineRow, OrderKey, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOrders(Command):
    """Store orders, each whole. `makes_products` says that the file itself brings the products its lines name."""

    run: int
    warehouse: str
    contents: tuple[str, ...]
    makes_products: bool
    drafts: tuple[OrderDraft, ...] = field(metadata=ASIDE, repr=False)
    lines: tuple[Sequence[LineRow], ...] = field(metadata=ASIDE, repr=False)
    known: Known = field(metadata=ASIDE, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDocuments(Command):
    """Keep credit notes and adjustments with their lines; of themselves they post nothing."""

    run: int
    contents: tuple[str, ...]
    drafts: tuple[DocumentDraft, ...] = field(metadata=ASIDE, repr=False)
    known: Known = field(metadata=ASIDE, repr=False)


def order_key(draft: OrderDraft) -> OrderKey:
    """Return what an order is known by."""
    return draft.channel, draft.code


def document_key(draft: DocumentDraft) -> DocumentKey:
    """Return what a document is known by."""
    return draft.kind, draft.channel, draft.code


def contents_of(drafts: Sequence[OrderDraft | DocumentDraft]) -> tuple[str, ...]:
    """Return what the audit knows of drafts: number and digest of the content."""
    return tuple(f"{each.channel} {each.code} {each.content_hash}" for each in drafts)


@handles(ImportOrders, right=Right.IMPORT, answer=Took)
def _import_orders(desk: Desk, command: ImportOrders, _: Session) -> Took:
    return take_orders(desk, command, write=True)


@handles(ImportDocuments, right=Right.IMPORT, answer=Took)
def _import_documents(desk: Desk, command: ImportDocuments, _: Session) -> Took:
    return take_documents(desk, command, write=True)


def prepared(runner: Runner, session: Session, drafts: Sequence[OrderDraft], known: Known) -> tuple[list[LineRow], ...]:
    """Return the rows of the lines, made before the transaction, so that others wait less; parts are made in theirs."""
    skus = {line.sku for draft in drafts for line in draft.lines}
    if not skus <= known.products.keys():
        runner.ask(lambda desk: known.learn_products(desk, skus), session, Right.IMPORT)
    return tuple(papers.line_rows(draft, known) if _at_once(draft) else [] for draft in drafts)


def _at_once(draft: OrderDraft) -> bool:
    """Tell whether an order is written in one transaction."""
    return len(draft.lines) + len(draft.parts) <= MOST_ROWS


@dataclass(slots=True)
class _Judged:
    """What is to be done with orders: made, written to their end, paid; or not taken."""

    fresh: list[OrderDraft] = field(default_factory=list)
    unfinished: list[tuple[OrderDraft, int]] = field(default_factory=list)
    moved: list[tuple[OrderDraft, int]] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    fates: list[Fate] = field(default_factory=list)


def take_orders(desk: Desk, command: ImportOrders, *, write: bool) -> Took:
    """Judge the orders and, with `write`, store the new ones; one of too many lines alone and in parts."""
    drafts = command.drafts
    command.known.learn_customers(desk, [draft.customer_code for draft in drafts])
    there = papers.orders_known(desk, map(order_key, drafts))
    judged = _Judged()
    for at, draft in enumerate(drafts):
        judged.fates.append(_judge(at, draft, there.get(order_key(draft)), command, judged))
    created, updated, more = len(judged.fresh) + len(judged.unfinished), len(judged.moved), False
    if write and created:
        more = _store_orders(desk, command, judged.fresh, judged.unfinished)
    if write:
        _pay(desk, command.run, judged.moved)
    if write and (created or updated):
        desk.touch(Touched.ORDER)
    told = () if write else tuple(judged.fates)
    unchanged = len(drafts) - created - updated - len(judged.refused)
    return Took(0 if more else created, updated, unchanged, tuple(judged.refused), more=more, fates=told)


def _pay(desk: Desk, run: int, moved: Sequence[tuple[OrderDraft, int]]) -> None:
    """Move payments on, keeping what they were so that the import can be undone."""
    kept = []
    for draft, number in moved:
        before = following.standing(desk, number)
        following.pay(desk, number, draft, PAYMENT_HOLDS)
        kept.append(Change(changes.PAYMENT, str(number), before, following.standing(desk, number)))
    changes.keep(desk, run, kept)


def _judge(at: int, draft: OrderDraft, paper: Paper | None, command: ImportOrders, judged: _Judged) -> Fate:
    """Compare one order with what is known of it, and say what becomes of it."""
    if paper is None:
        missing = None if command.makes_products else _unknown(draft, command.known)
        if missing is None:
            judged.fresh.append(draft)
            return Fate.CREATED
        judged.refused.append(NotTaken(at, "sku", missing, "unknown_sku", {"sku": missing}))
        return Fate.REJECTED
    if paper.state == DRAFT and paper.content == draft.content_hash:
        judged.unfinished.append((draft, paper.id))
        return Fate.UNCHANGED
    news = follow(draft, paper.state, paper.content, paper.payment)
    if news.refusal:
        judged.refused.append(NotTaken(at, "order", draft.code, news.refusal, {"order": draft.code}))
        return Fate.REJECTED
    if news.payment is None:
        return Fate.UNCHANGED
    judged.moved.append((draft, paper.id))
    return Fate.UPDATED


def _unknown(draft: OrderDraft, known: Known) -> str | None:
    products = known.products
    goods = (line for line in draft.lines if line.kind == "goods" and line.n not in draft.done)
    return None if draft.state != "confirmed" else next((li.sku for li in goods if li.sku not in products), None)


def _store_orders(
    desk: Desk, command: ImportOrders, fresh: Sequence[OrderDraft], unfinished: Sequence[tuple[OrderDraft, int]]
) -> bool:
    """Return whether lines are still missing."""
    lines = {order_key(draft): rows for draft, rows in zip(command.drafts, command.lines, strict=True)}
    whole = [(draft, lines[order_key(draft)]) for draft in fresh if _at_once(draft)]
    parts = [draft for draft in fresh if not _at_once(draft)]
    papers.add_orders(desk, whole, command.known, command.warehouse, command.run)
    begun = papers.begin_orders(desk, parts, command.known, command.warehouse, command.run)
    drafts = [*unfinished, *((draft, begun[order_key(draft)]) for draft in parts)]
    done = [papers.add_lines(desk, draft, number, command.known, MOST_ROWS) for draft, number in drafts]
    return not all(done)


def take_documents(desk: Desk, command: ImportDocuments, *, write: bool) -> Took:
    """Judge the documents and, with `write`, keep the new ones."""
    drafts = command.drafts
    command.known.learn_customers(desk, [draft.customer_code for draft in drafts])
    there = papers.documents_known(desk, map(document_key, drafts))
    fresh = [draft for draft in drafts if document_key(draft) not in there]
    same = [draft for draft in drafts if _same(draft, there)]
    refused = [
        NotTaken(at, draft.kind, draft.code, "document_changed", {"document": draft.code})
        for at, draft in enumerate(drafts)
        if document_key(draft) in there and not _same(draft, there)
    ]
    unfinished = [(draft, there[document_key(draft)].id) for draft in same if there[document_key(draft)].state == DRAFT]
    created, more = len(fresh) + len(unfinished), False
    if write and created:
        whole = [draft for draft in fresh if len(draft.lines) <= MOST_ROWS]
        parts = [draft for draft in fresh if len(draft.lines) > MOST_ROWS]
        papers.add_documents(desk, whole, command.known, command.run)
        begun = papers.add_documents(desk, parts, command.known, command.run, whole=False)
        drafts_ = [*unfinished, *((draft, begun[document_key(draft)]) for draft in parts)]
        done = [papers.add_document_lines(desk, draft, number, MOST_ROWS) for draft, number in drafts_]
        more = not all(done)
        desk.touch(Touched.DOCUMENT)
    kept = len(same) - len(unfinished)
    fates = () if write else tuple(_document_fate(draft, there) for draft in drafts)
    return Took(0 if more else created, 0, kept, tuple(refused), more=more, fates=fates)


def _document_fate(draft: DocumentDraft, there: Mapping[DocumentKey, Paper]) -> Fate:
    if document_key(draft) not in there:
        return Fate.CREATED
    return Fate.UNCHANGED if _same(draft, there) else Fate.REJECTED


def _same(draft: DocumentDraft, there: Mapping[DocumentKey, Paper]) -> bool:
    paper = there.get(document_key(draft))
    return paper is not None and paper.content == draft.content_hash
