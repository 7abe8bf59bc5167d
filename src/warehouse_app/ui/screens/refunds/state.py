"""What the page of refunds knows: a list, one of it, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.application.returning.refunding import RefundDetail
from warehouse_app.domain.returning.values import RefundRow
from warehouse_app.ui.runtime.keeping import Keeping

RefundsScreen: TypeAlias = Keeping[RefundRow, RefundDetail]
