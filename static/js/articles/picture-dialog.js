// The dialog for a picture: which one, and what is said to those who cannot see it.

import { ask, field, search, tick } from "./dialog.js";
import { make } from "./dom.js";
import { changePicture, insertFigure, pictureAt } from "./figures.js";

const ALT_HELP = "What a reader who cannot see the picture should know. One sentence.";

/** Ask for a picture of the library and put it into the text, or change the one at the cursor. */
export function askForPicture(editor, addresses) {
  const there = pictureAt(editor);
  const before = there?.node.attrs ?? {};
  let chosen = null;
  const alt = field("Description (alt text)", make("textarea", { rows: 2 }), ALT_HELP);
  const decorative = tick("Decorative: the text already says what it shows", before.isDecorative, () => {
    alt.row.hidden = decorative.input.checked;
  });
  alt.input.value = before.alt ?? "";
  alt.row.hidden = Boolean(before.isDecorative);
  const library = search({
    label: there ? "Choose another picture (or keep this one)" : "Search the library",
    address: addresses.pictures,
    layout: "in-tiles",
    none: "No picture fits. Upload a new one, then refresh.",
    face: ({ name, thumbnail }) => [make("img", { src: thumbnail, alt: "", loading: "lazy" }), name],
    chosen(picture) {
      chosen = picture;
      alt.input.value = picture.alt;
      decorative.input.checked = picture.is_decorative;
      alt.row.hidden = picture.is_decorative;
    },
  });
  ask({
    title: there ? "Change the picture" : "Picture",
    parts: [...library.parts, upload(addresses.addPicture, library.show), decorative.row, alt.row],
    confirm: there ? "Save the picture" : "Insert the picture",
    answer() {
      if (!there && !chosen) return library.refuse("Choose a picture first.");
      const attrs = { ...(chosen ? fromLibrary(chosen) : before), ...spoken(decorative.input, alt.input) };
      return there ? changePicture(editor, there, attrs) : insertFigure(editor, attrs);
    },
  });
  library.show();
}

function fromLibrary({ id }) {
  return { picture: String(id), src: null, width: null, height: null };
}

function spoken(decorative, alt) {
  const isDecorative = decorative.checked;
  return { isDecorative, alt: isDecorative ? "" : alt.value.trim().replace(/\s+/g, " ") };
}

function upload(address, refresh) {
  const link = make("a", {
    href: address,
    target: "_blank",
    rel: "noopener",
    click: () => window.addEventListener("focus", refresh, { once: true }), // who comes back sees it
  }, "Upload a new picture (new tab)");
  return make("p", { class: "rich-more" }, ...(address ? [link, " "] : []),
    make("button", { type: "button", click: refresh }, "Refresh"));
}
