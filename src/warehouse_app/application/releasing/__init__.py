"""Orders let to the floor: channels and limits kept, what to release proposed, released, joined, taken back."""
