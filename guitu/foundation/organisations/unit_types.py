"""The kinds of organisation that meet a person, as data. Source: rule book, section 3.1."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal


@dataclass(frozen=True, slots=True)
class UnitType:
    """One kind. ``scope`` "own": its staff look over what the unit holds; "region": over its region."""

    id: str
    zh: str
    en: str
    scope: Literal["own", "region"]


_ALL = (
    UnitType("township_office", "社区戒毒社区康复工作办公室", "Township office", "region"),
    UnitType("police_organ", "公安机关", "Police organ", "region"),
    UnitType("police_station", "派出所", "Police station", "region"),
    UnitType("facility", "强制隔离戒毒所", "Rehabilitation centre", "own"),
    UnitType("provincial_bureau", "省戒毒管理局", "Provincial rehabilitation bureau", "region"),
    UnitType("bureau", "戒毒管理局", "Rehabilitation bureau", "region"),
    UnitType("guidance_centre", "康复指导中心", "Guidance centre", "region"),
    UnitType("guidance_station", "康复指导站", "Guidance station", "own"),
    UnitType("rehab_site", "戒毒康复场所", "Voluntary recovery site", "own"),
    UnitType("narcotics_office", "禁毒委员会办公室", "Narcotics control office", "region"),
    UnitType("political_legal", "政法委员会", "Political and legal affairs commission", "region"),
    UnitType("procuratorate", "检察院", "Procuratorate", "region"),
    UnitType("justice_bureau", "司法局", "Justice bureau", "region"),
    UnitType("justice_office", "司法所", "Justice office", "region"),
    UnitType("health_dept", "卫生健康部门", "Health department", "region"),
    UnitType("health_centre", "卫生院", "Health centre", "own"),
    UnitType("village_clinic", "村卫生室", "Village clinic", "own"),
    UnitType("mmt_clinic", "维持治疗门诊", "Maintenance treatment clinic", "own"),
    UnitType("partner_hospital", "医联体医院", "Partner hospital", "own"),
    UnitType("civil_affairs", "民政部门", "Civil affairs office", "region"),
    UnitType("hr_dept", "人力资源和社会保障部门", "Human resources department", "region"),
    UnitType("education_dept", "教育部门", "Education department", "region"),
    UnitType("school", "学校", "School", "own"),
    UnitType("womens_federation", "妇女联合会", "Women's federation", "region"),
    UnitType("youth_league", "共青团", "Youth league", "region"),
    UnitType("anti_drug_association", "禁毒协会", "Anti-drug association", "region"),
    UnitType("social_work_org", "禁毒社会工作机构", "Social work organisation", "own"),
    UnitType("employment_base", "就业安置基地", "Employment base", "own"),
    UnitType("enterprise", "企业", "Enterprise", "own"),
    UnitType("law_society", "法学会", "Law society", "region"),
    UnitType("legal_aid_centre", "法律援助中心", "Legal aid centre", "own"),
    UnitType("third_party_evaluator", "第三方评估机构", "Independent evaluator", "own"),
    UnitType("charity_fund", "公益基金会", "Charity fund", "own"),
    UnitType("residents_committee", "村（居）民委员会", "Residents' committee", "own"),
    UnitType("joint_working_team", "联合工作组", "Joint working team", "own"),
)

UNIT_TYPES: Mapping[str, UnitType] = MappingProxyType({kind.id: kind for kind in _ALL})
