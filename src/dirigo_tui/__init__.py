"""dirigo-tui: the participant's own action plan in vocational rehabilitation."""

__version__ = "0.1.0"
