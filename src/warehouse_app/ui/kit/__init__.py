"""The kit: theme tokens, fonts, icons and the widgets of UI §4. Screens are built from nothing else."""
