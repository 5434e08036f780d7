"""The words the policy is written in."""

from enum import StrEnum


class Role(StrEnum):
    """What an account is for. One account has one role."""

    FACILITY_OFFICER = "facility_officer"  # at the centre people are released from
    POSTED_OFFICER = "posted_officer"  # at a guidance station
    FULL_TIME_WORKER = "full_time_worker"  # at the township office
    SOCIAL_WORKER = "social_worker"
    COMMUNITY_POLICE = "community_police"
    UNIT_HEAD = "unit_head"
    PSYCHOLOGIST = "psychologist"
    DOCTOR = "doctor"
    LEGAL_EXPERT = "legal_expert"
    EMPLOYMENT_WORKER = "employment_worker"
    PARTNER_AGENCY = "partner_agency"  # an office of another kind; its unit's type says which slice it sees
    EVALUATOR = "evaluator"  # a drawn sample, under pseudonyms
    REGION_MANAGER = "region_manager"
    PRIVACY_OFFICER = "privacy_officer"  # the guardian
    SYS_ADMIN = "sys_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PERSON = "person"  # somebody whose file is kept, about their own


class Permission(StrEnum):
    """Everything an account can be allowed to do."""

    PERSON_READ = "person_read"
    PERSON_SEARCH = "person_search"
    CONTACT_RECORD = "contact_record"  # visits, talks, calls, leave, assessments
    TEST_RECORD = "test_record"
    LEGAL_FACT_RECORD = "legal_fact_record"  # decisions, reports, warnings: what has legal effect
    SERVICE_RECORD = "service_record"
    REFERRAL_ANSWER = "referral_answer"  # of somebody who was referred to one's unit
    HEALTH_RECORD = "health_record"
    MIND_RECORD = "mind_record"  # psychological notes
    ADVICE_RECORD = "advice_record"  # legal advice, privileged
    FAMILY_RECORD = "family_record"  # relatives, their consents, what keeps two people apart
    RIGHTS_RECORD = "rights_record"  # consents, corrections, objections, requests: the person's own word
    ASSIGN = "assign"
    PLAN_APPROVE = "plan_approve"  # put a plan that somebody else wrote into force
    PLAN_APPROVE_OWN = "plan_approve_own"  # ... and one that the approver wrote
    RELATION_NAME = "relation_name"  # who is on somebody's team, who may not see them
    ROSTER_IMPORT = "roster_import"
    FIGURES_READ = "figures_read"
    NAMES_IN_FIGURES = "names_in_figures"
    EXPORT = "export"
    EXPORT_APPROVE = "export_approve"
    BREAK_GLASS = "break_glass"  # open one file in need, with a reason, for four hours
    BREAK_GLASS_REVIEW = "break_glass_review"
    UNSEAL_ASK = "unseal_ask"
    UNSEAL_APPROVE = "unseal_approve"
    WHO_LOOKED_READ = "who_looked_read"  # the list of who opened one person's file
    RIGHTS_ANSWER = "rights_answer"
    ERASE = "erase"
    ALERTS_READ = "alerts_read"  # signs of misuse
    AUDIT_READ = "audit_read"  # the access log itself; it holds no names of persons
    ACCOUNTS_MANAGE = "accounts_manage"
    FACTOR_RESET_CONFIRM = "factor_reset_confirm"
    UNITS_MANAGE = "units_manage"
    RULEBOOK_READ = "rulebook_read"
    SERVICES_READ = "services_read"  # the directory of help; it is about nobody
    SERVICES_KEEP = "services_keep"
    SURVEYS_KEEP = "surveys_keep"  # set up, draw and finish surveys of one's own area
    SURVEY_SAMPLE = "survey_sample"  # the pseudonyms of a sample given to one's organisation
    AREAS_KEEP = "areas_keep"  # enter facts about an area and propose its status; they are about nobody
    AREAS_DECIDE = "areas_decide"  # ... and decide what somebody of a smaller area proposed


class Compartment(StrEnum):
    """The parts of a file that open separately."""

    EXISTENCE = "existence"  # who it is and that there is a file
    CASEWORK = "casework"
    ORDERS = "orders"  # orders, decisions and test status
    MEDICAL = "medical"
    PSYCHOLOGICAL = "psychological"
    LEGAL = "legal"  # advice, privileged
    WHEREABOUTS = "whereabouts"
    FAMILY = "family"  # relatives and what stands between them and the person


class Relation(StrEnum):
    """What stands between an account and a record, so that a role's grant applies."""

    OFFICE = "office"  # no record at all: the act concerns nobody
    PLACE = "place"  # the unit that holds the record lies where the account looks over
    ASSIGNED = "assigned"
    TEAM = "team"
    SUPERVISOR = "supervisor"  # of the notes of the person's psychologist
    REFERRED = "referred"  # a referral that has not expired
    RELEASED_HERE = "released_here"  # released by my centre, while aftercare consent holds
    OFFERED = "offered"  # being handed over between offices, mine among them; it ends with that
    CASE = "case"  # a region manager's question about one named person
    BREAK_GLASS = "break_glass"
    UNSEALED = "unsealed"
    SELF = "self"


class Exclusion(StrEnum):
    """Why somebody may never see a record, whatever else holds."""

    RELATIVE = "relative"
    FORMER_PARTNER = "former_partner"
    COMPLAINT_PENDING = "complaint_pending"
    OWN_RECORD = "own_record"
