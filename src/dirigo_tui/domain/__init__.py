"""The rules: pure functions over plain values."""
