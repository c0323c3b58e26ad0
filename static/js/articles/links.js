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

/** Return the address at the cursor, or null. */
export function hrefAt(editor) {
  return editor.getAttributes("link").href ?? null;
}

/** Link what is selected, or the link at the cursor; where there is neither, write the words. */
export function setLink(editor, href, words) {
  const { from, to, empty, $from } = editor.state.selection;
  const range = getMarkRange($from, editor.schema.marks.link);
  const chain = editor.chain().focus();
  if (empty && !range) {
    const text = { type: "text", text: words, marks: [{ type: "link", attrs: { href } }] };
    return chain.insertContent(text).run();
  }
  return chain
    .setTextSelection(empty ? range : { from, to })
    .setMark("link", { href })
    .setTextSelection(empty ? from : to)
    .run();
}

export function removeLink(editor) {
  return editor.chain().focus().extendMarkRange("link").unsetMark("link").run();
}
