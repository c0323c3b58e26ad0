// Make elements; keep an element's content without it.

/** Return a new element. Attributes that are true stand alone, false ones are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** Put an element's children in its place. */
export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** Give an element's children another parent, which takes its place. */
export function rename(element, tag) {
  const other = element.ownerDocument.createElement(tag);
  for (const { name, value } of element.attributes) other.setAttribute(name, value);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

export function isBlank(node) {
  return node.nodeType === Node.COMMENT_NODE
    || (node.nodeType === Node.TEXT_NODE && !node.data.trim());
}

/** Parse HTML into a document that is never shown and fetches nothing. */
export function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/** Return what an element's style says about this, in small letters. The style is out of action. */
export function look(element, name) {
  for (const rule of (element.dataset.style ?? "").split(";")) {
    const [property, ...value] = rule.split(":");
    if (property.trim().toLowerCase() === name) return value.join(":").trim().toLowerCase();
  }
  return "";
}
