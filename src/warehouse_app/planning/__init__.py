"""What is best: pure computation on values. No input or output, no SQL, no Qt, no clock; a seed is passed in where
one is needed.
"""
