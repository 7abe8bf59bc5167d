"""Training: the lesson as data, and how it is graded."""
