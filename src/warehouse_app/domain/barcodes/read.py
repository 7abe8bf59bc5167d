"""One shot of a scanner, or one typed line, becomes a Barcode or one named problem; `read` never raises.

Nothing is looked up here. What only looks wrong (half a code of ours, two trade numbers in a row, a web address) is
a `suspect`: a user's own code may look like that and is accepted as it is, so the suspicion is told by `meaning`
only when nobody knows the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from warehouse_app.domain.barcodes import own
from warehouse_app.domain.barcodes.elements import GS, Gs1Fields
from warehouse_app.domain.barcodes.gs1 import read_gs1
from warehouse_app.domain.barcodes.gs1_problems import Gs1Fault, Gs1Problem
from warehouse_app.domain.barcodes.gtin import GTIN_LENGTHS, UPCE_LENGTH, gtin14, is_digits, is_restricted, upc_of_upce
from warehouse_app.domain.barcodes.symbologies import Symbology, symbology_of

MAX_CHARACTERS = 512
SAMPLE_CHARACTERS = 40
_MAX_RAW = 4 * MAX_CHARACTERS  # what is looked at: 512 characters of at most four bytes
_FRAMES = "\x01\x02\x03\x04"  # start and end of text, that scanners may put around a code
_EDGE = " \t\r\n\u00a0\ufeff" + _FRAMES + GS  # a group separator at an edge separates nothing
_ENVELOPE = "[)>\x1e05" + GS  # ISO/IEC 15434: what follows is GS1
_RECORD = "\x1e"
_AIM = re.compile(r"\]([A-Za-z][0-9A-Za-z])")
_EAN = ("ean13", "ean8")
_EAN_LENGTHS = (13, 12)
_ADDON_LENGTHS = (2, 5)
_TYPED_LENGTHS = (12, 13, 14)
_SECRET_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WEB = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)


class Problem(StrEnum):
    """Why a shot is not a usable code; the values are stable and go into the scan table."""

    EMPTY = "empty_scan"
    TOO_LONG = "too_long"
    CONTROL = "control_characters"
    TWO_CODES = "two_codes"
    BAD_CHECK = "bad_check"
    WEB_ADDRESS = "web_address"
    BAD_MULTIPLIER = "bad_multiplier"
    CHECK_DIGIT = "check_digit"
    RESTRICTED = "restricted_number"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A shot that is no code: the problem, how many characters came, and a printable sample for the screen and the
    log. Of a GS1 code it also names the identifier that is wrong, and the one that is missing or barred.
    """

    problem: Problem | Gs1Problem
    length: int
    sample: str
    ai: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Barcode:
    """One readable code.

    `text` is what the label says (AIM identifier, edges and a wrong keyboard layout taken off), `scanned` the same
    before the keyboard was repaired; `symbology` is known when the scanner said it; `own` is the proven code of
    ours; `gtin` has 14 digits, and so has `or_gtin` where eight digits can be a GTIN-8 and a UPC-E, or may have been
    written down as the other; `layout` names the wrong keyboard; `suspect` is what to tell when nobody knows the text.
    """

    text: str
    scanned: str
    symbology: str | None = None
    gs1: Gs1Fields | None = None
    own: own.OwnCode | None = None
    gtin: str | None = None
    layout: str | None = None
    suspect: Problem | Gs1Fault | None = None
    or_gtin: str | None = None


def sample_of(text: str) -> str:
    """Return the printable beginning of hostile `text`, at most SAMPLE_CHARACTERS, every secret character shown as a
    middle dot.
    """
    begin = text[:SAMPLE_CHARACTERS]
    return "".join(
        "\u00b7" if unicodedata.category(character) in _SECRET_CATEGORIES else character for character in begin
    )


def decoded(raw: str | bytes) -> str:
    """Return bytes as text: UTF-8, else Latin-1, which reads any byte."""
    if isinstance(raw, str):
        return raw
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def read(raw: str | bytes) -> Barcode | Unreadable:
    """Return the one Barcode of this shot, or the one problem with it."""
    whole = decoded(raw[:_MAX_RAW])
    length = len(raw) if len(raw) > _MAX_RAW else len(whole)
    text = whole.strip(_EDGE)
    enveloped = text.startswith(_ENVELOPE)
    if enveloped:
        text = text[len(_ENVELOPE) :].strip(_RECORD + _EDGE)
    problem = _problem_of(text, length)
    if problem is not None:
        return Unreadable(problem, length, sample_of(text))
    symbology = None
    aim = _AIM.match(text)
    if aim is not None:
        symbology = symbology_of(aim[1])
        text = text[aim.end() :].strip(_EDGE)
        if aim[0] in text:  # a second code begins with the same identifier
            return Unreadable(Problem.TWO_CODES, length, sample_of(text))
    if not text:
        return Unreadable(Problem.EMPTY, length, "")
    if own.split_glued(text) is not None:
        return Unreadable(Problem.TWO_CODES, length, sample_of(text))
    separated = enveloped or GS in whole.rstrip(_EDGE)  # in front of it, or within
    return _told(text, symbology, kept=separated or (symbology is not None and symbology.gs1))


def _problem_of(text: str, length: int) -> Problem | None:
    """Return what is wrong with the characters themselves."""
    if len(text) > MAX_CHARACTERS or length > _MAX_RAW:
        return Problem.TOO_LONG
    if not text:
        return Problem.EMPTY
    if text.isascii() and text.isprintable():
        return None
    lines = [line for line in re.split(r"[\r\n]+", text) if line.strip(_EDGE)]
    if any(_is_secret(character) for line in lines for character in line):
        return Problem.CONTROL
    return Problem.TWO_CODES if len(lines) > 1 else None


def _is_secret(character: str) -> bool:
    """Tell whether nothing of this character can be seen on a label; the group separator of GS1 belongs there."""
    return character != GS and unicodedata.category(character) in _SECRET_CATEGORIES


def _told(text: str, symbology: Symbology | None, *, kept: bool) -> Barcode:
    """Return the Barcode of clean `text` with all that its characters alone can prove."""
    bars = None if symbology is None else symbology.name
    proven = own.parse(text)
    if isinstance(proven, own.OwnCode):
        return Barcode(text, text, bars, own=proven)
    repaired = own.repair_layout(text)
    if repaired is not None:
        meant = own.parse(repaired[0])
        assert isinstance(meant, own.OwnCode)
        return Barcode(repaired[0], text, bars, own=meant, layout=repaired[1])
    said = read_gs1(text, kept=kept)
    if isinstance(said, Gs1Fields):
        return Barcode(text, text, bars, gs1=said, gtin=said.gtin)
    if said is not None:
        return Barcode(text, text, bars, suspect=said)
    if isinstance(proven, own.BadCheck):
        return Barcode(text, text, bars, suspect=Problem.BAD_CHECK)
    return _number(text, symbology) if is_digits(text) else Barcode(text, text, bars, suspect=_suspect(text))


def _number(text: str, symbology: Symbology | None) -> Barcode:
    """Return the Barcode of digits alone; the bars, or else length and check digit, tell which number they are."""
    bars = None if symbology is None else symbology.name
    item = _without_addon(text) if symbology is not None and symbology.addon else text
    gtin, other = gtin14(item), None
    if len(item) == UPCE_LENGTH and bars != "ean8":  # an EAN-8 says of itself that it is one
        short = upc_of_upce(item)
        other = None if short is None else short.zfill(14)
        if other is not None and (gtin is None or bars == "ean13"):
            gtin, other = other, gtin
    if gtin is None:
        wrong = bars in _EAN or len(text) in _TYPED_LENGTHS
        return Barcode(text, text, bars, suspect=_suspect(text) or (Problem.CHECK_DIGIT if wrong else None))
    suspect = Problem.RESTRICTED if other is None and is_restricted(gtin) else None
    return Barcode(text, text, bars, gtin=gtin, suspect=suspect, or_gtin=other)


def _without_addon(text: str) -> str:
    """Return an EAN-13 or UPC-A without the two or five digits that were read beside it, where that is plain."""
    cut = {whole + more: whole for whole in _EAN_LENGTHS for more in _ADDON_LENGTHS}.get(len(text), len(text))
    return text[:cut]


def _suspect(text: str) -> Problem | None:
    """Return what `text` looks like when nobody knows it."""
    if _WEB.match(text) is not None:
        return Problem.WEB_ADDRESS
    if _is_half_of_own(text):
        return Problem.BAD_CHECK
    return Problem.TWO_CODES if _is_two_gtins(text.replace(" ", "")) else None


def _is_two_gtins(digits: str) -> bool:
    """Tell whether two trade numbers with right check digits stand one after the other, of one length or of two."""
    return any(gtin14(digits[:cut]) is not None and gtin14(digits[cut:]) is not None for cut in GTIN_LENGTHS)


def _is_half_of_own(text: str) -> bool:
    """Tell whether `text` is the beginning of a code of ours, cut before its check character (`TO-` or `TO-T1-`)."""
    letters, dash, rest = text.partition("-")
    return bool(dash) and letters in {kind.value for kind in own.OwnKind} and (not rest or rest.endswith("-"))
