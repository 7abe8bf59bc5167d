"""Lending: a second person lets one refused deed be done, at the window of the first."""
