"""``dirigo consent``: what may go to whom, until when, and what has gone out."""

from __future__ import annotations

from typing import Any

import click

from dirigo_tui.cli.command import DirigoCommand, DirigoGroup
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.domain.consent import ConsentState, same_recipient
from dirigo_tui.domain.dates import parse_day
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.records import Consent, to_plain
from dirigo_tui.domain.text import clean
from dirigo_tui.domain.vocabulary import ConsentCategory, ConsentForm
from dirigo_tui.i18n import consents as words
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.consents import (
    ConsentsView,
    ConsentView,
    GiveConsent,
    consents,
    give_consent,
    withdraw_consent,
)
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.ports import Desk, Reader, UnitOfWork


@click.group("consent", cls=DirigoGroup, help=_("Samtycken: vad som får lämnas ut, till vem."))
def command() -> None:
    """Hold the subcommands."""


def _plain(view: ConsentView) -> dict[str, Any]:
    return {
        **to_plain(view.consent),
        "categories": list(view.consent.categories),
        "state": view.state.value,
        "sharings": [dict(to_plain(sharing)) for sharing in view.sharings],
    }


def _consents(reader: Reader, reference: str) -> ConsentsView:
    return consents(reader, find_by_reference(reader, reference).id)


@command.command(
    "list",
    cls=DirigoCommand,
    help=_("Visa samtyckena, och vad som har lämnats ut med stöd av dem."),
)
@click.argument("reference", metavar="REF")
@click.pass_obj
def list_command(invocation: Invocation, reference: str) -> None:
    """Print somebody's consents."""
    with invocation.desk() as desk:
        view = desk.read(_consents, reference)
        today = desk.read(lambda reader: reader.today)
    data = {
        "reference": reference,
        "consents": [_plain(each) for each in view.consents],
        "handovers": [dict(to_plain(sharing)) for sharing in view.handovers],
    }
    invocation.output.data(data, "\n".join(words.all_told(view, today)))


@command.command("give", cls=DirigoCommand, help=_("Skriv in vad deltagaren har sagt ja till."))
@click.argument("reference", metavar="REF")
@click.option(
    "--to",
    "recipient",
    required=True,
    metavar=_("MOTTAGARE"),
    help=_("Vem som får ta del av uppgifterna, en enda."),
)
@click.option(
    "--category",
    "categories",
    required=True,
    multiple=True,
    type=click.Choice([each.value for each in ConsentCategory]),
    help=_("Vad samtycket omfattar; flera går bra."),
)
@click.option(
    "--purpose", required=True, metavar="TEXT", help=_("Vad uppgifterna ska användas till.")
)
@click.option("--from", "first", metavar=_("DAG"), help=_("Första dagen; i dag om inget sägs."))
@click.option(
    "--until",
    "last",
    required=True,
    metavar=_("DAG"),
    help=_("Sista dagen, högst tolv månader bort."),
)
@click.option("--oral", is_flag=True, help=_("Samtycket är muntligt; annars är det skriftligt."))
@click.pass_obj
def give(
    invocation: Invocation,
    reference: str,
    recipient: str,
    categories: tuple[str, ...],
    purpose: str,
    first: str | None,
    last: str,
    oral: bool,
) -> None:
    """Record a consent."""

    def record(unit: UnitOfWork) -> Consent:
        covered: dict[str, Any] = dict.fromkeys(categories, True)
        order = GiveConsent(
            participant_id=find_by_reference(unit, reference).id,
            recipient=recipient,
            purpose=purpose,
            valid_from=parse_day(first, unit.today) if first else None,
            valid_to=parse_day(last, unit.today),
            form=ConsentForm.ORAL if oral else ConsentForm.WRITTEN,
            **covered,
        )
        return give_consent(unit, order)

    with invocation.desk() as desk:
        consent = desk.write(record)
        _tell(invocation, desk, reference, consent.id)


@command.command(
    "withdraw",
    cls=DirigoCommand,
    help=_("Samtyckena till mottagaren gäller inte längre; säger vad som redan har lämnats ut."),
)
@click.argument("reference", metavar="REF")
@click.option(
    "--to", "recipient", required=True, metavar=_("MOTTAGARE"), help=_("Mottagaren det gäller.")
)
@click.pass_obj
def withdraw(invocation: Invocation, reference: str, recipient: str) -> None:
    """Take back every consent to a recipient that is not taken back yet."""
    with invocation.desk() as desk:
        standing = [
            view.consent.id
            for view in desk.read(_consents, reference).consents
            if view.state is not ConsentState.WITHDRAWN
            and same_recipient(view.consent.recipient, clean(recipient))
        ]
        if not standing:
            raise Refused("consent_unknown", recipient=clean(recipient))
        for id in standing:
            desk.write(withdraw_consent, id)
        _tell(invocation, desk, reference, *standing)


def _tell(invocation: Invocation, desk: Desk, reference: str, *ids: str) -> None:
    """Print the consents that were written."""
    view = desk.read(_consents, reference)
    today = desk.read(lambda reader: reader.today)
    written = [each for each in view.consents if each.consent.id in ids]
    data = {"reference": reference, "consents": [_plain(each) for each in written]}
    text = "\n".join(line for each in written for line in words.told(each, today))
    invocation.output.data(data, text)
