"""Returns: from an announcement or a parcel on the table to stock, money and a learned lesson."""
