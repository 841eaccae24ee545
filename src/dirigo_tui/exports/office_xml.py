"""Reading the XML parts of office files, hostile ones included."""

from __future__ import annotations

import io
from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree.ElementTree import Element, ParseError

from dirigo_tui.domain.errors import Refused

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def plain_name(name: str) -> str:
    """A tag's or attribute's name without its namespace."""
    return name.rpartition("}")[2]


def elements(xml: bytes) -> Iterator[tuple[str, Element]]:
    """``("start", element)`` and ``("end", element)`` for every element, in document order.

    Raises:
        Refused: ``import_file_damaged``, or ``import_file_defines_entities``.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    try:
        yield from iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("import_file_defines_entities") from error
    except (ParseError, LookupError, ValueError) as error:
        raise Refused("import_file_damaged") from error


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet, by the sheet's name, in the workbook's order.

    Raises:
        Refused: ``import_file_damaged``.
    """
    if _WORKBOOK not in parts or _RELATIONS not in parts:
        raise Refused("import_file_damaged")
    targets = {
        element.get("Id"): _part(element.get("Target", ""))
        for event, element in elements(parts[_RELATIONS])
        if event == "end" and plain_name(element.tag) == "Relationship"
    }
    found: dict[str, str] = {}
    for event, element in elements(parts[_WORKBOOK]):
        if event == "end" and plain_name(element.tag) == "sheet":
            attributes = {plain_name(name): value for name, value in element.items()}
            part = targets.get(attributes.get("id"))
            if part is None:
                raise Refused("import_file_damaged")
            found[attributes.get("name", "")] = part
    return found


def _part(target: str) -> str:
    """A relation's target as a path inside the archive; it is relative to the workbook's folder."""
    return normpath(target.lstrip("/") if target.startswith("/") else join("xl", target))
