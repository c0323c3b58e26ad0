// Figures: pictures of the library by their number, drawings of the site, and a caption.

import { make } from "./dom.js";
import { insertBlock } from "./inserting.js";
import { IS_PICTURE } from "./stored.js";
import { Node, pm } from "./tiptap.js";

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "picture+ figcaption",
  isolating: true,

  parseHTML() {
    return [{ tag: "figure" }];
  },

  renderHTML() {
    return ["figure", 0];
  },
});

export const Figcaption = Node.create({
  name: "figcaption",
  content: "inline*",
  isolating: true,

  parseHTML() {
    return [{ tag: "figcaption" }];
  },

  renderHTML() {
    return ["figcaption", 0];
  },

  addKeyboardShortcuts() {
    const goOn = ({ editor }) => editor.isActive(this.name) && insertBlock(editor, { type: "paragraph" });
    return { Enter: goOn };
  },
});

export const Picture = Node.create({
  name: "picture",
  atom: true,
  selectable: true,

  addOptions() {
    return { find: async () => null };
  },

  addAttributes() {
    return {
      picture: stored("data-picture"),
      src: { ...stored("src"), renderHTML: ({ picture, src }) => (src && !picture ? { src } : {}) },
      alt: { default: "", parseHTML: (image) => image.getAttribute("alt") ?? "" },
      isDecorative: {
        default: false,
        parseHTML: (image) => image.getAttribute("role") === "presentation",
        renderHTML: ({ isDecorative }) => (isDecorative ? { role: "presentation" } : {}),
      },
      width: stored("width"),
      height: stored("height"),
    };
  },

  parseHTML() {
    return [{ tag: IS_PICTURE }];
  },

  renderHTML({ HTMLAttributes }) {
    return ["img", HTMLAttributes];
  },

  addNodeView() {
    return ({ node }) => shown(node, this.options.find);
  },

  addProseMirrorPlugins() {
    return [new pm.state.Plugin({ props: { handleTextInput: typeCaption, handlePaste: pasteCaption } })];
  },
});

// What is typed or pasted while a picture is chosen goes into its caption, not in its place.

function typeCaption(view, from, to, text) {
  return toCaption(view) && (view.dispatch(view.state.tr.insertText(text)), true);
}

function pasteCaption(view) {
  toCaption(view);
  return false;
}

function toCaption(view) {
  const { doc, selection, tr } = view.state;
  const end = { picture: () => selection.$from.end() - 1, figure: () => selection.to - 2 };
  const place = end[selection.node?.type.name];
  if (!place) return false;
  view.dispatch(tr.setSelection(pm.state.TextSelection.create(doc, place())));
  return true;
}

function stored(name) {
  return {
    default: null,
    parseHTML: (image) => image.getAttribute(name),
    renderHTML: (attributes) => {
      const value = attributes[name.replace("data-", "")];
      return value ? { [name]: value } : {};
    },
  };
}

/** A picture as the writer sees it: small, with what a reader who cannot see it is told. */
function shown(node, find) {
  const image = make("img", { alt: "" });
  const words = make("p");
  const dom = make("div", { class: "rich-picture", contenteditable: "false" }, image, words);
  const show = ({ attrs }) => {
    describe(words, attrs);
    load(image, words, attrs, find);
  };
  show(node);
  return {
    dom,
    update(newer) {
      if (newer.type !== node.type) return false;
      show(newer);
      return true;
    },
    ignoreMutation: () => true,
  };
}

function describe(words, { alt, isDecorative }) {
  words.classList.toggle("is-missing", !isDecorative && !alt);
  if (isDecorative) words.textContent = "Decorative: not read aloud.";
  else words.textContent = alt ? `Described as: ${alt}` : "Not described yet.";
}

async function load(image, words, { picture, src }, find) {
  if (!picture) {
    image.src = src;
    return;
  }
  const found = await find(picture);
  if (found) image.src = found.thumbnail;
  else {
    words.classList.add("is-missing");
    words.textContent = `Picture ${picture} cannot be found in the library.`;
  }
}

export function insertFigure(editor, attrs) {
  return insertBlock(editor, {
    type: "figure",
    content: [{ type: "picture", attrs }, { type: "figcaption" }],
  });
}

/** Return the picture at the cursor and where it stands: the chosen one, or the figure's first. */
export function pictureAt(editor) {
  const { selection } = editor.state;
  if (selection.node?.type.name === "picture") return { node: selection.node, position: selection.from };
  const { $from } = selection;
  if (selection.node?.type.name === "figure") {
    return { node: selection.node.firstChild, position: selection.from + 1 };
  }
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== "figure") continue;
    return { node: $from.node(depth).firstChild, position: $from.start(depth) };
  }
  return null;
}

export function changePicture(editor, { position }, attrs) {
  return editor.chain().focus().command(({ tr }) => {
    tr.setNodeMarkup(position, null, attrs);
    return true;
  }).run();
}

/** Take the picture away, and its figure with it when it was the only one. */
export function removePicture(editor) {
  const { node, position } = pictureAt(editor);
  return editor.chain().focus().command(({ tr }) => {
    const place = tr.doc.resolve(position);
    const figure = place.parent;
    const isLast = figure.childCount <= 2;
    if (isLast) tr.delete(place.before(), place.after());
    else tr.delete(position, position + node.nodeSize);
    return true;
  }).run();
}
