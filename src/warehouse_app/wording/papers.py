"""What papers and labels say: they go to customers and carriers, so who happens to be signed on does not choose it."""

from __future__ import annotations


def tr(text: str) -> str:
    """Mark a text of a paper. It is said in English; a house writes its own templates in the language it sells in."""
    return text


def trn(one: str, many: str, n: int) -> str:
    """Mark a text of a paper about `n` things."""
    return one if n == 1 else many
