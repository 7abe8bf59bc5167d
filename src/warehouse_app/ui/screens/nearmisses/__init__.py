"""The near-miss screen: what benches stopped, who picked it, what became of surplus units."""
