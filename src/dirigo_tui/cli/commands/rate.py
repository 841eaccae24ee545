"""``dirigo rate``: a self-rating, from a file of answers or one question at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from dirigo_tui.cli import ask
from dirigo_tui.cli.command import DirigoCommand
from dirigo_tui.cli.invocation import Invocation
from dirigo_tui.cli.output import Output
from dirigo_tui.cli.rating_prompts import question_lines, read_answer
from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.rating_templates import Item
from dirigo_tui.domain.records import Goal, Participant, Rating
from dirigo_tui.domain.vocabulary import Mode, NonAnswer, Rater
from dirigo_tui.i18n.catalogue import _, du
from dirigo_tui.i18n.words import word
from dirigo_tui.services import ratings
from dirigo_tui.services.participants import find_by_reference
from dirigo_tui.services.ports import Desk, Reader
from dirigo_tui.services.ratings import Answer, Questionnaire, RecordRating

MOST_BYTES = 1_000_000


def _asked(reader: Reader, reference: str, template: str) -> tuple[Participant, Questionnaire]:
    person = find_by_reference(reader, reference)
    return person, ratings.questions(reader, person.id, template)


def _answer(item: str, given: object) -> Answer:
    """An answer as it stands in the file: a whole number, or the code of a non-answer."""
    if isinstance(given, int) and not isinstance(given, bool):
        return Answer(value=given)
    if isinstance(given, str) and given in set(NonAnswer):
        return Answer(non_answer=NonAnswer(given))
    raise Refused("answer_not_understood", item=item, value=str(given)[:80])


def _answers_in(path: Path) -> dict[str, Answer]:
    """The answers of a file ``{"item": value}``. Raises ``Refused("answers_file_…")``."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused("answers_file_unreadable", file=path.name)
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise Refused("answers_file_unreadable", file=path.name) from None
    if not isinstance(given, Mapping):
        raise Refused("answers_file_unreadable", file=path.name)
    return {item: _answer(item, value) for item, value in given.items()}


def _ask_item(output: Output, item: Item) -> Answer:
    return ask.until_read(
        output,
        "\n".join(["", *question_lines(item), "", du("Ditt svar: ")]),
        lambda typed: read_answer(item, typed),
    )


def _ask_all(
    output: Output, desk: Desk, person: Participant, questions: Questionnaire, goal: Goal | None
) -> dict[str, Answer]:
    """Ask every item; the earlier answer is told after the new one, never before."""
    answers = {}
    if goal:
        output.say(du("Det här gäller målet: {goal}").format(goal=goal.own_words))
    for item in questions.template.items:
        answers[item.code] = _ask_item(output, item)
        before = desk.read(
            ratings.previous_answer,
            person.id,
            questions.template.code,
            item.code,
            goal_id=goal.id if goal else None,
        )
        if before is not None and before.value is not None:
            output.say(du("{day} valde du {value}.").format(day=before.on, value=before.value))
    return answers


def _plain(written: list[Rating]) -> list[dict[str, Any]]:
    return [
        {
            "item": rating.item,
            "value": rating.value,
            "non_answer": rating.non_answer,
            "goal": rating.goal_id,
        }
        for rating in written
    ]


@click.command("rate", cls=DirigoCommand, help=_("Ta emot en egenskattning."))
@click.argument("reference", metavar="REF")
@click.option("--template", required=True, metavar="T", help=_("Mall: was, steps, dirigo_goals …"))
@click.option(
    "--answers",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_('En JSON-fil med svar, {"fråga": värde}, i stället för frågor här.'),
)
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar=_("DAG"), help=_("Dagen, om inte i dag.")
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    default=Mode.TOGETHER.value,
    help=_("På vilket sätt."),
)
@click.option(
    "--rater",
    type=click.Choice([rater.value for rater in Rater]),
    default=Rater.PARTICIPANT.value,
    help=_("Vem som skattar."),
)
@click.option(
    "--goal", type=click.IntRange(1), metavar="N", help=_("Mål nummer N, för mallar per mål.")
)
@click.pass_obj
def command(
    invocation: Invocation,
    reference: str,
    template: str,
    answers: Path | None,
    on: datetime | None,
    mode: Mode,
    rater: Rater,
    goal: int | None,
) -> None:
    """Record one occasion."""
    given = _answers_in(answers) if answers else None
    day: date | None = on.date() if on else None
    written: list[Rating] = []
    with invocation.desk() as desk:
        person, questions = desk.read(_asked, reference, template)
        for asked in _goals(questions, goal, ask_each=given is None):
            replies = given or _ask_all(invocation.output, desk, person, questions, asked)
            record = RecordRating(
                participant_id=person.id,
                template=template,
                answers=replies,
                on=day,
                mode=Mode(mode),
                rater=Rater(rater),
                goal_id=asked.id if asked else None,
            )
            written.extend(desk.write(ratings.record_rating, record))
    text = "\n".join(
        f"{rating.item}: {word(rating.non_answer) if rating.non_answer else rating.value}"
        for rating in written
    )
    data = {
        "reference": reference,
        "template": template,
        "on": written[0].on.isoformat(),
        "answers": _plain(written),
    }
    invocation.output.data(data, text)
    if not invocation.as_json:
        invocation.output.say(_("Sparat."))


def _goals(questions: Questionnaire, number: int | None, *, ask_each: bool) -> list[Goal | None]:
    """Which goals to ask about: none for most templates, else the one named or each in turn."""
    if not questions.goals:
        return [None]
    if number is None and (ask_each or len(questions.goals) == 1):
        return list(questions.goals)
    if number is None or number > len(questions.goals):
        raise Refused("rating_needs_goal", template=questions.template.code)
    return [questions.goals[number - 1]]
