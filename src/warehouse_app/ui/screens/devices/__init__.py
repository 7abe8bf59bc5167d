"""The devices of a bench: found, set up, tested by doing, and watched."""
