"""The screen of the templates of labels and papers."""
