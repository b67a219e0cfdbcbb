"""A question taken apart: the things it asks, one by one, each with its subject's words and the answers it wants."""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

from assistant.answer_kinds import AnswerKind
from assistant.asking import asked_kinds, without_kinds
from assistant.telling import without_told_numbers
from assistant.wording import Segmenter, content_terms

_ENDS = re.compile(r"(?<=[。？?！!；;\n])")
_COMMA = re.compile(r"(?<=[，,])")
_ASKS = re.compile(
    r"多少|几|什么|啥|哪|谁|怎|咋|如何|为何|何时|吗|么[？?]?$|呢[？?]?$|是否|是不是|能不能|可不可以|有没有|要不要|行不行|会不会|对不对|需不需要|能否|可否|有无|多久|多长|多大|多高|[？?]$"
)
_LISTING = re.compile(
    r"哪些|哪几|有什么|有啥|什么样的|都有|分别|各(?:由|归|有)|列举|列一下|几种|几类|几方面|还有(?:什么|哪些|别的|其他)|怎么支持|如何支持|包[括含](?:了|着)?(?:些)?(?:什么|啥|哪)|(?:什么|啥)(?:支持|扶持|政策|措施|好处|优惠|帮助|待遇|补贴|服务|要求|条件)"
)

# What begins like a pointer and is none: 该去哪里办, 其他人可以代办吗, 这两年出台了哪些, 那些没有工作的人能参保吗.
_SAID = r"该(?![去怎如找谁]|交(?!通|易)|向(?!导)|带(?!薪|动|头)|办(?!法|公|事)|由(?=谁|哪)|[在到从](?=哪)|给(?=谁|哪|多少)|问谁|准备|注意|不该)"
_ITS = r"其(?![实次余]|[他它](?!的|条件|要求|材料|方面|部分|[几两三]|\W|$))"
_THIS = (
    r"这(?!里(?!头|面)|儿|次|边|阵|个月|年(?![纪龄级限])|[几两三](?:年|天|日|个月|个季度|个学期)|个?(?:季度|学期))个?"
)
_THAT = r"那(?!些[^，,。？?]{2,}的(?:人|家庭|企业|公司|单位|老人|孩子|学生))(?:么|个)?"
_POINTS_BACK = re.compile(
    rf"^(?:都|分别|{_THAT}|{_THIS}|它|他(?!人)们?|她们?|{_ITS}|{_SAID}|此(?!次)|上述|前面|刚才|刚刚|上面)(?!个?(?:政策|文件|通知|城市|地方))|(?:这个(?!月)|那个|这项|那项|这种|那种|这事(?![业故务项])|那事(?![业故务项])|该项|这笔|这类|上述|刚才说的|前面说的|刚说的)(?!政策|文件|通知|城市|地方)|它(?:们)?(?:的|是|归|由|有)"
)

# 我呢？我是个人不是公司 asks the last question again, of the one that it goes on to tell of.
_OF_ONESELF = re.compile(r"^(?:那么?)?[，,]?像?(?:我|俺|咱)们?(?:这[样种]的?)?呢[？?，,。！!\s]+(?=\S)")
_CONNECTIVE = re.compile(r"^(?:那么|那|然后|而且|另外|对了|还有)[，,]?(?=(?!个人?[^人]|些|种|样|里|边|儿|项|笔|么).)")
_WITHIN = re.compile(r"^\s*(?:之|以)?内")  # 几天内去办, without what asks
_VERBS_ALONE = frozenset("报查批领交补退转评发办登申考寄送投借贷")  # 怎么报 and 谁给查 name no subject
_TELLS = re.compile(r"我(?![市省国区县州])|俺|咱|(?<![其吉])[他她]|人家|自[己家]|[家厂店村校]里|^想")
_WANTS_TO_KNOW = re.compile(
    r"想(?:了解|问|咨询|知道|查)|帮我|请(?!来|到|了|过)|介绍|[说讲]{2}|(.)不\1|(?<![对里外])不$|哪|怎|谁|多久"
)
_QUESTION_TO_COME = "行不行"
_SHORTEST_STORY = 6  # characters
_SEEN = re.compile(r"(?:看[到见]|知道|晓得|听说|明白|清楚)了?[。！!]?$")

# 不是公安局办的吗？到底归谁？ supposes one thing and asks another.
_RHETORICAL = re.compile(r"不是[^，,。？?]{2,}吗[？?]?$")

_RESPECTIVELY = re.compile(
    r"(?P<first>.{3,}?)(?:和|与|跟|以及)(?P<second>.{3,}?)(?:(?:各自)?分别|各(?=由|归))(?P<asked>.+)"
)
# 归哪个局管 names no subject, and cut into words by itself it would leave 局管 as one.
_WHICH_UNIT = re.compile(
    r"(?:归口?|由|找|是|该|在)?(?:到|给)?(?:哪|什么|啥)(?:一?个|些|几个|家)?(?:部门|单位|机构|机关|局|委|科室|衙门)(?:来|在)?(?:负责|牵头|主管|管理|管|办|抓)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that is asked. ``text`` is what retrieval reads; ``words`` is the part as the citizen put it."""

    words: str
    text: str
    terms: tuple[str, ...]
    own_terms: tuple[str, ...]  # without those taken over from context
    kinds: tuple[AnswerKind, ...]
    listing: bool
    bare: bool  # asks for an attribute of what was spoken of before and names nothing itself
    leans: bool = False  # on what the same question asks before it


def split_asks(question: str, segment: Segmenter, *, context: str = "") -> tuple[Ask, ...]:
    """Return what ``question`` asks, at least one thing; ``context`` is what an elliptical part is about."""
    asks: list[Ask] = []
    setting = context
    for whole, asking in _parts(question):
        if asks and not asking:
            continue  # what is said after a question is asked adds nothing to it
        part = _without_connective(whole)
        own = _subject_terms(part, segment)
        elliptical = is_elliptical(part, segment)
        text = f"{setting} {part}".strip() if setting and (elliptical or not asks) else part
        asks.append(
            Ask(
                words=part.strip(" ，,。？?！!；;"),
                text=text,
                terms=_subject_terms(text, segment),
                own_terms=own,
                kinds=asked_kinds(part) or (asked_kinds(setting) if elliptical else ()),
                listing=_LISTING.search(part) is not None,
                bare=elliptical and not _left_of(part, segment),
                leans=elliptical and bool(asks) and not own,
            )
        )
        setting = text
    return tuple(asks)


def _subject_terms(text: str, segment: Segmenter) -> tuple[str, ...]:
    return content_terms(_WHICH_UNIT.sub(" ", text), segment)


def _without_connective(part: str) -> str:
    """Take off a 那 that only ties the question to what was said, not one that points at something."""
    return _CONNECTIVE.sub("", part.strip())


def is_elliptical(part: str, segment: Segmenter) -> bool:
    """Whether ``part`` leaves its subject to what was said before it."""
    bare = part.strip(" ，,。？?！!；;")
    if _POINTS_BACK.search(bare) or _OF_ONESELF.search(bare) or (bare.endswith("呢") and len(bare) <= 12):
        return True
    left = _left_of(bare, segment)
    return not left or (len(left) == 1 and left[0] in _VERBS_ALONE)


def may_stand_alone(question: str, segment: Segmenter) -> bool:
    """Whether an elliptical ``question`` may all the same name a new subject: 那贷款归谁管, 贷款最高多少."""
    bare = _without_connective(question.strip(" ，,。？?！!；;"))
    if _POINTS_BACK.search(bare) or _OF_ONESELF.search(bare) or bare.endswith("呢"):
        return False
    return bool(_subject_terms(bare, segment))


def _left_of(part: str, segment: Segmenter) -> tuple[str, ...]:
    """Return the words of ``part`` beside those that ask for a sort of answer."""
    return content_terms(_WITHIN.sub(" ", without_kinds(_WHICH_UNIT.sub(" ", part))), segment)


def only_tells(text: str) -> bool:
    """Whether ``text`` asks nothing and tells the asker's situation: 我们看上一个教授, before the question about him.

    A few words to search by, which ask nothing either, are no situation.
    """
    told = text.strip()
    if not _TELLS.search(told) or _WANTS_TO_KNOW.search(told):
        return False
    if _SEEN.search(told):
        return len(told) > _SHORTEST_STORY  # 我知道了 tells nothing
    masked = without_told_numbers(f"{told}，{_QUESTION_TO_COME}")[: len(told)]
    return not _ASKS.search(masked)


def _parts(question: str) -> list[tuple[str, bool]]:
    """Split into parts, statements joined to the question that they lead to; whether each part asks something."""
    # 我们几个老板 asks nothing; what does is looked for with such numbers masked, character by character.
    masked = _OF_ONESELF.sub(lambda oneself: "，" * len(oneself.group()), without_told_numbers(question))
    pieces = [piece for sentence in _ENDS.split(masked) for piece in _split_at_commas(sentence)]
    ends: list[int] = []
    for i, (piece, end) in enumerate(zip(pieces, accumulate(map(len, pieces)), strict=True)):
        if _ASKS.search(piece) and not (_RHETORICAL.search(piece) and i + 1 < len(pieces)):
            ends.append(end)
    parts = [(question[start:end].strip(" ，,"), end in ends) for start, end in pairwise([0, *ends, len(question)])]
    return [(each, asking) for part, asking in parts if part for each in _split_subjects(part)] or [(question, True)]


def _split_subjects(part: str) -> list[str]:
    """Split 甲和乙分别归谁管 into one question for each subject."""
    match = _RESPECTIVELY.match(part)
    if not match or AnswerKind.UNIT not in asked_kinds(part):
        return [part]
    return [f"{subject}{match['asked']}" for subject in (match["first"], match["second"])]


def _split_at_commas(sentence: str) -> list[str]:
    """Split a sentence after commas where both sides ask something of their own."""
    found: list[str] = []
    for piece in _COMMA.split(sentence):
        if found and not (_asks_strongly(piece) and _asks_strongly(found[-1])):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _asks_strongly(text: str) -> bool:
    return re.search(r"多少|几|什么|啥|哪|谁|怎|咋|如何|多久|多长|何时|呢", text) is not None
