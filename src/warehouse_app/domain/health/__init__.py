"""How healthy the stock is: what it is worth, how old it is, what expires, what nobody wants, and when more comes."""
