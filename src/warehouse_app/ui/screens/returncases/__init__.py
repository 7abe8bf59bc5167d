"""The returns desk: what was announced, what lies to be inspected, and one return whole, with why it came back."""
