// The rows of what a search found, as `results` in home.rs draws them for the server's pages. They
// change with every key: rows stay, and only what is another in them is set; those in sight at once,
// the others once these are painted.
const IN_SIGHT = 8;
// Milliseconds.
const PAINTED = 40;

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

// Where the browser can mark a text without elements in it.
const { highlights } = self.CSS ?? {};
const lines = highlights && new Highlight();
highlights?.set("found", lines);

const made = (name, ...inside) => {
  const element = document.createElement(name);
  element.append(...inside);
  return element;
};

// Marks are places in a text's UTF-8, which are those of its letters where it has no others than ASCII's.
const places = (text, marks) => {
  if (/^[\0-\x7f]*$/.test(text)) return marks;
  const bytes = encoder.encode(text);
  return marks.map((mark) => decoder.decode(bytes.subarray(0, mark)).length);
};

/** Draws what was found into a list. `named` says what a language calls itself. */
export const drawer = ({ site, lang: own, keep, questions, categories }, named) => {
  const rows = new WeakMap();

  const begin = () => {
    const [text, ranges] = [new Text(), []];
    const words = made("span", text);
    const link = made("a", made("span", words));
    const item = made("li", link);
    rows.set(item, { link, words, text, ranges, small: "" });
    return item;
  };

  const fill = (row, question) => {
    const { link, words } = row;
    const { id, text, lang, category } = questions[question];
    link.href = `/p/${site}/faq/${id}${keep}`;
    for (const [element, name, value] of [[link, "lang", lang], [words, "dir", lang && "auto"]]) {
      value ? element.setAttribute(name, value) : element.removeAttribute(name);
    }
    row.text.data = text;
    const small = [lang && lang !== own && named(lang), categories?.[category]].filter(Boolean);
    if (row.small !== (row.small = small.join("\n"))) words.parentNode.replaceChildren(words, ...small.map((word) => made("small", word)));
    row.question = question;
  };

  const mark = ({ words, text, ranges }, marks) => {
    const ends = places(text.data, marks);
    if (!lines) {
      const pieces = [...ends, undefined].map((to, n) => [text.data.slice(ends[n - 1] ?? 0, to), n % 2]);
      return words.replaceChildren(...pieces.map(([piece, marked]) => (marked ? made("mark", piece) : piece)));
    }
    for (let n = 0; n < ends.length; n += 2) {
      const range = (ranges[n / 2] ??= new Range());
      range.setStart(text, ends[n]);
      range.setEnd(text, ends[n + 1]);
      lines.add(range);
    }
    for (const range of ranges.splice(ends.length / 2)) lines.delete(range);
  };

  const cut = (list, length) => {
    while (list.children.length > length) {
      const { lastChild } = list;
      rows.get(lastChild)?.ranges.forEach((range) => lines?.delete(range));
      lastChild.remove();
    }
  };

  let last, later;
  return (list, found) => {
    if (list !== last) lines?.clear();
    last = list;
    const draw = (from, to) =>
      found.slice(from, to).forEach(({ question, marks }, n) => {
        let item = list.children[from + n];
        if (!rows.has(item)) {
          const made = begin();
          item ? item.replaceWith(made) : list.append(made);
          item = made;
        }
        const row = rows.get(item);
        if (row.question !== question) fill(row, question);
        mark(row, marks);
      });
    draw(0, IN_SIGHT);
    cut(list, found.length);
    clearTimeout(later);
    later = setTimeout(() => draw(IN_SIGHT), PAINTED);
  };
};
