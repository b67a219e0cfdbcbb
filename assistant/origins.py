"""Where somebody or something comes from or goes to: named in a question, but no place whose rules are asked for.

我户口在济南，在你们这创业能贷多少 asks what holds here. Where the wording leaves both readings open (在青岛上班能申请吗,
青岛人的补贴) the place counts as asked about: to send somebody away is safer than to tell one city's rule as another's.
"""

import re

_RANK = r"(?:[省市州县区]|这边|那边|那里|本地|当地)?"
_WITHIN = r"[^，,。；;？?！!]"  # stays in the clause
_UNASKED = (
    r"[^？?！!。吗呢多几哪怎啥什如没]"  # what is asked comes only later: 在青岛创业能贷多少，回来呢 asks about 青岛
)
_ASIDE = r"(?=$|[，,。；;？?！!\s的能可也在来到想要去回算是])"
_RULES = re.compile(r"^的?(?:政策|规定|办法|要求|条件|补贴|补助|待遇|标准|好处|优惠)")

_TO_HERE = r"[来到回](?:你们|咱们?|我们|贵|本|这|我)(?:这|那|里|边|儿|市|县|区|省|州|地)"
_AT_YOURS = r"在(?:你们|咱们?|我们|贵)(?:这|那|里|边|儿|市|县|区|省|州|地)"  # 在本市 may mean the place just named
_HERE_AGAIN = re.compile(r"(?:你们|咱们?|贵)(?:这|那|当地|本地|市|县|区|省|州)(?!些|个|项|样|种|么)")

_REGISTERED = re.compile(r"(?:户口|户籍|籍贯|老家|学籍|档案)(?:所在地)?(?:还|都|目前|现在|原来)?(?:是|在|落在|为)?$")
_ABOUT_REGISTERING = re.compile(rf"^{_RANK}(?:怎|如何|办|落|迁)")
_FROM = re.compile(r"从$|自$|打$")
_COMING = re.compile(
    rf"^{_RANK}{_WITHIN}{{0,6}}?"
    rf"(?:引进|引入|引来|招来|挖来|毕业(?!生)|迁|搬|转|调|[回返]|{_TO_HERE}|(?<!未)(?<!以)来(?!看|说|讲|源|年))"
)
_OF_ORIGIN = re.compile(r"来自$")
_BY = re.compile(r"由$")
_MOVING = re.compile(rf"^{_RANK}(?:[迁搬转调](?!移支付|研|整|查)|回|来)")
_IN = re.compile(r"在$")
_STAYS = r"(?:工作|上班|打工|干|待|呆|住|生活|学习|读|念|上学|上|创业|开|办|交|缴|参保|任职|当|做|注册|落户|就业|实习|服役|享受|领|拿|评|申请|考)"
_NO_PAST = r"(?!过?(?:来|去|期|户|程|渡|敏|高|低|多|少))"
_DONE = re.compile(
    rf"^{_RANK}(?:{_WITHIN}{{0,6}}?毕业(?!生|年|季)"
    rf"|{_STAYS}[^，,。；;？?！!要需得才]{{0,4}}?(?<![通超不经])过{_NO_PAST}"
    rf"|{_STAYS}{_WITHIN}{{0,2}}?了{_WITHIN}{{0,3}}(?:年|个?月|天|阵子?|段时间|辈子){_WITHIN}{{0,2}}[，,；;])"
)
# After where somebody is or what they did there: that they come, or come back, here.
_RETURN = re.compile(
    rf"^{_UNASKED}{{0,16}}?(?:{_TO_HERE}|{_AT_YOURS}|(?<!留学)(?<![国海]外)(?<!国)(?:回来|回老家|回家乡)|[迁搬转调](?:过来|回来?)"
    r"|(?<!通)过来(?!人)|(?:想|要|打算|准备|计划|毕业[以之]?后)(?:返|回)乡)"
)
# 家在青岛，周末过去给你们讲课. 家在青岛，想来问问你们 comes for no more than an answer.
_LIVING = re.compile(r"(?:家|人|住)(?:还|都|也|就|一直|现在|目前)?(?:住?在|住)$|住$")
_TO_YOU = re.compile(
    rf"^{_RANK}(?:{_UNASKED}|几(?=[趟回次天])){{0,24}}?(?:过[来去]|[来去到跑])(?!自|年)"
    rf"(?:(?![问找查咨打])[^，,。；;？?！!\s吗呢]){{0,6}}?(?:你们|贵[市县区省州地])(?!的?(?:政策|规定))"
)
_SOMEBODY = re.compile(
    rf"^{_RANK}(?:(?:户口|户籍|籍)(?!{_RULES.pattern[1:]}){_ASIDE}|人(?!{_RULES.pattern[1:]})(?!的){_ASIDE}|(?:户口|户籍|籍)(?:人员|居民|大?学生|毕业生))"
)
_FORMER_PUPIL = re.compile(
    rf"^{_RANK}(?:{_WITHIN}{{0,6}}?(?:大学|学院|高校|学校))?毕业(?=的|[以之]?后|了|[，,回来能可])"
)
_NEWCOMER = re.compile(
    rf"^{_RANK}(?:(?:[迁搬转调]?过?|回)来的|的?(?!外)[^，,；;？?！!。吗呢多几哪怎啥什如没对给为让帮把向有外]{{0,8}}?"
    rf"(?:[迁搬转调]?过来(?!人)|{_TO_HERE}|{_AT_YOURS})|的(?!外)[^，,。；;？?！!外多几哪怎啥什]{{1,6}}(?:[迁搬转调][来到]))"
)

_INTRODUCED = re.compile(r"(?:有|请来?|认识|找|找来|聘|聘请|引进|联系上|看中)了?(?:一|几|两)?[位个名](?:在|从)?$")
_EXPERT = re.compile(
    r"^(?:的|来的)(?:[^，,。；;？?！!的]{0,4})(?:专家|教授|博士|老师|大牛|大师|团队|人才|工程师|朋友|亲戚|同学|高手|顾问|师傅|院士|行家)(?!计划|项目|工程|[^，,。？?]{0,3}(?:补贴|政策|待遇|标准|办法))"
)

# 去青岛看病能报销吗 and 养老金怎么转到青岛 are asked where one is insured.
_GOING = re.compile(r"(?:[去到在往]|转至)$")
_REFERRED = re.compile(r"(?:转诊|转院)(?:[到去往至]|转至)?$")
_TREATED = re.compile(
    rf"^{_RANK}(?:的|[大好]|三甲|专科|医院|那边|那里|异地|临时|突然|急诊|门诊)*(?:看病|看急诊|看门诊|就医|就诊|住院|转诊|治病|治疗|做手术)"
    rf"(?!{_WITHIN}{{0,4}}(?:补贴|补助|政策|规定))"
)
_AWAY = re.compile(
    rf"^{_RANK}(?:养老|买房|购房|租房|生活|定居){_WITHIN}{{0,8}}?[，,]?{_WITHIN}{{0,8}}?(?:报销|提取|取出|转[移走出]|备案)"
)
_RIGHT_MOVED = re.compile(
    rf"(?:关系|养老金|公积金|[医社]保|保险|档案){_WITHIN}{{0,10}}?(?:转移|[转迁移])(?:[移入接出])?(?:[到至去往]|回)$"
)
_THERE_AFTER = re.compile(rf"^{_RANK}(?:[以之]?后|了)")
# People of Hong Kong, Macao and Taiwan are spoken of in the rules of every place.
_COMPATRIOTS = re.compile(rf"^{_RANK}(?:地区|籍)?的?(?:居民|学生|同胞|人员|青年|人士)(?!{_RULES.pattern[1:]})")
_OF_COMPATRIOTS = re.compile(r"(?:香港|澳门|台湾)(?:特别行政区|省)?$")


def is_back_here(question: str) -> bool:
    """Whether ``question``, asked after one about another place, says that it is about this one: 那咱们这归谁管."""
    return _HERE_AGAIN.search(question) is not None


def is_destination(before: str, after: str) -> bool:
    """Whether a place between ``before`` and ``after`` only says where somebody is treated or a right is moved to."""
    if _REFERRED.search(before) or (_GOING.search(before) and (_TREATED.search(after) or _AWAY.search(after))):
        return True
    return _RIGHT_MOVED.search(before) is not None and not (_THERE_AFTER.search(after) or _RULES.search(after))


def is_origin(before: str, after: str, *, name: str = "") -> bool:
    """Whether a place between ``before`` and ``after`` only says where somebody or something comes from.

    ``name`` is the place's own, where it is known.
    """
    if _OF_COMPATRIOTS.search(name) and _COMPATRIOTS.search(after):
        return True
    if _REGISTERED.search(before):
        return not _ABOUT_REGISTERING.search(after)
    if _OF_ORIGIN.search(before):
        return not _RULES.search(after)
    if _FROM.search(before) and _COMING.search(after):
        return True
    if _INTRODUCED.search(before) and _EXPERT.search(after):
        return True
    if _BY.search(before) and _MOVING.search(after):
        return True
    if _LIVING.search(before) and _TO_YOU.search(after):
        return True
    if _IN.search(before):
        return bool(_DONE.search(after) or _RETURN.search(after))
    return any(pattern.search(after) for pattern in (_SOMEBODY, _FORMER_PUPIL, _NEWCOMER))
