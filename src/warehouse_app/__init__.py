"""warehouse_app: orders in, promised stock, verified parcels out. From the order to the hand-over in one program."""

__version__ = "0.1.0"
