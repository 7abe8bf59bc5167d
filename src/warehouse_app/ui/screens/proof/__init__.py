"""The page of proof rules: listed, kept, dropped."""
