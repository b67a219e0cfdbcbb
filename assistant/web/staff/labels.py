"""The desk's fixed words, written once."""

from assistant.answer_kinds import RULES, AnswerKind
from assistant.desk.lookup import Mode, Scope
from assistant.types import Status

TITLE = "热线工作台 · 政策问答"

MODES = {Mode.BOTH: "词语＋含义", Mode.WORDS: "词语", Mode.MEANING: "含义"}
SCOPES = {Scope.IN_FORCE: "现行有效", Scope.NOT_IN_FORCE: "非现行", Scope.ALL: "全部"}
STATUSES = {Status.ANSWERED: "已答复", Status.NOT_COVERED: "没有写明", Status.SMALLTALK: "寒暄"}

BROKEN = "这一步没有成功，请再试一次；原因已记入服务器日志。"
NOTHING_THAT_DAY = "这一天没有一份已收录的文件有效，请换一个日期。"
GONE = "这一条已不在现在的文件里（文件可能刚更新过），请重新查找。"


def kind_name(kind: AnswerKind) -> str:
    """Return what sort of answer a kind is: 金额, 期限."""
    return RULES[kind].name
