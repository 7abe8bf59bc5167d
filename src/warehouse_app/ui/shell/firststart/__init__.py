"""The first start: a company is begun, looked around in, or opened, step by step."""
