"""Batches and walks planned together: better for as long as one lets it, always with a plan that can be used."""
