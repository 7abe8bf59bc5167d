"""What the queue of exceptions reads: small questions over what is open, each of them bounded, and what rests."""
