"""What a call of ``dirigo`` in a test gives back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Ran(NamedTuple):
    """How a call ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The JSON object on stdout; anything else there is a failure."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """Its ``data``."""
        return self.json["data"]


Dirigo = Callable[..., Ran]
