"""The one bench page of goods in, put-away, moving and counting: state, presenter, view; each has a card of its own."""
