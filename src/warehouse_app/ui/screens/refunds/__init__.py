"""The page of refunds: waiting, sent, failed, unknown; approved, tried again, paid by hand."""
