"""What packing reads and writes beside the ledger: orders at the bench, goods in totes and parcels, packs, labels."""
