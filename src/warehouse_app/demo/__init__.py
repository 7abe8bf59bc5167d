"""The guided shift: the real screens and stations on sample data, with twins for the devices."""
