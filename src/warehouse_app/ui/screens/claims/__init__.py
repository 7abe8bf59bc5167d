"""The page of claims: drafted, sent, answered, with the goods and photos they speak of."""
