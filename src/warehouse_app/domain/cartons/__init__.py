"""Boxes, what goes into them, and the answer to which box a basket takes: values and their arithmetic."""
