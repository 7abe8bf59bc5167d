"""Labels bought of carriers: wanted at a bench, bought by the worker, looked after at a desk."""
