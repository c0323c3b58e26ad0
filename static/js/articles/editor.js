// Turn each textarea for rich text into an editor. Without this script it holds the HTML itself.

import { byNumber } from "./choices.js";
import { make } from "./dom.js";
import { askForLink } from "./link-dialog.js";
import { pasted } from "./paste.js";
import { askForPicture } from "./picture-dialog.js";
import { extensions } from "./schema.js";
import { forEditor, fromEditor } from "./stored.js";
import { Editor, Extension } from "./tiptap.js";
import { toolbar } from "./toolbar.js";

for (const textarea of document.querySelectorAll("textarea[data-rich-text]")) start(textarea);

function start(textarea) {
  const { dataset } = textarea;
  const addresses = { articles: dataset.articles, pictures: dataset.pictures, addPicture: dataset.addPicture };
  const open = {
    link: (editor) => askForLink(editor, addresses),
    picture: (editor) => askForPicture(editor, addresses),
    newPicture: (editor) => askForPicture(editor, addresses),
  };
  const paper = make("div", { class: "rich-paper" });
  const whole = make("div", { class: "rich-text" }, paper);
  textarea.before(whole);
  const editor = new Editor({
    element: paper,
    injectCSS: false, // the policy allows no styles but those of our sheets
    content: forEditor(textarea.value),
    extensions: [
      ...extensions({ find: (number) => byNumber(addresses.pictures, number) }),
      shortcuts(open, () => bar),
    ],
    editorProps: { attributes: named(textarea), transformPastedHTML: pasted },
  });
  const bar = toolbar(editor, open, { articles: addresses.articles, label: "Tools for the text" });
  whole.prepend(bar);
  textarea.hidden = true;
  textarea.labels[0]?.addEventListener("click", () => editor.commands.focus());
  keepInStep(textarea, editor);
}

/** What nobody touched is sent back as it came; what was undone, too. */
function keepInStep(textarea, editor) {
  const original = textarea.value;
  const unchanged = fromEditor(editor.state.doc);
  editor.on("update", () => {
    const html = fromEditor(editor.state.doc);
    textarea.value = html === unchanged ? original : html;
    textarea.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function named(textarea) {
  const label = textarea.labels[0];
  if (label && !label.id) label.id = `${textarea.id}_label`;
  const described = textarea.getAttribute("aria-describedby");
  return {
    role: "textbox",
    "aria-multiline": "true",
    ...(label ? { "aria-labelledby": label.id } : { "aria-label": "Text" }),
    ...(described ? { "aria-describedby": described } : {}),
  };
}

function shortcuts(open, bar) {
  return Extension.create({
    name: "ownShortcuts",
    addKeyboardShortcuts() {
      return {
        "Mod-k": () => {
          open.link(this.editor);
          return true;
        },
        "Alt-F10": () => {
          bar().querySelector('[tabindex="0"]').focus();
          return true;
        },
      };
    },
  });
}
