"""The people screen: who works here, with which rights, seen when and where; badge and PIN shown once."""
