// What is pasted keeps its structure and loses its looks. Functions on a parsed document.

import { isAddress } from "./address.js";
import { isBlank, look, parsed, rename, unwrap } from "./dom.js";
import { nestStrayLists, rebuildLists } from "./paste-lists.js";
import { frame } from "./stored.js";

const TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const ATTRIBUTE = /([^\s"'<>/=]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)/g;
const ACTIVE = /^(?:style|on[a-z]+)$/i;
const LOOKS = /<(style|script|xml)\b[\s\S]*?<\/\1\s*>/gi;
const UNWANTED = [
  "title", "meta", "link", "noscript", "template", "svg", "math", "object", "iframe", "video", "audio",
  "canvas", "input", "select", "textarea", "button", "hr", "del", "colgroup", "col",
  "img:not([data-picture])", ".EOP", ".MsoCommentReference", ".msocomanchor",
  "[hidden]",
].join(", ");
const UNSEEN = [["mso-element", "comment-list"], ["mso-hide", "all"], ["display", "none"]];
const BOLD = /^(?:bold|bolder|[6-9]00)$/;
const NOT_BOLD = /^(?:normal|lighter|[1-5]00)$/;
const ITALIC = /^(?:italic|oblique)/;
const KEPT = new Set(["href", "colspan", "rowspan", "scope", "data-picture", "alt", "role", "data-table", "data-table-caption"]);
const HEADINGS = "h1, h2, h3, h4, h5, h6";

/** Return pasted HTML with nothing in it but what an article may hold. */
export function pasted(html) {
  const quiet = disarmed(html);
  if (/\sdata-pm-slice\s*=/.test(quiet)) return quiet; // copied from this editor
  const { body } = parsed(quiet);
  for (const step of STEPS) step(body);
  frame(body);
  return body.innerHTML;
}

/** Put styles and handlers out of action: the policy minds them even in a page that nobody sees. */
function disarmed(html) {
  return html
    .replace(LOOKS, "")
    .replace(TAG, (tag) => tag.replace(ATTRIBUTE, (whole, name) => (ACTIVE.test(name) ? `data-${whole}` : whole)));
}

function dropUnwanted(body) {
  const notes = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (notes.nextNode()) comments.push(notes.currentNode);
  for (const node of [...comments, ...body.querySelectorAll(UNWANTED)]) node.remove();
  for (const element of body.querySelectorAll("[data-style]")) {
    if (UNSEEN.some(([name, value]) => look(element, name) === value)) element.remove();
  }
}

/** Tags of Word's own (o:p, w:sdt) say nothing; what is in them may. */
function unwrapForeign(body) {
  for (const element of body.querySelectorAll("*")) {
    if (element.localName.includes(":")) unwrap(element);
  }
}

function nameHeadings(body) {
  for (const element of body.querySelectorAll('[role="heading"][aria-level]')) {
    rename(element, `h${Math.min(6, Number(element.getAttribute("aria-level")) || 2)}`);
  }
  for (const title of body.querySelectorAll("p.MsoTitle")) rename(title, "h1");
  for (const subtitle of body.querySelectorAll("p.MsoSubtitle")) rename(subtitle, "p");
  for (const quote of body.querySelectorAll("p.MsoQuote, p.MsoIntenseQuote")) {
    rename(quote, "blockquote");
  }
}

function levelHeadings(body) {
  const lift = body.querySelector("h1") ? 1 : 0;
  for (const heading of body.querySelectorAll(HEADINGS)) {
    rename(heading, `h${Math.min(3, Math.max(2, Number(heading.localName[1]) + lift))}`);
  }
}

/** Google and Word write bold as a style; Google also writes a bold tag that is not bold. */
function readStyles(body) {
  for (const element of body.querySelectorAll("b, strong")) {
    if (NOT_BOLD.test(look(element, "font-weight"))) unwrap(element);
  }
  for (const element of body.querySelectorAll("i, em")) {
    if (look(element, "font-style") === "normal") unwrap(element);
  }
  for (const element of body.querySelectorAll("span, font")) {
    const raised = { super: "sup", sub: "sub" }[look(element, "vertical-align")];
    if (BOLD.test(look(element, "font-weight"))) within(element, "strong");
    if (ITALIC.test(look(element, "font-style"))) within(element, "em");
    if (raised) within(element, raised);
  }
  for (const bold of body.querySelectorAll(`:is(${HEADINGS}) :is(b, strong)`)) unwrap(bold);
}

function within(element, tag) {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
}

function mendLinks(body) {
  for (const link of body.querySelectorAll("a")) {
    const href = target(link.getAttribute("href"));
    if (href && link.textContent.trim()) link.setAttribute("href", href);
    else unwrap(link);
  }
}

/** Return where a link leads. Places inside the other document are not here. */
function target(href) {
  const address = (href ?? "").trim();
  const detour = /^https?:\/\/www\.google\.com\/url\?/i.test(address) && new URL(address).searchParams.get("q");
  const straight = (detour || address).replace(/\s/g, "%20");
  return isAddress(straight) && !straight.startsWith("#") ? straight : null;
}

function mendTables(body) {
  for (const cell of body.querySelectorAll("thead td")) rename(cell, "th");
  for (const line of body.querySelectorAll("td > br:only-child, th > br:only-child")) line.remove();
}

/** A line break that stands between blocks, or ends one, is only a gap. */
function dropGaps(body) {
  for (const br of body.querySelectorAll("br")) {
    const next = after(br);
    const isBetween = br.parentElement.matches("body, div, ul, ol, section") && isBlock(next ?? before(br));
    if (!next || isBetween) br.remove();
  }
}

const after = (node) => sibling(node, "nextSibling");
const before = (node) => sibling(node, "previousSibling");

function sibling(node, way) {
  let other = node[way];
  while (other && isBlank(other)) other = other[way];
  return other;
}

function isBlock(node) {
  return node?.nodeType === Node.ELEMENT_NODE
    && node.matches("p, h1, h2, h3, h4, h5, h6, ul, ol, table, div, blockquote, section, figure");
}

function dropAttributes(body) {
  for (const element of body.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) if (!KEPT.has(name)) element.removeAttribute(name);
    if (element.localName !== "img") element.removeAttribute("role");
  }
  for (const element of body.querySelectorAll("span, font, ins, u, s, label, center")) unwrap(element);
}

function dropEmpty(body) {
  for (const line of body.querySelectorAll("p, h2, h3, blockquote")) {
    const isEmpty = !line.textContent.trim() && !line.querySelector("img, table");
    if (isEmpty && !line.closest("td, th")) line.remove();
  }
}

const STEPS = [
  rebuildLists, dropUnwanted, unwrapForeign, nameHeadings, readStyles, mendLinks,
  nestStrayLists, mendTables, levelHeadings, dropGaps, dropAttributes, dropEmpty,
];
