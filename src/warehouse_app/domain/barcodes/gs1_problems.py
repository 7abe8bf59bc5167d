"""What can be wrong with a GS1 code, each by its name; the words are in `wording/barcodes.py`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Gs1Problem(StrEnum):
    """Why a GS1 code is refused; the values are stable."""

    UNKNOWN_AI = "gs1_unknown_ai"
    TOO_SHORT = "gs1_too_short"
    TOO_LONG = "gs1_too_long"
    CHARACTERS = "gs1_characters"
    CHECK_DIGIT = "gs1_check_digit"
    CHECK_PAIR = "gs1_check_pair"
    PREFIX = "gs1_prefix"
    DATE = "gs1_date"
    TIME = "gs1_time"
    COUNTRY = "gs1_country"
    CURRENCY = "gs1_currency"
    SEX = "gs1_sex"
    ZERO = "gs1_zero"
    NONZERO = "gs1_nonzero"
    ZERO_PREFIX = "gs1_zero_prefix"
    NON_DIGIT = "gs1_non_digit"
    HYPHEN = "gs1_hyphen"
    YES_NO = "gs1_yes_no"
    IBAN = "gs1_iban"
    IMPORTER = "gs1_importer"
    LATITUDE = "gs1_latitude"
    LONGITUDE = "gs1_longitude"
    MEDIA = "gs1_media"
    PACKAGE = "gs1_package"
    PERCENT = "gs1_percent"
    PIECE = "gs1_piece"
    POSITION = "gs1_position"
    WINDING = "gs1_winding"
    COUPON = "gs1_coupon"
    COUPON_OFFER = "gs1_coupon_offer"
    REPEATED = "gs1_repeated"
    MISSING = "gs1_missing"
    EXCLUDED = "gs1_excluded"
    SEPARATOR_LOST = "gs1_separator_lost"
    PART_OF_ITEM = "gs1_part_of_item"
    COUNT = "gs1_count"
    LINK = "gs1_link"


@dataclass(frozen=True, slots=True)
class Gs1Fault:
    """The first thing that is wrong: the problem, the identifier it is about ("" when none), and what else it names."""

    problem: Gs1Problem
    ai: str = ""
    other: str = ""
