"use strict";
// The data: columns as geopol/reporting/columns.py writes them, opened into articles and paragraphs.

const unpack = (id) => {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
};

const yearOf = (day) => (day ? Number(/^(-?\d+)-\d\d-\d\d$/.exec(day)[1]) : null);

const stringOf = (data, number) => (number ? data.strings[number - 1] : null);

const openEntity = (data, [label, name, country, how, score, metonym, others]) => ({
  label: stringOf(data, label),
  name: stringOf(data, name),
  country: country - 1,
  how: stringOf(data, how),
  score: score / 1000,
  metonym: Boolean(metonym),
  candidates: stringOf(data, others),
});

const openDate = (data, row) => {
  const [type, value, mod, earliest, latest, granularity, anchor] = row.map((number) => stringOf(data, number));
  return { label: "DATE", type, value, mod, earliest, latest, granularity, anchor };
};

// Mentions with their places in the paragraph, from three numbers each: gap, length (0: that of the name), meaning.
const openMentions = (data, row, open) => {
  const found = [];
  let at = 0;
  for (let number = 0; number < row.length; number += 3) {
    const meaning = row[number + 2] - 1;
    const one = (data.opened[meaning] ??= open(data, data.meanings[meaning]));
    const start = at + row[number];
    at = start + (row[number + 1] || one.name.length);
    found.push({ ...one, start, end: at });
  }
  return found;
};

const pairs = (row) => Array.from({ length: row.length / 2 }, (_, at) => row.slice(2 * at, 2 * at + 2));

const openParagraph = (data, number, article, index) => {
  const rows = data.paragraphs;
  const entities = () => openMentions(data, rows.entities[number], openEntity);
  const dates = () => openMentions(data, rows.dates[number], openDate);
  const found = entities();
  const told = dates()
    .filter((date) => date.earliest && date.latest)
    .map((date) => [yearOf(date.earliest), yearOf(date.latest)]);
  const text = rows.text[number];
  return {
    number,
    article,
    index,
    text,
    entities,
    dates,
    told,
    kind: rows.kind[number],
    body: rows.kind[number] === "0",
    status: [null, "ok", "uncertain"][rows.status[number]],
    heading: stringOf(data, rows.heading[number]),
    theme: rows.theme[number],
    also: rows.also[number],
    scores: rows.scores[number].map((score) => score / 1000),
    why: pairs(rows.why[number]).map(([what, weight]) => [stringOf(data, what), weight / 100]),
    mentions: found.map((entity) => entity.country).filter((country) => country >= 0),
    names: [...new Set(found.map((entity) => `${entity.label}:${entity.name}`))],
    folded: `${text}\n${article.title ?? ""}`.toLowerCase(),
  };
};

const openData = (data) => {
  const { id, title, date, language, duplicate, size } = data.articles;
  data.opened = [];
  let number = 0;
  const articles = id.map((name, at) => {
    const article = { id: name, title: title[at], date: date[at], language: language[at], duplicate: duplicate[at], number: at };
    article.paragraphs = Array.from({ length: size[at] }, (_, index) => openParagraph(data, number++, article, index));
    return article;
  });
  const body = articles.flatMap((article) => article.paragraphs.filter((paragraph) => paragraph.body));
  for (const paragraph of body) paragraph.countries = [...new Set(paragraph.mentions)];
  const codes = new Map(data.countries.map(([code], at) => [code, at]));
  return { ...data, articles, body, codes, byId: new Map(articles.map((article) => [article.id, article])) };
};

const countBy = (items, keys) => {
  const counts = new Map();
  for (const item of items) for (const key of keys(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
const ranked = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
const share = (part, whole) => (whole ? `${Math.round((100 * part) / whole)} %` : "0 %");
const thousands = (number) => number.toLocaleString("en");
const counted = (number, word) => `${thousands(number)} ${word}${number === 1 ? "" : "s"}`;

// "French" for fr; articles in other languages than English are tagged too, but geopol reads English alone.
const LANGUAGES = new Intl.DisplayNames(["en"], { type: "language" });
const languageOf = (code) => {
  if (!code) return "too short to tell";
  return /^[a-z]{2,3}$/.test(code) ? LANGUAGES.of(code) : code;
};
const isForeign = (article) => article.language !== null && article.language !== "en";
