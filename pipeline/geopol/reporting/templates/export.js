// The paragraphs shown, as a table for a spreadsheet.

const COLUMNS = [
  "article",
  "title",
  "date",
  "paragraph",
  "heading",
  "theme",
  "also",
  "status",
  "score",
  "countries",
  "names",
  "dates",
  "text",
];

// A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text.
const cell = (value) => {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvRow = (paragraph) =>
  [
    paragraph.article.id,
    paragraph.article.title,
    paragraph.article.date,
    paragraph.index,
    paragraph.heading,
    model.themes[paragraph.theme].id,
    paragraph.also.map((theme) => model.themes[theme].id).join("; "),
    paragraph.status,
    Math.max(...paragraph.scores).toFixed(3),
    paragraph.countries.map(codeOf).join("; "),
    paragraph.names.join("; "),
    paragraph
      .dates()
      .map((date) => date.value)
      .join("; "),
    paragraph.text,
  ]
    .map(cell)
    .join(",");

const exportCsv = () => {
  const lines = [COLUMNS.join(","), ...filtered().map(csvRow)];
  const link = h("a", {
    href: URL.createObjectURL(new Blob(["\ufeff", lines.join("\r\n"), "\r\n"], { type: "text/csv" })),
    download: "paragraphs.csv",
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
