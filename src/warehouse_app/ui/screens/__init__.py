"""The screens, one package each. Screens are strangers to each other; the shell discovers `screen.CARD` in each."""
