"""The page of lessons: how they went, who learns and who is guided."""
