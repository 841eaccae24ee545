"""One module per command; each defines ``command``. Loaded when it is called for."""
