"""The adjustments screen: what files said of stock, looked at, posted, taken back."""
