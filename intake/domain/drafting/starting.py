"""How a draft begins: empty, or from a document that came from elsewhere."""

from __future__ import annotations

from typing import Any

from intake.domain.document import DefinitionError, Json, about, parts, take
from intake.domain.drafting import tree
from intake.domain.drafting.tree import Node
from intake.domain.reading import naming

LISTS = ("item", "answerOption", "enableWhen", "extension")


def own_url(name: str) -> str:
    """Return the canonical address of a questionnaire that has none from elsewhere."""
    return f"urn:upstream:questionnaire:{name}"


def empty(name: str, title: str, description: str = "") -> Node:
    """Return a questionnaire with no question yet."""
    return {
        "resourceType": "Questionnaire",
        "url": own_url(name),
        "name": name,
        "title": title,
        "status": "active",
        "subjectType": ["Patient"],
        **({"description": description} if description else {}),
        "item": [],
    }


def numbered_as(document: Json, other: Json) -> Node:
    """Return a document under the version of another, to be counted on from there."""
    made = tree.copied(document)
    if "version" in other:
        made["version"] = other["version"]
    else:
        made.pop("version", None)
    return made


def ready(document: Json, *, name: str) -> Node:
    """Return a document that can be edited, by the name of its row.

    A name of its own that leads to this row stays. An item without a linkId, or with one that
    stands twice, gets one of its own.
    Raises DefinitionError where the document is of another shape altogether.
    """
    if document.get("resourceType") != "Questionnaire":
        raise DefinitionError("This is not a FHIR Questionnaire: resourceType is missing or other.")
    made = tree.copied(document)
    _check_shape(made)
    if naming.slug(tree.words(made, "name")) != name:
        made["name"] = name
    made["title"] = take(made, "title", str) or take(document, "name", str) or name
    made.setdefault("item", [])
    taken = tree.names(made) - {""}
    seen: set[str] = set()
    for spot in tree.spots(made):
        own = tree.link_id(spot.node)
        if not own or own in seen:
            own = tree.fresh(own or tree.words(spot.node, "text"), taken | seen)
            spot.node["linkId"] = own
        seen.add(own)
    return made


def _check_shape(node: Node) -> None:
    for key in LISTS:
        parts(node, key)
    for each in parts(node, "item"):
        with about(str(each.get("linkId") or each.get("text") or "an item")):
            for key in ("linkId", "text", "type"):
                _check_text(each, key)
            _check_shape(each)


def _check_text(node: Node, key: str) -> None:
    found: Any = node.get(key, "")
    if isinstance(found, int) and not isinstance(found, bool):
        node[key] = str(found)  # some systems write linkId 7 for "7"
    take(node, key, str)
