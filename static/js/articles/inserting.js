// Put a new block beside what is being written, where the schema lets it stand.

import { pm } from "./tiptap.js";

/** Insert a block in place of an empty line, or after the innermost block that may have it beside. */
export function insertBlock(editor, content) {
  const node = editor.schema.nodeFromJSON(content);
  return editor.chain().focus().command(({ tr }) => {
    const place = placeFor(node.type, tr.selection);
    if (!place) return false;
    tr.replaceWith(place.from, place.to, node);
    tr.setSelection(pm.state.Selection.near(tr.doc.resolve(writingPlace(node, place.from))));
    return true;
  }).scrollIntoView().run();
}

function placeFor(type, { $from, $to }) {
  for (let depth = $to.depth; depth >= 0; depth -= 1) {
    const parent = $to.node(depth);
    const index = $to.index(depth);
    const after = depth === $to.depth ? $to.pos : $to.after(depth + 1);
    const isEmptyLine = depth === $to.depth - 1
      && $to.parent.type.name === "paragraph" && !$to.parent.content.size;
    if (isEmptyLine && parent.canReplaceWith(index, index + 1, type)) {
      return { from: $from.before(depth + 1), to: after };
    }
    const next = depth === $to.depth ? index : index + 1;
    if (parent.canReplaceWith(next, next, type)) return { from: after, to: after };
  }
  return null;
}

/** Return where writing goes on: the first line of the block that is still empty. */
function writingPlace(node, start) {
  let place = null;
  node.descendants((child, position) => {
    if (place === null && child.isTextblock && !child.content.size) place = position;
    return place === null;
  });
  return start + 2 + (place ?? 0);
}
