// Names and dates of the paragraph shown: mark, unmark, change label, country or value. Places count characters, as Python does.

const GROUPS = {
  GPE: "place",
  LOC: "place",
  FAC: "place",
  NORP: "place",
  PERSON: "person",
  ORG: "body",
  EVENT: "event",
  LAW: "event",
  WEAPON: "thing",
  MONEY: "thing",
  DATE: "date",
};
const PLACELESS = ["EVENT", "LAW", "MONEY", "DATE"];
let chosen = null;

const choose = (mention) => {
  chosen = mention;
  drawAll();
};

const markOf = (mention, words) => {
  const mark = h(
    "mark",
    {
      class: GROUPS[mention.label],
      "data-label": `${mention.label} ${mention.country ?? mention.value ?? ""}`.trim(),
      "data-start": mention.start,
      tip: () => [LABELS[mention.label], mention.country ?? mention.value].filter(Boolean).join(" · "),
      tabindex: "0",
      role: "button",
      "aria-pressed": String(chosen === mention),
      onclick: () => choose(mention),
    },
    words,
  );
  mark.addEventListener("keydown", (event) => event.key === "Enter" && choose(mention));
  mark.addEventListener("focus", () => {
    chosen = mention;
    byId("panel").replaceChildren(...[panel(items[at])].flat().filter(Boolean));
  });
  return mark;
};

const marked = (item) => {
  const letters = Array.from(item.text),
    parts = [];
  let end = 0;
  const plain = (from, to) => from < to && parts.push(h("span", { "data-start": from }, letters.slice(from, to).join("")));
  for (const mention of item.mentions) {
    plain(end, mention.start);
    parts.push(markOf(mention, letters.slice(mention.start, mention.end).join("")));
    end = mention.end;
  }
  plain(end, letters.length);
  return parts;
};

const put = (mentions) => {
  change({ mentions: mentions.sort((a, b) => a.start - b.start), checked: true });
  drawAll();
};

const without = (mention) => items[at].mentions.filter((one) => one !== mention);

const removeChosen = () => {
  if (!chosen) return;
  const gone = chosen;
  chosen = null;
  put(without(gone));
};

const replaceChosen = (facts) => {
  const { start, end, label, country = null, value = null } = { ...chosen, ...facts };
  const next = { start, end, label, ...(label === "DATE" ? { value } : { country: PLACELESS.includes(label) ? null : country }) };
  const others = without(chosen);
  chosen = next;
  put([...others, next]);
};

// Where an end of the selection is, in characters of the paragraph.
const placeOf = (node, offset) => {
  const holder = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-start]") : null;
  return holder && holder.closest("#text") ? Number(holder.dataset.start) + Array.from(node.data.slice(0, offset)).length : null;
};

const selected = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const [from, to] = [placeOf(range.startContainer, range.startOffset), placeOf(range.endContainer, range.endOffset)];
  if (from === null || to === null) return null;
  const letters = Array.from(items[at].text);
  let [start, end] = [from, to];
  while (start < end && /\s/.test(letters[start])) start += 1;
  while (end > start && /\s/.test(letters[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
};

const addSelected = () => {
  const place = selected();
  if (!place) return;
  getSelection().removeAllRanges();
  chosen = { ...place, label: "GPE", country: null };
  put([...items[at].mentions.filter((one) => one.end <= place.start || one.start >= place.end), chosen]);
  byId("panel").querySelector("select")?.focus();
};

const field = (name, label, value, list) => {
  const input = h("input", { name, list, value: value ?? "", size: 12, "aria-label": label, placeholder: label });
  input.addEventListener("change", () =>
    replaceChosen({ [name]: (name === "country" ? input.value.trim().toUpperCase() : input.value.trim()) || null }),
  );
  return input;
};

const panel = (item) => {
  const state = h(
    "button",
    {
      type: "button",
      id: "checked",
      "aria-pressed": String(item.checked),
      onclick: () => {
        change({ checked: !item.checked });
        drawAll();
      },
    },
    item.checked ? "✓ names and dates checked " : "names and dates are right ",
    h("kbd", {}, "m"),
  );
  const add = h("button", { type: "button", onclick: addSelected }, "mark the selection ", h("kbd", {}, "a"));
  if (!chosen) return [state, add, h("span", { class: "hint" }, "Click a name to change it.")];
  const labels = h(
    "select",
    { "aria-label": "Label" },
    model.labels.map((label) =>
      h("option", { value: label, selected: label === chosen.label }, LABELS[label] ? `${label}: ${LABELS[label]}` : label),
    ),
  );
  labels.addEventListener("change", () => replaceChosen({ label: labels.value }));
  const words = Array.from(item.text).slice(chosen.start, chosen.end).join("");
  const told =
    chosen.label === "DATE"
      ? field("value", "value", chosen.value)
      : !PLACELESS.includes(chosen.label) && field("country", "country", chosen.country, "countries");
  return [
    h("b", {}, words),
    labels,
    told,
    h("button", { type: "button", onclick: removeChosen }, "unmark ", h("kbd", {}, "Del")),
    state,
  ];
};
