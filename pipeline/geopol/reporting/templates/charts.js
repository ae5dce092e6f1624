// What each chart shows, as options for ECharts; and what a click on it asks for.

const BLUE = "#0072b2"; // of a chart that has no themes
const esc = (text) => echarts.format.encodeHTML(String(text));
const themeIds = () => model.themes.map((theme) => theme.id);
const nameOf = (country) => model.countries[country][1];
const codeOf = (country) => model.countries[country][0];

const bars = (extra) => ({ type: "bar", stack: "all", barMaxWidth: 26, emphasis: { focus: "series" }, ...extra });

// Of all themes, since the others are what one compares a chosen theme with; those not chosen are pale.
const themesOption = () => {
  const rows = filtered(["theme"]);
  const order = model.themes.map((_, theme) => theme).reverse();
  const count = (status) =>
    order.map((theme) => rows.filter((paragraph) => paragraph.theme === theme && paragraph.status === status).length);
  const chosen = (theme) => !state.theme.length || state.theme.includes(model.themes[theme].id);
  const sure = count("ok"),
    unsure = count("uncertain");
  const paint = (values, style) =>
    values.map((value, at) => ({
      value,
      itemStyle: { color: colourOf(order[at]), ...style, ...(chosen(order[at]) ? {} : { opacity: 0.3 }) },
    }));
  return {
    grid: { left: 90, right: 70, top: 6, bottom: 24 },
    xAxis: { type: "value", minInterval: 1 },
    yAxis: { type: "category", data: order.map((theme) => model.themes[theme].id) },
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: ([{ dataIndex: at }]) =>
        `${esc(model.themes[order[at]].id)}: ${sure[at] + unsure[at]} paragraphs, ${unsure[at]} of them uncertain`,
    },
    series: [
      bars({ name: "ok", data: paint(sure, {}), emphasis: {} }),
      bars({
        name: "uncertain",
        data: paint(unsure, {
          opacity: 0.55,
          decal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: "rgba(0,0,0,.45)" },
        }),
        emphasis: {},
        label: {
          show: true,
          position: "right",
          color: css("--soft"),
          textBorderWidth: 0,
          formatter: ({ dataIndex: at }) => `${share(sure[at] + unsure[at], rows.length)}`,
        },
      }),
    ],
    click: ({ dataIndex }) => toggle("theme", model.themes[order[dataIndex]].id),
  };
};

// Years where the articles span more than four, else months.
const timeOption = (rows) => {
  const dated = rows.filter((paragraph) => paragraph.article.date);
  const years = dated.map((paragraph) => Number(paragraph.article.date.slice(0, 4)));
  const first = years.reduce((a, b) => Math.min(a, b), Infinity),
    last = years.reduce((a, b) => Math.max(a, b), -Infinity);
  const byMonth = last - first < 4 && dated.every((paragraph) => paragraph.article.date.length >= 7);
  const months = dated.map((paragraph) => paragraph.article.date.slice(0, 7)).sort();
  const steps = [];
  for (let year = first; year <= last; year++) {
    if (byMonth) for (let month = 1; month <= 12; month++) steps.push(`${year}-${String(month).padStart(2, "0")}`);
    else steps.push(String(year));
  }
  if (byMonth) {
    steps.splice(steps.indexOf(months[months.length - 1]) + 1);
    steps.splice(0, steps.indexOf(months[0]));
  }
  const at = new Map(steps.map((step, number) => [step, number]));
  const series = model.themes.map((theme, number) => bars({ name: theme.id, color: colourOf(number), data: steps.map(() => 0) }));
  for (const paragraph of dated) series[paragraph.theme].data[at.get(paragraph.article.date.slice(0, byMonth ? 7 : 4))] += 1;
  return {
    grid: { left: 44, right: 12, top: 32, bottom: steps.length > 40 ? 56 : 26 },
    legend: { top: 0, type: "scroll", itemWidth: 12, itemHeight: 12 },
    xAxis: { type: "category", data: steps },
    yAxis: { type: "value", minInterval: 1 },
    dataZoom: steps.length > 40 ? [{ type: "slider", height: 18, bottom: 4 }] : [],
    tooltip: { trigger: "item", formatter: (one) => `${esc(one.name)}, ${esc(one.seriesName)}: ${one.value} paragraphs` },
    series,
    empty: dated.length ? "" : "No article here has a date.",
    note: dated.length < rows.length ? `${thousands(rows.length - dated.length)} paragraphs are of articles without a date` : "",
    click: ({ name }) => go({ published: readState().published === name ? "" : name }),
  };
};

const countriesOption = (rows) => {
  const top = ranked(countBy(rows, (paragraph) => paragraph.countries))
    .slice(0, 15)
    .map(([country]) => country)
    .reverse();
  const place = new Map(top.map((country, at) => [country, at]));
  const series = model.themes.map((theme, number) => bars({ name: theme.id, color: colourOf(number), data: top.map(() => 0) }));
  for (const paragraph of rows)
    for (const country of paragraph.countries) if (place.has(country)) series[paragraph.theme].data[place.get(country)] += 1;
  return {
    grid: { left: 120, right: 16, top: 32, bottom: 24 },
    legend: { top: 0, type: "scroll", itemWidth: 12, itemHeight: 12 },
    xAxis: { type: "value", minInterval: 1 },
    yAxis: { type: "category", data: top.map(nameOf), axisLabel: { width: 108, overflow: "truncate" } },
    tooltip: { trigger: "item", formatter: (one) => `${esc(one.name)}, ${esc(one.seriesName)}: ${one.value} paragraphs` },
    series,
    empty: top.length ? "" : "No country is named here.",
    click: ({ dataIndex, seriesName }) =>
      go({ country: [...new Set([...state.country, codeOf(top[dataIndex])])], theme: [seriesName], view: "paragraphs" }),
  };
};

const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];

// Bars of 1, 5, 10 … years: as fine as 90 of them can show nine tenths of what is told.
const toldOption = (rows) => {
  const starts = rows.flatMap((paragraph) => paragraph.told.map(([first]) => first)).sort((a, b) => a - b);
  const ends = rows.flatMap((paragraph) => paragraph.told.map(([, last]) => last)).sort((a, b) => a - b);
  if (!starts.length) return { empty: "No date here has a place in the calendar.", series: [] };
  const [low, high] = [quantile(starts, 0.03), quantile(ends, 0.97)];
  const size = [1, 2, 5, 10, 20, 50, 100, 500].find((years) => (high - low) / years <= 90) ?? 1000;
  const bin = (year) => Math.floor(year / size);
  const [first, last] = [bin(starts[0]), bin(ends[ends.length - 1])];
  const counts = new Array(last - first + 1).fill(0);
  for (const paragraph of rows) {
    const seen = new Set();
    for (const [from, to] of paragraph.told) for (let at = bin(from); at <= bin(to); at++) seen.add(at);
    for (const at of seen) counts[at - first] += 1;
  }
  const label = (at) => (size === 1 ? `${first + at}` : `${(first + at) * size}–${(first + at) * size + size - 1}`);
  return {
    grid: { left: 44, right: 16, top: 12, bottom: 62 },
    xAxis: { type: "category", data: counts.map((_, at) => `${(first + at) * size}`) },
    yAxis: { type: "value", minInterval: 1 },
    dataZoom: [
      {
        type: "slider",
        height: 20,
        bottom: 6,
        startValue: bin(low) - first,
        endValue: bin(high) - first,
        labelFormatter: (at) => `${(first + at) * size}`,
      },
      { type: "inside", zoomOnMouseWheel: "ctrl" },
    ],
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow" },
      formatter: ([{ dataIndex, value }]) => `${label(dataIndex)}: told of in ${value} paragraphs`,
    },
    series: [{ type: "bar", data: counts, barCategoryGap: "10%", color: BLUE }],
    click: ({ dataIndex: at }) => go({ told: `${(first + at) * size}..${(first + at) * size + size - 1}` }),
  };
};
