"""Finding anything: the words of names, kept with their rows, and the look-ups over them and over all codes."""
