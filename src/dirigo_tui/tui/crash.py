"""What happens when the program itself fails: a sentence without values, and exit code 1."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from textual.app import App
from textual.worker import WorkerFailed

from dirigo_tui.i18n.catalogue import _

CRASHED = 1
"""The exit code after an error of ours."""


class TellsCrashes(App[None]):
    """An app that ends with :func:`crash_report` when it fails."""

    def _fatal_error(self) -> None:
        # Textual would print every frame's local variables, personal data and passphrases included.
        self._exit_renderables.append(crash_report(self._exception))
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        self._return_code = CRASHED
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _print_error_renderables(self) -> None:
        for report in self._exit_renderables[:1]:
            self.error_console.print(report, markup=False, highlight=False)
        self._exit_renderables.clear()


def crash_report(error: BaseException | None) -> str:
    """What is printed after an error of ours: no values, only which kind of error and where."""
    place = _place(error.__traceback__) if error is not None else "?"
    kind = type(error).__name__
    return "\n".join(
        (
            _("Något gick fel i programmet, och det stängdes."),
            _("Allt som var sparat finns kvar, och det du höll på att skriva finns som utkast."),
            _("Felet att rapportera: {kind} i {place}").format(kind=kind, place=place),
        )
    )


def _place(traceback: TracebackType | None) -> str:
    """The innermost place in our own code, as ``module:line``."""
    place = "?"
    root = Path(__file__).parents[1]
    while traceback is not None:
        path = Path(traceback.tb_frame.f_code.co_filename)
        if path.is_relative_to(root):
            place = f"{path.relative_to(root).as_posix()}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
