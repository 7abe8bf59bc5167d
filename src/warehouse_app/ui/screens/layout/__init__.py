"""The layout screen: a warehouse drawn beside its map, its places made, where is picked, and what stands wrong."""
