"""The shape of a QuestionnaireResponse: FHIR R4's elements, each of its type, none empty."""

from __future__ import annotations

from typing import Any

from intake.domain.validation.issues import ROOT, Findings, Kind, Path
from intake.domain.validation.primitives import SIMPLE, address_fault

MOST_DEPTH = 60
# What an answer can be in R4.
_ANSWERS = (
    "boolean decimal integer date dateTime time string uri Attachment Coding Quantity Reference"
)
VALUES = {f"value{kind[0].upper()}{kind[1:]}": kind for kind in _ANSWERS.split()}

# By type: each element with its type; * there may be several, ! there must be one.
_SHAPES = {
    "QuestionnaireResponse": "id:id meta:Meta implicitRules:uri language:code text:Narrative"
    " contained:Resource* modifierExtension:Extension* identifier:Identifier basedOn:Reference*"
    " partOf:Reference* questionnaire:canonical status:code! subject:Reference encounter:Reference"
    " authored:dateTime author:Reference source:Reference item:Item*",
    "Item": "modifierExtension:Extension* linkId:string! definition:uri text:string"
    " answer:Answer* item:Item*",
    "Answer": "modifierExtension:Extension* item:Item* "
    + " ".join(f"{name}:{kind}" for name, kind in VALUES.items()),
    "Coding": "system:uri version:string code:code display:string userSelected:boolean",
    "Quantity": "value:decimal comparator:code unit:string system:uri code:code",
    "Attachment": "contentType:code language:code data:base64Binary url:uri size:unsignedInt"
    " hash:base64Binary title:string creation:dateTime",
    "Reference": "reference:string type:uri identifier:Identifier display:string",
    "Identifier": "use:code type:CodeableConcept system:uri value:string period:Period"
    " assigner:Reference",
    "CodeableConcept": "coding:Coding* text:string",
    "Period": "start:dateTime end:dateTime",
    "Meta": "versionId:id lastUpdated:instant source:uri profile:canonical* security:Coding*"
    " tag:Coding*",
    "Narrative": "status:code! div:xhtml!",
}


class Shape:
    """The elements that a type has: by name, its type and whether there may be several."""

    def __init__(self, described: str) -> None:
        self.elements: dict[str, tuple[str, bool]] = {
            "id": ("string", False),
            "extension": ("Extension", True),
        }
        self.needed = []
        self.plain = {"id": "string"}
        for part in described.split():
            name, kind = part.split(":")
            self.elements[name] = (kind.rstrip("*!"), kind.endswith("*"))
            if kind.endswith("!"):
                self.needed.append(name)
            if kind.rstrip("!") in SIMPLE and kind.rstrip("!") != "uri":
                self.plain[name] = kind.rstrip("!")


SHAPES = {name: Shape(described) for name, described in _SHAPES.items()}


class Structure:
    """Finds what is not as R4 says. `known` are the extensions that were supplied.

    `references` are those found on the way that lead to something contained.
    """

    def __init__(self, known: frozenset[str], findings: Findings) -> None:
        self.known = known
        self.findings = findings
        self.references: set[str] = set()

    def check_response(self, response: dict[str, Any]) -> None:
        self.check(response, "QuestionnaireResponse", ROOT, 0)

    def check(self, node: Any, kind: str, path: Path, depth: int) -> None:
        if type(node) is not dict:
            self._fault("This should be an object.", path)
        elif not node:
            self._fault("An object must have some content.", path)
        elif depth > MOST_DEPTH:
            self._fault(f"This is nested more than {MOST_DEPTH} deep.", path, detail="tooDeep")
        elif kind == "Extension":
            self._extension(node, path, depth)
        elif kind == "Resource":
            self._resource(node, path, depth)
        else:
            self._elements(node, kind, path, depth)

    def _elements(self, node: dict[str, Any], kind: str, path: Path, depth: int) -> None:
        shape = SHAPES[kind]
        for name, value in node.items():
            described = shape.elements.get(name)
            if name in shape.plain and SIMPLE[shape.plain[name]][0](value):
                continue  # most of a response is this
            if described is not None:
                self._element(value, *described, (path, name, -1), depth)
            elif not self._is_let_be(name, value, shape, path, depth):
                self._unknown(name, kind, path)
        for name in shape.needed:
            if name not in node and f"_{name}" not in node:
                self._fault(f"{name} is missing.", path, detail="missingElement")
        if kind == "Reference":
            self._note(node.get("reference"))
        if kind == "Answer" and len(node) > 1 and sum(name in VALUES for name in node) > 1:
            self._fault("An answer has one value only.", path, detail="invalidAnswerType")

    def _is_let_be(self, name: str, value: Any, shape: Shape, path: Path, depth: int) -> bool:
        """Say whether this is resourceType, or what goes with a simple element (`_name`)."""
        if name == "resourceType":
            return path is ROOT
        described = shape.elements.get(name[1:]) if name.startswith("_") else None
        if described is None or described[0] not in SIMPLE:
            return False
        for part in value if type(value) is list and described[1] else [value]:
            if part is None and described[1]:
                continue
            if type(part) is not dict or not part or part.keys() - {"id", "extension"}:
                self._fault(f"{name} should be an object with extensions.", path)
            elif "extension" in part:
                self._element(part["extension"], "Extension", True, (path, name[1:], -1), depth)
        return True

    def _element(self, value: Any, kind: str, is_list: bool, path: Path, depth: int) -> None:
        simple = SIMPLE.get(kind)
        if not is_list:
            if simple is not None:
                self._simple(value, kind, path)
            else:
                self.check(value, kind, path, depth + 1)
            return
        if type(value) is not list or not value:
            self._fault("This should be a list, and not an empty one.", path)
            return
        parent, name, _ = path or ROOT or (None, "", -1)
        for number, part in enumerate(value):
            if simple is not None:
                self._simple(part, kind, (parent, name, number))
            else:
                self.check(part, kind, (parent, name, number), depth + 1)

    def _simple(self, value: Any, kind: str, path: Path) -> None:
        fits, words = SIMPLE[kind]
        if not fits(value):
            self._fault(f"This should be {words}.", path, Kind.INVALID)
        elif kind == "uri" and (fault := address_fault(value)):
            self.findings.error(Kind.INVALID, "invalidUrlValue", fault, answer_of(path))

    def _extension(self, node: dict[str, Any], path: Path, depth: int) -> None:
        url = node.get("url")
        if not isinstance(url, str) or not url:
            self._fault("An extension needs its url.", path, detail="missingElement")
            return
        if _is_of_a_guide(url) and url not in self.known:
            text = f"The extension {url[:200]} could not be found, so it is not allowed here."
            self._fault(text, path, detail="unknownExtension")
        values = [name for name in node if name.startswith("value")]
        if len(values) > 1 or (values and "extension" in node):
            self._fault("An extension has one value, or extensions.", path)
        if "extension" in node:
            self._element(node["extension"], "Extension", True, (path, "extension", -1), depth)

    def _resource(self, node: dict[str, Any], path: Path, depth: int) -> None:
        """Look at a contained resource only as far as its extensions."""
        if not isinstance(node.get("resourceType"), str):
            self._fault("A contained resource needs its resourceType.", path)
        elif "extension" in node:
            self._element(node["extension"], "Extension", True, (path, "extension", -1), depth)

    def _note(self, reference: Any) -> None:
        if isinstance(reference, str) and reference.startswith("#"):
            self.references.add(reference)

    def _unknown(self, name: str, kind: str, path: Path) -> None:
        is_value = kind == "Answer" and name.startswith("value")
        detail = "invalidAnswerType" if is_value else "unknownElement"
        self._fault(f"Unrecognized property '{name[:100]}'.", path, detail=detail)

    def _fault(
        self, text: str, path: Path, code: Kind = Kind.STRUCTURE, detail: str = "invalidStructure"
    ) -> None:
        self.findings.error(code, detail, text, answer_of(path))


def answer_of(path: Path) -> Path:
    """Return the answer or the item that something is a part of; else where it stands itself."""
    place = path
    while place is not None:
        if place[1] in ("answer", "item") and place[2] >= 0:
            return place
        place = place[0]
    return path


def _is_of_a_guide(url: str) -> bool:
    """Say whether HL7 publishes this extension in a guide, and not with R4 itself."""
    if not url.startswith("http://hl7.org/fhir/"):
        return False
    return not url.startswith("http://hl7.org/fhir/StructureDefinition/")
