"""From the raw characters of one shot to what they mean: `read`, then `own` and `commands`, then `meaning`.

GS1: `gs1` tells whether a text is a code of it, `elements`, `lost` and `digital_link` take it apart, and
`gs1_dictionary` holds the rules, with their checks in `gs1_lint`.
"""
