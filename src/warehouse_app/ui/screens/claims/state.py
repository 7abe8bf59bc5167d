"""What the page of claims knows: a list, one of it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.returning.claims import ClaimDetail, ClaimRow
from warehouse_app.ui.runtime.keeping import Keeping

ClaimsScreen: TypeAlias = Keeping[ClaimRow, ClaimDetail]
