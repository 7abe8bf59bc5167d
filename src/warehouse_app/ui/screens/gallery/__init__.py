"""The gallery: a development screen that shows every widget of the kit in every state."""
