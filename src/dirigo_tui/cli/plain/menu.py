"""Menus: where one is, what there is to read, and numbered things to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from dirigo_tui.cli.plain.console import BACK, HELP, QUIT, Console, Ended
from dirigo_tui.domain.errors import Refused
from dirigo_tui.i18n.catalogue import _

T = TypeVar("T")


class Leave:
    """The type of :data:`LEAVE`."""


LEAVE = Leave()
"""What an entry answers when there is nothing more to do in its menu."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to do.

    Attributes:
        do: does it; ``LEAVE`` leaves the menu too.
        there: whether it can be done; the numbers of the others are the same when it cannot.
    """

    label: str
    do: Callable[[], object]
    there: bool = True


@dataclass(frozen=True, slots=True)
class Menu:
    """A place.

    Attributes:
        where: its name, said with every question.
        lines: what there is to read.
        help: what ``?`` says.
        otherwise: what to do with words that are no number, None when that is a mistake.
        first: whether one cannot go back from here.
    """

    where: str
    entries: Sequence[Entry]
    lines: Sequence[str] = field(default=())
    help: str = ""
    otherwise: Callable[[str], object] | None = None
    first: bool = False


def visit(console: Console, look: Callable[[], Menu]) -> None:
    """Stay in a menu until one goes back.

    It is read out when one comes and after an empty line. Later only what has become different is
    read, so that nobody has to listen to the same thing again and again.

    Args:
        look: the menu as it stands by now.

    Raises:
        Ended: to quit.
    """
    told: list[str] = []
    while True:
        try:
            menu = look()
        except Refused as refused:  # what it was about is gone
            console.refuse(refused)
            return
        now = [*menu.lines, *_numbered(menu.entries)]
        if not told:
            console.say("", menu.where, *now)
        else:
            console.say(*(line for line in now if line not in told))
        told = now
        typed = console.ask(menu.where)
        if not typed:
            told = []
        elif typed == BACK and not menu.first:
            return
        elif typed == HELP:
            console.say(*filter(None, (menu.help, *_how(menu, console))))
        elif typed.casefold() == QUIT and console.may_quit:
            raise Ended
        else:
            try:
                if _do(menu, typed) is LEAVE:
                    return
            except Refused as refused:
                console.refuse(refused)


def pick(console: Console, where: str, things: Sequence[tuple[str, T]]) -> T | None:
    """One of several things, told apart by their words; the only one unasked. None to go back."""
    if len(things) == 1:
        return things[0][1]
    chosen: list[T] = []

    def choose(thing: T) -> Leave:
        chosen.append(thing)
        return LEAVE

    entries = [Entry(words, partial(choose, thing)) for words, thing in things]
    visit(console, lambda: Menu(where, entries))
    return chosen[0] if chosen else None


def _numbered(entries: Sequence[Entry]) -> list[str]:
    return [
        f"{number} {entry.label}" for number, entry in enumerate(entries, start=1) if entry.there
    ]


def _do(menu: Menu, typed: str) -> object:
    """Do what a number, or other words, ask for. Raises ``Refused("choice_unknown")``, and more."""
    number = typed.rstrip(".")
    if number.isdecimal():
        chosen = menu.entries[int(number) - 1 : int(number)] if int(number) else ()
        for entry in chosen:
            if entry.there:
                return entry.do()
    elif menu.otherwise is not None:
        return menu.otherwise(typed)
    raise Refused("choice_unknown", text=typed)


def _how(menu: Menu, console: Console) -> Iterator[str]:
    yield _("Skriv numret på det du vill göra. Enter läser menyn igen.")
    if not menu.first:
        yield _("0 går tillbaka.")
    if console.may_quit:
        yield _("q avslutar.")
