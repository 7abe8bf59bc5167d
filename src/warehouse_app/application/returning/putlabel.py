"""What the put-away label of a unit of a return says: what it is, how it is, where it goes, and into which bin."""

from __future__ import annotations

from warehouse_app.application.papers import bare, own
from warehouse_app.application.returning.placing import placed
from warehouse_app.application.settings import value_of
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.domain.barcodes.own import OwnKind
from warehouse_app.domain.printing.values import NoSuchPaper
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.deciding import disposition_of
from warehouse_app.domain.returning.intake import NotGradedYet
from warehouse_app.domain.returning.states import Disposition, UnitState
from warehouse_app.domain.returning.values import StockLine, Unit
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, facts, rules, units
from warehouse_app.wording.returning import dispositions

_JUDGED = frozenset({UnitState.GRADED, UnitState.SETTLED})
KIND = "putaway"


def unit_refs(desk: Desk, code: str) -> tuple[int, ...]:
    """Return the rows of the judged units of a return, or ("RT000001/2") of its second one.

    Raises Refused(NoSuchPaper).
    """
    name, _, n = code.strip().partition("/")
    head = cases.by_code(desk, bare(OwnKind.RETURN, name))
    mine = () if head is None else units.of_return(desk, head.id)
    found = tuple(each.id for each in mine if each.state in _JUDGED and each.grade is not None)
    if n:
        found = found[int(n) - 1 : int(n)] if n.isascii() and n.isdecimal() and int(n) else ()
    if not found:
        raise Refused(NoSuchPaper(KIND, code[:80]))
    return found


def values_of_unit(desk: Desk, ref: int) -> Values:
    """Return what the label of a unit says, as the preview does. Raises Refused (NoSuchPaper, NotGradedYet)."""
    try:
        unit = units.get(desk, ref)
    except LookupError as gone:
        raise Refused(NoSuchPaper(KIND, str(ref))) from gone
    head = cases.get(desk, unit.return_id)
    goes = _goes(desk, unit)
    if goes is None or unit.grade is None:
        raise Refused(NotGradedYet(unit.sku))
    stock = rules.policy_of(desk, head).rule(unit.grade).stock_grade if goes is Disposition.RESTOCK else ""
    line = placed(desk, head, unit, StockLine(unit.id, unit.sku, unit.name, unit.qty, goes, "", "", stock))
    return {
        "return": head.code, "code": own(OwnKind.RETURN, head.code), "sku": unit.sku, "name": unit.name,
        "qty": str(unit.qty), "lot": unit.lot, "serial": unit.serial, "grade": unit.grade.value,
        "goes": dispositions()[goes], "place": line.place, "bin": line.bin,
        "target": line.bin or line.place, "company": value_of(desk, "company.name"),
    }  # fmt: skip


def _goes(desk: Desk, unit: Unit) -> Disposition | None:
    """Return where a unit goes: of one that is settled where it went, else what settling now would do."""
    if unit.state is not UnitState.GRADED:
        return unit.disposition if unit.state is UnitState.SETTLED else None
    return disposition_of(facts.case_of(desk, cases.get(desk, unit.return_id)), unit)


def values_of(desk: Desk, code: str) -> Values:
    """Return what the label of the first judged unit of a return says. Raises Refused."""
    return values_of_unit(desk, unit_refs(desk, code)[0])
