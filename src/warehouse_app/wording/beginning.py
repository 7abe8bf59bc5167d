"""Words of the first start: what cannot be taken in its steps."""

from __future__ import annotations

WORDS = {
    "begin_name": ("A name is needed here", "Write one of up to {most} letters"),
    "begin_code": ("This cannot be a code", "Use up to {most} letters A to Z, digits and -"),
    "begin_zone": ("There is no time zone {zone}", "Write it as in Europe/London, or choose one"),
    "begin_currency": ("{currency} is no currency", "Write its three letters, as in EUR"),
    "bins_unreadable": ("{text} is no size of a warehouse", "Write aisles x bays x levels, as in 10x24x4"),
    "begin_bins": ("{bins} bins cannot be made", "Use at least 1 aisle, bay and level, and up to {most} bins in all"),
    "begin_printer": ("{printer} is no printer's address", "Write it as host:port, as in 192.168.1.40:9100"),
    "begin_file": ("A file is needed here", "Name the file of the database, with its folder"),
    "begin_url": ("This is no server's address", "Write it as postgresql://name@host/database"),
    "begin_there": ("There is a company at {database} already", "Choose another place, or go back and open that one"),
    "begin_none": ("There is no company at {database}", "Choose another place, or go back and begin one"),
}
"""Code -> what happened, what to do."""
