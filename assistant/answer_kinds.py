"""What sort of answer a question wants, and whether a text states one of that sort.

A near miss asks a real measure for something that its clause does not say: the rate, the deadline, the papers to
bring. Words alone look alike there; the sort of answer does not. The table speaks of how Chinese asks and states
such things in any policy; no policy's subject occurs in it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.quantities import QuantityKind, find_quantities
from corpus.types import Clause


class AnswerKind(StrEnum):
    """The sort of answer wanted."""

    MONEY = "money"
    RATE = "rate"
    PERCENT = "percent"
    PERSONS = "persons"
    TIMES = "times"
    COUNT = "count"
    DURATION = "duration"
    DATE = "date"
    PLACE = "place"
    PHONE = "phone"
    WEBSITE = "website"
    MATERIALS = "materials"
    PROCEDURE = "procedure"
    UNIT = "unit"
    CONDITION = "condition"
    REQUIREMENT = "requirement"
    CONSEQUENCE = "consequence"
    NAMES = "names"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class KindRule:
    """How one sort of answer is asked for, what a citizen is told it is, and what stating it looks like."""

    name: str  # in Chinese, for saying which part is not covered
    asked: re.Pattern[str]
    stated: Callable[[str], bool]


def _quantity(*kinds: QuantityKind) -> Callable[[str], bool]:
    return lambda text: any(q.kind in kinds for q in find_quantities(text))


def _words(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda text: compiled.search(text) is not None


_BODY_ACTS = "给[登批办发审]|批准|审批|审核|管(?![用饭])|负责"  # 哪里给登 asks who does it, not where
# 体检费由谁承担 asks who pays, 补贴由谁申请 who may: neither is the department's to do.
_WHO = (
    r"[得向找问]谁|(?<![费钱款金])[由是该应要]谁(?!来?(?:申[请报领]|提出|提交))"
    r"|(?<=[费钱款金])[由是该应要]谁(?!来?(?:出|承担|掏|付|支付|交|缴|负担|申))"
)
_NOT_FOR_WHOM = r"(?!(?:才|都)?(?:可以|可|能|有资格)(?:申|享|参|报|领|拿|评))"
# 补贴比例是多少 and 贷款电话多少 ask for no amount.
_OTHER_ATTRIBUTE = "利率|利息|比例|占比|比重|人数|名额|电话|号码|热线|次数|期限|时限|年限|时长|文号|编号|年龄|数量"

_SHARE = r"(?:\d+(?:\.\d+)?[%％‰]|[百千万]分之)"  # 加班费 as 百分之二百的工资 is an amount told

_ONCE = r"[^，,。？?]{0,12}一(?:次|回|场|遍|趟|轮|届)"
HOW_OFTEN = rf"(?:多久|几年|几个月|几天){_ONCE}"

RULES: dict[AnswerKind, KindRule] = {
    AnswerKind.RATE: KindRule(
        "利率、费率或利息",
        re.compile(r"[利费]率|(?<!不要)(?<!没有)(?<!免)利息|年化|几厘|几分利|免息|无息|贴息|收益率"),
        _words(r"[利费]率|利息|贴息|息率|LPR|免息|无息|基点"),
    ),
    AnswerKind.MONEY: KindRule(
        "金额",
        re.compile(
            r"多少钱|[要给补罚交收掏]好多钱(?=[，,。？?]|$)|多少元|几块钱|几百块|(?<!好)几[万千](?![里条人名个家])|多少万|几个钱|花多少|"
            r"(?:金额|额度|标准|价格|费用|工资|奖金|补贴|补助|奖励|资助|罚款|租金|上限|收费|贷款|年薪|月薪|薪水|资本|资金|本钱|本金|保证金|押金|限额)"
            rf"(?:(?!{_OTHER_ATTRIBUTE})[^，。？?]){{0,6}}(?:多少(?!人|名|位|次|个|家|天|年)|几何|多大|多高|咋算|怎么算|怎么定)|"
            r"(?:给|补|奖|贷|发|领|拿|借|罚|收|交|扣|减|返|花)(?:到|给|助|贴|励|款|得|我|你|他|们|出|下来|除)*(?:个)?多少(?!人|名|次|个|家|天|年|月|分(?!钱)|份|倍|套|张|岁|学时|课时)|"
            r"(?:贷|借|补|奖|领|给)(?:到|个|我)*几(?!个人|个月|月|名|次|家|天|年|周|成|张|份|套|盒|瓶|件|本|样|种|回|期|笔|项|辆|台|间)|多少资金|多少经费|多少[^，,。？?的能发给拿领享人家户名个企笔次]{0,6}(?:贷款|补贴|补助|奖励|资金|奖金|津贴)(?!比例|人|企业|项目|次)|值多少|(?:挣|赚|报销|减免|免|抵|奖补|补偿|赔)多少(?!人|名|次|个|家|天|年|月|分(?!钱)|份|倍|套|张|岁|学时|课时)|多少[^，,。？?人个名家次]{0,4}(?<![免公自消])费(?![者用率劲])|多少(?:本钱|本金|路费|学费|房租|租金|补贴|补助|奖励|奖金|工资|罚款|税)|(?:费|资本|薪)(?:是|要|得|一共)*多少(?!人|名|次|个|家|天|年|月|分(?!钱)|份|倍|套|张|岁|学时|课时)"
        ),
        lambda text: (
            any(q.kind is QuantityKind.MONEY for q in find_quantities(text))
            or re.search(
                rf"(?<![避以难不])免(?:收|缴|交|征|费(?!师))|不收(?:取)?|不得收|减半|\d+\s*倍|[一二三四五十]倍|[补贴返减免奖扣息费税报付缴存][^，。；]{{0,16}}{_SHARE}"
                rf"|{_SHARE}[^，。；]{{0,12}}(?:[补贴返减免奖扣报付缴]|工资|滞纳金)|(?:工资|滞纳金|首付)[^，。；]{{0,12}}{_SHARE}"
                r"|个月[^，。；]{0,16}工资|工资[^，。；]{0,8}个月",
                text,
            )
            is not None
        ),
    ),
    AnswerKind.PERCENT: KindRule(
        "比例",
        re.compile(r"(?:比例|占比|比重|百分比|折扣|税率|几成|百分之几|百分之多少|几折)"),
        _words(r"[%％‰]|百分之|[一二三四五六七八九十半]成|折|二分之一|三分之|减半|一半|全额|全免"),
    ),
    AnswerKind.PERSONS: KindRule(
        "人数",
        re.compile(
            r"多少(?:个)?(?:人|名|位|[^，。？?的给钱元万]{0,3}(?:师(?![资范])|[学人]员|学生|员工|[护博]士|专家))|几(?:个人|名|位)|人数|名额(?=$|[，,。？?是多几数]|有(?:多|几|限)|上限|怎么[分定])"
        ),
        _quantity(QuantityKind.PERSONS),
    ),
    AnswerKind.TIMES: KindRule(
        "次数",
        re.compile(rf"(?:多少|几)(?:次|场|回|届|期|批)|{HOW_OFTEN}"),
        _words(r"次|场|届|每[年月季周日天]|半年|期"),
    ),
    AnswerKind.DURATION: KindRule(
        "期限或时长",
        re.compile(
            rf"多久(?!{_ONCE})|多长(?:的)?(?:时间|期|年)|(?:时间|期)(?:是|有|要)?多长|(?<![十好过这那前后没])几(?:个)?(?:年(?!轻)|(?<=个)月|天|日|小时|工作日|星期|周)(?!份|{_ONCE})|多少(?:个)?(?:年(?!轻)|月|天|日|小时|工作日)"
            r"|期限|时限|年限|时长|有效期"
        ),
        lambda text: (
            any(q.kind is QuantityKind.DURATION for q in find_quantities(text)) or "长期" in text or "期限" in text
        ),
    ),
    AnswerKind.DATE: KindRule(
        "时间",
        re.compile(
            r"什么时候|啥时候|何时|几时|几点(?:钟|上班|下班|开门|关门|开始|到)|哪(?:一)?(?:天|年|日|个月)|几月(?:几[号日])?|几号|截止|最晚|最迟|什么时间|啥时间|时间(?:是(?!多|几)|安排|节点)|什么日期|日期"
        ),
        lambda text: (
            any(q.kind is QuantityKind.DATE for q in find_quantities(text))
            or re.search(
                r"[\d一二两三四五六七八九十]\s*个?(?:工作日|日|天|个月|月|年)(?:之?内|以内|前|后)|之日起|年底|月底|季度|期满|期间|当[日天月年]"
                r"|[按每次逐]月|次年|[上下]半年|[上中下]旬|月初",
                text,
            )
            is not None
        ),
    ),
    AnswerKind.PHONE: KindRule(
        "电话",
        re.compile(
            r"(?<![打拨接])(?<![打拨接][了过个通])(?<!打[了过]个)电话|手机号|热线|打给|(?<![车号]牌)(?<!证)(?<!件)号码|联系方式|邮箱|传真|微信号"
        ),
        _words(r"\d{7,}|\d{3,4}[-—]\d{7,8}|12\d{3}|@"),
    ),
    AnswerKind.WEBSITE: KindRule(
        "网址或线上入口",
        re.compile(
            r"网址|网站|官网|公众号|小程序|什么平台|哪个平台|哪个网|APP|app|线上[^，。？?]{0,6}(?:入口|办理|申请|申报)"
        ),
        _words(r"http|www|网站|网址|官网|公众号|小程序|APP|网上|线上|在线"),
    ),
    AnswerKind.PLACE: KindRule(
        "地点",
        re.compile(
            rf"地址|位置|在哪(?!个|些|一|家|条|章)|哪条(?:街|路|巷)|(?<!打)(?<!从)(?<!归口)(?:哪里|哪儿)(?!来|出|列|支|{_BODY_ACTS})|什么地方|啥地方|哪个(?:窗口|大厅|地方|地点)|去哪(?!个|些|一|家)|到哪(?!个|些|一|家|年|天|月|日)|上哪"
        ),
        _words(
            r"路\d+|街\d+|号楼|窗口|大厅|中心|地址|所在地|户籍地|经营地|登记地|居住地|向[^，。；]{2,20}(?:申请|申报|提出|报告|提交|登记|备案)"
            r"|[到在][^，。；]{2,20}(?:机构|机关|部门|中心|窗口|银行|单位|派出所|办事处|政府|卫生院|服务站|社区|医院|学校|网点)[^，。；]{0,6}(?:办理|申请|登记|申报|领取|报到)"
        ),
    ),
    AnswerKind.MATERIALS: KindRule(
        "申请材料",
        re.compile(
            r"(?:什么|啥|哪些|交|带|备|需要|要|报)[^，,。？?]{0,4}(?:材料|资料|证件|手续|证明)|(?:材料|资料|证件|手续)[^，,。？?]{0,6}(?:什么|啥|哪|怎么|清单|要)|带(?:上)?(?:什么|啥|哪些)(?:东西)?|(?:交|提交|准备|出示)(?:什么|啥|哪些)(?!钱|费)|(?:提供|拿)(?:什么|啥|哪些)(?:证|表|东西|文件|凭证)"
        ),
        _words(r"材料|资料|证件|证明|身份证|营业执照|申请表|申请书|复印件|原件|凭证|票据|合同"),
    ),
    AnswerKind.PROCEDURE: KindRule(
        "办理流程",
        re.compile(
            r"流程|步骤|(?<!小)(?<![^填]写)(?<![会想爱自]学)(?<![编搞])(?<!应用)(?<!电脑)程序(?!员|开发|设计|猿|媛)|(?:怎么|如何|怎样|咋|咋样|怎么样去|怎么去)(?:才能|去|来|样)?(?:申请|申报|办理|报名|领取|领|报|登记|注册|评定|参加|申领|预约|查询|[办弄](?=[^呢啊呀吧呐了的，,。？?！!；;]))"
            # 执照怎么办 asks for a procedure, 电梯坏了咋办 for what is done about it
            r"|(?:(?<=[证照续卡户籍贷贴记册案可格险保款])(?<![认验保]证)|^(?:那|那么|具体)?(?:该|要|得)?)(?:怎么|如何|怎样|咋)去?[办弄]"
            r"|(?:申请|申报|办理|报名|领取|登记)[^，。？?]{0,6}(?:怎么|如何|怎样|咋)"
        ),
        _words(
            r"提交|报送|受理|审核|审批|公示|填(?:写|报)|登录|网上|线上|窗口|流程|程序|步骤|备案|书面|凭|持[^，。；]{1,12}(?:证|证明|材料|卡)|客户端|小程序|公众号|拨打\d"
            r"|向[^，。；]{2,24}(?:申请|申报|提出|报告|登记|反映|申领|办理|报名)|经[^，。；]{2,16}(?:批准|同意|认定|核准)|由[^，。；]{2,16}(?:审核|认定|推荐|组织)"
        ),
    ),
    AnswerKind.UNIT: KindRule(
        "负责部门",
        re.compile(
            r"(?<=[去到向找在问])(?:哪|什么|啥)(?:个|些|一个|几个|几家|家)?(?:单位|机构)"
            rf"|(?:哪|什么|啥)(?:个|些|一个|几个|几家|家)?(?:部门|机关|局|委|科室|政府|衙门|(?:单位|机构){_NOT_FOR_WHOM})|(?:谁|哪个|哪家|(?<![去到在上往])哪)(?:来|在)?(?:负责|牵头|主管|管|配合|监管|管理|组织实施|落实|推(?![荐选销])|抓|办)"
            rf"|(?<![钱入益润利金果])归口?(?:在|到)?(?:谁|哪|什么|啥)|{_WHO}|找哪|(?:交|递|报)给谁|(?:哪里|哪儿)(?:{_BODY_ACTS})|责任(?:单位|部门)|主管(?:单位|部门)|牵头(?:单位|部门)|部门(?:负责|管)|谁(?:说了算|的事|的活|的责任)"
            r"|(?:由|归|问|找|向)哪几?家|哪几?家(?:[来管批审]|出面|负责|牵头|督促|说了算|点头)"
        ),
        lambda text: (
            bool(re.search(r"部门|机关|单位|局|委|政府|办公室|中心|银行|厅|会", text))
            and bool(
                re.search(r"负责|主管|牵头|监督|管理|组织|承担|配合|会同|协调|审批|受理|实施|责任|指导|制定", text)
            )
        ),
    ),
    AnswerKind.CONDITION: KindRule(
        "适用对象",
        re.compile(
            r"(?:谁|什么样的)(?:才)?(?:能|可以|可|会|符合|算|享受|有资格)|哪些人|什么人|啥人|哪种人|哪类人|哪些企业|什么企业"
            r"|(?<![去到向找在问])(?:什么|哪些|啥)(?:单位|机构)(?=(?:才|都)?(?:可以|可|能|有资格)(?:申|享|参|报|领|拿|评))"
        ),
        bool,  # any text may say whom it is for
    ),
    AnswerKind.REQUIREMENT: KindRule(
        "具体条件",
        re.compile(
            r"(?:什么|哪些|啥|几个|具体)[^，。？?]{0,6}(?:条件|门槛)|(?:条件|门槛)(?:是|有|都)?(?:什么|哪些|啥|多高|高不高)"
            r"|(?:怎样|怎么|咋|如何)才(?:能|可以|算)"
        ),
        _words(
            r"(?:应当?|须|必须|需要?)(?:同时)?(?:具备|符合|满足|具有|持有|取得|为|是|在|经|有)|具备|同时(?:符合|满足)"
            r"|(?:下列|以下)(?:条件|情形|要求)|条件(?:是|为|：|:)|年满|\d+周?岁|满\d+|[^，。；]{2,30}的[，,](?:可|给予|按|由|应|均)"
            r"|(?:取得|获得|持有|拥有|缴纳|缴存|注册|登记|毕业|从事|工作|居住|入选|获评|认定)[^，。；]{0,24}的(?:[，,、]|企业|人员|个人|单位|毕业生|劳动者|家庭)"
        ),
    ),
    AnswerKind.CONSEQUENCE: KindRule(
        "后果",
        re.compile(
            r"处罚|怎么罚|咋罚|后果|罚(?:款)?多少|会怎么样|会怎样|什么责任|判|追究|违反[^，。？?]{0,12}(?:怎么|如何|会)"
        ),
        _words(
            r"罚|处分|处以|追究|责令|没收|吊销|撤销|取消|暂停|终止|停止|扣分|扣减|通报|约谈|不得|追回|收回|责任|移送|移交"
        ),
    ),
    AnswerKind.NAMES: KindRule(
        "名单",
        re.compile(
            r"名单|(?<![由归问找向跟])哪几?(?:家|所|位)(?!部门|单位|机构|机关|局|委|衙门|[来管批审弄说]|出面|负责|牵头|督促|点头|给)|谁入选|谁当选"
        ),
        _words(r"名单|如下|\||(?:[^，。；、]{2,24}、){3,}"),
    ),
    AnswerKind.AGE: KindRule(
        "年龄",
        re.compile(
            r"年[龄纪](?:[有是要限上下不卡超多段]|条件|要求|方面)|(?:限|超|要求|什么|啥|多大)(?:个)?年[龄纪]|几岁|多少岁|多大(?:岁数|年纪|年龄)|岁数(?:有|要|限|上限)"
            r"|\d{2}周?岁(?:了|的人)?[，,]?(?:还|也|就)?(?:能不能|可不可以|行不行|算不算|有资格|可以|能)(?!力|源)"
        ),
        _words(r"岁|年龄"),
    ),
    AnswerKind.COUNT: KindRule(
        "数量",
        re.compile(
            r"(?<!哪)(?:多少|几)(?:个|家|户|项|件|套|类|种|门|所|处|台|辆|亩|公?斤|吨|公顷|分|倍|级|条|张|份|平|篇|本|部|只|头|棵|座|层|间|套|股|票|门)(?!月|年|小时|工作日|人|钱|名额|方面|部门|单位|局)|数量|总数(?!据)"
        ),
        _quantity(QuantityKind.COUNT, QuantityKind.PERSONS, QuantityKind.TIMES, QuantityKind.PERCENT),
    ),
}


def states(kind: AnswerKind, text: str, clause: Clause) -> bool:
    """Whether ``text``, a sentence or part of ``clause``, states an answer of this sort."""
    if kind is AnswerKind.UNIT and clause.responsible_units:
        return True
    return RULES[kind].stated(text)
