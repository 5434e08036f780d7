"""Forms of what burdens, moves or ends: warnings, the person's answer, reports, transfers, the end, rights."""

# ruff: noqa: E501 - a label stays beside its English

from typing import Final

from guitu.domain.letters.form import CONTACT, LEGAL, Digits, Form, Recipient, day, line, text

_SIGN = "_ 本人签名：　　　　　　　　　　日期：　　　年　　月　　日"
_STAFF = "_ 工作人员签名：　　　　　　　　日期：　　　年　　月　　日"
_HEAD = "_ 单位负责人签名：　　　　　　　日期：　　　年　　月　　日"
_GOT = "_ 收到日期和经手人：　　　　　　　　　　　　　　（盖章）"

FORMS: Final = (
    Form(
        "admonition_letter", ("劝诫书", "Letter of admonition"), Recipient.PERSON, LEGAL,
        (
            day("happened_on", "事情发生的日期", "When it happened"), text("what", "事实", "What happened"),
            text("heard", "本人怎么说", "What the person said"), text("ask", "希望今后怎样做", "What is asked for"),
            text("help", "我们能帮什么", "How we can help"),
        ),
        (
            "{{ name }}：", "{{ happened_on }}，{{ what }}", "您的说明：{{ heard }}", "希望您：{{ ask }}",
            "我们能帮您的：{{ help }}", "这份劝诫书是提醒，不是处罚，也不改变您的法律地位。", _SIGN, _STAFF,
        ),
        "《禁毒法》第三十五条；两级书面提醒为实践做法", Digits.TAIL, burdens=True,
    ),
    Form(
        "warning_letter", ("告诫书", "Letter of warning"), Recipient.PERSON, LEGAL,
        (
            day("happened_on", "事情发生的日期", "When it happened"), text("what", "事实和证据", "What happened, and how it is known"),
            text("heard", "本人怎么说", "What the person said"), line("count", "次数（第几次）", "Which time"),
            text("ask", "要求今后怎样做", "What is asked for"), text("help", "我们能帮什么", "How we can help"),
        ),
        (
            "{{ name }}：", "{{ happened_on }}，{{ what }}", "您的说明：{{ heard }}", "次数：{{ count }}",
            "要求您：{{ ask }}", "我们能帮您的：{{ help }}",
            "达到法定次数的，报告公安机关以前会先听取您的陈述；是否构成严重违反协议，由公安机关决定。", _SIGN, _STAFF,
        ),
        "《禁毒法》第三十五条；《戒毒条例》第二十条、第二十一条", Digits.TAIL, burdens=True,
    ),
    Form(
        "statement", ("本人陈述申辩", "The person's statement"), Recipient.FILE, CONTACT,
        (
            line("about", "针对的事项", "About"), text("words", "本人的话", "The person's own words"),
            text("proof", "材料", "Papers", required=False),
        ),
        (
            "{{ name }}就“{{ about }}”陈述和申辩如下：", "{{ words }}", "随附材料：{{ proof }}",
            "已询问：生病、家人、工作、上学、交通、没有收到通知等原因。", "本陈述随报告一并送出，不得抽走。", _SIGN, _STAFF,
        ),
        "听取本人意见：《戒毒条例》第二十条、第二十一条所涉报告；本系统建议", Digits.NONE,
    ),
    Form(
        "serious_breach_report", ("严重违反协议情况报告", "Report of a serious breach"), Recipient.POLICE, LEGAL,
        (
            line("to", "报告的公安机关", "To the police organ"), text("what", "事实、日期和次数", "Facts, days and counts"),
            text("proof", "材料清单", "Papers enclosed"), day("heard_on", "听取本人陈述的日期", "The person was heard on"),
            text("heard", "本人陈述和理由", "What the person said"), text("help", "已经提供的帮助", "Help already given"),
            line("confirmed_by", "两名确认人", "The two who confirmed"),
        ),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}，{{ course }}，文号{{ order_document }}，期限{{ term }}）的情况报告如下。",
            "# 事实", "{{ what }}", "# 本人陈述（{{ heard_on }}）", "{{ heard }}", "# 已经提供的帮助", "{{ help }}",
            "# 材料", "{{ proof }}", "本报告只说明事实，不作认定；认定和决定由公安机关依法作出。",
            "本报告已告知本人。确认人：{{ confirmed_by }}", _HEAD, _GOT,
        ),
        "《戒毒条例》第二十条、第二十一条", Digits.WHOLE, burdens=True,
    ),
    Form(
        "transfer_request", ("变更执行地申请", "Request to change the place"), Recipient.FILE, CONTACT,
        (
            line("to_place", "变更后的地方", "New place"), line("lives_at", "新住址", "New address"),
            day("from_on", "从何日起", "From"), text("why", "理由", "Reasons"),
        ),
        (
            "{{ name }}申请自{{ from_on }}起变更到{{ to_place }}，住址：{{ lives_at }}。", "理由：{{ why }}",
            "变更后期限连续计算，不重新开始。", _SIGN, _STAFF,
        ),
        "《戒毒条例》第二十二条", Digits.TAIL,
    ),
    Form(
        "transfer_dispatch", ("变更执行地材料移送单", "Dispatch of the file"), Recipient.OFFICE, CONTACT,
        (
            line("to", "接收单位", "To"), text("papers", "材料清单", "Papers"), day("from_on", "变更日期", "From"),
            text("open_tasks", "未完成的事项和已约的时间", "Open tasks and appointments", required=False),
        ),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}）自{{ from_on }}起在你处执行（{{ course }}，期限{{ term }}）。", "# 材料", "{{ papers }}",
            "# 未完成的事项", "{{ open_tasks }}", "期限自报到之日起连续计算，请为本人约好报到时间。请退回接收回执。", _HEAD, _GOT,
        ),
        "《戒毒条例》第二十二条", Digits.WHOLE,
    ),
    Form(
        "transfer_receipt", ("接收回执", "Receipt"), Recipient.OFFICE, CONTACT,
        (
            line("to", "移送单位", "To"), day("received_on", "收到日期", "Received on"),
            text("papers", "收到的材料", "Papers received"), line("taken_by", "今后的联系人", "Who is there from now on"),
        ),
        (
            "{{ to }}：", "{{ received_on }}收到你处移送的{{ name }}（证件号码{{ id_number }}）的材料：", "{{ papers }}",
            "今后的联系人：{{ taken_by }}。", _HEAD,
        ),
        "《戒毒条例》第二十二条", Digits.WHOLE,
    ),
    Form(
        "transfer_notice", ("变更执行地告知函", "Notice of a change of place to the police"), Recipient.POLICE, CONTACT,
        (
            line("to", "告知的公安机关", "To the police organ"), line("old_place", "原执行地", "Old place"),
            line("to_place", "变更后的执行地", "New place"), day("from_on", "从何日起", "From"),
            line("taken_by", "今后的联系人", "Who is there from now on"),
        ),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}）的执行地自{{ from_on }}起由{{ old_place }}变更为{{ to_place }}（{{ course }}，文号{{ order_document }}）。",
            "期限自报到之日起连续计算（{{ term }}），不重新开始。今后的联系人：{{ taken_by }}。", _HEAD, _GOT,
        ),
        "《戒毒条例》第二十二条；告知公安机关的做法见《重庆市禁毒条例》第三十六条", Digits.WHOLE,
    ),
    Form(
        "dual_control_letter", ("双向管控函", "Letter between domicile and residence"), Recipient.OFFICE, LEGAL,
        (
            line("to", "收函单位", "To"), line("lead", "为主的一方", "Who leads"), line("assist", "协助的一方", "Who assists"),
            text("share", "分工", "Who does what"), line("source_document", "依据文件和文号", "On the ground of"),
        ),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}）户籍地和居住地不在一处。为主：{{ lead }}；协助：{{ assist }}。", "依据：{{ source_document }}",
            "# 分工", "{{ share }}", "同一次谈话、走访、检测只做一次，两地都认，不要重复。期满即止（{{ term }}）。", _HEAD, _GOT,
        ),
        "禁毒办通〔2016〕37号；各省规定不同，以当地为准", Digits.WHOLE, burdens=True,
    ),
    Form(
        "suspension_record", ("中止执行登记", "Register of a suspension"), Recipient.FILE, LEGAL,
        (
            line("authority", "作出决定的机关", "Authority"), line("document", "文书编号", "Document number"),
            day("from_on", "自何日起", "From"), text("why", "事由", "Why"),
        ),
        ("{{ name }}自{{ from_on }}起中止（暂停）执行。", "机关：{{ authority }}　文书：{{ document }}", "事由：{{ why }}", "释放后继续执行，重新约定时间。", _STAFF, _HEAD),
        "《戒毒条例》第二十四条", Digits.TAIL, burdens=True,
    ),
    Form(
        "resumption_record", ("恢复执行登记", "Register of a resumption"), Recipient.FILE, LEGAL,
        (
            line("authority", "作出决定的机关", "Authority"), line("document", "文书编号", "Document number"),
            day("from_on", "自何日起", "From"), line("ends", "期限至", "Term ends"),
        ),
        ("{{ name }}自{{ from_on }}起恢复执行，期限至{{ ends }}。", "机关：{{ authority }}　文书：{{ document }}", _SIGN, _STAFF, _HEAD),
        "《戒毒条例》第二十四条", Digits.TAIL,
    ),
    Form(
        "termination_record", ("终止执行登记", "Register of a termination"), Recipient.FILE, LEGAL,
        (
            line("authority", "作出决定的机关", "Authority"), line("document", "文书编号", "Document number"),
            day("from_on", "自何日起", "From"), text("why", "法定事由", "Legal ground"),
        ),
        ("{{ name }}自{{ from_on }}起终止（提前结束）执行。", "机关：{{ authority }}　文书：{{ document }}", "法定事由：{{ why }}", _STAFF, _HEAD),
        "《戒毒条例》第二十四条", Digits.TAIL, burdens=True,
    ),
    Form(
        "expiry_reminder", ("期满提醒函", "Reminder that a term ends"), Recipient.POLICE, CONTACT,
        (line("to", "收函的公安机关", "To the police organ"), day("ends_on", "期满日期", "Last day")),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}，{{ course }}，文号{{ order_document }}）于{{ ends_on }}期满，自期满之日起解除。",
            "请依法出具解除通知书，送达本人和家属，并在七日内通知我处。期满后我处不再安排检测、走访和报到。", _HEAD, _GOT,
        ),
        "《戒毒条例》第二十三条、第四十条", Digits.WHOLE,
    ),
    Form(
        "end_of_control_request", ("请求不再实行动态管控的函", "Request to end dynamic control"), Recipient.POLICE, CONTACT,
        (
            line("to", "收函的公安机关", "To the police organ"), day("since_on", "起算日期", "Counted from"),
            day("reached_on", "满三年的日期", "Three years on"), text("basis", "材料", "Papers"),
        ),
        (
            "{{ to }}：", "{{ name }}（证件号码{{ id_number }}）自{{ since_on }}起，至{{ reached_on }}已满三年，未发现复吸。",
            "请依法核实，不再实行动态管控并及时更新登记。", "材料：{{ basis }}", "是否符合条件由公安机关决定；请将结果告知本人和我处。", _HEAD, _GOT,
        ),
        "《戒毒条例》第七条", Digits.WHOLE,
    ),
    Form(
        "completion_record", ("解除登记", "Register of completion"), Recipient.FILE, LEGAL,
        (
            day("ended_on", "期满日期", "Last day"), line("document", "解除通知书编号（公安机关出具）", "Number of the police notice", required=False),
            day("told_on", "告知本人的日期", "Told the person on", required=False),
            text("own_view", "本人的话", "The person's own words", required=False),
        ),
        (
            "{{ name }}于{{ ended_on }}期满，自期满之日起解除。", "公安机关解除通知书编号：{{ document }}", "告知本人：{{ told_on }}",
            "本人的话：{{ own_view }}", "档案自当天起封存。", _STAFF, _HEAD,
        ),
        "《戒毒条例》第二十三条、第四十条", Digits.TAIL,
    ),
    Form(
        "completion_certificate", ("证书", "Certificate"), Recipient.PERSON, CONTACT,
        (day("from_on", "开始日期", "From"), day("to_on", "结束日期", "To"), text("words", "想对本人说的话", "What we wish to say", required=False)),
        ("{{ name }}：", "从{{ from_on }}到{{ to_on }}，您走完了约定的每一步。特此证明，并向您祝贺。", "{{ words }}"),
        "期满当天", Digits.NONE, neutral=True,
    ),
    Form(
        "sealing_form", ("档案封存（查询）审批表", "Sealing, or looking into a sealed file"), Recipient.FILE, LEGAL,
        (
            line("act", "封存或者查询", "Sealing or looking"), line("ground", "法律依据和文书编号", "Legal ground and document"),
            text("why", "目的和范围", "Purpose and extent"), line("approved_by", "两名审批人（不同单位）", "Both approvers"),
        ),
        (
            "事项：{{ name }}的档案{{ act }}", "依据：{{ ground }}", "目的和范围：{{ why }}", "审批人：{{ approved_by }}",
            "查询情况依法保密；七十二小时后自动关闭，并告知本人。", "_ 审批人签名：　　　　　　　　　　　　日期：", "_ 审批人签名：　　　　　　　　　　　　日期：",
        ),
        "《治安管理处罚法》第一百三十六条；《戒毒条例》第七条", Digits.NONE,
    ),
    Form(
        "rights_request", ("更正、删除、异议申请", "Request to correct, delete or object"), Recipient.FILE, CONTACT,
        (
            line("asks", "更正、删除还是异议", "Correct, delete or object"), text("about", "针对的内容", "About what"),
            text("words", "本人的话", "The person's own words"),
        ),
        (
            "{{ name }}申请：{{ asks }}", "针对的内容：{{ about }}", "本人的话：{{ words }}",
            "单位在十五日内答复；不同意的说明理由，并告知可以投诉、复议、起诉。答复以前，该内容标明“本人有异议”。", _SIGN, "_ 收到日期和经手人：",
        ),
        "《个人信息保护法》第四十四条至第五十条", Digits.NONE,
    ),
    Form(
        "complaint_record", ("投诉与歧视事件登记", "Complaint or discrimination"), Recipient.FILE, CONTACT,
        (
            day("happened_on", "发生日期", "When"), line("where", "地方或者单位", "Where"), text("what", "经过（本人的话）", "What happened, as told"),
            text("wish", "本人希望怎样处理", "What the person wishes"), line("sent_to", "转交的部门", "Sent to", required=False),
            day("answer_by", "答复日期", "Answer by"),
        ),
        (
            "{{ name }}反映：{{ happened_on }}，在{{ where }}，", "{{ what }}", "希望：{{ wish }}", "转交：{{ sent_to }}　最迟{{ answer_by }}答复本人。",
            "投诉不影响本人得到的任何帮助；被投诉的人不参与处理。", _SIGN, _STAFF,
        ),
        "《禁毒法》第五十二条、第七十条；《就业促进法》第二十六条、第六十二条", Digits.NONE,
    ),
)  # fmt: skip
