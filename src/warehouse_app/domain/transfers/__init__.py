"""Goods that go from one warehouse to another: ordered, promised, picked, on their way, received, differences."""
