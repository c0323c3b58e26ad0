// Ask the site for articles and pictures to choose from.

const known = new Map();

/** Return what fits the words, or null when the site did not answer. */
export async function fitting(address, words) {
  return asked(`${address}?${new URLSearchParams({ q: words })}`);
}

/** Return the one with this number, or null. It is asked for once. */
export async function byNumber(address, number) {
  const question = `${address}?${new URLSearchParams({ id: number })}`;
  if (!known.has(question)) {
    known.set(question, asked(question).then((found) => found?.[0] ?? null));
  }
  return known.get(question);
}

async function asked(question) {
  try {
    const answer = await fetch(question, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
