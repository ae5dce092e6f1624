// Charts on the page: colours of the page, words beside them, sizes that follow.

let world;
const drawn = new Map();

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const shade = () => document.documentElement.dataset.shade;

// Šavrič, Patterson and Jenny's Equal Earth projection (2018): areas are true.
const A = [1.340264, -0.081106, 0.000893, 0.003796],
  ROOT = Math.sqrt(3) / 2,
  RADIANS = Math.PI / 180;
const height = (t) => t * (A[0] + A[1] * t ** 2 + t ** 6 * (A[2] + A[3] * t ** 2));
const slope = (t) => A[0] + 3 * A[1] * t ** 2 + t ** 6 * (7 * A[2] + 9 * A[3] * t ** 2);
const EQUAL_EARTH = {
  project: ([longitude, latitude]) => {
    const t = Math.asin(ROOT * Math.sin(latitude * RADIANS));
    return [(longitude * RADIANS * Math.cos(t)) / (ROOT * slope(t)), -height(t)];
  },
  unproject: ([x, y]) => {
    let t = -y;
    for (let turn = 0; turn < 12; turn++) t -= (height(t) + y) / slope(t);
    return [(x * ROOT * slope(t)) / Math.cos(t) / RADIANS, Math.asin(Math.max(-1, Math.min(1, Math.sin(t) / ROOT))) / RADIANS];
  },
};

const dressed = ({ click, empty, note, ...option }) => {
  const text = css("--text"),
    soft = css("--soft"),
    line = css("--line");
  const axis = (one) =>
    one && {
      ...one,
      axisLabel: { color: soft, hideOverlap: true, ...one.axisLabel },
      axisLine: { lineStyle: { color: line } },
      splitLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    };
  return {
    animationDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 250,
    aria: { enabled: true },
    textStyle: { color: text, fontFamily: getComputedStyle(document.body).fontFamily },
    ...option,
    xAxis: axis(option.xAxis),
    yAxis: axis(option.yAxis),
    legend: option.legend && {
      textStyle: { color: soft },
      pageTextStyle: { color: soft },
      pageIconColor: soft,
      ...option.legend,
    },
    visualMap: option.visualMap && { textStyle: { color: soft }, ...option.visualMap },
    tooltip: {
      backgroundColor: css("--card"),
      borderColor: line,
      textStyle: { color: text, fontSize: 12 },
      confine: true,
      ...option.tooltip,
    },
  };
};

const draw = (box, make, rows) => {
  const option = make(rows);
  const target = box.querySelector(".chart");
  box.querySelector(".note").textContent = option.empty || option.note || "";
  target.hidden = Boolean(option.empty);
  if (option.empty) return;
  let chart = echarts.getInstanceByDom(target);
  if (!chart) {
    chart = echarts.init(target, null, { renderer: "svg" });
    drawn.set(target, chart);
    sizes.observe(target);
  }
  chart.off("click");
  chart.on("click", option.click);
  chart.setOption(dressed(option), { notMerge: true });
};

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.clientWidth) drawn.get(target)?.resize();
});

const dropCharts = () => {
  for (const [target, chart] of drawn) {
    sizes.unobserve(target);
    chart.dispose();
  }
  drawn.clear();
};

const CHARTS = [
  ["themes", "Themes", "Paragraphs by their main theme; hatched: uncertain", themesOption],
  ["time", "Themes over time", "By the date of the article", timeOption],
  ["map", "Countries", "Mentions; small states are dots", mapOption],
  ["countries", "Themes by country", "Paragraphs that name a country, by theme", countriesOption],
  ["together", "Countries that stand together", "Paragraphs that name both", togetherOption],
  ["told", "Years told of", "Paragraphs whose dates fall there", toldOption],
];
