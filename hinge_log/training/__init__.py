"""The domain: what was done, and what it means. Values in, values out."""
