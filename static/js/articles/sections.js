// Urgency cards, the box, and the call to the leg check.

import { insertBlock } from "./inserting.js";
import { Node } from "./tiptap.js";

export const KINDS = {
  "call-911": { name: "Call 911", title: "When to call 911" },
  "call-today": { name: "Call us today", title: "When to call us today" },
  "ask-us": { name: "Ask us", title: "When to ask us" },
  panel: { name: "Box", title: "Good to know" },
  "leg-check": {
    name: "Leg check",
    title: "Worried about your legs?",
    text: "Answer a few short questions. A nurse reads every answer, and we call you back.",
  },
};

export const Section = Node.create({
  name: "section",
  group: "card",
  content: "(block | large)+",
  defining: true,

  addAttributes() {
    return {
      kind: {
        default: "panel",
        parseHTML: (element) => element.getAttribute("class") ?? "",
        renderHTML: ({ kind }) => (kind ? { class: kind } : {}),
      },
    };
  },

  parseHTML() {
    return [{ tag: "section" }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["section", HTMLAttributes, 0];
  },
});

/** Turn the card at the cursor into this kind, put what is selected in one, or begin a new one. */
export function makeSection(editor, kind) {
  const chain = editor.chain().focus();
  if (editor.isActive("section")) return chain.updateAttributes("section", { kind }).run();
  if (!editor.state.selection.empty) return chain.wrapIn("section", { kind }).run();
  return insertBlock(editor, blank(kind));
}

/** Keep the words and take the card away. */
export function removeSection(editor) {
  return editor.chain().focus().command(({ tr }) => {
    const { $from } = tr.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if ($from.node(depth).type.name !== "section") continue;
      tr.replaceWith($from.before(depth), $from.after(depth), $from.node(depth).content);
      return true;
    }
    return false;
  }).run();
}

function blank(kind) {
  const { title, text } = KINDS[kind];
  const heading = { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: title }] };
  const line = { type: "paragraph", content: text ? [{ type: "text", text }] : [] };
  return { type: "section", attrs: { kind }, content: [heading, line] };
}
