"""The language of the command line: our own words, and those that click says."""

from __future__ import annotations

import gettext
import os

import click

from dirigo_tui.i18n.catalogue import CLICK_DOMAIN, LOCALES, _, set_language


def speak(code: str) -> None:
    """Choose the language of everything the commands say from here on.

    click asks gettext's default domain, which takes its language from the environment. There is a
    catalogue of click's words in Swedish; in English it speaks its own.

    Raises:
        ValueError: ``code`` is not a language we speak.
    """
    set_language(code)
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain(CLICK_DOMAIN, LOCALES)
    gettext.textdomain(CLICK_DOMAIN)
    # What it calls a kind of number is no message of click's.
    for kind in (type(click.INT), click.IntRange):
        kind.name = _("heltal")
