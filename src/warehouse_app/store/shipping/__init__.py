"""What shipping reads and writes beside the ledger: manifests, the parcels on them, and lists of both."""
