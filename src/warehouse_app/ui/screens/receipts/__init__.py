"""One screen of the window: its card, state, presenter (no Qt), what is shown of it (no Qt), and its view."""
