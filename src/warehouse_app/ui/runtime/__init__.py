"""The runtime: what carries one scan from a device to a verdict on screen. This package itself imports no Qt."""
