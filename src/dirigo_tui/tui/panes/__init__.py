"""The sections of a participant's page, one module each. How to write one: ``pane.py``."""
