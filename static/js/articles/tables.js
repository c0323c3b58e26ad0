// Tables: rows and columns, headings, and a caption that is written above them.

import { insertBlock } from "./inserting.js";
import { Node, callOrReturn, getExtensionField, pm } from "./tiptap.js";

const ROWS = 3;
const COLUMNS = 3;

export const CaptionedTable = Node.create({
  name: "captionedTable",
  group: "large",
  content: "tableCaption? table",
  isolating: true,

  parseHTML() {
    return [{ tag: "div[data-table]" }];
  },

  renderHTML() {
    return ["div", { "data-table": "" }, 0];
  },
});

export const TableCaption = Node.create({
  name: "tableCaption",
  content: "inline*",
  isolating: true,

  parseHTML() {
    return [{ tag: "div[data-table-caption]" }];
  },

  renderHTML() {
    return ["div", { "data-table-caption": "" }, 0];
  },

  addKeyboardShortcuts() {
    return { Enter: () => this.editor.isActive(this.name) && goToFirstCell(this.editor) };
  },
});

export const Table = Node.create({
  name: "table",
  tableRole: "table",
  content: "tableRow+",
  isolating: true,

  extendNodeSchema(extension) {
    return { tableRole: callOrReturn(getExtensionField(extension, "tableRole")) };
  },

  parseHTML() {
    return [{ tag: "table" }];
  },

  renderHTML() {
    return ["table", ["tbody", 0]];
  },

  addProseMirrorPlugins() {
    return [pm.tables.tableEditing(), emptyHeadings()];
  },

  addKeyboardShortcuts() {
    const go = (direction) => () => run(this.editor, pm.tables.goToNextCell(direction));
    return { Tab: go(1), "Shift-Tab": go(-1) };
  },
});

/** A heading that says nothing yet is read as a plain cell: it is the heading of nothing. */
function emptyHeadings() {
  const marked = (doc) => {
    const found = [];
    doc.descendants((node, position) => {
      if (node.type.name !== "tableHeader" || node.textContent) return;
      found.push(pm.view.Decoration.node(position, position + node.nodeSize, { role: "cell" }));
    });
    return pm.view.DecorationSet.create(doc, found);
  };
  return new pm.state.Plugin({ props: { decorations: ({ doc }) => marked(doc) } });
}

export const TableRow = Node.create({
  name: "tableRow",
  tableRole: "row",
  content: "(tableCell | tableHeader)*",

  parseHTML() {
    return [{ tag: "tr" }];
  },

  renderHTML() {
    return ["tr", 0];
  },
});

export const TableCell = cell("tableCell", "cell", "td");
export const TableHeader = cell("tableHeader", "header_cell", "th", {
  scope: {
    default: null,
    parseHTML: (element) => element.getAttribute("scope"),
  },
});

function cell(name, tableRole, tag, attributes = {}) {
  return Node.create({
    name,
    tableRole,
    content: "block+",
    isolating: true,

    addAttributes() {
      return { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false }, ...attributes };
    },

    parseHTML() {
      return [{ tag }];
    },

    renderHTML({ HTMLAttributes }) {
      return [tag, HTMLAttributes, 0];
    },
  });
}

function span(name) {
  return {
    default: 1,
    parseHTML: (element) => Math.max(1, Number.parseInt(element.getAttribute(name), 10) || 1),
    renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
  };
}

/** Run one of ProseMirror's own commands. */
export function run(editor, command) {
  return command(editor.state, editor.view.dispatch, editor.view);
}

/** What can be done to the table at the cursor, by name. */
export const ACTS = Object.fromEntries(
  Object.entries({
    rowBefore: pm.tables.addRowBefore,
    rowAfter: pm.tables.addRowAfter,
    columnBefore: pm.tables.addColumnBefore,
    columnAfter: pm.tables.addColumnAfter,
    deleteRow: pm.tables.deleteRow,
    deleteColumn: pm.tables.deleteColumn,
    headerRow: pm.tables.toggleHeader("row"),
    headerColumn: pm.tables.toggleHeader("column"),
    merge: pm.tables.mergeCells,
    split: pm.tables.splitCell,
  }).map(([name, command]) => [
    name,
    (editor) => {
      editor.commands.focus();
      return run(editor, command);
    },
  ]),
);

export function insertTable(editor) {
  const row = (type) => ({
    type: "tableRow",
    content: Array.from({ length: COLUMNS }, () => ({ type, content: [{ type: "paragraph" }] })),
  });
  const rows = [row("tableHeader"), ...Array.from({ length: ROWS - 1 }, () => row("tableCell"))];
  return insertBlock(editor, {
    type: "captionedTable",
    content: [{ type: "tableCaption" }, { type: "table", content: rows }],
  });
}

export function deleteTable(editor) {
  return editor.chain().focus().deleteNode("captionedTable").run();
}

function goToFirstCell(editor) {
  return editor.chain().command(({ tr }) => {
    const table = tr.doc.resolve(tr.selection.$from.after());
    tr.setSelection(pm.state.Selection.near(tr.doc.resolve(table.pos + 1)));
    return true;
  }).scrollIntoView().run();
}

/** Go to the caption of the table at the cursor; make it first where there is none. */
export function goToCaption(editor) {
  return editor.chain().focus().command(({ tr }) => {
    const { $from } = tr.selection;
    const depth = Array.from({ length: $from.depth }, (_, index) => index + 1)
      .find((level) => $from.node(level).type.name === "captionedTable");
    if (!depth) return false;
    const start = $from.start(depth);
    const { tableCaption } = editor.schema.nodes;
    if ($from.node(depth).firstChild.type !== tableCaption) tr.insert(start, tableCaption.create());
    const end = start + tr.doc.nodeAt(start).nodeSize - 1;
    tr.setSelection(pm.state.TextSelection.create(tr.doc, end));
    return true;
  }).run();
}
