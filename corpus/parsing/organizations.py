"""What the names of public bodies look like in general, alone and in lists."""

import re

from corpus.parsing.brackets import matched_pairs

_SUFFIX = (
    r"部|局|委|厅|办|署|院|行|会|社|团|处|科|室|所|中心|公司|集团|政府|机构|机关|单位|部门|大学|学院|学校|医院|队|站|馆|台|联"
    r"|协|院校|高校|园区|新区|开发区|高新区|企业|组织|组|总队|支队|分局|党校|专班|海关|协会|基地|人大|政协|指挥部|司|领导小组"
)
_ENDS_AS_BODY = re.compile(rf"(?:{_SUFFIX})(?:[（(][^（）()]*[）)])?$")
_SHORT_OFFICE = r"(?![国中省市州盟旗县区乡镇])[\u4e00-\u9fff]{1,2}办"  # 信访办 below 市委; 市外办 is a whole name
_ONLY_SUFFIX = re.compile(
    rf"(?:{_SUFFIX}|{_SHORT_OFFICE}|委员会|办公室|管理局|监督局|监督管理局|管理委员会|监督管理委员会)$"
)
_CONJUNCTION = "和与及暨、"
_SENTENCE_MARKS = re.compile(r"[。！？；：，,;:!?〔〕《》]")
_REGION = r"(?:省|自治区|直辖市|计划单列市|市|自治州|州|盟|旗|县|区|乡|镇|街道)"
_REGIONS = re.compile(rf"(?:本?[省市州县]?)各{_REGION}+(?:[（(][^（）()]*[）)])?|{_REGION}+")
_EVERY_REGION = re.compile(rf"(?:本?[省市州县区])?各(?:有关|相关)?(?:{_REGION}|街)+(?:[（(][^（）()]*[）)])?")
_MORE_REGIONS = re.compile(rf"{_REGION}")


def names_body(text: str) -> bool:
    """Whether the text could be the complete name of one public body."""
    compact = "".join(text.split())
    if not 2 <= len(compact) <= 40 or _SENTENCE_MARKS.search(compact):
        return False
    return bool(_ENDS_AS_BODY.search(compact) or _EVERY_REGION.fullmatch(compact))


def cannot_stand_alone(text: str) -> bool:
    """Whether the text can only be the rest of a name that began on the line above."""
    compact = "".join(text.split())
    return compact[:1] in _CONJUNCTION or bool(_ONLY_SUFFIX.fullmatch(compact))


def split_names(text: str) -> list[tuple[str, int, int]]:
    """Return the names in a list with their spans.

    各省、自治区、直辖市人民政府 stays one name; a blank parts two names only where the first is complete.
    """
    names: list[tuple[str, int, int]] = []
    for a, b in split_outside_brackets(text, 0, len(text), "、，,"):
        for name, start, end in _split_at_blanks(text, a, b):
            if names and _REGIONS.fullmatch(names[-1][0].rpartition("、")[2]) and _MORE_REGIONS.match(name):
                first = names.pop()
                names.append((re.sub(r"\s+", "", text[first[1] : end]), first[1], end))
            else:
                names.append((name, start, end))
    return names


def _split_at_blanks(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    pieces: list[tuple[str, int, int]] = []
    for word in re.finditer(r"\S+", text[start:end]):
        a, b = start + word.start(), start + word.end()
        clean = word[0].strip("。.")
        between = text[pieces[-1][2] : a] if pieces else ""
        if pieces and ("\n" in between or not names_body(pieces[-1][0])):
            pieces[-1] = (pieces[-1][0] + clean, pieces[-1][1], b)
        elif clean:
            pieces.append((clean, a, b))
    return pieces


def split_outside_brackets(text: str, start: int, end: int, separators: str) -> list[tuple[int, int]]:
    """Split at separators that stand outside brackets, unlike those in 各县（市、区）政府; blank pieces are left out."""
    inside = matched_pairs(text[start:end])
    spans, begin = [], start
    for i in range(start, end):
        if text[i] in separators and not any(a < i - start < b for a, b in inside):
            spans.append((begin, i))
            begin = i + 1
    spans.append((begin, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]
