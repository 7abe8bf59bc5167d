"""The page of what is captured while goods are packed: rules listed, kept, dropped."""
