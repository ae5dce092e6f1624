// What is shown stands in the address, behind #, so that every view has a link that lasts.

const LISTS = ["theme", "country", "name", "language"];
const FIELDS = ["view", "status", "copies", "published", "told", "q", "article", "p"];

const readState = () => {
  const query = new URLSearchParams(location.hash.slice(1));
  const state = Object.fromEntries(FIELDS.map((field) => [field, query.get(field) ?? ""]));
  for (const list of LISTS) state[list] = query.getAll(list);
  if (state.article) state.view = "article";
  if (!["overview", "paragraphs", "articles", "article"].includes(state.view)) state.view = "overview";
  return state;
};

const address = (state) => {
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    const value = state[field];
    const told = field === "view" ? value !== "overview" && value !== "article" : value !== "" && value != null;
    if (told && !(state.view !== "article" && ["article", "p"].includes(field))) query.set(field, value);
  }
  for (const list of LISTS) for (const value of state[list]) query.append(list, value);
  return `#${query}`;
};

let state = readState(); // what is drawn; the address is ahead of it until the browser says so, so changes start from there
let model;
let list = "paragraphs"; // the view that an article was opened from

// From an article back to the list, with the filters as they were.
const leaveArticle = () => go({ view: list, article: "", p: "" });

// Change what is shown; what was shown stays behind the browser's Back.
const go = (change) => {
  const next = address({ ...readState(), ...change });
  if (next === location.hash || (next === "#" && !location.hash)) return;
  location.hash = next === "#" ? "#view=overview" : next;
};

const toggle = (list, value, change = {}) => {
  const chosen = readState()[list];
  go({ ...change, [list]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] });
};

const NOTHING = { theme: [], country: [], name: [], language: [], status: "", copies: "", published: "", told: "", q: "" };
const isFiltered = () => Object.keys(NOTHING).some((key) => state[key].length);

// "1990..1999", "1990", "..1945": a closed interval whose ends may be open.
const interval = (text) => {
  const [from, to] = text.includes("..") ? text.split("..") : [text, text];
  return [from, to];
};

const TESTS = {
  theme: () => {
    const wanted = new Set(state.theme);
    return (paragraph) => wanted.has(model.themes[paragraph.theme].id);
  },
  status: () => (paragraph) => paragraph.status === state.status,
  copies: () => (paragraph) => (paragraph.article.duplicate === null) === (state.copies === "without"),
  language: () => (paragraph) => state.language.includes(paragraph.article.language ?? "unknown"),
  country: () => {
    const wanted = state.country.map((code) => model.codes.get(code));
    return (paragraph) => wanted.every((country) => paragraph.countries.includes(country));
  },
  name: () => (paragraph) => state.name.every((name) => paragraph.names.includes(name)),
  published: () => {
    const [from, to] = interval(state.published);
    return ({ article: { date } }) =>
      date !== null && (!from || date.slice(0, from.length) >= from) && (!to || date.slice(0, to.length) <= to);
  },
  told: () => {
    const [from, to] = interval(state.told).map((end) => (end === "" || Number.isNaN(Number(end)) ? null : Number(end)));
    return (paragraph) => paragraph.told.some(([first, last]) => (from === null || last >= from) && (to === null || first <= to));
  },
  q: () => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    return (paragraph) => words.every((word) => paragraph.folded.includes(word));
  },
};

// The body paragraphs that pass every filter but those left out.
const filtered = (without = []) => {
  const tests = Object.keys(TESTS)
    .filter((key) => state[key].length && !without.includes(key))
    .map((key) => TESTS[key]());
  return tests.length ? model.body.filter((paragraph) => tests.every((test) => test(paragraph))) : model.body;
};
