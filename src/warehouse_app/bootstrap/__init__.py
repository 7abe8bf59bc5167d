"""The one place that knows every concrete part: it wires them together, starts and stops them."""
