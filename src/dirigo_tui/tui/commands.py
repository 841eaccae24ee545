"""One definition per command: its keys, footer label, help text and palette entry.

How a screen or widget gets its keys::

    OPEN = Command("caseload.open", "enter", N_("öppna"), N_("Öppna deltagaren på raden."))
    NEW = Command("caseload.new", "n", N_("ny"), N_("Registrera en ny deltagare."), action="new")

    class CaseloadScreen(DirigoScreen[None]):
        commands = (OPEN, NEW)          # Textual's BINDINGS follow from it

        def action_open(self) -> None: ...
        def action_new(self) -> None: ...

The footer, the ``?`` help, the palette and the documentation all read the same definition, so they
cannot disagree, and since labels are translated when drawn, the language may change while the app
runs. To disable a command for the moment, answer ``None`` from Textual's ``check_action`` on the
same class (``False`` hides it).

Key rules (held by a test): letters, digits, F-keys, arrows, Enter, Esc, Tab,
ctrl+f/l/n/o/p/q/r/s/z; never alt, never ctrl+h/i/j/m (a terminal takes them for other keys), never
a character that needs AltGr on a Nordic keyboard. A single letter works on lists only: a field
that is typed in keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import actions
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from dirigo_tui.i18n.catalogue import N_, Lazy, _

_KEY_NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "tab": N_("Tab"),
    "shift+tab": N_("Skift+Tab"),
    "space": N_("Mellanslag"),
    "backspace": N_("Backsteg"),
    "delete": N_("Delete"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "up": N_("↑"),
    "down": N_("↓"),
    "left": N_("←"),
    "right": N_("→"),
    "question_mark": N_("?"),
    "plus": N_("+"),
    "minus": N_("-"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can do.

    Attributes:
        id: stable name, ``place.verb``; unique in the app. keys: Textual key names,
        comma-separated, the advertised one first; "" for palette only. label: one or two words for
        the footer, lower-case. help: one sentence for help and palette. action: the action method
        without ``action_``, possibly with arguments (``"show('plan')"``); the
            part of the id after the dot when not given.
        footer: whether the footer shows it when there is room.
        palette: whether the palette offers it.
        priority: works before the focused widget sees the key, also inside dialogs.
    """

    id: str
    keys: str
    label: Lazy
    help: Lazy
    action: str = ""
    footer: bool = True
    palette: bool = True
    priority: bool = False

    @property
    def action_name(self) -> str:
        """The Textual action the command runs on the node that declares it."""
        return self.action or self.id.rpartition(".")[2]

    @property
    def key_list(self) -> tuple[str, ...]:
        """The keys, each in Textual's spelling."""
        return tuple(key.strip() for key in self.keys.split(",") if key.strip())

    @property
    def key_text(self) -> str:
        """The advertised key as it stands on the keyboard, "" when there is none."""
        return key_text(self.key_list[0]) if self.key_list else ""

    @property
    def all_keys_text(self) -> str:
        """Every key of the command, for help."""
        return _(" eller ").join(key_text(key) for key in self.key_list)


def key_text(key: str) -> str:
    """A Textual key name as it stands on a keyboard: ``ctrl+s`` is ``Ctrl+S``, ``n`` is ``N``."""
    if key in _KEY_NAMES:
        return str(_KEY_NAMES[key])
    return "+".join(part.upper() if len(part) <= 3 else part.title() for part in key.split("+"))


def bindings(commands: tuple[Command, ...]) -> list[Binding]:
    """Textual bindings for the commands, without text: that would freeze the language.

    A single letter is bound in both cases, so that Caps Lock does no harm.
    """
    taken = {key for command in commands for key in command.key_list}
    result = []
    for command in commands:
        keys = list(command.key_list)
        keys += [
            key.upper()
            for key in keys
            if len(key) == 1 and key.isalpha() and key.upper() not in taken
        ]
        if keys:
            result.append(
                Binding(
                    ",".join(keys),
                    command.action_name,
                    show=False,
                    priority=command.priority,
                    id=command.id,
                )
            )
    return result


class HasCommands(DOMNode):
    """A screen, widget or app that declares :attr:`commands`; stand it first among the bases."""

    commands: ClassVar[tuple[Command, ...]] = ()
    """What can be done here, in the order the footer shows it. Those of base classes are added."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if own := cls.__dict__.get("commands"):
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *bindings(own)]
        super().__init_subclass__(**kwargs)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command that the focused place offers.

    Attributes:
        node: where it runs.
        enabled: whether it can be done at this moment.
        key: the first of its keys that works at this moment (a letter does not while one types),
            or "".
    """

    command: Command
    node: DOMNode
    enabled: bool
    key: str

    @property
    def key_text(self) -> str:
        """The key as it stands on the keyboard, "" when none works at this moment."""
        return key_text(self.key) if self.key else ""

    async def run(self) -> None:
        """Do it."""
        await self.node.app.run_action(self.command.action_name, self.node)


def declared(kind: type[DOMNode]) -> Iterator[Command]:
    """The commands a class declares, its own before those of its bases."""
    for base in kind.__mro__:
        yield from base.__dict__.get("commands", ())


def offers(screen: Screen[Any]) -> list[Offer]:
    """What can be done from here: by the focused widget, its parents, the screen and the app.

    Hidden commands (``check_action`` answers ``False``) are left out.
    """
    start: DOMNode = screen.focused or screen
    working = {(active.binding.id, key) for key, active in screen.active_bindings.items()}
    seen: set[str] = set()
    result = []
    for node in start.ancestors_with_self:
        for command in declared(type(node)):
            if command.id in seen:
                continue
            seen.add(command.id)
            _namespace, name, parameters = actions.parse(command.action_name)
            state = node.check_action(name, parameters)
            if state is not False:
                keys = [
                    k for k in command.key_list if command.priority or (command.id, k) in working
                ]
                result.append(Offer(command, node, bool(state), keys[0] if keys else ""))
    return result


def offer_of(start: DOMNode, command: Command) -> Offer | None:
    """A command as the nearest parent that declares it offers it; None when there is none, or when
    it is hidden. Its key is told whether it works at this moment or not."""
    for node in start.ancestors_with_self:
        if command in declared(type(node)):
            _namespace, name, parameters = actions.parse(command.action_name)
            state = node.check_action(name, parameters)
            key = command.key_list[0] if command.keys else ""
            return None if state is False else Offer(command, node, bool(state), key)
    return None


HELP = Command("app.help", "question_mark,f1", N_("hjälp"), N_("Visa vad man kan göra här."))
PALETTE = Command(
    "app.palette", "ctrl+p", N_("allt"), N_("Sök bland allt man kan göra här."), palette=False
)
LOCK = Command(
    "app.lock",
    "ctrl+l",
    N_("lås"),
    N_("Lås databasen. Det du skrivit finns kvar som utkast."),
    footer=False,
    priority=True,
)
QUIT = Command(
    "app.leave",
    "ctrl+q",
    N_("avsluta"),
    N_("Lås och avsluta. Det du skrivit finns kvar som utkast."),
    footer=False,
    priority=True,
)
LANGUAGE = Command(
    "app.language",
    "",
    N_("språk"),
    N_("Byt språk: svenska eller engelska."),
    footer=False,
)
THEME = Command(
    "app.colours",
    "",
    N_("färger"),
    N_("Byt färger: mörkt, ljust eller hög kontrast."),
    footer=False,
)
PRACTICE = Command(
    "app.practice",
    "",
    N_("öva"),
    N_("Öva på påhittade personer, eller sluta öva."),
    footer=False,
)
BACK = Command("screen.back", "escape,f12", N_("tillbaka"), N_("Gå tillbaka ett steg."))
# Before the focused list sees it: what is typed on after F3 is what is searched for.
SEARCH = Command("screen.search", "f3,ctrl+f", N_("sök"), N_("Gå till sökfältet."), priority=True)
NEW = Command("screen.new", "n,ctrl+n", N_("ny"), N_("Lägg till en ny."))
SAVE = Command("screen.save", "ctrl+s", N_("spara"), N_("Spara det som står här."))
UNDO = Command("screen.undo", "ctrl+z", N_("ångra"), N_("Ta tillbaka den senaste ändringen."))
REDO = Command("screen.redo", "ctrl+r", N_("gör om"), N_("Gör om det som ångrades."), footer=False)
