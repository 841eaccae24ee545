"""Why something cannot be done with the row one stands on, and what can be done instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dirigo_tui.domain.vocabulary import ActivityStatus, GoalState, PlanState
from dirigo_tui.forms.plan_questions import goal_choices
from dirigo_tui.i18n.catalogue import _
from dirigo_tui.services.plan_view import ActivityView, GoalView, PlanView

Row = GoalView | ActivityView | None
"""A goal, an activity, or neither: an empty plan, or the row that folds the removed goals."""


def why_not(action: str, view: PlanView, row: Row) -> str:
    """Why the action of a command of the plan cannot be done, "" when it can."""
    why = _REASONS.get(action)
    return why(view, row) if why else ""


def _empty(view: PlanView, _row: Row) -> str:
    if view.version is None or view.state is PlanState.NONE:
        return _("Planen är tom. Skriv ett mål (M) eller en aktivitet (A) först.")
    return ""


def _no_activity(_view: PlanView, row: Row) -> str:
    if isinstance(row, ActivityView):
        return ""
    return _("Det gäller aktiviteter. Gå till en aktivitet med ↑ eller ↓.")


def _no_course(view: PlanView, row: Row) -> str:
    if isinstance(row, ActivityView) and not (row.activity.recurrence or row.occurrences):
        return _("Den sker en gång. Skriv med E hur ofta den sker, så går det att notera närvaro.")
    return _no_activity(view, row)


def _nowhere_to_move(view: PlanView, row: Row) -> str:
    if isinstance(row, ActivityView) and not goal_choices(view, without=row.activity.goal_id or ""):
        return _("Det finns inget annat mål som pågår. Skriv ett nytt med M.")
    return _no_activity(view, row)


def _closed(_view: PlanView, row: Row) -> str:
    if isinstance(row, GoalView):
        return {
            GoalState.OPEN: "",
            GoalState.ACHIEVED: _("Målet är nått. L öppnar det igen."),
            GoalState.REMOVED: _("Målet är borttaget. L lägger tillbaka det."),
        }[row.goal.state]
    if isinstance(row, ActivityView):
        return {
            ActivityStatus.DONE: _("Aktiviteten är klar. L tar upp den igen."),
            ActivityStatus.CANCELLED: _("Aktiviteten är inställd. L tar upp den igen."),
        }.get(row.activity.status, "")
    return _nothing_here()


def _open(_view: PlanView, row: Row) -> str:
    if isinstance(row, GoalView) and row.goal.state is GoalState.OPEN:
        return _("Målet pågår redan.")
    if isinstance(row, ActivityView) and row.is_open:
        return _("Aktiviteten är inte avslutad.")
    return "" if row is not None else _nothing_here()


def _agreed(_view: PlanView, row: Row) -> str:
    if row is None:
        return _nothing_here()
    if row.may_delete:
        return ""
    return _("Någon har svarat på en plan där det här ingår. T tar bort det, med ett skäl.")


def _same(view: PlanView, _row: Row) -> str:
    return "" if view.changes_since_confirmed else _("Inget har ändrats sedan ni bekräftade.")


def _none_removed(view: PlanView, _row: Row) -> str:
    return "" if view.removed else _("Inget mål är borttaget.")


def _nothing_here() -> str:
    return _("Här finns inget mål och ingen aktivitet. M skriver ett mål, A en aktivitet.")


_REASONS: Final[Mapping[str, Callable[[PlanView, Row], str]]] = {
    "edit": _closed,
    "finish": _closed,
    "take_out": _closed,
    "put_back": _open,
    "delete": _agreed,
    "confirm": _empty,
    "follow_up": _empty,
    "print": _empty,
    "calendar": _empty,
    "status": _no_activity,
    "attendance": _no_course,
    "move": _nowhere_to_move,
    "compare": _same,
    "removed": _none_removed,
}
