"""Figures with decimals as the language in use writes them, for sentences that no window shows."""

from __future__ import annotations

from warehouse_app.wording import language, locale


def decimal(value: float, digits: int = 1) -> str:
    """Return a figure with so many decimals: 1,234.5 in English, 1.234,5 in German."""
    if language() == "en":
        return f"{value:,.{digits}f}"
    from babel.numbers import format_decimal  # what speaks English alone loads no other figures

    return format_decimal(value, format=f"#,##0.{'0' * digits}".rstrip("."), locale=locale())
