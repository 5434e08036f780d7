"""Forms of the way: tests, talks, visits, leave, needs, referrals, the half-yearly look."""

# ruff: noqa: E501 - a label stays beside its English

from typing import Final

from guitu.domain.letters.form import CONTACT, SERVICE, TEST, Digits, Form, Recipient, day, line, text

_SIGN = "_ 本人签名：　　　　　　　　　　日期：　　　年　　月　　日"
_STAFF = "_ 工作人员签名：　　　　　　　　日期：　　　年　　月　　日"
_READ = "_ 以上内容已读给本人听，本人　□认为属实　□有不同意见：　　　　　　　　　　"

FORMS: Final = (
    Form(
        "test_notice", ("检测通知书", "Notice of a test"), Recipient.PERSON, TEST,
        (
            line("when", "约定的时间", "When"), line("where", "地点", "Where"),
            line("sample", "检测方式", "What is tested"),
        ),
        (
            "{{ name }}：", "约您于{{ when }}到{{ where }}，检测方式：{{ sample }}。",
            "时间不合适、生病、上班、上学或者家中有事的，请打电话改时间：{{ unit_phone }}。有正当理由的，不作不利记录。",
            "请带上正在服用的药的名称或者药盒。采样由同性别工作人员进行，怀孕、哺乳或者身体不便的，请告诉我们换一种方式。",
            "对结果不服的，可以自被告知之日起三日内申请实验室检测。",
        ),
        "《戒毒条例》第十九条；《吸毒检测程序规定》", Digits.NONE,
    ),
    Form(
        "test_record", ("检测记录", "Record of a test"), Recipient.FILE, TEST,
        (
            day("tested_on", "检测日期", "Day"), line("sample", "样本种类", "Sample"),
            line("seal_a", "A样本编号和封签", "Sample A and its seal"),
            line("seal_b", "B样本编号和封签", "Sample B and its seal", required=False),
            line("staff", "两名工作人员", "Both members of staff"),
            line("staff_sex", "采样人员性别", "Sex of whoever took the sample"),
            text("medicines", "本人说明的药物", "Medicines the person named"),
            line("result", "结果", "Result"),
        ),
        (
            "检测日期：{{ tested_on }}　样本：{{ sample }}", "A样本：{{ seal_a }}", "B样本：{{ seal_b }}",
            "工作人员：{{ staff }}　采样人员性别：{{ staff_sex }}", "本人说明的药物：{{ medicines }}",
            "结果：{{ result }}", "现场结果呈阳性的，在异议期满或者实验室检测之前为“未确认”，不产生任何后果。",
            "本人自被告知之日起三日内可以申请实验室检测。", _READ, _SIGN, _STAFF,
        ),
        "《吸毒检测程序规定》第八条、第十条", Digits.TAIL,
    ),
    Form(
        "test_objection", ("检测结果异议（复检）申请", "Challenge of a test result"),
        Recipient.POLICE, CONTACT,
        (
            day("tested_on", "检测日期", "Day of the test"), day("told_on", "被告知结果的日期", "Told on"),
            text("why", "本人的理由", "The person's reasons"),
            line("seal_b", "B样本编号", "Sample B", required=False),
        ),
        (
            "申请人{{ name }}于{{ told_on }}被告知{{ tested_on }}检测的结果，有异议，申请实验室检测（复检）。",
            "B样本编号：{{ seal_b }}", "理由：", "{{ why }}",
            "{{ unit }}仅代为转交；是否同意由公安机关决定，并应当告知本人。", _SIGN, "_ 收到日期和经手人：",
        ),
        "《吸毒检测程序规定》第十条至第十五条", Digits.WHOLE,
    ),
    Form(
        "talk_record", ("谈话记录", "Record of a talk"), Recipient.FILE, CONTACT,
        (
            line("when", "时间", "When"), line("where", "地点或者方式", "Where or how"),
            text("good", "进展顺利的事", "What goes well"), text("talked", "谈话内容", "What was said"),
            text("own_view", "本人的意见和对我们工作的看法", "The person's view", required=False),
            text("next", "约定", "What was agreed", required=False),
        ),
        (
            "谈话前已说明：哪些情况保密，哪些情况依法必须报告。", "时间：{{ when }}　地点或者方式：{{ where }}",
            "# 进展顺利的事", "{{ good }}", "# 谈话内容", "{{ talked }}", "# 本人的意见", "{{ own_view }}",
            "# 约定", "{{ next }}", _READ, _SIGN, _STAFF,
        ),
        "《戒毒条例》第十八条、第二十一条", Digits.NONE,
    ),
    Form(
        "visit_record", ("走访记录", "Record of a visit"), Recipient.FILE, CONTACT,
        (
            line("when", "时间", "When"), line("where", "地点（本人选择的）", "Where, as the person chose"),
            line("met", "见到的人", "Who was met"), text("good", "进展顺利的事", "What goes well"),
            text("seen", "情况", "How things are"), text("help", "需要的帮助", "Help needed", required=False),
            text("own_view", "本人和家人的意见", "What person and family say", required=False),
        ),
        (
            "时间：{{ when }}　地点：{{ where }}　见到：{{ met }}", "# 进展顺利的事", "{{ good }}", "# 情况", "{{ seen }}",
            "# 需要的帮助", "{{ help }}", "# 本人和家人的意见", "{{ own_view }}", _READ, _SIGN, _STAFF,
        ),
        "《戒毒条例》第十八条", Digits.NONE,
    ),
    Form(
        "leave_report", ("外出报告", "Report of leave"), Recipient.FILE, CONTACT,
        (
            day("leaves_on", "离开日期", "Leaves on"), day("returns_on", "返回日期", "Back on"),
            line("goes_to", "前往的县（市、区）", "Where to"), line("why", "事由", "Why"),
            line("reached_by", "外出期间的联系方式", "How to reach the person"),
            line("remote", "是否需要远程或者异地检测", "Whether a test is needed there", required=False),
        ),
        (
            "{{ name }}报告：{{ leaves_on }}离开，前往{{ goes_to }}，{{ returns_on }}返回。", "事由：{{ why }}",
            "联系方式：{{ reached_by }}", "远程或者异地检测：{{ remote }}",
            "法律要求的是书面报告；收到报告即为已报告。请假、续假、销假均可以打电话：{{ unit_phone }}。", _SIGN, _STAFF,
        ),
        "《戒毒条例》第十九条第三项", Digits.TAIL,
    ),
    Form(
        "leave_extension", ("续假报告", "Extension of leave"), Recipient.FILE, CONTACT,
        (
            day("returns_on", "新的返回日期", "Now back on"), line("why", "事由", "Why"),
            line("told_by", "怎样告知的", "How it was told"),
        ),
        (
            "{{ name }}报告：返回日期改为{{ returns_on }}。", "事由：{{ why }}", "告知方式：{{ told_by }}", _SIGN, _STAFF,
        ),
        "《戒毒条例》第十九条第三项", Digits.TAIL,
    ),
    Form(
        "leave_return", ("销假登记", "Return from leave"), Recipient.FILE, CONTACT,
        (day("returned_on", "返回日期", "Back on"), text("remark", "说明", "Remark", required=False)),
        ("{{ name }}于{{ returned_on }}返回并销假。", "{{ remark }}", _SIGN, _STAFF),
        "《戒毒条例》第十九条第三项", Digits.TAIL,
    ),
    Form(
        "needs_sheet", ("需求与帮扶单", "Needs and help"), Recipient.PERSON, SERVICE,
        (
            text("needs", "您提出的需要", "What the person needs"), text("help", "我们做什么", "What we do"),
            day("answer_by", "答复日期", "Answer by"),
            text("outcome", "结果", "What came of it", required=False),
        ),
        (
            "{{ name }}：", "# 您提出的需要", "{{ needs }}", "# 我们做什么", "{{ help }}",
            "最迟{{ answer_by }}答复您。不接受某项帮助没有任何不利后果。", "# 结果", "{{ outcome }}", _SIGN, _STAFF,
        ),
        "《禁毒法》第三十四条；《戒毒条例》第十八条、第三十九条", Digits.NONE,
    ),
    Form(
        "referral", ("转介单", "Referral"), Recipient.OUTSIDE, SERVICE,
        (
            line("to", "收件单位", "To"), line("about", "希望得到的服务", "Service asked for"),
            text("useful", "与服务有关的情况", "What the service needs to know", required=False),
            day("agreed_on", "本人同意的日期", "The person agreed on"), day("answer_by", "请于何日前反馈", "Answer by"),
        ),
        (
            "{{ to }}：", "现介绍{{ name }}前来办理：{{ about }}。", "{{ useful }}",
            "本人已于{{ agreed_on }}同意本次介绍。请只为上述事项使用本单内容，不要转给他人。",
            "请于{{ answer_by }}前回复：{{ worker }}，电话{{ unit_phone }}。",
        ),
        "《个人信息保护法》第二十三条、第二十九条", Digits.NONE, neutral=True,
    ),
    Form(
        "referral_feedback", ("转介反馈", "Answer to a referral"), Recipient.OUTSIDE, SERVICE,
        (
            line("to", "反馈给", "To"), line("about", "服务事项", "Service"), text("outcome", "办理情况", "Outcome"),
        ),
        (
            "{{ to }}：", "{{ name }}的“{{ about }}”办理情况如下：", "{{ outcome }}",
            "联系人：{{ worker }}，电话{{ unit_phone }}。",
        ),
        "《个人信息保护法》第二十三条", Digits.NONE, neutral=True,
    ),
    Form(
        "half_year_review", ("半年评估表", "Half-yearly review"), Recipient.FILE, CONTACT,
        (
            day("from_on", "评估期开始", "From"), day("to_on", "评估期结束", "To"),
            line("tests", "检测情况", "Tests"), line("refused", "拒绝检测次数", "Tests refused"),
            line("income", "生活来源", "Living"), line("mind", "心理支持", "Support of the mind", required=False),
            line("warned", "告诫次数", "Warnings"), line("met", "见面次数", "Meetings"),
            line("clean", "操守时间", "Clean time"), line("reported", "情况汇报", "Reports", required=False),
            line("away", "擅自离开", "Away without a report"),
            text("others", "家属和邻里的看法（经本人同意了解）", "Family and neighbours", required=False),
            line("score", "得分", "Score", required=False), text("own_view", "本人意见", "The person's own view"),
            text("police_view", "民警意见", "Opinion of the police officer", required=False),
            text("group_view", "组长意见", "Opinion of the group's head", required=False),
        ),
        (
            "评估期：{{ from_on }}至{{ to_on }}",
            "检测：{{ tests }}　拒绝检测：{{ refused }}", "生活来源：{{ income }}　心理支持：{{ mind }}",
            "告诫次数：{{ warned }}　见面次数：{{ met }}", "操守时间：{{ clean }}　情况汇报：{{ reported }}",
            "擅自离开：{{ away }}", "家属和邻里的看法：{{ others }}", "得分：{{ score }}",
            "# 本人意见", "{{ own_view }}", "# 民警意见", "{{ police_view }}", "# 组长意见", "{{ group_view }}",
            "得分不单独产生任何后果。", _READ, _SIGN, _STAFF,
        ),
        "半年评估（实践表格）；本人意见为必填", Digits.TAIL,
    ),
)  # fmt: skip
