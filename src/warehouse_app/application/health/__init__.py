"""Stock health: what lies where at any moment, what it is worth, how old it is, and when more can be promised."""

from warehouse_app.application.health.asking import cells_at, health, stock_then, untraced, value_days
from warehouse_app.application.health.following import follow_if_due

__all__ = ["cells_at", "follow_if_due", "health", "stock_then", "untraced", "value_days"]
