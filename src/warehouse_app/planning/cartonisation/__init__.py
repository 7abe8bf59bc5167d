"""Which box a basket takes: the cheapest to ship, alone or several, with the place of every body in it.

Promise: equal questions get equal answers, on every machine and with or without the compiled part; nothing overlaps,
nothing stands in the air, what must not be lain upon is not (docs/cartons.md says how it is searched).
"""

from warehouse_app.planning.cartonisation.choose import advise

__all__ = ["advise"]
