"""A sentence for every refusal: what, where, what was expected, what to do now.

To add one: put the code in one of the modules ``refusals_…``, with the parameters of ``Refused`` as
placeholders. :func:`sentence` puts days and codes into words. A test asks that every
``Refused("code", …)`` in the source has its sentence, and that no sentence uses a parameter that is
not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import Lazy, _
from dirigo_tui.i18n.formats import full_day
from dirigo_tui.i18n.refusals_desk import DESK
from dirigo_tui.i18n.refusals_handover import HANDOVER
from dirigo_tui.i18n.refusals_import import IMPORT
from dirigo_tui.i18n.refusals_joint import JOINT
from dirigo_tui.i18n.refusals_records import RECORDS
from dirigo_tui.i18n.refusals_retention import RETENTION
from dirigo_tui.i18n.refusals_summary import SUMMARY
from dirigo_tui.i18n.words import word

SENTENCES: Final[dict[str, Lazy]] = RECORDS | IMPORT | HANDOVER | DESK | SUMMARY | JOINT | RETENTION
"""Every refusal of the program, by its code."""


class _Readable(dict[str, str]):
    """Parameters in words; a missing one shows as an ellipsis rather than hiding the sentence."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(refused: Refused) -> str:
    """The refusal in the reader's language. User text in it is plain: show it through ``safe``."""
    known = SENTENCES.get(refused.code)
    if known is None:
        return _("Det gick inte ({code}). Inget har ändrats.").format(code=refused.code)
    return str(known).format_map(_readable(refused.params))


def _readable(params: Mapping[str, object]) -> _Readable:
    return _Readable((name, _in_words(value)) for name, value in params.items())


def _in_words(value: object) -> str:
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, StrEnum):
        return word(value)
    if isinstance(value, list | tuple):
        return ", ".join(map(_in_words, value))
    return "…" if value in (None, "") else str(value)
