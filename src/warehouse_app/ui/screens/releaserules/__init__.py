"""The release rules screen: channels, when carriers collect, and how much may be on the floor."""
