"""The doctor's questions: each looks at one invariant on a steady snapshot and names the rows that break it.

None repairs.
"""
