"""Searching in memory letter by letter, and the place one keeps when the list has changed."""

from hypothesis import given
from hypothesis import strategies as st

from dirigo_tui.services.caseload import Group, Worklist, narrow
from dirigo_tui.tui.screens.listing import Listing, group_at

INDEX = {
    "1": "samira nordin\nh-1\nhaninge",
    "2": "åsa öberg\nh-2\nhuddinge",
    "3": "andre ek\nh-3\nhaninge",
    "4": "åke ånd\nh-4\n",
}


def worklist(overdue: str, today: str = "", ahead: str = "", none: str = "") -> Worklist:
    """A list whose people are single characters."""
    groups = dict(zip(Group, (overdue, today, ahead, none), strict=True))
    return Worklist(list("".join(groups.values())), {g: len(ids) for g, ids in groups.items()})


EVERYBODY = worklist("12", "3", "4")


def test_without_search_texts_everybody_is_shown() -> None:
    listing = Listing()
    listing.take(EVERYBODY)
    listing.search("samira")
    assert (listing.shown, listing.text) == (EVERYBODY, "")
    listing.take(EVERYBODY, "samira", INDEX)
    assert list(listing.shown.ids) == ["1"]


@given(st.lists(st.text(st.sampled_from("aåeho- n\u030a"), max_size=5), max_size=6))
def test_letter_by_letter_finds_what_one_search_finds(texts: list[str]) -> None:
    listing = Listing()
    listing.take(EVERYBODY, index=INDEX)
    for text in texts:
        listing.search(text)
        whole, _texts = narrow(EVERYBODY, list(INDEX.values()), text)
        assert (list(listing.shown.ids), listing.shown.sizes) == (list(whole.ids), whole.sizes)


def test_a_ring_typed_after_its_letter_is_another_letter() -> None:
    listing = Listing()
    listing.take(EVERYBODY, index=INDEX)
    listing.search("a")
    assert "2" in listing.shown.ids
    listing.search("a\u030ake")
    assert list(listing.shown.ids) == ["4"]


def test_groups_by_place() -> None:
    assert [group_at(EVERYBODY, place) for place in range(4)] == [
        Group.OVERDUE, Group.OVERDUE, Group.TODAY, Group.AHEAD,
    ]  # fmt: skip


def after(change: Worklist, marked: str | None, before: Worklist = EVERYBODY) -> str | None:
    listing = Listing()
    listing.take(change)
    return listing.stand_in(marked, before)


def test_whoever_stays_in_their_group_stays_marked() -> None:
    assert after(worklist("21", "3", "4"), "1") == "1"


def test_whoever_leaves_their_group_leaves_their_place_to_the_next() -> None:
    assert after(worklist("2", "3", "14"), "1") == "2"
    assert after(worklist("12", "", "43"), "3") == "4"


def test_whoever_is_gone_leaves_their_place_to_the_next() -> None:
    assert after(worklist("2", "3", "4"), "1") == "2"
    assert after(worklist("12", "3"), "4") == "3"
    assert after(worklist(""), "1") is None


def test_nobody_marked_stands_in_for_nobody() -> None:
    assert after(EVERYBODY, None) is None
    assert after(EVERYBODY, "stranger") is None
