"""Writing the summary to a file from the cohort screen: what is asked, and what is said after."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from dirigo_tui.domain.errors import Refused
from dirigo_tui.forms.fields import Line, LongText, YesNo
from dirigo_tui.forms.form import Form
from dirigo_tui.i18n.catalogue import N_, _, n_
from dirigo_tui.services.ports import Containers
from dirigo_tui.services.summary import Summary, SummaryOrder
from dirigo_tui.services.summary_files import ExportedSummary, ExportSummary, FileForm

SEALED: Final = ".age"

FORM: Final = Form(
    "cohort_export",
    N_("Exportera mål och resultat"),
    (
        Line(
            name="path",
            label=N_("Fil"),
            help=N_("Ändelsen bestämmer formen: .xlsx, .pdf, .csv eller .json."),
            required=True,
        ),
        LongText(
            name="recipients",
            label=N_("Mottagare"),
            help=N_(
                "Deras age-nycklar (age1…), en på varje rad. Var och en av dem kan öppna filen, och"
                " ingen annan. Tomt: filen krypteras inte."
            ),
        ),
        YesNo(
            name="by_site",
            label=N_("Ort för ort"),
            help=N_("Med orterna var för sig döljs fler tal."),
        ),
    ),
)


def proposed(summary: Summary, *, by_site: bool) -> dict[str, Any]:
    """What the form starts with."""
    name = _("mål och resultat {day}").format(day=summary.as_of.isoformat())
    return {"path": str(Path.home() / f"{name}.{FileForm.XLSX}"), "by_site": by_site}


def ordered(
    values: Mapping[str, Any], order: SummaryOrder, containers: Containers
) -> ExportSummary:
    """What the form asks for.

    Args:
        order: whose figures, until when.

    Raises:
        Refused: with the ``field`` it is about: ``recipient_…``, ``summary_format_unknown``,
            ``file_exists``.
    """
    recipients = [_recipient(text, containers) for text in values["recipients"].split()]
    path = Path.home() / Path(values["path"]).expanduser()
    form = path.with_suffix("") if path.suffix.lower() == SEALED else path
    if form.suffix.lower().removeprefix(".") not in list(FileForm):
        forms = [f".{form}" for form in FileForm]
        raise Refused("summary_format_unknown", file=path.name, forms=forms, field="path")
    if recipients and form == path:
        path = path.with_name(path.name + SEALED)
    if path.exists():
        raise Refused("file_exists", path=path, field="path")
    return ExportSummary(
        order=SummaryOrder(
            as_of=order.as_of, by_site=bool(values["by_site"]), all_desks=order.all_desks
        ),
        path=path,
        recipients=recipients,
    )


def _recipient(text: str, containers: Containers) -> str:
    try:
        return containers.check_recipient(text)
    except Refused as refused:
        raise Refused(refused.code, **{**refused.params, "field": "recipients"}) from None


def done(written: ExportedSummary) -> str:
    """Where the file is, and who can open it."""
    where = _("Filen är skriven och kontrollerad: {path}").format(path=written.path)
    count = len(written.recipients)
    if not count:
        who = _("Den är inte krypterad: den som får den kan läsa den. Små tal är dolda.")
    else:
        who = n_(
            "Den är krypterad. Bara {n} mottagare kan öppna den.",
            "Den är krypterad. Bara de {n} mottagarna kan öppna den.",
            count,
        ).format(n=count)
    return f"{where}\n{who}"
