"""One screen of the window: its card; the page is the shared one of floor benches."""
