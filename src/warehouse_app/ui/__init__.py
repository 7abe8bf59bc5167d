"""How it looks: the only room that knows PySide6. Kit (widgets), runtime (lanes, scan gate), shell (window),
screens.
"""
