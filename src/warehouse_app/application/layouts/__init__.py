"""The layout of a warehouse: drawn, changed, undone; its places made; what is picked where, and what stands wrong."""
