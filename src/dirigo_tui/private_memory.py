"""Keeping what is in memory out of files, and from other programs of the same user."""

from __future__ import annotations

import faulthandler
import sys

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """No core dumps of this process and those it starts; and on Linux nobody may look into it.

    Reading the memory of a process takes being an administrator then, also for programs that the
    same user runs. Called before there is anything to hide; costs a few milliseconds.
    """
    faulthandler.disable()
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
