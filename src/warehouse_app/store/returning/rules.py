"""The rules of returns: reasons and what channels call them, policies, checklists. An office's work to write.

What returns point at is never written over: a policy or a question that is changed is another row, and the old one is
dropped. A reason keeps its row, for it is known by its code.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.fields import Theirs
from warehouse_app.domain.returning.policy import DEFAULT, choose
from warehouse_app.domain.returning.refusals import NoSuchPolicy, NoSuchReason
from warehouse_app.domain.returning.rulefile import RuleSet
from warehouse_app.domain.returning.states import Disposition, Fault, Grade
from warehouse_app.domain.returning.values import Check, Policy, Reason, ReturnHead, Rule
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import instructions, returning, returnrules, trade
from warehouse_app.store.statement import Statement, link_at

_s, _t, _m = returnrules.return_reason, returnrules.return_reason_text, returnrules.return_reason_map
_p, _r = returnrules.return_policy, returnrules.return_rule
_c, _x = returnrules.return_check, returnrules.return_check_text
_u, _l, _o, _k = returning.return_unit, trade.order_line, trade.orders, instructions.product_care

# ------------------------------------------------------------------------------------------------------------ reasons

_REASON = select(_s.c.id, _s.c.code, _s.c.fault, _s.c.evidence, _s.c.category, _s.c.n, _s.c.dropped_at)
_REASONS = Statement(_REASON.order_by(_s.c.n, _s.c.id))
_TEXTS = Statement(select(_t.c.reason_id, _t.c.language, _t.c.words))
_MAP = Statement(select(_m.c.reason_id, _m.c.channel_kind, _m.c.theirs).order_by(_m.c.channel_kind, _m.c.theirs))
_OF_THEIRS = Statement(
    select(_m.c.reason_id).where(_m.c.channel_kind == bindparam("kind_is"), _m.c.theirs == bindparam("theirs_is"))
)
_ANY_REASON = Statement(select(_s.c.id).limit(1))
_NEW_REASON = Statement(insert(_s).values({c.name: bindparam(c.name) for c in _s.c if c.name != "id"}))
_CHANGE_REASON = Statement(
    update(_s)
    .where(_s.c.id == bindparam("id_is"))
    .values({name: bindparam(name) for name in ("fault", "evidence", "category", "n", "at", "who", "dropped_at")})
)
_DROP_REASON = Statement(update(_s).where(_s.c.id == bindparam("id_is")).values(dropped_at=bindparam("when")))
_SAY = Statement(insert(_t).values({c.name: bindparam(c.name) for c in _t.c}))
_UNSAY = Statement(delete(_t).where(_t.c.reason_id == bindparam("id_is")))
_CALL = Statement(insert(_m).values({c.name: bindparam(c.name) for c in _m.c}))
_UNCALL = Statement(delete(_m).where(_m.c.reason_id == bindparam("id_is")))
_UNCALLED = Statement(
    delete(_m).where(_m.c.channel_kind == bindparam("kind_is"), _m.c.theirs == bindparam("theirs_is"))
)


def reasons(desk: Desk, *, dropped: bool = False) -> tuple[Reason, ...]:
    """Return all reasons in their order; with `dropped` also those that hold no more."""
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for number, language, words in _TEXTS.all(desk.connection):
        texts[number][language] = words
    found = (
        Reason(row[0], row[1], Fault(row[2]), row[3], row[4], row[5], texts[row[0]], row[6] is not None)
        for row in _REASONS.all(desk.connection)
    )
    return tuple(each for each in found if dropped or not each.dropped)


def theirs(desk: Desk) -> dict[int, dict[str, tuple[str, ...]]]:
    """Return what channels call each reason: by its row, the kind of channel and their words."""
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for number, kind, word in _MAP.all(desk.connection):
        found[number][kind] = (*found[number].get(kind, ()), word)
    return found


def reason(desk: Desk, code: str) -> Reason:
    """Return the reason of that code. Raises Refused(NoSuchReason)."""
    wanted = code.strip().lower()
    found = next((each for each in reasons(desk) if each.code == wanted), None)
    if found is None:
        raise Refused(NoSuchReason(code.strip()[:80]))
    return found


def of_theirs(desk: Desk, kind: str, word: str) -> int | None:
    """Return the row of the reason that a kind of channel calls so."""
    found = _OF_THEIRS.scalar(desk.connection, kind_is=kind.lower(), theirs_is=word.strip().upper())
    return None if found is None else int(found)


def keep_reason(desk: Desk, given: Reason, called: Theirs) -> int:
    """Write a reason, new or in the place of the one of its code; return its row."""
    facts: dict[str, object] = {
        "fault": given.fault.value,
        "evidence": given.evidence,
        "category": given.category,
        "n": given.n,
    }
    facts |= {"at": desk.at, "who": desk.who, "dropped_at": None}
    known = next((each.id for each in reasons(desk, dropped=True) if each.code == given.code), None)
    if known is None:
        known = _NEW_REASON.key(desk.connection, code=given.code, **facts)
    else:
        _CHANGE_REASON.run(desk.connection, id_is=known, **facts)
        _UNSAY.run(desk.connection, id_is=known)
        _UNCALL.run(desk.connection, id_is=known)
    for language, words in given.texts.items():
        _SAY.run(desk.connection, reason_id=known, language=language, words=words)
    for kind, words_ in called.items():
        for word in words_:
            _UNCALLED.run(desk.connection, kind_is=kind, theirs_is=word)
            _CALL.run(desk.connection, channel_kind=kind, theirs=word, reason_id=known)
    return known


def drop_reason(desk: Desk, number: int) -> None:
    """Let a reason be chosen no more."""
    _DROP_REASON.run(desk.connection, id_is=number, when=desk.at)


# ----------------------------------------------------------------------------------------------------------- policies

_FACTS = (
    *("id", "name", "channel", "category", "country", "window_days", "keep_below_minor", "pays", "postage_back"),
    *("authorised", "exchange_on", "tax_e4", "instructions", "weigh"),
)
_FLAGS = ("postage_back", "authorised", "weigh")
_POLICIES = Statement(select(*(_p.c[name] for name in _FACTS), _p.c.dropped_at).order_by(_p.c.id))
_RULES = Statement(
    select(_r.c.policy_id, _r.c.grade, _r.c.disposition, _r.c.stock_grade, _r.c.fee_e4, _r.c.photo).order_by(
        _r.c.policy_id, _r.c.grade
    )
)
_ANY_POLICY = Statement(select(_p.c.id).limit(1))
_NEW_POLICY = Statement(insert(_p).values({c.name: bindparam(c.name) for c in _p.c if c.name != "id"}))
_NEW_RULE = Statement(insert(_r).values({c.name: bindparam(c.name) for c in _r.c}))
_DROP_POLICY = Statement(update(_p).where(_p.c.id == bindparam("id_is")).values(dropped_at=bindparam("when")))
_PLACE = Statement(select(_o.c.channel, _o.c.country).where(_o.c.id == bindparam("order_is")))
_KINDS = Statement(
    select(func.coalesce(_k.c.category, ""))
    .select_from(_u)
    .outerjoin(_k, _k.c.product_id == _u.c.product_id)
    .where(_u.c.return_id == bindparam("return_is"))
    .distinct()
)
_CATEGORY = Statement(select(_k.c.category).where(_k.c.product_id == bindparam("product_is")))


def policies(desk: Desk, *, dropped: bool = False) -> tuple[Policy, ...]:
    """Return all policies, oldest first; with `dropped` also those that hold no more."""
    rules: dict[int, list[Rule]] = defaultdict(list)
    for number, grade, disposition, stock, fee, photo in _RULES.all(desk.connection):
        rules[number].append(Rule(Grade(grade), Disposition(disposition), stock, fee, photo == 1))
    found = (_policy(row, tuple(rules[row[0]])) for row in _POLICIES.all(desk.connection))
    return tuple(each for each in found if dropped or not each.dropped)


def _policy(row: Any, rules: tuple[Rule, ...]) -> Policy:  # noqa: ANN401 - a database row
    told = dict(zip(_FACTS, row, strict=False))
    flags = {name: told[name] == 1 for name in _FLAGS}
    return Policy(**told | flags, rules=rules, dropped=row[-1] is not None)


def policy(desk: Desk, number: int) -> Policy:
    """Return the policy of that row, also a dropped one. Raises Refused(NoSuchPolicy)."""
    found = next((each for each in policies(desk, dropped=True) if each.id == number), None)
    if found is None:
        raise Refused(NoSuchPolicy(str(number)))
    return found


def policy_of(desk: Desk, head: ReturnHead) -> Policy:
    """Return the policy of a return: the one it was taken under, else the one that fits it now."""
    if head.policy_id is not None:
        return policy(desk, head.policy_id)
    kinds = {row[0] for row in _KINDS.all(desk.connection, return_is=head.id)}
    return policy_for(desk, head.order_id, kinds.pop() if len(kinds) == 1 else "", head.channel)


def policy_for(desk: Desk, order_id: int | None, category: str, channel: str = "") -> Policy:
    """Return the policy of goods of a category ("" for none, or several) of an order, or of a channel without one."""
    place = None if order_id is None else _PLACE.one(desk.connection, order_is=order_id)
    sold, country = (channel, "") if place is None else place
    return choose(policies(desk), sold, category, country)


def category_of(desk: Desk, product_id: int | None) -> str:
    """Return the category of a product, "" where none is known."""
    found = None if product_id is None else _CATEGORY.scalar(desk.connection, product_is=product_id)
    return str(found or "")


def add_policy(desk: Desk, given: Policy) -> int:
    """Write a policy and return its row."""
    facts = {name: getattr(given, name) for name in _FACTS if name != "id"}
    facts |= {name: int(getattr(given, name)) for name in _FLAGS}
    made = _NEW_POLICY.key(desk.connection, **facts, at=desk.at, who=desk.who, dropped_at=None)
    for each in given.rules:
        _NEW_RULE.run(
            desk.connection, policy_id=made, grade=each.grade.value, disposition=each.disposition.value,
            stock_grade=each.stock_grade, fee_e4=each.fee_e4, photo=int(each.photo),
        )  # fmt: skip
    return made


def drop_policy(desk: Desk, number: int) -> None:
    """Let a policy hold for no new return."""
    _DROP_POLICY.run(desk.connection, id_is=number, when=desk.at)


# ------------------------------------------------------------------------------------------------------------- checks

_CHECK = select(_c.c.id, _c.c.category, _c.c.n, _c.c.grade, _c.c.dropped_at)
_CHECKS = Statement(_CHECK.order_by(_c.c.category, _c.c.n, _c.c.id))
_OF_CATEGORY = Statement(
    _CHECK.where(or_(_c.c.category == "", _c.c.category == bindparam("category_is")))
    .where(_c.c.dropped_at.is_(None))
    .order_by(_c.c.category, _c.c.n, _c.c.id)
)
_ASKED = Statement(select(_x.c.check_id, _x.c.language, _x.c.words))
_ANY_CHECK = Statement(select(_c.c.id).limit(1))
_NEW_CHECK = Statement(insert(_c).values({c.name: bindparam(c.name) for c in _c.c if c.name != "id"}))
_ASK = Statement(insert(_x).values({c.name: bindparam(c.name) for c in _x.c}))
_DROP_CHECK = Statement(update(_c).where(_c.c.id == bindparam("id_is")).values(dropped_at=bindparam("when")))


def checks(desk: Desk, category: str) -> tuple[Check, ...]:
    """Return what is asked of goods of a category: the questions of all goods, then its own."""
    return _checks(desk, _OF_CATEGORY.all(desk.connection, category_is=category))


def all_checks(desk: Desk, *, dropped: bool = False) -> tuple[Check, ...]:
    """Return the questions of all categories; with `dropped` also those that are asked no more."""
    found = _checks(desk, _CHECKS.all(desk.connection))
    return tuple(each for each in found if dropped or not each.dropped)


def _checks(desk: Desk, rows: list[Any]) -> tuple[Check, ...]:
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    for number, language, words in _ASKED.all(desk.connection):
        texts[number][language] = words
    return tuple(
        Check(
            row[0], row[1], row[2], texts[row[0]].get("en") or next(iter(texts[row[0]].values()), ""),
            Grade(row[3]) if row[3] else None, texts[row[0]], row[4] is not None,
        )
        for row in rows
    )  # fmt: skip


def add_check(desk: Desk, given: Check) -> int:
    """Write a question and return its row."""
    made = _NEW_CHECK.key(
        desk.connection, category=given.category, n=given.n, grade=given.grade.value if given.grade else "",
        at=desk.at, who=desk.who, dropped_at=None,
    )  # fmt: skip
    for language, words in given.texts.items():
        _ASK.run(desk.connection, check_id=made, language=language, words=words)
    return made


def drop_check(desk: Desk, number: int) -> None:
    """Let a question be asked no more."""
    _DROP_CHECK.run(desk.connection, id_is=number, when=desk.at)


# ---------------------------------------------------------------------------------------------------- all in one piece


def lacking(desk: Desk) -> tuple[str, ...]:
    """Return of what a company never had any: reason, policy, check. Nothing at a station, which writes no rules."""
    link = link_at(desk.connection)
    if link is not None and link.gated:
        return ()
    each = (("reason", _ANY_REASON), ("policy", _ANY_POLICY), ("check", _ANY_CHECK))
    return tuple(what for what, any_ in each if any_.one(desk.connection) is None)


def whole(desk: Desk) -> RuleSet:
    """Return all rules that hold."""
    called = theirs(desk)
    return RuleSet(tuple((each, called.get(each.id, {})) for each in reasons(desk)), policies(desk), all_checks(desk))


def put(desk: Desk, rules: RuleSet) -> None:
    """Write rules, each in the old one's stead: reasons by code, policies by name, questions by their place."""
    for each, called in rules.reasons:
        keep_reason(desk, each, called)
    held = {each.name.casefold(): each for each in policies(desk)}
    for policy_ in rules.policies:
        old = held.get(policy_.name.casefold())
        if old is not None:
            drop_policy(desk, old.id)
        add_policy(desk, policy_)
    asked = {(each.category.casefold(), each.n): each for each in all_checks(desk)}
    for check in rules.checks:
        there = asked.get((check.category.casefold(), check.n))
        if there is not None:
            drop_check(desk, there.id)
        add_check(desk, check)


def begin(desk: Desk, ours: RuleSet) -> tuple[str, ...]:
    """Put in what a company begins with, of each kind of which it never had any; return the kinds."""
    missing = lacking(desk)
    put(desk, RuleSet(
        ours.reasons if "reason" in missing else (),
        (DEFAULT, *ours.policies) if "policy" in missing else (),
        ours.checks if "check" in missing else (),
    ))  # fmt: skip
    return missing
