"""Invariants of packing instructions."""

from __future__ import annotations

from warehouse_app.store.checks.asking import Question

QUESTIONS: tuple[Question, ...] = (
    Question(
        "a packing instruction says something, and what was confirmed asked for it",
        "SELECT (SELECT COUNT(*) FROM instruction) + (SELECT COUNT(*) FROM pack_confirm)",
        "SELECT 'instruction ' || i.id || ' says nothing' FROM instruction i WHERE i.insert_id IS NULL"
        " AND i.insert_word = '' AND i.photo = 0"
        " AND NOT EXISTS (SELECT 1 FROM instruction_text t WHERE t.instruction_id = i.id)"
        " UNION ALL SELECT 'instruction ' || id || ' is told at an item of no product' FROM instruction"
        " WHERE moment = 'item' AND product_id IS NULL AND category = ''"
        " UNION ALL SELECT 'pack ' || f.pack_id || ' confirmed ' || f.instruction_id || ' after it was dropped'"
        " FROM pack_confirm f JOIN instruction i ON i.id = f.instruction_id JOIN pack k ON k.id = f.pack_id"
        " WHERE i.dropped_at IS NOT NULL AND i.dropped_at < k.opened_at"
        " UNION ALL SELECT 'order ' || order_id || ' has an empty gift' FROM order_gift"
        " WHERE note = '' AND no_prices = 0"
        " UNION ALL SELECT 'product ' || g.sku || ' is packed in no way' FROM product_care c"
        " JOIN product g ON g.id = c.product_id WHERE c.category = '' AND c.un = ''",
    ),
)
"""What is asked in one question each."""
