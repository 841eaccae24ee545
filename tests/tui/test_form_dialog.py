"""Forms on the screen: drafts, mistakes beside their field, nothing lost, nothing wiped."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from front_end import Blank, app_with, lines, shown
from hostile_text import FORBIDDEN_ON_SCREEN, HOSTILE
from textual.app import ComposeResult
from textual.events import Paste
from textual.pilot import Pilot

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import NoteKind, TargetGroup
from dirigo_tui.forms import definitions
from dirigo_tui.forms.fields import Line, LongText
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_
from dirigo_tui.tui.app import DirigoApp
from dirigo_tui.tui.widgets.choice_box import ChoiceBox, PickDialog
from dirigo_tui.tui.widgets.confirm import ConfirmDialog
from dirigo_tui.tui.widgets.entry import Entry, pasted
from dirigo_tui.tui.widgets.form_dialog import FormDialog
from dirigo_tui.tui.widgets.form_pane import FormPane
from dirigo_tui.tui.widgets.long_entry import LongEntry

KEY = "note:new:p1"
SMALL = Form(
    "small",
    N_("Liten"),
    (Line(name="first", label=N_("Först"), required=True), LongText(name="then", label=N_("Sen"))),
)


class Saved(list[dict[str, Any]]):
    """What has been saved; refuses when told to."""

    refusal: Refused | None = None

    async def __call__(self, values: dict[str, Any]) -> str:
        if self.refusal is not None:
            raise self.refusal
        self.append(values)
        return "record"


async def opened(
    pilot: Pilot[None],
    form: Form,
    saved: Callable[..., Any],
    values: dict[str, Any] | None = None,
    results: list[Any] | None = None,
) -> DirigoApp:
    app = pilot.app
    assert isinstance(app, DirigoApp)
    await pilot.pause()
    dialog: FormDialog[str] = FormDialog(form, saved, values=values, draft_key=KEY)
    await app.push_screen(dialog, [].append if results is None else results.append)
    await pilot.pause()
    await pilot.pause()
    return app


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_form_fits_and_shows_what_it_starts_with(size: tuple[int, int]) -> None:
    async with app_with().run_test(size=size) as pilot:
        values = {"kind": NoteKind.PHONE, "on": date(2026, 11, 24), "text": "Ringde."}
        app = await opened(pilot, definitions.NOTE, Saved(), values)
        text = shown(app)
        assert "Anteckning" in text
        assert "telefonsamtal" in text
        assert "2026-11-24" in text
        assert "Ringde." in text
        assert "* måste fyllas i" in text
        assert "Ctrl+S spara" in text
        assert all(len(line) <= size[0] for line in lines(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_long_form_scrolls_and_keeps_its_footer(size: tuple[int, int]) -> None:
    async with app_with().run_test(size=size) as pilot:
        app = await opened(pilot, definitions.PARTICIPANT, Saved())
        await pilot.press(*["tab"] * 11)
        await pilot.pause()
        assert "Skyddade" in shown(app)
        assert "Ctrl+S spara" in shown(app)


async def test_saving_gives_values_and_closes_with_the_result() -> None:
    saved, results = Saved(), []
    async with app_with().run_test() as pilot:
        app = await opened(pilot, SMALL, saved, results=results)
        await pilot.press(*"ett", "enter", *"två", "ctrl+s")
        await pilot.pause()
        assert saved == [{"first": "ett", "then": "två"}]
        assert results == ["record"]
        assert app.desk.unit.drafts == {}


async def test_the_last_key_before_saving_is_saved() -> None:
    saved = Saved()
    async with app_with().run_test() as pilot:
        app = await opened(pilot, SMALL, saved)
        app.screen.query_one("#first", Entry).insert_text_at_cursor("x")
        await app.screen.run_action("save")
        await pilot.pause(0.7)
        assert saved == [{"first": "x", "then": ""}]
        assert app.desk.unit.drafts == {}, "an edit told late leaves no draft behind"


async def test_every_mistake_is_told_beside_its_field() -> None:
    saved = Saved()
    async with app_with().run_test() as pilot:
        app = await opened(pilot, definitions.NOTE, saved, {"kind": NoteKind.NOTE})
        await pilot.press("tab", *"32 mars", "tab", *"hej", "ctrl+s")
        await pilot.pause()
        assert not saved
        assert "! ”32 mars”" in shown(app)
        assert app.focused is not None
        assert app.focused.id == "on"
        await pilot.press("backspace")
        await pilot.pause()
        assert "! ”" not in shown(app), "a complaint goes when the text changes"


async def test_a_day_is_echoed_in_full() -> None:
    async with app_with().run_test() as pilot:
        app = await opened(pilot, definitions.FOLLOW_UP, Saved())
        await pilot.press(*"5/3")
        await pilot.pause()
        assert "fredag 5 mars 2027" in shown(app)
        await pilot.press("2")
        await pilot.pause()
        assert "mars" not in shown(app)
        assert "!" not in shown(app), "nothing is wrong while one is still writing"


async def test_what_a_rule_refuses_is_told_in_the_dialog() -> None:
    saved = Saved()
    saved.refusal = Refused("changed_elsewhere")
    async with app_with().run_test() as pilot:
        app = await opened(pilot, SMALL, saved)
        await pilot.press("x", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, FormDialog)
        assert "Inte sparat: Någon annan har ändrat" in shown(app)
        saved.refusal = Refused("required", field="then")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "then"
        saved.refusal = None
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert saved == [{"first": "x", "then": ""}]


async def test_leaving_keeps_the_draft_and_coming_back_finds_it() -> None:
    results: list[Any] = []
    async with app_with().run_test() as pilot:
        app = await opened(pilot, SMALL, Saved(), {"first": "gammalt"}, results)
        await pilot.press("end", *" nytt", "escape")
        await pilot.pause()
        assert results == [None]
        assert json.loads(app.desk.unit.drafts[KEY])["first"] == "gammalt nytt"

        await opened(pilot, SMALL, Saved(), {"first": "gammalt"})
        assert "gammalt nytt" in shown(app)
        assert "Utkast från 09:21 är tillbaka" in shown(app)

        await pilot.press("f8")
        await pilot.pause()
        assert "nytt" not in shown(app)
        assert "gammalt" in shown(app)
        assert app.desk.unit.drafts == {}


async def test_a_form_opened_and_left_alone_leaves_no_draft() -> None:
    async with app_with().run_test() as pilot:
        app = await opened(pilot, SMALL, Saved(), {"first": "gammalt"})
        await pilot.press("tab", "escape")
        await pilot.pause()
        assert app.desk.unit.drafts == {}


async def test_arrows_walk_through_one_line_fields() -> None:
    async with app_with().run_test() as pilot:
        app = await opened(pilot, definitions.IDENTITY_NUMBER, Saved())
        await pilot.press("down")
        assert app.focused is not None
        assert app.focused.id == "number"
        await pilot.press("up")
        assert app.focused.id == "kind"


async def test_help_tells_about_the_field_one_is_in() -> None:
    async with app_with().run_test() as pilot:
        app = await opened(pilot, definitions.PARTICIPANT, Saved())
        await pilot.press("f1")
        await pilot.pause()
        assert "Referens. Organisationens eget nummer" in shown(app)


async def test_hostile_text_goes_in_and_out_as_text() -> None:
    saved = Saved()
    async with app_with().run_test(size=(60, 20)) as pilot:
        for hostile in HOSTILE:
            app = await opened(pilot, SMALL, saved, {"first": hostile, "then": hostile})
            assert not FORBIDDEN_ON_SCREEN & set("".join(lines(app)))
            await pilot.press("ctrl+s")
            await pilot.pause()
            if hostile.isprintable() and hostile.isascii():
                assert saved[-1] == {"first": hostile, "then": hostile}
        assert len(saved) == len(HOSTILE)


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_what_is_pasted_holds_nothing_hidden(hostile: str) -> None:
    assert not FORBIDDEN_ON_SCREEN & set(pasted(hostile))
    assert not (FORBIDDEN_ON_SCREEN - {"\n"}) & set(pasted(hostile, multiline=True))


def test_pasting_keeps_lines_and_the_blanks_around() -> None:
    assert pasted("två\nrader ") == "två rader "
    assert pasted("två\nrader", multiline=True) == "två\nrader"
    assert pasted("\x1b\u202e ") == ""


async def test_pasting_into_fields() -> None:
    class Fields(Blank):
        def body(self) -> ComposeResult:
            yield Entry("början")
            yield LongEntry("början")

    app = app_with(Fields)
    async with app.run_test() as pilot:
        await pilot.pause()
        for kind in (Entry, LongEntry):
            widget = app.screen.query_one(kind)
            widget.focus()
            await pilot.press("end")
            widget.post_message(Paste(" på\u202e\nslut"))
            await pilot.pause()
        assert app.screen.query_one(Entry).value == "början på slut"
        assert app.screen.query_one(LongEntry).text == "början på\nslut"


class Choosing(Blank):
    """One choice among the target groups."""

    def __init__(self, *, required: bool = True, code: str = "") -> None:
        super().__init__()
        self.required, self.code = required, code

    def body(self) -> ComposeResult:
        field = definitions.PARTICIPANT.field("target_group")
        if not self.required:
            field = definitions.activity([("g1", "Mål [/]")]).field("goal_id")
        yield ChoiceBox(field, self.code)  # type: ignore[arg-type]


async def test_choosing_by_arrows_letters_and_from_a_list() -> None:
    app = app_with(Choosing)
    async with app.run_test() as pilot:
        await pilot.pause()
        box = app.screen.query_one(ChoiceBox)
        assert "– välj –" in shown(app)
        await pilot.press("right")
        assert box.code == TargetGroup.SICK_LEAVE
        await pilot.press("left")
        assert box.code == TargetGroup.INCOME_SUPPORT
        await pilot.press("a")
        assert box.code == TargetGroup.ACTIVITY_COMPENSATION
        await pilot.press("z", "delete")
        assert box.code == TargetGroup.ACTIVITY_COMPENSATION, "an answer is required"
        await pilot.press("space")
        await pilot.pause()
        assert isinstance(app.screen, PickDialog)
        assert "Enter välj  Esc tillbaka" in shown(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert box.code == TargetGroup.INCOME_SUPPORT
        await pilot.press("space", "escape")
        await pilot.pause()
        assert box.code == TargetGroup.INCOME_SUPPORT


async def test_a_choice_that_is_too_long_says_so() -> None:
    app = app_with(lambda: Choosing(code=TargetGroup.ACTIVITY_COMPENSATION))
    async with app.run_test(size=(22, 10)) as pilot:
        await pilot.pause()
        assert "‹ aktivitetser… ›  2/3" in shown(app)
        app.screen.set_focus(None)
        await pilot.pause()
        assert "aktivitetsersättning" in shown(app)


async def test_an_optional_choice_can_be_taken_back_and_user_words_are_safe() -> None:
    app = app_with(lambda: Choosing(required=False, code="g1"))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert "‹ Mål [/] ›" in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "Mål [/]" in shown(app)
        await pilot.press("escape", "delete")
        assert app.screen.query_one(ChoiceBox).code == ""


@pytest.mark.parametrize(
    ("keys", "answer"), [(("enter",), False), (("right", "enter"), True), (("escape",), None)]
)
async def test_confirming_names_the_object_and_starts_at_no(
    keys: tuple[str, ...], answer: bool | None
) -> None:
    answers: list[bool | None] = []
    app = app_with()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        question = "Ta bort målet ”Våga [/] ringa”?"
        await app.push_screen(
            ConfirmDialog(question, "Ta bort", "Det går att ångra."), answers.append
        )
        await pilot.pause()
        assert question in shown(app)
        await pilot.press(*keys)
        await pilot.pause()
        assert answers == [answer]


async def test_a_pane_stands_on_a_screen_of_its_own() -> None:
    class Asking(Blank):
        def body(self) -> ComposeResult:
            yield FormPane(definitions.PASSPHRASE, {}, date(2026, 11, 21))

    app = app_with(Asking)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"fyra ord", "enter")
        await pilot.pause()
        pane = app.screen.query_one(FormPane)
        assert pane.parse() is None
        await pilot.press(*"fyra ord")
        await pilot.pause()
        assert pane.parse() == {"passphrase": "fyra ord", "repeated": "fyra ord"}
        assert pane.texts == {}, "secrets are never among what may be kept"
        assert "fyra" not in shown(app)
