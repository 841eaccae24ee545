"""The last step of set-up: read in a list, begin empty, or practise first."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from dirigo_tui.i18n.catalogue import N_, Lazy
from dirigo_tui.tui.screen import DirigoScreen
from dirigo_tui.tui.screens.set_up import step
from dirigo_tui.tui.widgets.options import Options
from dirigo_tui.tui.widgets.page import Page
from dirigo_tui.tui.widgets.safe_text import joined, safe

CHOICES: tuple[tuple[str, Lazy, Lazy], ...] = (
    (
        "import",
        N_("Läs in en lista"),
        N_("Deltagarna i organisationens arbetsbok eller CSV-fil."),
    ),
    ("empty", N_("Börja tomt"), N_("Registrera deltagarna en och en.")),
    (
        "practice",
        N_("Öva först"),
        N_("Påhittade personer i en egen databas. Din egen lämnas orörd."),
    ),
)


class StartScreen(DirigoScreen[None]):
    """Three ways to begin; each can be chosen later too."""

    DEFAULT_CSS = """
    StartScreen OptionList { height: auto; border: none; padding: 0;
        background: $background; color: $foreground; }
    """

    def heading(self) -> Content:
        """The last step."""
        return step(4)

    def body(self) -> ComposeResult:
        """The choices."""
        options = [Option(_line(place), id=id) for place, (id, *_words) in enumerate(CHOICES)]
        yield Page(
            N_("Databasen är klar"),
            (N_("Hur vill du börja? Det du inte väljer nu finns kvar att välja sedan."),),
            Options(*options, markup=False),
        )

    def on_mount(self) -> None:
        """Begin on the first choice."""
        choices = self.query_one(OptionList)
        choices.focus()
        choices.highlighted = 0

    def say_again(self) -> None:
        """Offer the choices in the language in use by now."""
        choices = self.query_one(OptionList)
        for place in range(len(CHOICES)):
            choices.replace_option_prompt_at_index(place, _line(place))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to go back to: the code is kept and shown no more."""
        return action != "back" and super().check_action(action, parameters)

    async def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.key.isdigit() and 0 < int(event.key) <= len(CHOICES):
            event.stop()
            self._begin(CHOICES[int(event.key) - 1][0])

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._begin(str(event.option_id))

    def _begin(self, choice: str) -> None:
        app = self.dirigo
        if choice == "import":
            from dirigo_tui.tui.screens.import_list import ImportScreen

            app.push_screen(ImportScreen(), self._imported)
        elif choice == "practice":
            app.call_later(app.action_practice)
        else:
            app.call_later(app.show_home)

    def _imported(self, done: bool | None) -> None:
        if done:
            self.dirigo.call_later(self.dirigo.show_home)


def _line(place: int) -> Content:
    _id, name, text = CHOICES[place]
    number = safe(f"{place + 1}  ", "bold")
    return joined(number, safe(name), safe(f"\n   {text}", multiline=True))
