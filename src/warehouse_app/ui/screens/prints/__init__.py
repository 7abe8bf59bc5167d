"""The print jobs screen: what came out, what waits and why, the printers beside it."""
