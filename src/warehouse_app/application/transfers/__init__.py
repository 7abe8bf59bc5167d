"""What can be done with transfers: at the desk (`orders`), picking, sending, receiving, and by scans (`bench`)."""
