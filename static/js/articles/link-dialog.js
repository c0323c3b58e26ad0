// The dialog for a link: to an address, or to one of our articles.

import { WrongAddress, articleOf, understood } from "./address.js";
import { byNumber } from "./choices.js";
import { ask, field, newId, search } from "./dialog.js";
import { make } from "./dom.js";
import { hrefAt, setLink } from "./links.js";

/** Ask where a link leads, and set it. */
export function askForLink(editor, { articles }) {
  const href = hrefAt(editor);
  const needsWords = editor.state.selection.empty && !href;
  const words = field("Words to show", make("input", { type: "text", autocomplete: "off" }));
  const outside = toAddress(href);
  const inside = toArticle(href, articles);
  const kinds = kindOfLink(articleOf(href) ? "article" : "address", (kind) => {
    outside.whole.hidden = kind !== "address";
    inside.whole.hidden = kind !== "article";
  });
  const dialog = ask({
    title: href ? "Change the link" : "Link",
    parts: [kinds.whole, outside.whole, inside.whole, ...(needsWords ? [words.row] : [])],
    confirm: href ? "Save the link" : "Set the link",
    answer() {
      const target = kinds.chosen() === "article" ? inside.target() : outside.target();
      if (!target) return false;
      setLink(editor, target.href, words.input.value.trim() || target.name);
      return true;
    },
  });
  dialog.querySelector('.rich-part:not([hidden]) input')?.focus();
  inside.show();
}

function kindOfLink(first, change) {
  const name = newId();
  const radio = (value, label) => make("label", { class: "rich-tick" },
    make("input", { type: "radio", name, value, checked: value === first, change: () => change(value) }),
    " ", label);
  const whole = make("fieldset", { class: "rich-kinds" },
    make("legend", {}, "Where does it lead?"),
    radio("address", "To an address"), radio("article", "To one of our articles"));
  change(first);
  return { whole, chosen: () => whole.querySelector("input:checked").value };
}

function toAddress(href) {
  const address = field("Address",
    make("input", { type: "text", inputmode: "url", autocomplete: "off", value: articleOf(href) ? "" : href }),
    "A web address, an email address, a phone number, or a page of this site such as /articles/.");
  return {
    whole: make("div", { class: "rich-part" }, address.row),
    target() {
      try {
        const meant = understood(address.input.value);
        return { href: meant, name: meant.replace(/^(mailto|tel):/, "") };
      } catch (problem) {
        if (problem instanceof WrongAddress) return address.refuse(problem.message);
        throw problem;
      }
    },
  };
}

function toArticle(href, articles) {
  let chosen = articleOf(href) ? { href, name: "" } : null;
  const now = make("p", { class: "rich-now" });
  const results = search({
    label: "Search our articles by title",
    address: articles,
    layout: "in-rows",
    none: "No article has these words in its title.",
    face: ({ title, state }) => [title, make("small", {}, ` ${state}`)],
    chosen: ({ id, title }) => {
      chosen = { href: `article:${id}`, name: title };
      now.textContent = `Chosen: ${title}`;
    },
  });
  if (chosen) {
    byNumber(articles, articleOf(href)).then((article) => {
      now.textContent = `Now: ${article ? article.title : "an article that cannot be found"}`;
    });
  }
  return {
    whole: make("div", { class: "rich-part" }, ...results.parts, now),
    target: () => chosen ?? results.refuse("Choose an article from the list."),
    show: results.show,
  };
}
