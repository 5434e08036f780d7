"""The page of rights and help, and what the papers say: plain sentences, to be read alone or aloud.

``RIGHTS_VERSION`` goes up with every change of the page's text: who read the older one reads it again before
signing. Sources: Anti-Drug Law 33–36, 52, 62; Drug Rehabilitation Regulation 7, 9, 14, 16–23, 39–40; Drug
Testing Procedures 10–15; Personal Information Protection Law 13–16, 29, 44–50; Administrative Reconsideration
Law 20; Administrative Litigation Law 46; Legal Aid Law 31. The wording is a Guitu proposal.
"""

# ruff: noqa: E501 - a sentence that is read aloud stays on one line

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guitu.domain.plans.catalogue import Word

RIGHTS_VERSION: Final = 1

RIGHTS: Final[tuple[tuple[Word, Word], ...]] = (
    (
        Word("您有权得到帮助", "You have a right to help"),
        Word(
            "心理辅导、学手艺、找工作、上学、看病，都可以提出来，我们要给您答复。",
            "Counselling, training, work, school, a doctor: ask for it, and we owe you an answer.",
        ),
    ),
    (
        Word("主动求助，不予处罚", "Asking for help is not punished"),
        Word(
            "主动到公安机关登记，或者到有资质的医疗机构戒毒治疗的，不予处罚。社区戒毒期间又使用毒品的，专职人员依法应当报告公安机关；我们会先安排治疗，并告诉您。",
            "Whoever registers with the police of their own accord, or goes to a qualified clinic for treatment, is not punished. During community detox, workers must by law report renewed use to the police; we arrange treatment first, and tell you.",
        ),
    ),
    (
        Word("您的事，我们保密", "What is yours stays with us"),
        Word(
            "除了法律规定的情形，不会告诉单位、邻居、亲戚。对外的通知里，不写您参加的是什么。",
            "Unless the law says so, nobody tells your employer, neighbours or relatives. No notice that leaves us says what you take part in.",
        ),
    ),
    (
        Word("没有人可以歧视您", "Nobody may treat you as less"),
        Word(
            "上学、找工作、办社保，都和别人一样。受到歧视，可以找我们，也可以申请法律援助。",
            "School, work, insurance: the same as for everybody. If somebody treats you unfairly, come to us, or ask for legal aid.",
        ),
    ),
    (
        Word("您可以看自己的档案", "You may see your own file"),
        Word(
            "我们只记照管和执行决定需要的事，结束当天封存。您可以查、可以复印；写错了可以要求改；可以问谁看过。您同意过的事，随时可以撤回。",
            "We keep only what care and orders need, and seal it on the day it ends. You may read it and have a copy, ask for what is wrong to be put right, and ask who looked. What you consented to you may take back at any time.",
        ),
    ),
    (
        Word("检测结果可以提出异议", "You may challenge a test result"),
        Word(
            "现场检测不是最后的结果。您不同意，可以在被告知后三日内提出，由实验室再检；吃了什么药，请当场说明。",
            "A field test is not the last word. If you disagree, say so within three days of being told, and a laboratory tests again. Say at once which medicines you take.",
        ),
    ),
    (
        Word("对您不利的事，先听您说", "Before anything against you, you are heard"),
        Word(
            "作决定以前，您可以说明、申辩。对公安机关的决定不服，可以在六十日内申请复议，或者在六个月内起诉，可以申请法律援助。",
            "Before a decision you may explain and object. Against a police decision you may ask for reconsideration within sixty days, or go to court within six months; legal aid can be asked for.",
        ),
    ),
    (
        Word("外出三天以上，说一声", "Away for three days or more: tell us"),
        Word(
            "社区戒毒、社区康复期间，离开所在县（市、区）三日以上的，请提前书面报告。有急事，先打电话。",
            "During community detox or community rehab, report in writing before you leave the county for three days or more. In an emergency, call first.",
        ),
    ),
    (
        Word("到期就结束", "It ends on its day"),
        Word(
            "期限到了就结束，不用您申请。后续照管是自愿的，不参加、中途退出，都没有任何处罚。",
            "When the term is over it is over; you need not ask. Aftercare is voluntary: not taking part, or leaving, has no penalty.",
        ),
    ),
    (
        Word("看不懂、听不清，请说出来", "If you cannot read or hear this, say so"),
        Word(
            "我们可以读给您听，用大字，请人翻译或者打手语。您可以让信任的人陪着。不急，想清楚再签。",
            "We read it to you, print it large, find an interpreter or somebody who signs. Bring somebody you trust. There is no hurry: sign when you are sure.",
        ),
    ),
)  # fmt: skip

# What each item of the agreement says; which and in which order says the place's rulebook (C-03).
ITEMS: Final[Mapping[str, tuple[Word, Word]]] = MappingProxyType(
    {
        "rights_and_help": (
            Word("您的权利和可以得到的帮助", "Your rights and the help you can have"),
            Word(
                "权利告知书上的各项。您的需要和我们的帮助，一项一项写进您自己的计划。",
                "Everything on the page of rights. What you need and how we help is written, item by item, into your own plan.",
            ),
        ),
        "rules": (
            Word("应当遵守的规定", "The rules to follow"),
            Word(
                "履行协议；按照公安机关的要求定期接受检测；离开所在县（市、区）三日以上，提前书面报告。",
                "Keep to the agreement; take tests at the times the police require; report in writing before leaving the county for three days or more.",
            ),
        ),
        "team_duties": (
            Word("工作小组的责任", "What the team owes"),
            Word(
                "按计划帮助您，按时走访，为您保密，听取您的意见并答复。",
                "Help as planned, visit on time, keep what is yours to ourselves, listen and answer.",
            ),
        ),
        "measures": (
            Word("具体措施", "The measures"),
            Word(
                "戒毒知识辅导，教育劝诫，职业技能培训，职业指导，就学、就业、就医援助，以及其他帮助。",
                "Knowledge and guidance, skills training, career guidance, help with school, work and medical care, and other help.",
            ),
        ),
        "consequences": (
            Word("违反协议的责任", "What follows from a breach"),
            Word(
                "违反协议的，先听您说明，再劝诫、告诫。是否严重违反，由公安机关依法认定，您可以申辩。",
                "After a breach you are heard first, then admonished or warned. Whether it is serious only the police find, by law, and you may object.",
            ),
        ),
        "other": (
            Word("其他约定", "Anything else agreed"),
            Word("双方另外商定的事项。", "What both sides agreed beside this."),
        ),
    }
)

VOLUNTARY: Final[Mapping[str, tuple[Word, Word]]] = MappingProxyType(
    {
        "aftercare_agreement": (
            Word("后续照管协议（自愿）", "Aftercare agreement (voluntary)"),
            Word(
                "您自愿参加后续照管；我们按计划回访、帮助。您随时可以退出，退出没有任何处罚。",
                "You take part in aftercare of your own will; we visit and help as planned. You may leave at any time, without any penalty.",
            ),
        ),
        "pledge": (
            Word("承诺书（自愿）", "Pledge (voluntary)"),
            Word(
                "这是您对自己、对家人的承诺。不签也可以，签了没有做到，也不会因此受到处罚。",
                "This is a promise to yourself and your family. You need not sign it, and not keeping it is never punished.",
            ),
        ),
    }
)
