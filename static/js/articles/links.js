// Links: outside addresses, and articles by their number, which survives a new address.

import { isAddress } from "./address.js";
import { Mark, getMarkRange } from "./tiptap.js";

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,

  addAttributes() {
    return { href: { default: null } };
  },

  parseHTML() {
    return [{ tag: "a[href]", getAttrs: (a) => isAddress(a.getAttribute("href")) && null }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["a", HTMLAttributes, 0];
  },
});

/** Return the address of the link that is selected, or that the cursor is in or beside; or null. */
export function hrefAt(editor) {
  const range = linkAt(editor);
  if (!range) return editor.getAttributes("link").href ?? null;
  const marks = editor.state.doc.nodeAt(range.from).marks;
  return marks.find(({ type }) => type.name === "link").attrs.href;
}

/** Link what is selected, or change the link at the cursor; where there is neither, write the words. */
export function setLink(editor, href, words) {
  const { from, to, empty } = editor.state.selection;
  const range = linkAt(editor);
  const chain = editor.chain().focus();
  if (empty && !range) {
    const text = { type: "text", text: words, marks: [{ type: "link", attrs: { href } }] };
    return chain.insertContent(text).run();
  }
  return chain
    .setTextSelection(range ?? { from, to })
    .setMark("link", { href })
    .setTextSelection(to)
    .run();
}

function linkAt(editor) {
  const { empty, $from } = editor.state.selection;
  return (empty && getMarkRange($from, editor.schema.marks.link)) || null;
}

export function removeLink(editor) {
  return editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
}
