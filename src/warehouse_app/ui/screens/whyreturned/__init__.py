"""The page that tells why things come back and what it costs, and which products are taken for each other."""
