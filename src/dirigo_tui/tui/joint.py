"""The joint session as the app keeps it: whose it is, how they sit, and who may leave.

While there is one, :attr:`DirigoApp.desk` is bounded to that person (``services/one_person.py``)
and no screen from before it is left. Locking keeps it: whoever unlocks comes back to it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, cast

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import Mode
from dirigo_tui.services.leaving import check_way_out, prove
from dirigo_tui.services.one_person import OnePerson
from dirigo_tui.services.ports import Desk

if TYPE_CHECKING:
    from dirigo_tui.tui.app import DirigoApp

LONGEST_WAIT = 30.0
"""Seconds. After a wrong secret one waits, each time twice as long, up to this."""


@dataclass(slots=True)
class JointSession:
    """A participant and a caseworker at one screen, or the participant alone with it.

    Attributes:
        participant_id: the only one whose file can be reached.
        among: ids, and nothing else, of the list one came from: for the page shown afterwards.
        mode: how what is answered here is recorded.
    """

    participant_id: str
    among: Sequence[str] = ()
    mode: Mode = Mode.TOGETHER
    _wrong: int = field(default=0, init=False)
    _not_before: float = field(default=0.0, init=False)

    def bound(self, desk: Desk) -> Desk:
        """As much of the desk as there is in the session."""
        return cast("Desk", OnePerson(desk, self.participant_id))

    async def let_out(self, desk: Desk, secret: str) -> None:
        """Return when the secret is one that lets out; in practice there is none.

        Args:
            desk: the whole desk.
            secret: as typed.

        Raises ``Refused``: ``leave_wait(seconds)``; as ``leaving.prove``.
        """
        if desk.practice:
            return
        left = self._not_before - monotonic()
        if left > 0:
            raise Refused("leave_wait", seconds=ceil(left))
        # Also while this one is being looked at: nobody tries two at a time.
        self._not_before = monotonic() + LONGEST_WAIT
        try:
            await asyncio.to_thread(prove, desk, secret)
        except Refused:
            self._wrong += 1
            self._not_before = monotonic() + min(2.0 ** (self._wrong - 1), LONGEST_WAIT)
            raise
        except BaseException:
            self._not_before = 0.0
            raise


async def begin(app: DirigoApp, participant_id: str, among: Sequence[str]) -> None:
    """Begin a joint session with one of a list, unless there would be no way out of it at hand.

    Raises ``Refused("joint_needs_pin")``.
    """
    await asyncio.to_thread(check_way_out, app.desk)
    # Not at once: the screen that asks is taken away.
    app.call_later(app.begin_joint, participant_id, among)
