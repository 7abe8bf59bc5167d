"""The rules of how packed lines are proven: kept, dropped, listed and explained; and how a parcel was proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from warehouse_app.application.listing import ListOf
from warehouse_app.application.people import person_id_of
from warehouse_app.application.registry import profile_if_any
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.listing import ListQuery
from warehouse_app.domain.packing.proof import (
    Level,
    Proof,
    ProofRow,
    ProofRule,
    proof_for,
    stricter,
    weakest,
)
from warehouse_app.domain.packing.refusals import NoSuchParcel
from warehouse_app.domain.people import Right, Role
from warehouse_app.domain.picking.scanrules import MAX_WHY
from warehouse_app.domain.places import PlaceKind
from warehouse_app.domain.printing.values import NoSuchStation
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import people, places, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import prooflist, proofs
from warehouse_app.store.packing.proofs import Part

MOST_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class ProofRuleInvalid(Refusal):
    """The rule cannot be kept; `problem` names the reason (level, role, length, both, traced)."""

    code: ClassVar[str] = "proof_rule_invalid"
    what: str
    problem: str


@dataclass(frozen=True, slots=True)
class NoProofRule(Refusal):
    """There is no rule for just this."""

    code: ClassVar[str] = "no_proof_rule"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProof(Command):
    """Say how what is named must be proven; what is left out is left open. `person` is a code."""

    level: str
    why: str = ""
    sku: str = ""
    person: str = ""
    role: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearProof(Command):
    """Drop the rule for just this."""

    sku: str = ""
    person: str = ""
    role: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """What a rule names, looked up: keys for the store, codes for people."""

    product_id: int
    sku: str
    person: str
    person_code: str
    role: str
    station: str

    @property
    def words(self) -> str:
        """Return it as one text."""
        return ", ".join(each for each in (self.sku, self.person_code, self.role, self.station) if each)


class ParcelProof(NamedTuple):
    """How the units of a parcel were proven: the weakest way, and each product's."""

    parcel: str
    weakest: str
    parts: tuple[Part, ...]


def rule_of(level: str, why: str) -> tuple[Level, str] | ProofRuleInvalid:
    """Return a level and a reason as they were written, or why they are none."""
    if level not in tuple(Level):
        return ProofRuleInvalid(level[:MAX_WHY], "level")
    if len(why) > MAX_WHY:
        return ProofRuleInvalid(why[:MAX_WHY], "length")
    return Level(level), why.strip()


@handles(SetProof, right=Right.PROOF, answer=str)
def set_proof(desk: Desk, command: SetProof, _session: Session) -> str:
    """Keep a rule; return what it names. Raises Refused (NoSuchProduct, UserUnknown, NoSuchStation, invalid)."""
    found = rule_of(command.level, command.why)
    if isinstance(found, ProofRuleInvalid):
        raise Refused(found)
    named = _named(desk, command)
    level, why = found
    product = products.find(desk, named.sku) if named.sku else None
    least = None if product is None else {"lot": Level.FIRST, "serial": Level.EACH}.get(product.tracking)
    if least is not None and stricter(least, level):
        raise Refused(ProofRuleInvalid(level.value, "traced"))
    rule = ProofRule(level, why, named.sku, named.person, named.role, named.station)
    proofs.keep(desk, named.product_id, rule)
    desk.touch(Touched.SETTING)
    return named.words


@handles(ClearProof, right=Right.PROOF, answer=str)
def clear_proof(desk: Desk, command: ClearProof, _session: Session) -> str:
    """Drop a rule; return what it named. Raises Refused(NoProofRule)."""
    named = _named(desk, command)
    if proofs.one(desk, named.product_id, named.person, named.role, named.station) is None:
        raise Refused(NoProofRule(named.words))
    proofs.drop(desk, named.product_id, named.person, named.role, named.station)
    desk.touch(Touched.SETTING)
    return named.words


def _named(desk: Desk, command: SetProof | ClearProof) -> _Named:
    role, station = command.role.strip().lower(), command.station.strip().upper()
    if role and role not in tuple(Role):
        raise Refused(ProofRuleInvalid(role, "role"))
    if role and command.person:
        raise Refused(ProofRuleInvalid(role, "both"))
    if station and profile_if_any(desk, station) is None:
        raise Refused(NoSuchStation(station))
    product = _product(desk, command.sku)
    person = person_id_of(desk, command.person) if command.person.strip() else ""
    return _Named(
        0 if product is None else product.id,
        "" if product is None else product.sku,
        person,
        command.person.strip().upper(),
        role,
        station,
    )


def _product(desk: Desk, sku: str) -> Product | None:
    found = products.find(desk, sku.strip()) if sku.strip() else None
    if found is None and sku.strip():
        raise Refused(NoSuchProduct(sku))
    return found


RULES: ListOf[ProofRow] = ListOf("proof", prooflist.RULES)
"""The list of all rules."""


def proof_rules(desk: Desk) -> tuple[ProofRow, ...]:
    """Return all rules, those of everything first. For `Runner.ask`."""
    return RULES.page(desk, ListQuery("all"), 0, MOST_SHOWN).rows


def proof_rule(desk: Desk, key: int) -> ProofRow | None:
    """Return one rule by its row. For `Runner.ask`."""
    return prooflist.rows(desk, [key]).get(key)


def count_rules(desk: Desk) -> Mapping[str, int]:
    """Return for every view how many rules it shows."""
    return prooflist.counts(desk)


def why(desk: Desk, sku: str, person: str = "", station: str = "") -> Proof:
    """Return what is asked of a product, for a person at a station, and whose rule says so.

    Raises Refused(NoSuchProduct, UserUnknown). For `Runner.ask`.
    """
    product = _product(desk, sku)
    who = people.by_code(desk, person.strip().upper()) if person.strip() else None
    person_id = person_id_of(desk, person) if person.strip() else ""
    at = station.strip().upper()
    rules = (*proofs.general(desk, person_id, at), *(() if product is None else _own(desk, product)))
    return proof_for(
        rules,
        sku="" if product is None else product.sku,
        person=person_id,
        role="" if who is None else who.role.value,
        station=at,
        traced="" if product is None else product.tracking.value,
    )


def _own(desk: Desk, product: Product) -> tuple[ProofRule, ...]:
    return proofs.of_product(desk, product.id, product.sku)


def parcel_proof(desk: Desk, code: str) -> ParcelProof:
    """Return how the units that went into a parcel were proven. Raises Refused(NoSuchParcel). For `Runner.ask`."""
    found = next((each for each in places.with_code(desk, code.strip().upper()) if each.kind is PlaceKind.PARCEL), None)
    if found is None:
        raise Refused(NoSuchParcel(code))
    parts = proofs.of_parcel(desk, found.id)
    return ParcelProof(found.code, weakest(each.how for each in parts), parts)
