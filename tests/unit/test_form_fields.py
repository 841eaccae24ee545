"""What the fields of forms accept, refuse, show and read back."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.domain.errors import Refused
from dirigo_tui.domain.vocabulary import ActivityKind, Axis, MappingArea, TargetGroup
from dirigo_tui.forms import definitions, repeats
from dirigo_tui.forms.fields import (
    LINE_LIMIT,
    Choice,
    Day,
    Field,
    FuzzyTime,
    Line,
    LongText,
    Number,
    OpenChoice,
    Option,
    Secret,
    YesNo,
    codes,
)
from dirigo_tui.forms.form import Form, FormError
from dirigo_tui.forms.weekdays import Weekdays
from dirigo_tui.i18n.catalogue import N_, set_language

TODAY = date(2026, 11, 21)
LABEL = N_("Fält")


def refused(field: Field[Any], text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        field.parse(text, TODAY)
    return caught.value


def test_an_empty_optional_field_is_empty_and_a_required_one_refused() -> None:
    assert Line(name="x", label=LABEL).parse("  ", TODAY) == ""
    assert Day(name="x", label=LABEL).parse("", TODAY) is None
    assert Number(name="x", label=LABEL, low=0, high=1).parse("", TODAY) is None
    assert refused(Line(name="x", label=LABEL, required=True), "\t ").code == "required"


def test_a_line_is_cleaned_and_has_a_limit() -> None:
    line = Line(name="x", label=LABEL)
    assert line.parse("  Åsa \u202e  Öberg\n", TODAY) == "Åsa Öberg"
    assert line.parse("x" * LINE_LIMIT, TODAY) == "x" * LINE_LIMIT
    assert refused(line, "x" * (LINE_LIMIT + 1)).params == {"length": 301, "limit": 300}


def test_a_long_text_keeps_its_lines() -> None:
    assert LongText(name="x", label=LABEL).parse("a\n\n b \n", TODAY) == "a\n\n b"


def test_a_secret_is_taken_as_typed_and_never_shown() -> None:
    secret = Secret(name="x", label=LABEL)
    assert secret.parse(" två  ord ", TODAY) == " två  ord "
    assert "två" not in secret.show("två  ord")


def test_a_day_echoes_weekday_and_full_date() -> None:
    day = Day(name="x", label=LABEL)
    assert day.parse("5/3", TODAY) == date(2027, 3, 5)
    assert day.echo("5 mars", TODAY) == "fredag 5 mars 2027"
    assert day.text(date(2027, 3, 5)) == "2027-03-05"
    assert refused(day, "5/13").code in {"no_such_day", "day_not_understood"}


def test_a_fuzzy_time_is_its_text_and_echoes_what_was_understood() -> None:
    time = FuzzyTime(name="x", label=LABEL)
    assert time.parse(" i  höst ", TODAY) == "i höst"
    assert time.echo("september–december 2027", TODAY) == "1 sep 2027 – 31 dec 2027"
    assert time.echo("2026-11-24", TODAY) == "tisdag 24 november 2026"
    assert time.echo("när jag orkar", TODAY).startswith("ingen dag utläst")


@pytest.mark.parametrize(("text", "value"), [("50", 50), ("50 %", 50), ("50%", 50), ("0", 0)])
def test_a_number_may_carry_its_unit(text: str, value: int) -> None:
    field = Number(name="x", label=LABEL, low=0, high=100, unit=N_("%"))
    assert field.parse(text, TODAY) == value
    assert field.show(50) == "50 %"


def test_a_number_has_bounds() -> None:
    field = Number(name="x", label=LABEL, low=0, high=10)
    assert refused(field, "11").code == "number_out_of_range"
    assert refused(field, "-1").params == {"value": -1, "low": 0, "high": 10}
    assert refused(field, "sju").code == "number_expected"
    assert refused(field, "7,5").code == "number_expected"


def test_a_choice_is_named_by_code_word_or_beginning() -> None:
    field = Choice(name="x", label=LABEL, options=codes(ActivityKind))
    for text in ("work_training", "Arbetsträning", "arbetst"):
        assert field.parse(text, TODAY) is ActivityKind.WORK_TRAINING
    assert field.show(ActivityKind.WORK_TRAINING) == "arbetsträning"
    assert field.text(ActivityKind.WORK_TRAINING) == "work_training"
    assert refused(field, "a").code == "choice_unknown", "several begin so"
    assert refused(field, "simning").params == {"text": "simning"}


def test_a_whole_word_wins_over_words_it_begins() -> None:
    field = Choice(
        name="x", label=LABEL, options=(Option(1, "a", "annat"), Option(2, "b", "annat arbete"))
    )
    assert field.parse("annat", TODAY) == 1


def test_a_choice_made_in_one_language_is_read_in_the_other() -> None:
    field = Choice(name="x", label=LABEL, options=codes(TargetGroup))
    kept = field.text(TargetGroup.INCOME_SUPPORT)
    set_language("en")
    try:
        assert field.parse(kept, TODAY) is TargetGroup.INCOME_SUPPORT
    finally:
        set_language("sv")


def test_no_is_an_answer() -> None:
    field = YesNo(name="x", label=LABEL, required=True)
    assert field.parse("nej", TODAY) is False
    assert field.parse("J", TODAY) is True
    assert field.text(False) == "no"
    assert field.show(False) == "nej"


def test_an_open_choice_takes_a_suggestion_or_any_text() -> None:
    field = OpenChoice(
        name="x", label=LABEL, suggestions=(Option("participant", "participant", "jag själv"),)
    )
    assert field.parse("Jag  själv", TODAY) == "participant"
    assert field.parse("min syster", TODAY) == "min syster"
    assert field.show("participant") == "jag själv"
    assert field.parse(field.text("participant"), TODAY) == "participant"


FORMS: tuple[Form, ...] = (
    definitions.PARTICIPANT,
    definitions.IDENTITY_NUMBER,
    definitions.END,
    definitions.OWN_GOAL,
    definitions.GOAL,
    definitions.activity([("g1", "Orka jobba halvtid")]),
    *(definitions.mapping_area(area) for area in MappingArea),
    definitions.NOTE,
    definitions.FOLLOW_UP,
    *(definitions.status(axis) for axis in Axis),
    definitions.SET_UP,
    definitions.PASSPHRASE,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_forms_have_words_and_read_back_every_answer(form: Form) -> None:
    names = [field.name for field in form.fields]
    assert len(set(names)) == len(names)
    for field in form.fields:
        assert str(field.label)
        assert not str(field.label).endswith((".", ":", "*"))
        options = getattr(field, "options", None) or getattr(field, "suggestions", ())
        for option in options:
            assert field.parse(field.text(option.value), TODAY) == option.value
            assert field.show(option.value)


def test_a_form_tells_every_mistake_at_once_in_its_order() -> None:
    with pytest.raises(FormError) as caught:
        definitions.NOTE.parse({"on": "32 mars", "text": "hej"}, TODAY)
    assert list(caught.value.errors) == ["kind", "on"]
    assert "32" not in str(caught.value), "what was typed stays out of logs"


def test_a_form_reads_what_it_starts_with() -> None:
    form = definitions.status(Axis.WORK)
    values = {
        "value": "employment",
        "extent": 50,
        "from_on": date(2026, 1, 1),
        "to_on": None,
        "source": next(o.value for o in form.field("source").options),  # type: ignore[attr-defined]
    }
    assert form.parse(form.texts(values), TODAY) == values


@given(st.text())
def test_text_once_read_is_read_the_same_again(text: str) -> None:
    for field in (Line(name="x", label=LABEL), LongText(name="x", label=LABEL)):
        try:
            once = field.parse(text, TODAY)
        except Refused:
            continue
        assert field.parse(field.text(once), TODAY) == once


@given(
    st.sampled_from([o.value for o in definitions.REPEATS if o.value]),
    st.integers(1, 400) | st.dates() | st.none(),
    st.sets(st.integers(0, 6)).map(sorted).map(tuple),
)
def test_a_repetition_survives_its_rule(
    often: str, last: int | date | None, weekdays: tuple[int, ...]
) -> None:
    times = last if isinstance(last, int) else None
    until = last if isinstance(last, date) else None
    days = weekdays if "WEEKLY" in often else ()
    assert repeats.split(repeats.rule(often, times, weekdays=weekdays, until=until)) == {
        "repeats": often,
        "weekdays": days,
        "times": times,
        "until": until,
    }


def test_something_that_happens_once_has_no_rule() -> None:
    assert repeats.rule("", 8) == ""
    assert repeats.split("")["repeats"] == ""


def test_a_series_ends_in_one_way() -> None:
    with pytest.raises(Refused) as caught:
        repeats.rule("FREQ=WEEKLY", 8, until=TODAY)
    assert caught.value.code == "times_and_until"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tis", (1,)),
        ("Tisdagar och torsdagar", (1, 3)),
        ("tors, tis", (1, 3)),
        ("måndag–fredag", (0, 1, 2, 3, 4)),
        ("fre-mån", (0, 4, 5, 6)),
        ("på onsdagarna", (2,)),
        ("Mondays and Fridays", (0, 4)),
        ("", ()),
    ],
)
def test_days_of_the_week_are_read_as_people_write_them(text: str, days: tuple[int, ...]) -> None:
    field = Weekdays(name="x", label=LABEL)
    assert field.parse(text, TODAY) == days
    assert field.parse(field.text(days), TODAY) == days


def test_a_day_that_no_week_has_is_refused_and_an_understood_one_echoed() -> None:
    field = Weekdays(name="x", label=LABEL)
    assert refused(field, "tis, tjosdag").params == {"text": "tis, tjosdag"}
    assert field.echo("tis tors", TODAY) == "tisdagar och torsdagar"


def test_the_first_letters_of_one_suggestion_are_enough() -> None:
    field = definitions.activity([]).field("responsible")
    assert field.parse("jag", TODAY) == "participant"
    assert field.echo("jag", TODAY) == "jag själv"
    assert field.echo("jag själv", TODAY) == ""
    assert field.parse("ar", TODAY) == "ar"
    assert field.parse("arb", TODAY) == "arb", "two suggestions begin so"


def test_what_makes_no_sense_is_not_asked() -> None:
    form = definitions.activity([])
    texts = form.texts({"title": "Kurs", "kind": ActivityKind.OTHER, "responsible": "vården"})
    texts |= {"status": "planned", "times": "många"}
    assert form.parse(texts | {"repeats": "once"}, TODAY)["times"] is None
    with pytest.raises(FormError) as caught:
        form.parse(texts | {"repeats": "daily"}, TODAY)
    assert list(caught.value.errors) == ["times"]
    assert not form.asks(form.field("weekdays"), {"repeats": "daily"})
    assert form.asks(form.field("weekdays"), {"repeats": "weekly"})


def test_a_rhythm_of_another_kind_can_be_kept() -> None:
    form = definitions.activity([], begun=True, rhythm="FREQ=WEEKLY;INTERVAL=3")
    assert form.field("repeats").show("FREQ=WEEKLY;INTERVAL=3") == "var 3:e vecka"
    assert all(field.name != "status" for field in form.fields)
