"""What is true: frozen values and pure functions. Standard library only, no clock, no random, no input or output."""
