"""What is printed: values in, bytes out. One label model becomes ZPL, PDF and picture, proven before it leaves."""
