"""The rules of returns as fields of text: as people type them and files hold them. Read strictly, written alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from warehouse_app.domain.editing import BadField, whole, words
from warehouse_app.domain.figures import per_cent
from warehouse_app.domain.purchasing.fields import amount_of, written_amount
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.states import Disposition, Fault, Grade
from warehouse_app.domain.returning.values import WHOLE_E4, Check, Policy, Reason, Rule

LONGEST_CODE, LONGEST_NAME, LONGEST_WORD, LONGEST_TEXT, LONGEST_INSTRUCTIONS = 40, 60, 40, 120, 1_000
MOST_DAYS, MOST_N, MOST_TAX_E4 = 3_650, 9_999, 9_999
EVIDENCE = ("", "wrong_item", "missing_item", "damaged")
"""Claims about packing that a reason can make; packing keeps what proves or disproves each."""

PAYS, EXCHANGE_ON = ("customer", "shop", "fault"), ("now", "receipt")
_CODE = re.compile(r"[a-z0-9][a-z0-9_.-]*")
_WORDS, _THEIRS, _GRADE = re.compile(r"words_([a-z]{2})"), re.compile(r"theirs_([a-z0-9]{1,20})"), "grade_"
_REASON = frozenset({"code", "fault", "evidence", "category", "n"})
_CHECK = frozenset({"category", "n", "grade"})
_POLICY_WORDS = ("channel", "category", "country")
_POLICY = frozenset(
    {
        *("name", "window_days", "keep_below", "pays", "postage_back", "authorised", "exchange_on", "tax"),
        *("instructions", "weigh", *_POLICY_WORDS, *(f"{_GRADE}{each.value.lower()}" for each in Grade)),
    }
)

Theirs = Mapping[str, tuple[str, ...]]
"""What each kind of channel calls a reason, in capitals."""


def code_of(field: str, text: str) -> str:
    """Return a code of the house: small letters, digits, `_`, `-` and points. Raises Refused(BadField)."""
    found = words(field, text, LONGEST_CODE).lower()
    if not _CODE.fullmatch(found):
        raise Refused(BadField(field, text[:LONGEST_CODE], "no_choice"))
    return found


# ------------------------------------------------------------------------------------------------------------ reasons


def reason_of(given: Mapping[str, str], number: int = 0) -> tuple[Reason, Theirs]:
    """Return a reason of fields, and what channels call it. Raises Refused(BadField)."""
    _only(given, _REASON, _WORDS, _THEIRS)
    texts = _texts(given)
    if not texts:
        raise Refused(BadField("words_en", "", "empty"))
    fault = _choice("fault", given.get("fault", "").strip().lower(), tuple(Fault))
    evidence = _choice("evidence", given.get("evidence", "").strip().lower(), EVIDENCE)
    category = words("category", given.get("category", ""), LONGEST_WORD, empty=True)
    n = whole("n", given.get("n", ""), 0, MOST_N) or 0
    code = code_of("code", given.get("code", ""))
    theirs = {match[1]: _list(name, text) for name, text in given.items() if (match := _THEIRS.fullmatch(name))}
    kept = {kind: said for kind, said in theirs.items() if said}
    return Reason(number, code, Fault(fault), evidence, category, n, texts), kept


def reason_fields(reason: Reason, theirs: Theirs) -> dict[str, str]:
    """Return a reason as fields."""
    plain = {"code": reason.code, "fault": reason.fault.value, "evidence": reason.evidence}
    plain |= {"category": reason.category, "n": str(reason.n)}
    said = {f"words_{language}": text for language, text in sorted(reason.texts.items())}
    return plain | said | {f"theirs_{kind}": ", ".join(each) for kind, each in sorted(theirs.items())}


def _list(field: str, text: str) -> tuple[str, ...]:
    found = [words(field, each, LONGEST_WORD).upper() for each in text.split(",") if each.strip()]
    return tuple(dict.fromkeys(found))


# ----------------------------------------------------------------------------------------------------------- policies


def policy_of(given: Mapping[str, str], number: int = 0) -> Policy:
    """Return a policy of fields. Raises Refused(BadField)."""
    _only(given, _POLICY)
    place = {name: words(name, given.get(name, ""), LONGEST_WORD, empty=True) for name in _POLICY_WORDS}
    days = whole("window_days", given.get("window_days", ""), 0, MOST_DAYS)
    return Policy(
        number,
        words("name", given.get("name", ""), LONGEST_NAME),
        place["channel"],
        place["category"],
        place["country"].upper(),
        window_days=30 if days is None else days,
        keep_below_minor=amount_of("keep_below", given.get("keep_below", "")),
        pays=_choice("pays", given.get("pays", "").strip().lower() or "fault", PAYS),
        postage_back=_flag("postage_back", given.get("postage_back", "")),
        authorised=_flag("authorised", given.get("authorised", "") or "yes"),
        exchange_on=_choice("exchange_on", given.get("exchange_on", "").strip().lower() or "receipt", EXCHANGE_ON),
        tax_e4=per_cent("tax", given.get("tax", ""), MOST_TAX_E4),
        instructions=_lines("instructions", given.get("instructions", "")),
        weigh=_flag("weigh", given.get("weigh", "")),
        rules=tuple(
            rule_of(each, text) for each in Grade if (text := given.get(f"{_GRADE}{each.value.lower()}", "").strip())
        ),
    )


def _lines(field: str, text: str) -> str:
    """Return a text of several lines, each trimmed."""
    words(field, " ".join(text.split()), LONGEST_INSTRUCTIONS, empty=True)
    return "\n".join(each.strip() for each in text.strip().splitlines())


def rule_of(grade: Grade, text: str) -> Rule:
    """Return what a policy says of a grade, as `refurbish; as C; fee 20; photo`. Raises Refused(BadField)."""
    field = f"{_GRADE}{grade.value.lower()}"
    first, *more = [each.strip() for each in text.lower().split(";") if each.strip()]
    disposition = Disposition(_choice(field, first.replace("_", " "), tuple(Disposition)))
    stock = "A" if disposition is Disposition.RESTOCK else grade.value
    fee, photo = 0, False
    for each in more:
        name, _, value = each.partition(" ")
        if name == "as" and value.strip():
            stock = words(field, value, LONGEST_WORD).upper()
        elif name == "fee":
            fee = per_cent(field, value, WHOLE_E4)
        elif each == "photo":
            photo = True
        else:
            raise Refused(BadField(field, each[:LONGEST_WORD], "no_choice"))
    return Rule(grade, disposition, stock, fee, photo)


def policy_fields(policy: Policy) -> dict[str, str]:
    """Return a policy as fields."""
    plain = {name: getattr(policy, name) for name in ("name", *_POLICY_WORDS, "pays", "exchange_on", "instructions")}
    flags = {name: "yes" if getattr(policy, name) else "no" for name in ("postage_back", "authorised", "weigh")}
    figures = {"window_days": str(policy.window_days), "keep_below": written_amount(policy.keep_below_minor)}
    rules = {f"{_GRADE}{each.grade.value.lower()}": rule_text(each) for each in policy.rules}
    return plain | flags | figures | {"tax": _written_rate(policy.tax_e4)} | rules


def rule_text(rule: Rule) -> str:
    """Return what a policy says of a grade as it is typed."""
    parts = [rule.disposition.value, f"as {rule.stock_grade}"]
    parts += [f"fee {_written_rate(rule.fee_e4)}"] if rule.fee_e4 else []
    return "; ".join(parts + (["photo"] if rule.photo else []))


def _written_rate(rate_e4: int) -> str:
    return f"{rate_e4 // 100}" if rate_e4 % 100 == 0 else f"{rate_e4 // 100}.{rate_e4 % 100:02d}"


# ------------------------------------------------------------------------------------------------------------- checks


def check_of(given: Mapping[str, str], number: int = 0) -> Check:
    """Return a question of a checklist of fields. Raises Refused(BadField)."""
    _only(given, _CHECK, _WORDS)
    texts = _texts(given)
    if not texts:
        raise Refused(BadField("words_en", "", "empty"))
    grade = _choice("grade", given.get("grade", "").strip().upper(), ("", *(each.value for each in Grade)))
    category = words("category", given.get("category", ""), LONGEST_WORD, empty=True)
    n = whole("n", given.get("n", ""), 0, MOST_N) or 0
    return Check(number, category, n, texts.get("en") or next(iter(texts.values())), _grade(grade), texts)


def check_fields(check: Check) -> dict[str, str]:
    """Return a question as fields."""
    plain = {"category": check.category, "n": str(check.n), "grade": check.grade.value if check.grade else ""}
    return plain | {f"words_{language}": text for language, text in sorted(check.texts.items())}


def _grade(text: str) -> Grade | None:
    return Grade(text) if text else None


# ---------------------------------------------------------------------------------------------------------- in common


def _only(given: Mapping[str, str], names: frozenset[str], *patterns: re.Pattern[str]) -> None:
    for name, text in given.items():
        if name not in names and not any(each.fullmatch(name) for each in patterns):
            raise Refused(BadField(name[:LONGEST_WORD], text[:LONGEST_WORD], "unknown"))


def _texts(given: Mapping[str, str]) -> dict[str, str]:
    found = {match[1]: words(name, text, LONGEST_TEXT, empty=True) for name, text in given.items()
             if (match := _WORDS.fullmatch(name))}  # fmt: skip
    return {language: text for language, text in found.items() if text}


def _choice(field: str, text: str, choices: Iterable[str]) -> str:
    if text not in tuple(str(each) for each in choices):
        raise Refused(BadField(field, text[:LONGEST_WORD], "no_choice" if text else "empty"))
    return text


def _flag(field: str, text: str) -> bool:
    found = text.strip().lower()
    if found not in {"", "0", "1", "yes", "no", "true", "false", "on", "off"}:
        raise Refused(BadField(field, text[:LONGEST_WORD], "no_choice"))
    return found in {"1", "yes", "true", "on"}
