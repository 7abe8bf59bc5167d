"""The manifests screen: open and closed ones, what is on them and what is missing, the seal, the paper once more."""
