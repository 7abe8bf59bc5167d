"""Where orders and products come from: each channel is a card (data), a mapping (pure) and a wire (reading)."""
