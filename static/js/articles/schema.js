// What an article may hold. It follows the allow-list of articles/richtext.py.

import { Figcaption, Figure, Picture } from "./figures.js";
import { Link } from "./links.js";
import { Section } from "./sections.js";
import { CaptionedTable, Table, TableCaption, TableCell, TableHeader, TableRow } from "./tables.js";
import {
  Blockquote, Bold, BulletList, Document, Dropcursor, Gapcursor, HardBreak, Heading, Italic,
  ListItem, OrderedList, Paragraph, Placeholder, Subscript, Superscript, Text, TrailingNode,
  UndoRedo, wrappingInputRule,
} from "./tiptap.js";

const Body = Document.extend({ content: "(block | large | card)+" });

// Without the numbering styles of the package, which the stored HTML does not know.
const NumberedList = OrderedList.extend({
  addAttributes: () => ({}),
  addNodeView: () => null,
  renderHTML: () => ["ol", 0],
  addInputRules() {
    return [wrappingInputRule({ find: /^1\.\s$/, type: this.type })];
  },
});

const WHERE_WORDS_BELONG = {
  paragraph: "Write here",
  heading: "Heading",
  figcaption: "Caption of the picture (may stay empty)",
  tableCaption: "Caption of the table: what does it show?",
};

/** Return the editor's extensions. `find` looks up a picture of the library by its number. */
export function extensions({ find }) {
  return [
    Body, Paragraph, Text, HardBreak, Heading.configure({ levels: [2, 3] }), Blockquote,
    BulletList, NumberedList, ListItem,
    Bold, Italic, Subscript, Superscript, Link,
    CaptionedTable, TableCaption, Table, TableRow, TableHeader, TableCell,
    Figure, Picture.configure({ find }), Figcaption, Section,
    UndoRedo, Dropcursor, Gapcursor, TrailingNode,
    Placeholder.configure({ includeChildren: true, placeholder: wordsFor }),
  ];
}

function wordsFor({ editor, node }) {
  const isAlone = editor.state.doc.childCount === 1;
  return node.type.name === "paragraph" && !isAlone ? "" : WHERE_WORDS_BELONG[node.type.name] ?? "";
}
