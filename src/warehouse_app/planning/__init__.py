"""What is best: pure computation on values, without I/O, SQL, Qt or a clock."""
