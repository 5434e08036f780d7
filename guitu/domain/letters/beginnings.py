"""Forms of the beginning: reporting, rights, consent, agreements, the group, the plan."""

# ruff: noqa: E501 - a label stays beside its English

from typing import Final

from guitu.domain.letters.form import CONTACT, Digits, Form, Recipient, day, line, text

_SIGN = "_ 本人签名：　　　　　　　　　　日期：　　　年　　月　　日"
_BOTH = "_ 工作人员签名：　　　　　　　　日期：　　　年　　月　　日"
_ALOUD = "_ 已向本人逐项读出并说明　□是　□本人自行阅读"

FORMS: Final = (
    Form(
        "report_in_form", ("报到登记表", "Registration on reporting"), Recipient.FILE, CONTACT,
        (
            day("reported_on", "报到日期", "Day of reporting"),
            line("papers", "核对的证件", "Papers checked"),
            line("reached_by", "联系方式", "How to reach the person"),
            line("lives_at", "现住址", "Present address"),
            text("household", "家庭成员", "Household", required=False),
            text("health", "健康和医疗保险（本人愿意说明的）", "Health and insurance, as told", required=False),
            line("work", "工作情况", "Work", required=False),
            line("skills", "技能", "Skills", required=False),
            text("needs", "本人提出的需要", "What the person needs", required=False),
        ),
        (
            "{{ name }}于{{ reported_on }}报到。",
            "核对的证件：{{ papers }}", "决定书文号：{{ order_document }}", "期限：{{ term }}",
            "联系方式：{{ reached_by }}", "现住址：{{ lives_at }}", "家庭成员：{{ household }}",
            "健康和医疗保险：{{ health }}", "工作情况：{{ work }}", "技能：{{ skills }}",
            "本人提出的需要：{{ needs }}",
            "权利告知书已交本人　□是", _SIGN, _BOTH,
        ),
        "《戒毒条例》第十四条、第三十八条", Digits.WHOLE,
    ),
    Form(
        "rights_notice", ("权利告知书", "Notice of rights"), Recipient.PERSON, CONTACT,
        (text("also", "补充说明", "In addition", required=False),),
        (
            "{{ name }}：",
            "为了陪您走好回家的路，我们会记录有关您的情况。请您了解以下事项，听不清或者看不懂的，请让我们再读一遍。",
            "# 谁在处理您的信息", "{{ unit }}，电话：{{ unit_phone }}，地址：{{ unit_address }}。",
            "# 为什么、记什么、到什么时候",
            "执行决定和检测依照法律规定；照管、帮扶、就业转介只在您同意后进行。"
            "期满当天档案封存，没有依据任何人不能查看。",
            "# 您可以",
            "一、知道为您保存了什么、谁看过、为什么，并取得副本；",
            "二、要求更正、补充或者删除，提出异议；单位在十五日内答复，不同意的要说明理由；",
            "三、随时撤回您的同意，撤回不影响您的法律地位，也不会因此受到处罚；",
            "四、提出回避、更换工作人员，选择时间、地点和联系方式；",
            "五、在任何不利的记录或者报告作出之前陈述和申辩；",
            "六、投诉，申请行政复议，提起诉讼，申请法律援助（电话12348）。",
            "{{ also }}", _ALOUD, _SIGN, _BOTH,
        ),
        "《个人信息保护法》第十七条、第四十四条至第五十条；《戒毒条例》第七条", Digits.NONE,
    ),
    Form(
        "consent_form", ("知情同意书", "Informed consent"), Recipient.PERSON, CONTACT,
        (text("explained", "已说明的内容", "What was explained"),),
        (
            "{{ name }}：", "下面每一项单独选择，可以都不选，也可以以后再选。不同意不会带来任何不利。",
            "已经向您说明：{{ explained }}",
            "一、后续照管　□同意　□不同意", "二、就业转介　□同意　□不同意", "三、同伴帮助　□同意　□不同意",
            "四、与家人沟通情况　□同意　□不同意", "五、研究（不含姓名）　□同意　□不同意",
            "六、宣传（另签书面同意）　□同意　□不同意",
            "您随时可以撤回其中任何一项，说一声或者打电话即可：{{ unit_phone }}。", _ALOUD, _SIGN, _BOTH,
        ),
        "《个人信息保护法》第十四条至第十六条、第二十九条", Digits.NONE,
    ),
    Form(
        "community_agreement", ("社区戒毒（康复）协议", "Agreement on community detox or rehab"),
        Recipient.PERSON, CONTACT,
        (
            text("help", "可以得到的帮助", "Help the person can count on"),
            text("measures", "具体措施（谈话、检测的安排）", "Measures"),
            text("other", "双方商定的其他事项", "Anything else agreed", required=False),
        ),
        (
            "甲方：{{ unit }}　　乙方：{{ name }}", "期限：{{ term }}（{{ course }}，文号{{ order_document }}）",
            "# 一、您的权利和可以得到的帮助", "{{ help }}",
            "# 二、具体措施", "{{ measures }}",
            "# 三、应当遵守的规定",
            "履行本协议；按约定接受检测；离开所在县（市、区）三日以上的，事先书面报告。",
            "# 四、有困难怎么办",
            "生病、上班、上学、照顾家人、家中有丧事等都是正当理由，请告诉我们；另约时间，不作违反协议处理。",
            "# 五、违反协议的责任",
            "违反协议的，工作人员批评教育；达到法定次数的，先听取您的陈述，再由公安机关决定。",
            "# 六、保密和救济",
            "您的情况依法保密；不服有关决定的，可以申请行政复议、提起诉讼、申请法律援助（电话12348）。",
            "{{ other }}", "本协议一式两份，您留一份。", _ALOUD, _SIGN, _BOTH,
        ),
        "《戒毒条例》第十六条、第十九条、第三十八条", Digits.TAIL,
    ),
    Form(
        "aftercare_agreement", ("后续照管协议", "Aftercare agreement"), Recipient.PERSON, CONTACT,
        (
            text("help", "约定的帮助", "Help that was agreed"),
            line("contact_way", "希望的联系方式和时间", "How and when to be in touch"),
        ),
        (
            "甲方：{{ unit }}　　乙方：{{ name }}",
            "后续照管由您自愿参加，不是处罚，也不是强制措施。您随时可以暂停或者退出，没有任何不利后果。",
            "# 我们会做的", "{{ help }}", "# 怎样联系您", "{{ contact_way }}",
            "# 期限", "{{ term }}", "# 保密", "没有您的同意，我们不向家人、单位、学校、房东说明您的情况。",
            "本协议一式两份，您留一份。", _ALOUD, _SIGN, _BOTH,
        ),
        "司法行政戒毒工作基本模式（2018）：自愿参加；《个人信息保护法》第十四条、第二十九条", Digits.NONE,
    ),
    Form(
        "commitment", ("自愿承诺书", "Voluntary promise"), Recipient.PERSON, CONTACT,
        (text("promise", "本人的话", "In the person's own words"),),
        (
            "我是{{ name }}。以下是我自己愿意做到的：", "{{ promise }}",
            "这是我对自己和家人说的话。没有做到，不会因此受到处罚；我可以随时改写或者收回。", _SIGN,
        ),
        "自愿；《个人信息保护法》第十五条", Digits.NONE,
    ),
    Form(
        "working_group", ("工作小组名单", "Working group"), Recipient.PERSON, CONTACT,
        (
            text("members", "成员（姓名、身份、电话）", "Members"),
            text("gap", "缺哪一类成员、为什么", "Who is missing, and why", required=False),
        ),
        (
            "和{{ name }}一起的人：", "{{ members }}", "暂缺的成员和原因：{{ gap }}",
            "您希望更换其中任何一位，或者认为有人应当回避，请告诉我们：{{ unit_phone }}。", _SIGN, _BOTH,
        ),
        "《戒毒条例》第十七条", Digits.NONE,
    ),
    Form(
        "care_plan", ("一人一策计划", "Personal plan"), Recipient.PERSON, CONTACT,
        (
            text("goals", "目标（本人的话）", "Goals in the person's own words"),
            text("strengths", "长处和可以依靠的人", "Strengths and who can be relied on", required=False),
            text("needs", "需要", "Needs"),
            text("actions", "谁在什么时候做什么", "Who does what by when"),
            day("review_on", "下次一起回顾的日期", "Next review"),
            text("head_opinion", "单位负责人意见", "Opinion of the head of unit", required=False),
        ),
        (
            "# {{ name }}的目标", "{{ goals }}", "# 长处和可以依靠的人", "{{ strengths }}", "# 需要", "{{ needs }}",
            "# 谁在什么时候做什么", "{{ actions }}", "我们约定{{ review_on }}一起回顾。",
            "单位负责人意见：{{ head_opinion }}", _SIGN, _BOTH,
        ),
        "《戒毒条例》第十五条", Digits.NONE,
    ),
)  # fmt: skip
