"""How Chinese asks for places, papers, departments and whatever else is no number, in any policy.

No policy's subject occurs here. The exceptions look alike and ask for another sort of thing, or for none.
"""

from assistant.patterns import HOW, WHAT, WHERE, WHICH, any_of, one_of, within

_DECIDING = "给[登批办发审]|批准|审批|审核|管(?![用饭])|负责"  # 哪里给登 asks who does it, not where
_BOOKED = "列|支(?!付|取|教)"  # 经费在哪里列支 asks which money pays; 在哪里支取 is a place

PLACE = any_of(
    "地址|位置",
    f"在哪(?!个|些|一|家|条|章|[里儿]?(?:{_BOOKED}))",
    "哪条(?:街|路|巷)",
    f"(?<!打)(?<!从)(?<!归口){WHERE}(?!来|出|{_BOOKED}|{_DECIDING})",  # not 打哪里来, 从哪里领, 钱哪里出
    f"{WHAT}地方",
    "哪个(?:窗口|大厅|地方|地点)",
    "去哪(?!个|些|一|家)",
    "到哪(?!个|些|一|家|年|天|月|日)",
    "上哪",
)

PHONE = any_of(
    # 打电话约车要带什么, 打过个电话, 拨通电话: who telephones asks for no number
    "(?<![打拨接])(?<![打拨接][了过个通])(?<!打[了过]个)电话",
    "手机号|热线|打给",
    "(?<![车号]牌)(?<!证)(?<!件)号码",  # not 车牌号码, 身份证号码, 证件号码
    "联系方式|邮箱|传真|微信号",
)

WEBSITE = any_of(
    "网址|网站|官网|公众号|小程序|APP|app",
    "什么平台|哪个平台|哪个网",
    f"线上{within(6)}(?:入口|办理|申请|申报)",
)

MATERIALS = any_of(
    f"(?:什么|啥|哪些|交|带|备|需要|要|报){within(4)}(?:材料|资料|证件|手续|证明)",
    f"(?:材料|资料|证件|手续){within(6)}(?:什么|啥|哪|怎么|清单|要)",
    f"带上?{WHICH}(?:东西)?",
    f"(?:交|提交|准备|出示){WHICH}(?!钱|费)",
    f"(?:提供|拿){WHICH}(?:证|表|东西|文件|凭证)",
)

_APPLYING = one_of(
    "申请|申报|办理|报名|领取|领|报|登记|注册|评定|参加|申领|预约|查询",
    "[办弄](?=[^呢啊呀吧呐了的，,。？?！!；;])",  # 怎么办居住证, not 没人管怎么办呢
)
_SEEKING = "(?:申请|申报|办理|报名|领取|登记)"
# 贷款的程序 is a procedure, 小程序, 我写程序, 自学程序, 编程序 and 电脑程序 are none; 填写程序 is one again.
_NOT_SOFTWARE = "(?<!小)(?<!(?<!填)写)(?<![会想爱自]学)(?<![编搞])(?<!应用)(?<!电脑)"
# 执照怎么办 asks for a procedure, 电梯坏了咋办 and 忘记认证咋办 for what is done about it.
_WITH_A_PAPER = "(?<=[证照续卡户籍贷贴记册案可格险保款])(?<![认验保]证)"

PROCEDURE = any_of(
    "流程|步骤",
    f"{_NOT_SOFTWARE}程序(?!员|开发|设计|猿|媛)",
    f"(?:{HOW}|咋样|怎么样去|怎么去)(?:才能|去|来|样)?{_APPLYING}",
    f"(?:{_WITH_A_PAPER}|^(?:那|那么|具体)?[该要得]?){HOW}去?[办弄]",
    f"{_SEEKING}{within(6)}{HOW}",
    f"{_SEEKING}{within(6)}[，,][该要得]?{HOW}(?:[办弄做]|操作)",  # 我想申请补贴,怎么弄, not 一起申报,钱怎么分
)

_SOME_BODY = f"(?:哪|{WHAT})(?:个|些|一个|几个|几家|家)?"
# 什么单位可以申请 asks for whom something is, 去哪个单位可以申请 for the department.
_MAY_APPLY = "(?:才|都)?(?:可以|可|能|有资格)(?:申|享|参|报|领|拿|评)"
# 体检费由谁承担 asks who pays, 补贴由谁申请 who may: neither is the department's to do.
_BY_WHOM = one_of(
    "[得向找问]谁",
    "(?<![费钱款金])[由是该应要]谁(?!来?(?:申[请报领]|提出|提交))",
    "(?<=[费钱款金])[由是该应要]谁(?!来?(?:出|承担|掏|付|支付|交|缴|负担|申))",
)
_SEEING_TO_IT = "(?:负责|牵头|主管|管|配合|监管|管理|组织实施|落实|推(?![荐选销])|抓|办)"  # 谁推荐的人 is no body

UNIT = any_of(
    f"(?<=[去到向找在问]){_SOME_BODY}(?:单位|机构)",
    f"{_SOME_BODY}(?:部门|机关|局(?![限面势部促])|委员会|委(?![托员屈派培任以])|科室|政府|衙门|(?:单位|机构)(?!{_MAY_APPLY}))",
    f"(?:谁|哪个|哪家|(?<![去到在上往])哪)[来在]?{_SEEING_TO_IT}",  # 谁来推; 去哪办 asks for a place
    "(?<![钱入益润利金果])归口?[在到]?(?:谁|哪|什么|啥)",  # 贷款归谁, not 赚的钱归谁
    _BY_WHOM,
    "找哪|(?:交|递|报)给谁",
    f"{WHERE}(?:{_DECIDING})",
    "(?:责任|主管|牵头)(?:单位|部门)|部门(?:负责|管)",
    "谁(?:说了算|的事|的活|的责任)",
    "[由归问找向]哪几?家",
    "哪几?家(?:[来管批审]|出面|负责|牵头|督促|说了算|点头)",  # 要哪家点头; 哪家入选 asks for a list
)

NAMES = any_of(
    "名单",
    "(?<![由归问找向跟])哪几?(?:家|所|位)"
    "(?!部门|单位|机构|机关|局|委|衙门|[来管批审弄说]|出面|负责|牵头|督促|点头|给)",  # those ask for a department
    "谁入选|谁当选",
)

CONDITION = any_of(
    "(?:谁|什么样的)才?(?:能|可以|可|会|符合|算|享受|有资格)",
    f"(?<!没)(?<!(?<!有)没有){WHICH}人",  # not 没什么人来
    "哪[种类]人|哪些企业|什么企业",
    f"(?<![去到向找在问]){WHICH}(?:单位|机构)(?={_MAY_APPLY})",
)

REQUIREMENT = any_of(
    f"(?:{WHICH}|几个|具体){within(6)}(?:条件|门槛)",
    f"(?:条件|门槛)[是有都]?(?:{WHICH}(?!意思)|多高|高不高)",
    f"{HOW}才(?:能|可以|算)",
)

CONSEQUENCE = any_of(
    "处罚|怎么罚|咋罚|罚款?多少|后果|追究",
    "会怎么样|会怎样|什么责任",
    # 会判几年, not 怎么判断, 谈判失败了, 孩子判给谁 nor 我被判过刑
    "(?<![裁谈评研批误审])判(?![断定别决给官例读了过]|刑?[了过])",
    f"违反{within(12)}(?:怎么|如何|会)",
)
