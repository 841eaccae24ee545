"""File formats: bytes in, bytes out. Knows the rules, no screen and no database."""
