// Which addresses a link may have, and what people mean when they type one.

const ALLOWED = /^(?:https?:\/\/|mailto:|tel:|#|\/(?![/\\])|article:\d+(?:#|$))[^\s]*$/i;
const SCHEME = /^[a-z][a-z\d+.-]*:(?!\d)/i;
const MAILBOX = /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/;
const PHONE = /^\+?[\d\s().-]{3,}$/;
const DOMAIN = /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?(?:[/?#].*)?$/i;
const ARTICLE = /^article:(\d+)/;

export class WrongAddress extends Error {}

export function isAddress(href) {
  return ALLOWED.test(href ?? "");
}

/** Return the number of the article that an address points to, if it does. */
export function articleOf(href) {
  return ARTICLE.exec(href ?? "")?.[1] ?? null;
}

/** Return the address that was meant, or say what is wrong with it. */
export function understood(typed) {
  const text = typed.trim();
  if (!text) throw new WrongAddress("Enter an address.");
  if (MAILBOX.test(text)) return `mailto:${text}`;
  if (PHONE.test(text)) return `tel:${text.replace(/[^\d+]/g, "")}`;
  if (!SCHEME.test(text) && DOMAIN.test(text)) return checked(`https://${text}`);
  return checked(text);
}

function checked(text) {
  const href = text.replace(/\s/g, "%20");
  if (!isAddress(href)) {
    throw new WrongAddress(
      "Enter a web address such as https://example.org/, an email address, a phone number, "
      + "or a page of this site such as /articles/.",
    );
  }
  if (/^https?:/i.test(href) && !URL.canParse(href)) {
    throw new WrongAddress("This address is not complete. Copy it from the browser’s address bar.");
  }
  return href;
}
