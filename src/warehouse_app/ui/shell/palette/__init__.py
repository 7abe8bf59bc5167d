"""The palette: everything-search and commands in one, over the page."""
