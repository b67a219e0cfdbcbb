"""What the name of a public body looks like, in general."""

import re

_SUFFIX = (
    r"部|局|委|厅|办|署|院|行|会|社|团|处|科|室|所|中心|公司|集团|政府|机构|单位|部门|大学|学院|学校|医院|队|站|馆|台|联"
    r"|园区|新区|开发区|高新区|企业|组织|组|总队|支队|分局|党校|编办|网信办|专班|海关|协会|基地|人大|政协|指挥部|司|领导小组"
)
_ENDS_AS_BODY = re.compile(rf"(?:{_SUFFIX})(?:[（(][^（）()]*[）)])?$")
_ONLY_SUFFIX = re.compile(rf"(?:{_SUFFIX}|委员会|办公室|管理局|监督局|监督管理局|管理委员会|监督管理委员会)$")
_CONJUNCTION = "和与及暨、"
_SENTENCE_MARKS = re.compile(r"[。！？；：，,;:!?]")


def names_body(text: str) -> bool:
    """Whether the text could be the complete name of one public body."""
    compact = "".join(text.split())
    return 2 <= len(compact) <= 40 and not _SENTENCE_MARKS.search(compact) and bool(_ENDS_AS_BODY.search(compact))


def cannot_stand_alone(text: str) -> bool:
    """Whether the text can only be the rest of a name that began on the line above."""
    compact = "".join(text.split())
    return compact[:1] in _CONJUNCTION or bool(_ONLY_SUFFIX.fullmatch(compact))
