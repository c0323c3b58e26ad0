// Lists that are not written as lists: Word's paragraphs, Word Online's one-item lists, Google's nesting.

import { isBlank, look } from "./dom.js";

const WORD = /^(l\d+)\s+level(\d+)/;
const NUMBER = /^\s*\(?(?:\d+(?:\.\d+)*[.)]?|[a-z]{1,5}[.)])\s*$/i;

/** Turn runs of such items into lists inside lists, by their level. */
export function rebuildLists(body) {
  for (const run of runs([...body.querySelectorAll("p, div")], wordItem)) replace(run);
  splitWrappers(body);
  for (const run of runs([...body.querySelectorAll("ul, ol")], webItem)) replace(run);
}

/** A list directly inside a list belongs to the item before it. */
export function nestStrayLists(body) {
  for (const list of body.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
    else list.replaceWith(...list.childNodes);
  }
}

/** Return the item that a paragraph of Word's is, without the marker in front of its words. */
function wordItem(paragraph) {
  const [, list, level] = WORD.exec(look(paragraph, "mso-list")) ?? [];
  if (!list) return null;
  const marker = [...paragraph.querySelectorAll("span")].find((span) => look(span, "mso-list") === "ignore");
  return {
    element: paragraph,
    list,
    level: Number(level),
    isOrdered: NUMBER.test(marker?.textContent ?? ""),
    words() {
      marker?.remove();
      return paragraph.childNodes;
    },
  };
}

/** Return the item that a list of Word Online's is: one item each, with its level. */
function webItem(list) {
  const [item, ...more] = list.children;
  const level = Number(item?.dataset.ariaLevel);
  if (!level || more.length) return null;
  return { element: list, list: "", level, isOrdered: list.localName === "ol", words: () => item.childNodes };
}

function splitWrappers(body) {
  for (const wrapper of body.querySelectorAll(".ListContainerWrapper")) {
    wrapper.replaceWith(...wrapper.childNodes);
  }
}

/** Yield the items that follow each other with nothing between. */
function runs(elements, read) {
  const found = [];
  for (const element of elements) {
    const item = read(element);
    if (!item) continue;
    const last = found.at(-1);
    if (last && previous(element) === last.at(-1).element) last.push(item);
    else found.push([item]);
  }
  return found;
}

function previous(element) {
  let other = element.previousSibling;
  while (other && isBlank(other)) other = other.previousSibling;
  return other;
}

function replace(items) {
  const place = items[0].element;
  const lists = nested(items, place.ownerDocument);
  place.before(...lists);
  for (const { element } of items) element.remove();
}

/** Return lists inside lists. A list ends where the level falls, or another kind begins. */
function nested(items, page) {
  const lists = [];
  const open = [];
  for (const { level, list, isOrdered, words } of items) {
    while (open.length && open.at(-1).level > level) open.pop();
    const same = open.at(-1)?.level === level ? open.at(-1) : null;
    if (same && (same.isOrdered !== isOrdered || same.list !== list)) open.pop();
    if (open.at(-1)?.level !== level) {
      const element = page.createElement(isOrdered ? "ol" : "ul");
      if (open.length) open.at(-1).element.lastElementChild.append(element);
      else lists.push(element);
      open.push({ level, list, isOrdered, element });
    }
    const item = page.createElement("li");
    item.append(...words());
    open.at(-1).element.append(item);
  }
  return lists;
}
