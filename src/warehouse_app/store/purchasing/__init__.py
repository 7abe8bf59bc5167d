"""Purchase orders, deliveries, suppliers and pegs as rows, one module each."""
