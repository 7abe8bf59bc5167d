"""The lab's window: a scanner, a scale and a printer one plays with, which a bench takes for its own."""
