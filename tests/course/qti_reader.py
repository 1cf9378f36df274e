"""Read a QTI 2.1 package the way a player does: its shape by the published schema, its rules by running them.

The schemas of 1EdTech may not be handed on with the kit. The shape below is written from them
(imsqti_v2p1p1.xsd, imscp_v1p1.xsd), for the elements the kit uses. Where the schemas are at hand, in the folder
that FIS_XSD names, they judge too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")

_EXPRESSION = "and or not match member gte lte gt lt isNull".split()  # noqa: SIM905
_TERM = ["variable", "baseValue", "correct", "index", "ordered"]
_BLOCK = "p ul ol table blockquote pre hr h1 h2 h3 h4 h5 h6".split()  # noqa: SIM905
_INLINE = "strong em code a br sub sup span".split()  # noqa: SIM905
_FLOW = [*_BLOCK, *_INLINE]
_ASK = ["choiceInteraction", "orderInteraction", "matchInteraction", "extendedTextInteraction"]
_PAIR = f"({'|'.join(_TERM)}) ({'|'.join(_TERM)})"
_DO = ["responseCondition", "setOutcomeValue"]

# element: attributes it must have, and its children as a pattern over their names
SHAPE: Mapping[str, tuple[str, str]] = {
    "assessmentItem": (
        "identifier title adaptive timeDependent",
        "responseDeclaration outcomeDeclaration+ itemBody responseProcessing modalFeedback*",
    ),
    "responseDeclaration": ("identifier cardinality baseType", "correctResponse?"),
    "correctResponse": ("", "value+"),
    "defaultValue": ("", "value+"),
    "value": ("", ""),
    "outcomeDeclaration": ("identifier cardinality baseType", "defaultValue?"),
    "itemBody": ("", f"({'|'.join([*_BLOCK, *_ASK, 'rubricBlock'])})*"),
    "rubricBlock": ("view", f"({'|'.join(_FLOW)})*"),
    "modalFeedback": ("outcomeIdentifier identifier showHide", f"({'|'.join(_FLOW)})*"),
    "choiceInteraction": ("responseIdentifier shuffle maxChoices", "prompt? simpleChoice+"),
    "orderInteraction": ("responseIdentifier shuffle", "prompt? simpleChoice+"),
    "matchInteraction": ("responseIdentifier shuffle maxAssociations", "prompt? simpleMatchSet simpleMatchSet"),
    "extendedTextInteraction": ("responseIdentifier", "prompt?"),
    "textEntryInteraction": ("responseIdentifier", ""),
    "simpleMatchSet": ("", "simpleAssociableChoice*"),
    "simpleChoice": ("identifier", f"({'|'.join(_FLOW)})*"),
    "simpleAssociableChoice": ("identifier matchMax", f"({'|'.join(_FLOW)})*"),
    "prompt": ("", f"({'|'.join(_INLINE)})*"),
    "responseProcessing": ("", f"({'|'.join(_DO)})*"),
    "responseCondition": ("", "responseIf responseElseIf* responseElse?"),
    "responseIf": ("", f"({'|'.join(_EXPRESSION)}) ({'|'.join(_DO)})*"),
    "responseElseIf": ("", f"({'|'.join(_EXPRESSION)}) ({'|'.join(_DO)})*"),
    "responseElse": ("", f"({'|'.join(_DO)})*"),
    "setOutcomeValue": ("identifier", f"({'|'.join([*_TERM, 'sum'])})"),
    **dict.fromkeys(("and", "or"), ("", f"({'|'.join(_EXPRESSION)})+")),
    "not": ("", f"({'|'.join(_EXPRESSION)})"),
    **dict.fromkeys(("match", "member", "gte", "lte", "gt", "lt"), ("", _PAIR)),
    "isNull": ("", f"({'|'.join(_TERM)})"),
    "index": ("n", f"({'|'.join(_TERM)})"),
    "ordered": ("", f"({'|'.join(_TERM)})*"),
    "variable": ("identifier", ""),
    "correct": ("identifier", ""),
    "baseValue": ("baseType", ""),
    "assessmentTest": ("identifier title", "outcomeDeclaration* testPart+ outcomeProcessing?"),
    "testPart": ("identifier navigationMode submissionMode", "itemSessionControl? assessmentSection+"),
    "itemSessionControl": ("", ""),
    "assessmentSection": ("identifier title visible", "rubricBlock* assessmentItemRef*"),
    "assessmentItemRef": ("identifier href", ""),
    "outcomeProcessing": ("", "setOutcomeValue*"),
    "sum": ("", "testVariables+"),
    "testVariables": ("", ""),
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "strong", "em", "code", "sub", "sup", "span"),
                    ("", f"({'|'.join([*_INLINE, 'textEntryInteraction'])})*")),
    "a": ("href", f"({'|'.join(_INLINE)})*"),
    **dict.fromkeys(("ul", "ol"), ("", "li*")),
    "li": ("", f"({'|'.join(_FLOW)})*"),
    "blockquote": ("", f"({'|'.join(_BLOCK)})*"),
    "table": ("", "caption? thead? tbody+"),
    **dict.fromkeys(("thead", "tbody"), ("", "tr+")),
    "tr": ("", "(th|td)+"),
    **dict.fromkeys(("th", "td", "caption"), ("", f"({'|'.join(_INLINE)})*")),
    **dict.fromkeys(("br", "hr"), ("", "")),
}  # fmt: skip
MANIFEST: Mapping[str, tuple[str, str]] = {
    "manifest": ("identifier", "metadata organizations resources"),
    "metadata": ("", "schema schemaversion"),
    "schema": ("", ""),
    "schemaversion": ("", ""),
    "organizations": ("", ""),
    "resources": ("", "resource+"),
    "resource": ("identifier type href", "file+ dependency*"),
    "file": ("href", ""),
    "dependency": ("identifierref", ""),
}


def faults(root: ET.Element) -> list[str]:
    """List what a document has that the schema does not allow."""
    space, shape = (CP, MANIFEST) if root.tag.startswith(CP) else (QTI, SHAPE)
    return [
        *_faults(root, space, shape),
        *_judged(root, "imscp_v1p1.xsd" if space == CP else "imsqti_v2p1p1.xsd"),
    ]


def _faults(one: ET.Element, space: str, shape: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    name = one.tag.removeprefix(space)
    if name not in shape:
        yield f"{name} is not an element here"
        return
    needed, pattern = shape[name]
    yield from (f"{name} has no {key}" for key in needed.split() if key not in one.attrib)
    inside = "".join(child.tag.removeprefix(space) + ";" for child in one)
    wanted = re.sub("[A-Za-z0-9]+", lambda found: f"(?:{found[0]};)", pattern).replace(" ", "")
    if not re.fullmatch(wanted, inside):
        yield f"{name} holds «{inside}», not «{pattern}»"
    identifier = one.get("identifier")
    if identifier is not None and not NAME.fullmatch(identifier):
        yield f"«{identifier}» is not an identifier"
    for child in one:
        yield from _faults(child, space, shape)


def _judged(root: ET.Element, schema: str) -> list[str]:
    """Let the published schema judge, where it is at hand."""
    judge = _judge(schema)
    if judge is None:
        return []
    from lxml import etree

    judge.validate(etree.fromstring(ET.tostring(root)))
    return [str(one) for one in judge.error_log]


@cache
def _judge(schema: str) -> Any:
    folder = os.environ.get("FIS_XSD", "")
    found = next(Path(folder).rglob(schema), None) if folder else None
    if found is None:
        return None
    from lxml import etree

    return etree.XMLSchema(etree.parse(found))


# --- the rules of an item, run --------------------------------------------------------------------
Value = str | float | list[str] | None


class Player:
    """What a player knows while an item is answered."""

    def __init__(self, item: ET.Element) -> None:
        self.item = item
        self.kind = item.find(f"{QTI}responseDeclaration")
        self.outcomes: dict[str, Value] = {}

    def answer(self, given: Value, *, attempt: int = 1) -> dict[str, Value]:
        """Give an answer and run the rules; return the outcomes."""
        self.outcomes = {"RESPONSE": given, "numAttempts": float(attempt)}
        found = self.item.find(f"{QTI}responseProcessing")
        assert found is not None
        self._run(list(found))
        return self.outcomes

    def said(self) -> list[str]:
        """List the texts that are shown now."""
        shown = []
        for one in self.item.findall(f"{QTI}modalFeedback"):
            value = self.outcomes.get(one.get("outcomeIdentifier", ""))
            if one.get("identifier") in (value if isinstance(value, list) else [value]):
                shown.append(" ".join("".join(one.itertext()).split()))
        return shown

    @property
    def right(self) -> Value:
        """The right answer, as the item declares it."""
        assert self.kind is not None
        values = [one.text or "" for one in self.kind.iter(f"{QTI}value")]
        return self._typed(values)

    def _typed(self, values: Sequence[str]) -> Value:
        assert self.kind is not None
        if self.kind.get("cardinality") != "single":
            return list(values)
        if not values:
            return None
        return float(values[0]) if self.kind.get("baseType") == "float" else values[0]

    def _run(self, steps: Sequence[ET.Element]) -> None:
        for step in steps:
            if step.tag == f"{QTI}setOutcomeValue":
                self.outcomes[step.get("identifier", "")] = self._value(step[0])
                continue
            for branch in step:
                if branch.tag == f"{QTI}responseElse":
                    self._run(list(branch))
                elif self._holds(branch[0]) is True:
                    self._run(list(branch)[1:])
                    break

    def _holds(self, one: ET.Element) -> bool | None:
        name = one.tag.removeprefix(QTI)
        if name in ("and", "or", "not"):
            inside = [self._holds(child) for child in one]
            if name == "not":
                return None if inside[0] is None else not inside[0]
            decided = name == "or"
            return decided if decided in inside else None if None in inside else not decided
        values = [self._value(child) for child in one]
        if name == "isNull":
            return values[0] in (None, [])
        return None if any(value in (None, []) for value in values) else self._compared(name, *values)

    def _compared(self, name: str, first: Value, second: Value) -> bool:
        if name == "member":
            assert isinstance(second, list)
            return first in second
        if name == "match":
            assert self.kind is not None
            loose = self.kind.get("cardinality") == "multiple"
            return sorted(first) == sorted(second) if loose else first == second  # type: ignore[arg-type]
        assert isinstance(first, float) and isinstance(second, float)
        return {"gte": first >= second, "lte": first <= second, "gt": first > second, "lt": first < second}[
            name
        ]

    def _value(self, one: ET.Element) -> Value:
        name = one.tag.removeprefix(QTI)
        if name == "variable":
            return self.outcomes.get(one.get("identifier", ""))
        if name == "correct":
            return self.right
        if name == "baseValue":
            number = one.get("baseType") in ("float", "integer")
            return float(one.text or "nan") if number else one.text
        if name == "ordered":
            return [str(self._value(child)) for child in one]
        assert name == "index"
        inside, place = self._value(one[0]), int(one.get("n", "0"))
        return inside[place - 1] if isinstance(inside, list) and place <= len(inside) else None
