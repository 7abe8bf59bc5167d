"""Workbooks (XLSX) as tables: the parts of the package, its strings and formats, the rows of a sheet as a stream."""
