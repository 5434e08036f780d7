"""Words in a job text that demand a clean record: shown to staff with the law, never kept about a person.

Nobody may be discriminated against in work for having been in rehabilitation (rule book K-01; Drug Control
Law 52, Employment Promotion Law 26 and 62).
"""

import re
import unicodedata

_DEMANDS = re.compile(
    r"(无|没有|未有|不得有|不能有|不要有)(任何)?(违法|犯罪|刑事|不良|吸毒|涉毒|强戒|戒毒|案底|前科|劣迹|拘留)[^，,。；;\s]{0,8}"
    r"|(非|拒绝|不招|不要|谢绝)(录用)?(吸毒|涉毒|戒毒|强戒|刑满|两劳|有前科)[^，,。；;\s]{0,6}"
    r"|(提供|开具|出具|需|持)[^，,。；;\s]{0,4}(无犯罪|无违法|无吸毒|征信|良民)[^，,。；;\s]{0,8}"
    r"|(通过|须|需|进行)[^，,。；;\s]{0,4}(政审|背景调查|背调|尿检|毛发检测)"
    r"|clean (criminal )?record|no criminal record|background check|drug test"
)


def demand_in(text: str) -> str:
    """The first words of a text that ask for a clean record; "" where it asks for none.

    >>> demand_in("18-50岁，身体健康，无犯罪记录，能上夜班"), demand_in("无经验要求")
    ('无犯罪记录', '')
    """
    found = _DEMANDS.search(unicodedata.normalize("NFKC", text).lower())
    return found[0] if found else ""
