"""The closed lists of the health record, in both languages. Kept short: a doctor adds words, not codes.

Infections follow what 传染病防治法 names and a community doctor meets; disabilities the seven kinds of
残疾人保障法, article 2. The rest is a Guitu proposal.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Word(NamedTuple):
    """One word in both languages."""

    zh: str
    en: str


class Sort(StrEnum):
    """What a line of the record says."""

    CONDITION = "condition"
    INFECTION = "infection"
    MEDICINE = "medicine"
    ALLERGY = "allergy"
    DISABILITY = "disability"
    MAINTENANCE = "maintenance"


SORTS: Final[Mapping[str, Word]] = {
    Sort.CONDITION: Word("慢性病", "Chronic conditions"),
    Sort.INFECTION: Word("传染病", "Infections"),
    Sort.MEDICINE: Word("正在用的药", "Medicines taken"),
    Sort.ALLERGY: Word("过敏", "Allergies"),
    Sort.DISABILITY: Word("残疾", "Disability"),
    Sort.MAINTENANCE: Word(
        "维持治疗（只写门诊，不写剂量）", "Maintenance treatment (the clinic, never a dose)"
    ),
}
CODES: Final[Mapping[str, Mapping[str, Word]]] = {
    Sort.CONDITION: {
        "hypertension": Word("高血压", "High blood pressure"),
        "diabetes": Word("糖尿病", "Diabetes"),
        "heart": Word("心脏病", "Heart disease"),
        "liver": Word("肝病", "Liver disease"),
        "lung": Word("肺病、哮喘", "Lung disease, asthma"),
        "kidney": Word("肾病", "Kidney disease"),
        "epilepsy": Word("癫痫", "Epilepsy"),
        "pain": Word("长期疼痛", "Lasting pain"),
        "sleep": Word("睡眠障碍", "Sleep disorder"),
        "other": Word("其他", "Other"),
    },
    Sort.INFECTION: {
        "hepatitis_b": Word("乙型肝炎", "Hepatitis B"),
        "hepatitis_c": Word("丙型肝炎", "Hepatitis C"),
        "hiv": Word("艾滋病病毒感染", "HIV"),
        "tuberculosis": Word("结核病", "Tuberculosis"),
        "syphilis": Word("梅毒", "Syphilis"),
        "other": Word("其他", "Other"),
    },
    Sort.DISABILITY: {
        "vision": Word("视力", "Vision"),
        "hearing": Word("听力", "Hearing"),
        "speech": Word("言语", "Speech"),
        "physical": Word("肢体", "Physical"),
        "intellectual": Word("智力", "Intellectual"),
        "mental": Word("精神", "Mental"),
        "multiple": Word("多重", "Multiple"),
    },
}
CHECKUPS: Final[Mapping[str, Word]] = {
    "general": Word("常规体检", "General check-up"),
    "liver": Word("肝功能", "Liver function"),
    "infection": Word("传染病复查", "Infection follow-up"),
    "blood_pressure": Word("血压、血糖", "Blood pressure and sugar"),
    "dental": Word("口腔", "Teeth"),
    "mental": Word("精神科复诊", "Psychiatric follow-up"),
    "specialist": Word("专科复诊", "Specialist follow-up"),
    "other": Word("其他", "Other"),
}
INSURANCE_STATES: Final[Mapping[str, Word]] = {
    "insured": Word("已参保", "Insured"),
    "lapsed": Word("已断保", "Lapsed"),
    "never": Word("没有参保", "Not insured"),
}
INSURANCE_KINDS: Final[Mapping[str, Word]] = {
    "employees": Word("职工医保", "Employees’ insurance"),
    "residents": Word("城乡居民医保", "Residents’ insurance"),
    "aided": Word("居民医保，由医疗救助资助", "Residents’ insurance, paid by medical aid"),
}


def word_of(sort: str, code: str) -> Word | None:
    """The word of a line's code; None where the sort has no codes."""
    return CODES.get(sort, {}).get(code)
