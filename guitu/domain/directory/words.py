"""The words of the directory's codes, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

REFERRER_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "anyone": ("本人可以直接去，不用转介", "No referral needed"),
        "care_staff": ("照管人员", "Care staff"),
        "unit_head": ("单位负责人", "Head of the unit"),
        "township_office": ("乡镇、街道", "Township office"),
        "medical_staff": ("医生", "Medical staff"),
        "police": ("公安机关", "Police"),
    }
)
DOCUMENT_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "identity_card": ("身份证", "Identity card"),
        "household_register": ("户口簿", "Household register"),
        "residence_permit": ("居住证", "Residence permit"),
        "release_certificate": ("解除证明", "Certificate of release"),
        "income_proof": ("收入证明", "Proof of income"),
        "unemployment_record": ("就业创业证、失业登记", "Record of unemployment"),
        "disability_certificate": ("残疾人证", "Disability certificate"),
        "medical_record": ("病历、诊断证明", "Medical record"),
        "insurance_card": ("社保卡", "Social insurance card"),
        "photo": ("照片", "Photograph"),
        "bank_card": ("银行卡", "Bank card"),
        "consent": ("本人同意书", "The person's written consent"),
    }
)
