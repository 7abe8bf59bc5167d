"""One screen of the window: state, presenter, view, card."""
