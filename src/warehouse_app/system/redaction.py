"""Secrets and mails taken out of texts before they are written; facts that name somebody are not logged at all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from warehouse_app.domain.badges import without_badges

GONE = "***"
_SECRET_NAMES = re.compile(
    r"pin|badge|password|passwd|secret|token|key|.*name|customer|person|user|who|e?mail|phone|street|address|city|postcode",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[^\s<>\"'(),;:]+@[^\s<>\"'(),;:]+\.\w+")
_IN_ADDRESS = re.compile(r"(://[^/\s:@]*):[^/\s@]+@")
_NAMED = re.compile(r"(?i)\b(pin|badge|password|passwd|secret|token)(['\"]?\s*[=:]\s*)(['\"]?)[^\s'\",&)]+")


def redacted(text: str) -> str:
    """Return the text without anything that signs somebody on."""
    text = _MAIL.sub(GONE, _IN_ADDRESS.sub(rf"\1:{GONE}@", without_badges(text)))
    return _NAMED.sub(rf"\1\2\3{GONE}", text)


def redacted_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Return facts for a log line: secrets by name and by form are gone, anything but numbers is text."""
    return {
        name: GONE
        if _SECRET_NAMES.fullmatch(name)
        else value
        if value is None or isinstance(value, (bool, int))
        else redacted(str(value))
        for name, value in facts.items()
    }
