// Between the HTML that is stored and the document that is edited.
//
// The editor holds each table in a frame with its caption above it, and each picture in a figure.

import { make, parsed, rename, unwrap } from "./dom.js";
import { pm } from "./tiptap.js";

// What the page can show: a picture of the library by its number, a drawing of this site.
export const IS_PICTURE = 'img[data-picture], img[src^="/"]:not([src^="//"])';

/** Return stored HTML as the editor's schema reads it. */
export function forEditor(html) {
  const { body } = parsed(html);
  frame(body);
  return body.innerHTML;
}

/** Return the HTML to store for a document of the editor. */
export function fromEditor(doc) {
  const inert = document.implementation.createHTMLDocument("");
  const serializer = pm.model.DOMSerializer.fromSchema(doc.type.schema);
  inert.body.append(serializer.serializeFragment(doc.content, { document: inert }));
  tidy(inert.body);
  return inert.body.innerHTML;
}

/** Put each table and each picture below a root in the frame that the schema asks for. */
export function frame(root) {
  for (const table of root.querySelectorAll("table table")) flatten(table);
  for (const table of root.querySelectorAll("table")) frameTable(table);
  for (const image of root.querySelectorAll("img")) {
    if (!image.matches(IS_PICTURE)) image.remove();
    else if (!image.closest("figure")) framePicture(image);
  }
  for (const figure of root.querySelectorAll("figure")) sortFigure(figure);
}

function flatten(table) {
  const lines = [...table.querySelectorAll("caption, td, th")];
  table.replaceWith(...lines.map((line) => make("p", {}, ...line.childNodes)));
}

function frameTable(table) {
  if (table.parentElement.matches("[data-table]")) return;
  const caption = make("div", { "data-table-caption": true });
  for (const found of table.querySelectorAll("caption")) {
    caption.append(...found.childNodes);
    found.remove();
  }
  const framed = make("div", { "data-table": true });
  table.replaceWith(framed);
  framed.append(caption, table);
}

function framePicture(image) {
  const line = image.closest("p, h2, h3, a");
  const figure = make("figure");
  (line ?? image).before(figure);
  figure.append(image);
  if (line && !line.textContent.trim() && !line.querySelector("img")) line.remove();
}

/** Pictures first, then one caption. What else a figure holds follows it. */
function sortFigure(figure) {
  const images = [...figure.querySelectorAll("img")];
  const captions = [...figure.querySelectorAll("figcaption")];
  if (!images.length) {
    for (const caption of captions) rename(caption, "p");
    unwrap(figure);
    return;
  }
  for (const part of [...images, ...captions]) part.remove();
  figure.after(...figure.childNodes);
  for (const more of captions.slice(1)) captions[0].append(" ", ...more.childNodes);
  figure.append(...images, ...captions.slice(0, 1));
}

function tidy(root) {
  for (const framed of root.querySelectorAll("[data-table]")) plainTable(framed);
  for (const cell of root.querySelectorAll("td, th")) unwrapOnlyParagraph(cell);
  for (const item of root.querySelectorAll("li")) unwrapFirstParagraph(item);
  dropEmpty(root);
}

function plainTable(framed) {
  const table = framed.querySelector("table");
  const caption = framed.querySelector("[data-table-caption]");
  if (caption?.textContent.trim()) table.prepend(make("caption", {}, ...caption.childNodes));
  sortRows(table);
  framed.replaceWith(table);
}

/** Rows of headings at the top make the head; every heading says what it is the heading of. */
function sortRows(table) {
  const body = table.querySelector("tbody");
  const head = make("thead");
  while (body.children.length > 1 && isHeading(body.firstElementChild)) head.append(body.firstElementChild);
  if (head.children.length) body.before(head);
  for (const heading of table.querySelectorAll("th:not([scope])")) {
    heading.setAttribute("scope", heading.closest("thead") ? "col" : "row");
  }
}

function isHeading(row) {
  return [...row.children].every((cell) => cell.matches("th:not([scope=row])"));
}

function unwrapOnlyParagraph(cell) {
  if (cell.children.length === 1 && cell.firstElementChild.matches("p")) unwrap(cell.firstElementChild);
}

/** A list item's one paragraph goes without its tag, also where a list follows it. */
function unwrapFirstParagraph(item) {
  const [first, ...rest] = item.children;
  if (first?.matches("p") && rest.every((more) => more.matches("ul, ol"))) unwrap(first);
}

function dropEmpty(root) {
  for (const caption of root.querySelectorAll("figcaption, p, h2, h3")) {
    if (!caption.textContent.trim()) caption.remove();
  }
  const holders = [...root.querySelectorAll("li, ul, ol, blockquote, section:not(.leg-check)")];
  for (const holder of holders.reverse()) {
    if (!holder.textContent.trim() && !holder.querySelector("img, table")) holder.remove();
  }
}
