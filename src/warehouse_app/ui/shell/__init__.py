"""The shell: window, navigation, actions, sign-on. It finds the screens by their cards and knows none by name."""
