"""The command line: the plain, scriptable twin of the full-screen app."""
