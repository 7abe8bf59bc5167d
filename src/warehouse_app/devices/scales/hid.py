"""Postal scales on USB (HID point of sale, page 8D): reports of six bytes that come unasked. Pure."""

from __future__ import annotations

from decimal import Decimal

from warehouse_app.devices.scales.frames import judged
from warehouse_app.domain.devices.weights import Unit, Weight, WeightState, grams_of

USAGE_PAGE, USAGE = 0x8D, 0x20
REPORT, LENGTH = 3, 6

_NEGATIVE = 5
_TOLD = {
    1: WeightState.FAULTY, 2: WeightState.ZERO, 3: WeightState.MOTION, 4: WeightState.STABLE,
    _NEGATIVE: WeightState.NEGATIVE, 6: WeightState.OVER, 7: WeightState.FAULTY, 8: WeightState.FAULTY,
}  # fmt: skip
_UNITS = {1: Unit.MILLIGRAM, 2: Unit.GRAM, 3: Unit.KILOGRAM, 11: Unit.OUNCE, 12: Unit.POUND}
_FINEST, _COARSEST = -5, 5


class HidReader:
    """Reads reports: each comes whole from the system, so what is shorter or another report is no reading."""

    def feed(self, data: bytes) -> tuple[Weight, ...]:
        """Return the reading of one report."""
        weight = _read(data)
        return () if weight is None else (weight,)

    def quiet(self) -> Weight | None:
        """Say nothing: the scale speaks unasked."""
        return None


def reader() -> HidReader:
    """Return a reader of these reports."""
    return HidReader()


def _read(data: bytes) -> Weight | None:
    if len(data) < LENGTH or data[0] != REPORT:
        return None
    told = _TOLD.get(data[1])
    if told is None:
        return None
    exponent = data[3] - 256 if data[3] > 127 else data[3]  # noqa: PLR2004 - two's complement of a byte
    unit = _UNITS.get(data[2])
    if unit is None or not _FINEST <= exponent <= _COARSEST:
        return judged(None, WeightState.FAULTY if told is WeightState.STABLE else told)
    amount = Decimal(data[4] + data[5] * 256).scaleb(exponent)
    if told is WeightState.NEGATIVE:  # the report has no sign of its own
        amount = -amount
    grams = grams_of(amount, unit)
    return judged(None if grams is None else (grams, f"{amount:f} {unit}"), told)
