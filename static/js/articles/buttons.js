// The buttons of the toolbar: what each is called, shows and does.

import { removePicture } from "./figures.js";
import { hrefAt, removeLink } from "./links.js";
import { KINDS, makeSection, removeSection } from "./sections.js";
import { ACTS, deleteTable, goToCaption, insertTable } from "./tables.js";

const ICONS = {
  bullets: "M5 6h.01M5 12h.01M5 18h.01M9 6h11M9 12h11M9 18h11",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M4 10.5c2-1 2.600 1 0 3.500h2.200M4 16.500c3-.7 2.500 1.500 1 1.700 2 .2 2 2.600-1 1.800",
  quote: "M5 5v14M10 7h10M10 12h10M10 17h6",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700l-1.200 1.200M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700l1.200-1.200",
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-4",
  redo: "m16 5 4 4-4 4M20 9H10a5 5 0 0 0 0 10h4",
};

const toggle = (name, options) => (editor) => editor.chain().focus()[`toggle${name}`](options).run();
const active = (name, attributes) => (editor) => editor.isActive(name, attributes);
const can = (name) => (editor) => editor.can()[name]();

/** Return the rows of buttons. `open` opens the dialogs. */
export function rows(open) {
  return [
    [
      { name: "Heading", face: "H2", keys: "Ctrl+Alt+2", act: toggle("Heading", { level: 2 }), isOn: active("heading", { level: 2 }) },
      { name: "Subheading", face: "H3", keys: "Ctrl+Alt+3", act: toggle("Heading", { level: 3 }), isOn: active("heading", { level: 3 }) },
      { name: "Bold", face: "B", look: "bold", keys: "Ctrl+B", act: toggle("Bold"), isOn: active("bold") },
      { name: "Italic", face: "I", look: "italic", keys: "Ctrl+I", act: toggle("Italic"), isOn: active("italic") },
      { name: "Subscript", face: "x₂", keys: "Ctrl+,", act: toggle("Subscript"), isOn: active("subscript") },
      { name: "Superscript", face: "x²", keys: "Ctrl+.", act: toggle("Superscript"), isOn: active("superscript") },
      { name: "List with bullets", icon: ICONS.bullets, keys: "Ctrl+Shift+8", act: toggle("BulletList"), isOn: active("bulletList") },
      { name: "List with numbers", icon: ICONS.numbers, keys: "Ctrl+Shift+7", act: toggle("OrderedList"), isOn: active("orderedList") },
      { name: "Quotation", icon: ICONS.quote, keys: "Ctrl+Shift+B", act: toggle("Blockquote"), isOn: active("blockquote") },
      { name: "Link", icon: ICONS.link, keys: "Ctrl+K", act: open.link, isOn: active("link") },
      { name: "Undo", icon: ICONS.undo, keys: "Ctrl+Z", act: (editor) => editor.chain().focus().undo().run(), canAct: can("undo") },
      { name: "Redo", icon: ICONS.redo, keys: "Ctrl+Y", act: (editor) => editor.chain().focus().redo().run(), canAct: can("redo") },
    ],
    [
      { name: "Picture", face: "Picture", act: open.newPicture },
      { name: "Table", face: "Table", act: insertTable },
      ...Object.entries(KINDS).map(([kind, { name }]) => ({
        name, face: name, look: kind, act: (editor) => makeSection(editor, kind), isOn: active("section", { kind }),
      })),
    ],
  ];
}

/** Return the buttons for what is around the cursor, the innermost kind of thing first. */
export function around(editor, open) {
  if (hrefAt(editor)) {
    return [{ name: "Change the link", act: open.link }, { name: "Remove the link", act: removeLink }];
  }
  if (editor.isActive("figure") || editor.isActive("picture")) {
    return [{ name: "Change the picture", act: open.picture }, { name: "Remove the picture", act: removePicture }];
  }
  if (editor.isActive("table")) return TABLE;
  if (editor.isActive("captionedTable")) return [{ name: "Delete the table", act: deleteTable }];
  if (editor.isActive("section")) return [{ name: "Remove the card, keep its words", act: removeSection }];
  return [];
}

const TABLE = [
  { name: "Row above", act: ACTS.rowBefore },
  { name: "Row below", act: ACTS.rowAfter },
  { name: "Column before", act: ACTS.columnBefore },
  { name: "Column after", act: ACTS.columnAfter },
  { name: "Header row", act: ACTS.headerRow },
  { name: "Header column", act: ACTS.headerColumn },
  { name: "Merge cells", act: ACTS.merge },
  { name: "Split cell", act: ACTS.split },
  { name: "Caption", act: goToCaption },
  { name: "Delete row", act: ACTS.deleteRow },
  { name: "Delete column", act: ACTS.deleteColumn },
  { name: "Delete the table", act: deleteTable },
];
