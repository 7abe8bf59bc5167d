"""What the places screen knows: a list, one place with its goods and who holds them, a form. Pure."""

from __future__ import annotations

from typing import TypeAlias

from warehouse_app.domain.places import PlaceDetail, PlaceRow
from warehouse_app.ui.runtime.keeping import Keeping

PlacesScreen: TypeAlias = Keeping[PlaceRow, PlaceDetail]
TABS = ("goods", "holders", "rule")
