"""The reader of ZPL: bytes to commands, commands to what a printer draws, with a remark for what it could not take."""
