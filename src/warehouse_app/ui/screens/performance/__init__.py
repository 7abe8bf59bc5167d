"""My day: what one did and how fast, for oneself; by right what people, benches and products did."""
