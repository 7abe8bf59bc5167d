"""How a warehouse lies: its aisles, bays, levels and cross aisles as they were drawn, and what a map shows of them."""
