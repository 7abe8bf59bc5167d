"""The command line and the line-mode station: the same commands as the window, for scripts, handhelds and support."""
