"""Every code the program stores or exchanges. Words for them stand in ``i18n/words.py``.

Sources: DOMAIN.md §3 (target groups), §5 (plan), §6 (ratings), §7 (status axes), §10 (protection);
codes that others rely on are fixed by CONTRACT.md.
"""

from __future__ import annotations

from enum import StrEnum


class TargetGroup(StrEnum):
    """The primary group, fixed at start (DOMAIN.md §3)."""

    SICK_LEAVE = "sick_leave"
    ACTIVITY_COMPENSATION = "activity_compensation"
    INCOME_SUPPORT = "income_support"


class Sex(StrEnum):
    """Sex for statistics; the order women, men is the order of every table."""

    WOMEN = "women"
    MEN = "men"
    UNKNOWN = "unknown"


class Protection(StrEnum):
    """Protected identity (DOMAIN.md §10)."""

    NONE = "none"
    SECRECY_MARKING = "secrecy_marking"
    PROTECTED_REGISTRATION = "protected_registration"
    ASSUMED_IDENTITY = "assumed_identity"


class IdentityKind(StrEnum):
    """Kind of identity number; chosen, never guessed (DOMAIN.md §11)."""

    PERSONAL_NUMBER = "personnummer"
    COORDINATION_NUMBER = "samordningsnummer"
    RESERVE_NUMBER = "reservnummer"


class EndReason(StrEnum):
    """Why participation ended; the last two are discontinuations (CONTRACT.md)."""

    AS_PLANNED = "as_planned"
    TOO_ILL = "too_ill"
    MOVED = "moved"
    OTHER_SERVICE = "other_service"
    PARENTAL_LEAVE = "parental_leave"
    DECEASED = "deceased"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"
    OWN_CHOICE = "own_choice"
    CONSENT_WITHDRAWN = "consent_withdrawn"


class Axis(StrEnum):
    """A status axis; several run in parallel (DOMAIN.md §7)."""

    BENEFIT = "benefit"
    SICK_LEAVE = "sick_leave"
    MEASURE = "measure"
    WORK = "work"
    STUDIES = "studies"
    JOB_SEEKER = "job_seeker"
    READY = "ready"
    PARTICIPATION = "participation"


AXIS_VALUES: dict[Axis, tuple[str, ...]] = {
    Axis.BENEFIT: (
        "sickness_benefit",
        "rehabilitation_benefit",
        "activity_compensation_active",
        "activity_compensation_dormant",
        "sickness_compensation",
        "income_support",
        "activity_support",
        "unemployment_insurance",
        "study_support",
        "no_public_income",
    ),
    Axis.SICK_LEAVE: (),
    Axis.MEASURE: (
        "mapping",
        "mobilisation_course",
        "confidence_course",
        "pre_rehabilitation",
        "treatment",
        "work_training",
        "placement",
        "supported_employment",
        "waiting",
    ),
    Axis.WORK: ("none", "employment", "subsidised", "own_business", "social_enterprise"),
    Axis.STUDIES: (
        "none",
        "sfi",
        "basic_or_upper_secondary",
        "folk_high_school",
        "vocational_or_higher",
    ),
    Axis.JOB_SEEKER: ("not_registered", "registered", "registered_available"),
    Axis.READY: ("participant", "caseworker"),
    Axis.PARTICIPATION: (
        "referred",
        "waiting",
        "ongoing",
        "paused",
        "completed",
        "discontinued",
    ),
}
"""The values an axis may take; ``sick_leave`` has only an extent."""

SICK_LEAVE_EXTENTS: tuple[int, ...] = (0, 25, 50, 75, 100)
"""Per cent, the steps Försäkringskassan decides in (DOMAIN.md §7)."""


class Source(StrEnum):
    """Who a status comes from."""

    PARTICIPANT = "participant"
    CASEWORKER = "caseworker"
    CERTIFICATE = "certificate"
    AUTHORITY = "authority"


class MappingArea(StrEnum):
    """An area of the mapping (DOMAIN.md §5); each may be left empty."""

    HEALTH = "health"
    EVERYDAY_LIFE = "everyday_life"
    ECONOMY = "economy"
    HOUSING = "housing"
    FAMILY_AND_NETWORK = "family_and_network"
    EDUCATION_AND_SKILLS = "education_and_skills"
    WORK_EXPERIENCE = "work_experience"
    INTERESTS_AND_WISHES = "interests_and_wishes"
    LANGUAGE_AND_DIGITAL_SKILLS = "language_and_digital_skills"
    CHANGE_FIRST = "change_first"


class GoalState(StrEnum):
    """How a goal stands; a removed one is kept, with its reason (DOMAIN.md §5)."""

    OPEN = "open"
    ACHIEVED = "achieved"
    REMOVED = "removed"


class ActivityKind(StrEnum):
    """Type of activity: the measures of DOMAIN.md §7 and what else a plan holds."""

    MAPPING = "mapping"
    MOBILISATION_COURSE = "mobilisation_course"
    CONFIDENCE_COURSE = "confidence_course"
    PRE_REHABILITATION = "pre_rehabilitation"
    TREATMENT = "treatment"
    WORK_TRAINING = "work_training"
    PLACEMENT = "placement"
    SUPPORTED_EMPLOYMENT = "supported_employment"
    STUDIES = "studies"
    JOB_SEARCH = "job_search"
    MEETING = "meeting"
    CONTACT = "contact"
    OWN_ACTIVITY = "own_activity"
    OTHER = "other"


class ActivityStatus(StrEnum):
    """How an activity stands; cancelling takes a reason."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    DONE = "done"
    CANCELLED = "cancelled"
    PAUSED = "paused"


class TimePrecision(StrEnum):
    """How exact a fuzzy time is (DOMAIN.md §2 *Tidpunkt*). ``OPEN`` has no known end."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    OPEN = "open"


class Attendance(StrEnum):
    """Attendance at one occurrence of a recurring activity."""

    PRESENT = "present"
    ABSENT_WITH_NOTICE = "absent_with_notice"
    ABSENT = "absent"


class Agreement(StrEnum):
    """What somebody answers when asked to confirm a plan version."""

    YES = "yes"
    NO = "no"
    COULD_NOT_ANSWER = "could_not_answer"


class NonAnswer(StrEnum):
    """Why a rating has no value. Never 0 (DOMAIN.md §6)."""

    NOT_ASKED = "not_asked"
    PREFERS_NOT = "prefers_not"
    COULD_NOT = "could_not"
    MISSING = "missing"


class Mode(StrEnum):
    """How a rating was given."""

    ALONE = "alone"
    TOGETHER = "together"
    READ_ALOUD = "read_aloud"
    INTERPRETER = "interpreter"


class Rater(StrEnum):
    """Whose rating it is; both are kept and shown, never averaged."""

    PARTICIPANT = "participant"
    CASEWORKER = "caseworker"


class NoteKind(StrEnum):
    """What a dated note is about. Every kind but ``NOTE`` counts as contact with the person."""

    NOTE = "note"
    CHECK_IN = "check_in"
    THREE_PARTY_MEETING = "three_party_meeting"
    PHONE = "phone"


class Rule(StrEnum):
    """A deadline rule of DOMAIN.md §4, or a lapse of plan freshness (§5)."""

    ACTIVE_PLANNING = "active_planning"
    SICK_LEAVE_SIX_MONTHS = "sick_leave_six_months"
    FOLLOW_UP = "follow_up"
    ACTIVITY_FOLLOW_UP = "activity_follow_up"
    SELF_RATING = "self_rating"
    FINAL_RATING = "final_rating"
    ACTIVITY_COMPENSATION_ENDS = "activity_compensation_ends"
    FOLLOW_UP_IN_WORK = "follow_up_in_work"
    FOLLOW_UP_AFTER_END = "follow_up_after_end"
    CONSENT_RUNS_OUT = "consent_runs_out"
    RETENTION = "retention"
    NO_ACTIVITY_AHEAD = "no_activity_ahead"
    NO_FOLLOW_UP_DATE = "no_follow_up_date"
    MAPPING_OLD = "mapping_old"
    NO_ACTIVITY_FOLLOWED_UP = "no_activity_followed_up"


class ConsentCategory(StrEnum):
    """What a consent may cover (DOMAIN.md §10); the values are fields of ``records.Covering``."""

    PLAN = "plan"
    MAPPING = "mapping"
    RATINGS = "ratings"
    STATUS = "status"
    MEDICAL = "medical"


class ConsentForm(StrEnum):
    """How a consent was given."""

    WRITTEN = "written"
    ORAL = "oral"


class SharedAs(StrEnum):
    """What has gone out to somebody else: on paper, or as a file."""

    PAPER = "paper"
    CALENDAR = "calendar"
    EXTRACT = "extract"
    HANDOVER = "handover"


class PlanState(StrEnum):
    """How far a person's plan has come; ``CONFIRMED``: both have agreed to the current version."""

    NONE = "none"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


class Action(StrEnum):
    """What a use case did, for history, undo and receipts."""

    PARTICIPANT_REGISTERED = "participant_registered"
    PARTICIPANT_CHANGED = "participant_changed"
    PARTICIPANT_IMPORTED = "participant_imported"
    PARTICIPANT_RECEIVED = "participant_received"
    PARTICIPANT_EXPORTED = "participant_exported"
    OWN_GOAL_WRITTEN = "own_goal_written"
    MAPPING_WRITTEN = "mapping_written"
    GOAL_ADDED = "goal_added"
    GOAL_CHANGED = "goal_changed"
    GOAL_ACHIEVED = "goal_achieved"
    GOAL_REMOVED = "goal_removed"
    GOAL_PUT_BACK = "goal_put_back"
    GOAL_DELETED = "goal_deleted"
    ACTIVITY_ADDED = "activity_added"
    ACTIVITY_CHANGED = "activity_changed"
    ACTIVITY_STATUS_SET = "activity_status_set"
    ACTIVITY_DELETED = "activity_deleted"
    ATTENDANCE_SET = "attendance_set"
    PLAN_ANSWERED = "plan_answered"
    FOLLOW_UP_BOOKED = "follow_up_booked"
    FOLLOW_UP_DONE = "follow_up_done"
    RATED = "rated"
    STATUS_SET = "status_set"
    STATUS_STRUCK = "status_struck"
    NOTE_WRITTEN = "note_written"
    CONSENT_GIVEN = "consent_given"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    PLAN_PRINTED = "plan_printed"
    CALENDAR_WRITTEN = "calendar_written"
    COHORT_EXPORTED = "cohort_exported"
    COHORT_RECEIVED = "cohort_received"
    EXACT_SUMMARY_SHOWN = "exact_summary_shown"
    SUMMARY_EXPORTED = "summary_exported"
    ORGANISATION_KEY_EXPORTED = "organisation_key_exported"
    ORGANISATION_KEY_IMPORTED = "organisation_key_imported"


class Access(StrEnum):
    """What a line of the access log is about (DOMAIN.md §10); reads are lines too."""

    UNLOCKED = "unlocked"
    UNLOCK_FAILED = "unlock_failed"
    LISTED = "listed"
    SEARCHED = "searched"
    OPENED = "opened"
    CHANGED = "changed"
    PRINTED = "printed"
    EXPORTED = "exported"
    IMPORTED = "imported"
    RECEIVED = "received"
    BACKED_UP = "backed_up"
    EXACT_SUMMARY = "exact_summary"
    LOG_READ = "log_read"
    SUBJECT_ACCESS = "subject_access"
    DESTRUCTION_APPROVED = "destruction_approved"
    DESTROYED = "destroyed"


class EnvelopeFormat(StrEnum):
    """What a sealed JSON document holds (CONTRACT.md, "The age containers")."""

    PARTICIPANT = "dirigo.participant"
    CASELOAD = "dirigo.caseload"
    COHORT = "dirigo.cohort"
    SUMMARY = "dirigo.summary"
    ORGANISATION_KEY = "dirigo.organisation_key"
    EXTRACT = "dirigo.extract"


class SlotKind(StrEnum):
    """A way to unlock the database key; ``PRACTICE`` needs nothing from anybody."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"
    KEYRING = "keyring"
    PRACTICE = "practice"
    ESCROW = "escrow"
