// The paragraphs shown, as a table for a spreadsheet.

// A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text.
const cell = (value) => {
  const text = String(value ?? "").replace(/[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g, " ");
  const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

// Years before 1 are negative, so days are compared as numbers.
const dayOf = (day) => {
  const [, year, month, date] = /^(-?\d+)-(\d\d)-(\d\d)$/.exec(day);
  return Number(year) * 10000 + Number(month) * 100 + Number(date);
};
const byDay = (days) => [...days].sort((a, b) => dayOf(a) - dayOf(b));
const once = (values) => [...new Set(values)].join("; ");

// Values by the names of the columns, which geopol convert writes too.
const cellsOf = (paragraph) => {
  const dates = paragraph.dates();
  const closed = dates.filter((date) => date.earliest && date.latest);
  return {
    article: paragraph.article.id,
    title: paragraph.article.title,
    date: paragraph.article.date,
    language: paragraph.article.language,
    duplicate: paragraph.article.duplicate,
    index: paragraph.index,
    kind: "body",
    heading: paragraph.heading,
    theme: model.themes[paragraph.theme].id,
    also: paragraph.also.map((theme) => model.themes[theme].id).join("; "),
    status: paragraph.status,
    score: Math.max(...paragraph.scores),
    countries: once(paragraph.mentions.map(codeOf)),
    names: once(
      paragraph
        .entities()
        .filter((one) => one.label !== "MONEY")
        .map((one) => one.name),
    ),
    dates: once(dates.map((date) => date.value)),
    earliest: byDay(closed.map((date) => date.earliest))[0],
    latest: byDay(closed.map((date) => date.latest)).pop(),
    text: paragraph.text,
  };
};

const csvRow = (paragraph) => {
  const cells = cellsOf(paragraph);
  return model.sheet.map((column) => cell(cells[column])).join(",");
};

const exportCsv = () => {
  const lines = [model.sheet.join(","), ...filtered().map(csvRow)];
  const link = h("a", {
    href: URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" })),
    download: "paragraphs.csv",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
