"""The cohort files this desk has from others: the newest of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from dirigo_tui.services.cohort_files.content import Content
from dirigo_tui.services.cohort_files.payload import from_payload
from dirigo_tui.services.ports import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedFile:
    """Another desk's newest cohort file, without what it tells of people.

    Attributes:
        from_desk: what the desk called itself; age does not prove it.
        created: UTC.
        people: how many it tells of, those with protected identity included.
        organisation_key: fingerprint of the key behind its pseudonyms.
        rules_version: of the definitions its days were found by.
    """

    desk_id: str
    from_desk: str
    created: datetime
    people: int
    organisation_key: str
    rules_version: str
    sha256: str


def received_files(reader: Reader) -> list[ReceivedFile]:
    """The files there are, the newest first."""
    return [
        ReceivedFile(**{**row, "created": datetime.fromisoformat(row["created"])})
        for row in reader.rows("cohort_files")
    ]


def content_of(reader: Reader, file: ReceivedFile) -> Content:
    """What a file tells of people, checked when it came."""
    (row,) = reader.rows("cohort_file_content", desk_id=file.desk_id)
    return from_payload(json.loads(row["content"]))
