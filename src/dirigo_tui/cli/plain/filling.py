"""Filling in a form of ``forms``, one question at a time; what is answered is a draft at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from dirigo_tui.cli.plain.console import Console
from dirigo_tui.domain.dates import today_in_sweden
from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Choice, Field, LongText, OpenChoice, Option, Secret
from dirigo_tui.forms.form import Form, FormError
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.i18n.formats import clock, sentence_case
from dirigo_tui.services import drafts
from dirigo_tui.services.ports import Desk, Reader

T = TypeVar("T")

HELP, EMPTY, BEFORE, STOP, MORE = "?", "-", "<", "!", "+"
"""What an answer can be instead of an answer; ``MORE`` goes on writing in a long text."""

_NUMBERED: Final = re.compile(r"(\d+)\. ")


_Offered = tuple[int, str, Option[Any]]
"""An answer to choose: its number, its words, what it is."""


class Stopped(Exception):  # noqa: N818 - a way to leave
    """Somebody leaves the form; what is answered is kept as a draft."""


class Again(Exception):  # noqa: N818 - a way to go back
    """Somebody goes back to the question before."""


@dataclass(slots=True)
class Filler:
    """Fills in forms.

    Attributes:
        desk: keeps the drafts; None before there is one.
        secret: asks for something nobody may see; raises :class:`Stopped` where that cannot be.
        explained: whether it has been said how to fill in a form.
    """

    console: Console
    desk: Desk | None
    secret: Callable[[str], str]
    explained: bool = field(default=False)

    def fill(
        self,
        form: Form,
        save: Callable[[dict[str, Any]], T],
        *,
        values: Mapping[str, Any] | None = None,
        draft_key: str = "",
        participant_id: str | None = None,
    ) -> T | None:
        """Ask every question, then save.

        Args:
            save: writes the values; a refusal with a ``field`` asks that question again.
            values: what the fields start with.
            draft_key: names the draft; "" keeps none.
            participant_id: whom the draft is about.

        Returns:
            What ``save`` returned, or None when it was not saved.

        Raises:
            Ended: the input is at its end; the draft is kept.
        """
        kept = _Kept(self.desk, draft_key, participant_id, form.texts(values or {}))
        self._introduce(form)
        if not self._take_up(kept):
            return None
        try:
            return self._saved(form, save, kept)
        except Stopped:
            if kept.is_draft:
                self.console.say(_("Det du skrev ligger kvar som utkast."))
            return None

    def _introduce(self, form: Form) -> None:
        said = (sentence_case(str(form.title)), str(form.lead))
        self.console.say("", *filter(None, said))
        if not self.explained:
            self.explained = True
            self.console.say(how())

    def _take_up(self, kept: _Kept) -> bool:
        """Offer the draft, if there is one; False to leave it."""
        draft = kept.load()
        if draft is None:
            return True
        said = _("Det finns ett utkast från {time}.").format(time=clock(draft.saved_at))
        self.console.say(said, _("1 fortsätt på det"), _("2 kasta det"))
        while True:
            match self.console.ask(_("Utkastet")):
                case "1":
                    kept.texts |= json.loads(draft.content)
                    return True
                case "2":
                    kept.drop()
                    return True
                case "0" | "!":
                    return False
                case typed:
                    self.console.refuse(Refused("choice_unknown", text=typed))

    def _saved(self, form: Form, save: Callable[[dict[str, Any]], T], kept: _Kept) -> T | None:
        today = self.desk.read(_today) if self.desk else today_in_sweden(datetime.now(UTC))
        self._ask(form, kept, today)
        while True:
            try:
                result = save(form.parse(kept.texts, today))
            except FormError as error:
                name, refused = next(iter(error.errors.items()))
            except Refused as told:
                name, refused = str(told.params.get("field", "")), told
            else:
                kept.drop()
                return result
            self.console.refuse(refused)
            if name not in {f.name for f in form.fields if form.asks(f, kept.texts)}:
                raise Stopped
            self._ask(form, kept, today, mended=name)

    def _ask(self, form: Form, kept: _Kept, today: date, mended: str = "") -> None:
        """Ask all questions; or one that has to be mended, and from there on only if somebody goes
        back to what was asked before it."""
        names = [asked.name for asked in form.fields]
        at = names.index(mended) if mended else 0
        while at < len(form.fields):
            asked = form.fields[at]
            if form.asks(asked, kept.texts):
                try:
                    kept.put(asked, self._answer(asked, kept, today))
                except Again:
                    earlier = (n for n in range(at) if form.asks(form.fields[n], kept.texts))
                    at, mended = max(earlier, default=at), ""
                    continue
            if mended:
                return
            at += 1

    # --- one question ---------------------------------------------------------------------------

    def _answer(self, asked: Field[Any], kept: _Kept, today: date) -> str:
        """The text of an answer that can be read. Raises :class:`Again`, :class:`Stopped`."""
        if isinstance(asked, Secret):
            return self._secret(asked, today)
        now = kept.texts.get(asked.name, "")
        value = _known(asked, now, today)
        offered = list(_options(asked))
        if offered and not now:
            self._read_out(asked, offered)
        while True:
            typed = self.console.ask(_prompt(asked, value, offered))
            if typed == HELP:
                self._help(asked, offered)
                continue
            text = self._text(asked, typed, now, kept, offered)
            try:
                asked.parse(text, today)
                echo = _echo(asked, text, typed, today)
            except Refused as refused:
                self.console.refuse(refused)
            else:
                if echo:
                    self.console.say(echo)
                return text

    def _text(
        self, asked: Field[Any], typed: str, now: str, kept: _Kept, offered: Sequence[_Offered]
    ) -> str:
        """The text meant by what was typed. Raises :class:`Again`, :class:`Stopped`."""
        if typed == BEFORE:
            raise Again
        if typed == STOP:
            raise Stopped
        if not typed:
            return now
        if typed == EMPTY:
            return ""
        if isinstance(asked, LongText):
            return self._long(asked, typed, kept)
        return _meant(asked, offered, typed)

    def _read_out(self, asked: Field[Any], offered: Sequence[_Offered]) -> None:
        self.console.say(str(asked.label), *(f"{number} {word}" for number, word, _o in offered))

    def _help(self, asked: Field[Any], offered: Sequence[_Offered]) -> None:
        if str(asked.help):
            self.console.say(str(asked.help))
        if offered:
            self._read_out(asked, offered)
        if isinstance(asked, LongText):
            self.console.say(_("Skriv + först för att skriva till sist i det som står."))
        self.console.say(how())

    def _long(self, asked: Field[Any], first: str, kept: _Kept) -> str:
        """Lines up to an empty one; what is written before the input ends is kept."""
        lines = [first]
        if first == MORE:
            lines = [kept.texts.get(asked.name, "")]
        try:
            while line := self.console.ask_line("").rstrip():
                lines.append(line)
        except BaseException:  # whatever ends it, what is written so far is kept
            kept.put(asked, "\n".join(lines))
            raise
        return "\n".join(lines)

    def _secret(self, asked: Field[Any], today: date) -> str:
        while True:
            typed = self.secret(f"{asked.label}: ")
            if typed == STOP:
                raise Stopped
            try:
                asked.parse(typed, today)
                if typed and (echo := asked.echo(typed, today)):
                    self.console.say(echo)
            except Refused as refused:
                self.console.refuse(refused)
            else:
                return typed


class _Kept:
    """The texts of a form being filled in, and their draft."""

    def __init__(
        self, desk: Desk | None, key: str, participant_id: str | None, texts: Mapping[str, str]
    ) -> None:
        self._desk = desk if key else None
        self._key = key
        self._participant_id = participant_id
        self._secrets: set[str] = set()
        self.texts = dict(texts)
        self.is_draft = False

    def load(self) -> drafts.Draft | None:
        """What was begun earlier."""
        draft = self._desk.read(drafts.load, self._key) if self._desk else None
        self.is_draft = draft is not None
        return draft

    def put(self, asked: Field[Any], text: str) -> None:
        """Take an answer, and write it down at once unless it is a secret."""
        changed = self.texts.get(asked.name, "") != text
        self.texts[asked.name] = text
        if isinstance(asked, Secret):
            self._secrets.add(asked.name)
        elif self._desk and changed:
            open_texts = {n: t for n, t in self.texts.items() if n not in self._secrets}
            content = json.dumps(open_texts, ensure_ascii=False)
            self._desk.write(drafts.save, self._key, content, self._participant_id)
            self.is_draft = True

    def drop(self) -> None:
        """Forget the draft: it has become a record, or is thrown away."""
        if self._desk and self.is_draft:
            self._desk.write(drafts.remove, self._key)
            self.is_draft = False


def how() -> str:
    """How a form is filled in."""
    return _("Enter behåller det som står. - tömmer. < går tillbaka. ! avbryter. ? ger hjälp.")


def _today(reader: Reader) -> date:
    return reader.today


def _options(asked: Field[Any]) -> Iterator[_Offered]:
    """The answers to choose from, each with its number: its own (a goal's in the plan), or the next
    free one."""
    if isinstance(asked, Choice):
        options = list(asked.options)
    elif isinstance(asked, OpenChoice):
        options = list(asked.suggestions)
    else:
        return
    own = [_NUMBERED.match(str(option.word)) for option in options]
    free = max((int(match[1]) for match in own if match), default=0)
    for option, match in zip(options, own, strict=True):
        if match:
            yield int(match[1]), str(option.word)[match.end() :], option
        else:
            free += 1
            yield free, str(option.word), option


def _meant(asked: Field[Any], offered: Sequence[_Offered], typed: str) -> str:
    """The code of the answer with that number or by that name, or what was typed."""
    number = typed.rstrip(".")
    if number.isdecimal():
        for place, _word, option in offered:
            if place == int(number):
                return option.code
    if isinstance(asked, Choice):
        with suppress(Refused):  # told when the text is read
            return asked.chosen(typed).code
    return typed


def _known(asked: Field[Any], text: str, today: date) -> str:
    """What stands, in words; a draft may hold what cannot be read."""
    try:
        return asked.show(asked.parse(text, today)) if text else ""
    except Refused:
        return text


def _prompt(asked: Field[Any], value: str, offered: Sequence[_Offered]) -> str:
    label = str(asked.label)
    if value and isinstance(asked, LongText):
        return _("{label} (nu: {value})").format(label=label, value=value.replace("\n", " / "))
    if value and offered:
        return _("{label} (Enter: {value}, ? läser svaren)").format(label=label, value=value)
    if value:
        return _("{label} (Enter: {value})").format(label=label, value=value)
    if isinstance(asked, LongText):
        return _("{label} (tom rad avslutar)").format(label=label)
    return label if asked.required else _("{label} (får vara tomt)").format(label=label)


def _echo(asked: Field[Any], text: str, typed: str, today: date) -> str:
    """What the answer was taken for, where that is not what was typed."""
    if not text or not typed:
        return ""
    if isinstance(asked, Choice):
        meant = str(asked.chosen(text).word)
        return "" if meant.casefold() == typed.casefold() else meant
    echo = asked.echo(text, today)
    return text if not echo and isinstance(asked, OpenChoice) and typed != text else echo
