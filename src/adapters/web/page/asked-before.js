const KEY = 'paperboy.asked';
const MOST = 50;

/** What was asked in this tab, walked with the arrow keys like the history of a shell. */
export function createAskedBefore() {
  let asked = load();
  let at = asked.length;
  let unfinished = '';
  return {
    add(text) {
      if (asked.at(-1) !== text) asked = [...asked, text].slice(-MOST);
      at = asked.length;
      save(asked);
    },
    earlier(current) {
      if (at === 0) return undefined;
      if (at === asked.length) unfinished = current;
      at -= 1;
      return asked[at];
    },
    later() {
      if (at === asked.length) return undefined;
      at += 1;
      return at === asked.length ? unfinished : asked[at];
    },
  };
}

// A browser may refuse storage; then the history lasts as long as the page.
function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string') : [];
  } catch {
    return [];
  }
}

function save(asked) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(asked));
  } catch {}
}
