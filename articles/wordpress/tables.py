"""Tables: their rows and cells, which cells are headings, and which tables are only layout."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.wordpress.tree import Element

SPAN = re.compile(r"[2-9]|[1-9][0-9]")


@dataclass(frozen=True)
class Row:
    cells: tuple[Element, ...]
    is_head: bool = False
    is_foot: bool = False


def rows_of(table: Element) -> list[Row]:
    """Return the rows in the order they are read: head, body, foot."""
    found = []
    for child in _elements(table):
        parts = [child] if child.name == "tr" else _elements(child)
        for part in parts:
            cells = tuple(cell for cell in _elements(part) if cell.name in {"td", "th"})
            if part.name == "tr" and cells:
                found.append(Row(cells, child.name == "thead", child.name == "tfoot"))
    found.sort(key=lambda row: (not row.is_head, row.is_foot))
    if len(found) > 1 and not found[0].is_head and _all_headings(found[0]):
        found[0] = Row(found[0].cells, is_head=True)
    return found


def is_layout(table: Element, rows: list[Row]) -> bool:
    """Say whether the table only arranges things: it holds other tables, or has a single cell."""
    holds_table = next(table.all("table"), None) is not None
    return holds_table or sum(len(row.cells) for row in rows) == 1


def attributes(row: Row, cell: Element, name: str) -> str:
    """Return what a cell says of itself; a heading says what it is the heading of."""
    found = []
    if name == "th":
        of_row = not row.is_head and not _all_headings(row) and cell is row.cells[0]
        given = cell.attributes.get("scope", "").lower()
        found.append(("scope", given if given in {"col", "row"} else "row" if of_row else "col"))
    spans = ((name, cell.attributes.get(name, "")) for name in ("colspan", "rowspan"))
    found += [(name, value) for name, value in spans if SPAN.fullmatch(value)]
    return "".join(f' {name}="{value}"' for name, value in found)


def written(rows: Iterable[tuple[Row, list[str]]]) -> str:
    """Return the inside of the table from its rows and their written cells."""
    parts: dict[str, str] = {"thead": "", "tbody": ""}
    for row, cells in rows:
        parts["thead" if row.is_head else "tbody"] += f"<tr>{''.join(cells)}</tr>"
    return "".join(f"<{name}>{inner}</{name}>" for name, inner in parts.items() if inner)


def _elements(node: Element) -> list[Element]:
    return [child for child in node.children if isinstance(child, Element)]


def _all_headings(row: Row) -> bool:
    return all(cell.name == "th" for cell in row.cells)
