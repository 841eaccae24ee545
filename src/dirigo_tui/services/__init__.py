"""The jobs a user does: one use case, one function, one transaction."""
