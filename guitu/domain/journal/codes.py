"""The closed code lists that details choose from."""

from collections.abc import Mapping
from typing import Final

# Why an appointment did not take place: three kinds, because only one of them says anything about the person.
REASON_KINDS: Final = ("person_acceptable", "person_not_acceptable", "logistics")

REASONS: Final[Mapping[str, str]] = {  # reason → the kind it belongs to
    "ill": "person_acceptable",
    "in_hospital": "person_acceptable",
    "at_work": "person_acceptable",
    "at_school": "person_acceptable",
    "caring_for_family": "person_acceptable",
    "bereavement": "person_acceptable",
    "official_appointment": "person_acceptable",
    "on_reported_leave": "person_acceptable",
    "in_custody": "person_acceptable",
    "did_not_come": "person_not_acceptable",
    "not_at_home": "person_not_acceptable",
    "did_not_answer": "person_not_acceptable",
    "declined_to_meet": "person_not_acceptable",
    "worker_absent": "logistics",
    "no_transport": "logistics",
    "bad_weather": "logistics",
    "wrong_address": "logistics",
    "office_closed": "logistics",
    "no_supplies": "logistics",
    "not_informed": "logistics",
    "other_acceptable": "person_acceptable",
    "other_not_acceptable": "person_not_acceptable",
    "other_logistics": "logistics",
}

# Why somebody could not report in within the days: open-ended, the words are the note's (rule book PR-23).
LATE_REPORT_REASONS: Final = (
    "ill",
    "in_hospital",
    "childbirth",
    "bereavement",
    "caring_for_family",
    "disaster",
    "in_custody",
    "wrong_address",
    "not_delivered",
    "at_work",
    "no_transport",
    "other",
)

CONTACT_MODES: Final = ("in_person", "phone", "message", "video", "through_family")
CONFIRMABLE: Final = ("phone", "address", "work")

CONSENT_PURPOSES: Final = (
    "aftercare",
    "job_referral",
    "help_referral",
    "peer_mentor",
    "honours",
    "publicity",
    "research",
    "family_sharing",
    "counselling_sharing",
    "hospital_referral",
    "insurance_sharing",
)
CONSENT_SPEAKERS: Final = ("person", "guardian")
# The working group of the Drug Rehabilitation Regulation, article 17, and Shanghai's sixth member.
MEMBER_KINDS: Final = (
    "full_time_worker",
    "community_police",
    "medical_staff",
    "family_member",
    "volunteer",
    "social_worker",
)
GROUP_GAPS: Final = (
    "no_family",
    "family_declined",
    "family_not_safe",
    "person_declined",
    "no_medical_staff",
    "no_volunteer",
    "being_appointed",
)
# How the person took in what was put before them to read or to sign.
READINGS: Final = ("read_alone", "read_aloud", "large_type", "interpreter", "sign_language")
SIGNERS: Final = ("person", "guardian", "township_office", "station")
# What is signed of free will in aftercare (rulebook J-08).
VOLUNTARY_PAPERS: Final = ("aftercare_agreement", "pledge")
# Areas of life that weigh on somebody or hold them; what exactly stands in the sealed note. Proposed.
AREAS: Final = (
    "family",
    "peers",
    "work",
    "income",
    "housing",
    "health",
    "mood",
    "daily_rhythm",
    "free_time",
)
# What a facility hands over (rulebook I-06 and I-11).
HANDOVER_ITEMS: Final = (
    "legal_papers",
    "diagnostic_assessment",
    "abstinence",
    "conduct",
    "job_skills",
    "harm_level",
    "risk_assessment",
    "treatment_record",
    "contact_sheet",
)

# The three sides of the assessment before release, and who took part in it (rulebook I-10).
ASSESSED: Final = ("body", "mind", "social_adaptation")
ASSESSORS: Final = ("centre_officer", "counsellor", "social_worker", "medical_staff", "family_member")
YES_NO: Final = ("yes", "no")
DEPENDANTS: Final = ("minor", "dependent_adult")
# Who is told of a release, and who comes for the person (rulebook I-05).
TOLD: Final = ("deciding_organ", "family_member", "work_unit", "police_station", "township_office", "station")
COLLECTORS: Final = ("family_member", "work_unit", "police_station", "township_office", "station", "centre")

# Why somebody goes away for a while; only said if the person likes to (rulebook E-04).
LEAVE_REASONS: Final = ("work", "schooling", "family", "health", "legal", "other")
# What may be reported as a serious breach (rulebook F-02 to F-05), who confirms it (4.3), and why it is not.
BREACH_GROUNDS: Final = ("tests_refused", "absences", "days_away", "not_reported")
CONFIRMERS: Final = ("worker", "head")
HEARD: Final = ("answered", "days_passed")
BREACH_CLOSED: Final = ("good_reason", "facts_wrong", "no_fault", "help_first", "other")

TEST_MODES: Final = ("scheduled", "random", "remote")
SAMPLES: Final = ("urine", "hair", "saliva", "blood")
TEST_LEVELS: Final = ("field", "laboratory", "retest")
# What a human saw that makes a missed test an evaded one (rulebook D-16). Proposed.
EVASIONS: Final = (
    "left_before_sampling",
    "sample_substituted",
    "sample_spoilt",
    "hid_from_staff",
    "other_evasion",
)
INSTITUTIONS: Final = ("another_institution",)  # of a retest: another than the first laboratory (D-08)

RISK_LEVELS: Final = ("high", "medium", "low")
LEVEL_BASES: Final = ("complete", "provisional")
FACT_GROUPS: Final = ("background", "conduct", "supervision", "treatment_history")

# Steps of a job that somebody found through us; whether it was kept is asked of them (rules K-30).
JOB_STEPS: Final = ("hired", "kept_one_month", "kept_three_months", "kept_six_months", "job_ended")
# What somebody did as a peer mentor, or with theirs; when supervision is due follows from it (rule J-06).
MENTOR_STEPS: Final = ("mentor_began", "mentor_supervised", "mentor_rests", "mentor_met")
SERVICES: Final = (
    "job_notice",
    "training_notice",
    "career_guidance",
    "job_placement",
    "skills_training",
    "counselling",
    "medical_aid",
    "school_aid",
    "relief",
    "legal_aid",
    "subsistence_allowance",
    "insurance",
    "family_repair",
    "peer_support",
    "education",
    "employment_support",
    "job_introduction",
    "unemployment_registration",
    "policy_advice",
    "startup_help",
    "behaviour_work",
    "surroundings",
    "housing",
    "rehab_guidance",
    "follow_up",
    "legal_education",
    "lecture",
    "other",
)
NEEDS: Final = (
    "work",
    "training",
    "housing",
    "income",
    "health",
    "mental_health",
    "family",
    "schooling",
    "legal",
    "papers",
    "insurance",
    "debt",
    "safety",
    "disaster",
    "other",
)
# What was done about a need; the last two close it without help: the person decides, or nothing can be done.
ANSWERS: Final = (
    "helped_at_once",
    "visited_them",
    "called_them",
    "told_where",
    "help_in_kind",
    "service_given",
    "referral_done",
    "no_longer_wished",
    "cannot_be_done",
)

# Which office leads where domicile and residence differ (rulebook G-05).
LEADS: Final = ("domicile", "residence")
URGENCIES: Final = ("urgent", "ordinary")

AUTHORITIES: Final = (
    "county_police",
    "city_police",
    "provincial_police",
    "police_station",
    "procuratorate",
    "court",
    "rehab_facility",
    "township_office",
    "justice_bureau",
    "health_authority",
    "other",
)
TERMINATION_GROUNDS: Final = (
    "imprisoned",
    "compulsory_education",
    "compulsory_detox",
    "deceased",
    "abroad",
    "wrong_person",
)
