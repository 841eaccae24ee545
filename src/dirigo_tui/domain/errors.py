"""How a rule says no: a code and its parameters, never a sentence."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - nothing is wrong with the program
    """A rule refuses what was asked for; nothing has been changed.

    Front ends turn ``code`` and ``params`` into a sentence in the reader's language.

    Args:
        code: stable identifier in snake_case, e.g. ``"rating_out_of_range"``.
        **params: plain values the sentence needs, e.g. ``low=0, high=10``.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        # Parameters may hold personal data and exceptions end up in logs: the code alone is safe.
        return self.code
