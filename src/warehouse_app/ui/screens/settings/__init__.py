"""The settings screen: of the company, of a station, of this machine; made of the table that declares them."""
