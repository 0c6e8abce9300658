"use strict";
const { runs, differences } = JSON.parse(document.getElementById("data").textContent);
const two = runs.length > 1;
const DAY = 86400;
const page = document.getElementById("page");
const colours = ["blue", "orange", "green", "purple", "gold", "grey", "sky"];
const charts = [];
let theme = {};

// ---- elements and numbers ------------------------------------------------------------------
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") node.className = value; else node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
};
const plain = (value, digits) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const compact = (value) => {
  const size = Math.abs(value);
  if (size >= 1e9) return plain(value / 1e9, size >= 1e10 ? 0 : 1) + " bn";
  if (size >= 1e6) return plain(value / 1e6, size >= 1e7 ? 0 : 1) + " M";
  if (size >= 1e4) return plain(value / 1e3, 0) + " k";
  if (size >= 100 || size === 0) return plain(value, 0);
  return plain(value, size >= 1 ? 1 : 2);
};
const price = (value) => plain(value, Math.abs(value) < 1000 ? 2 : 0);
const axisPrice = (value) => plain(value, Math.abs(value) < 10 ? 1 : 0);
const percent = (value) => plain(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0) + " %";
const axisPercent = (value) => plain(value, Math.abs(value) >= 10 || value === 0 ? 0 : Math.abs(value) >= 1 ? 1 : 2) + " %";
const signed = (value) => (value < 0 ? "" : "+") + plain(value, 2) + " %";
/** Micro units, as the summary has them, in coins. */
const coins = (micro) => Number(micro) / 1e6;
const share = (part) => (part === null ? null : Number(part) * 100);
const dayOf = (text) => (text === null ? null : Date.parse(text) / 864e5);
const date = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);

// ---- series --------------------------------------------------------------------------------
/** A series of a part that begins on day `start`, over all days of its run. */
const whole = (run, part, name) => {
  const all = new Array(run.days.length).fill(null);
  part.columns[name].forEach((value, index) => { all[part.start + index] = value; });
  return all;
};
const over = (a, b, formula) => a.map((value, index) => (value === null || b[index] === null ? null : formula(value, b[index])));
const times = (values, factor) => values.map((value) => (value === null ? null : value * factor));
/** Sums from the bottom up, so that areas lie on one another. */
const stack = (list) => {
  const sums = [];
  list.forEach((values, index) => sums.push(index ? values.map((value, day) => (value || 0) + sums[index - 1][day]) : values.map((value) => value || 0)));
  return sums;
};

// ---- colours -------------------------------------------------------------------------------
const readTheme = () => {
  const style = getComputedStyle(document.documentElement);
  theme = {};
  for (const name of [...colours, "ink", "soft", "grid", "card", "line", "mark", "shade", "bad", "good"]) {
    theme[name] = style.getPropertyValue("--" + name).trim();
  }
};
const parts = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const mix = (colour, share) => {
  const [front, back] = [parts(theme[colour]), parts(theme.card)];
  return "rgb(" + front.map((value, index) => Math.round(value * share + back[index] * (1 - share))).join(",") + ")";
};
const clear = (colour, alpha) => "rgba(" + parts(theme[colour]).join(",") + "," + alpha + ")";

// ---- one chart -----------------------------------------------------------------------------
/**
 * spec: { series: [{ label, data, colour, dash, width, fill, shown, hidden }], format, axis, bands,
 *         marks, dots, ticks, height, floor, ceiling, level: { value, label } }
 */
const draw = (host, run, spec, range) => {
  const tip = make("div", { class: "tip" });
  const height = () => (host.clientWidth < 480 ? Math.min(spec.height || 300, 230) : spec.height || 300);
  const marks = spec.marks || [];
  const options = {
    width: Math.max(host.clientWidth, 200),
    height: height(),
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    legend: { show: false },
    padding: [marks.length ? 24 : 10, 34, 0, 0],
    cursor: { sync: { key: "time", setSeries: false }, drag: { x: true, y: false }, points: { size: 7 }, y: false },
    scales: {
      x: { time: true, range: (u, low, high) => (spec.life && low === run.days[0] * DAY && high === run.days[run.days.length - 1] * DAY ? spec.life : [low, high]) },
      y: { range: (u, low, high) => (range || padded(low, high, spec)) },
    },
    series: [{}].concat(spec.series.map((one) => ({
      label: one.label,
      stroke: one.width === 0 ? "transparent" : (one.alpha ? clear(one.colour, one.alpha) : theme[one.colour]),
      width: one.width === undefined ? 1.6 : one.width,
      dash: one.dash,
      fill: one.fill ? mix(one.colour, one.fill) : undefined,
      points: { show: false },
      show: !one.hidden,
      spanGaps: false,
    }))),
    bands: (spec.bands || []).map((band) => ({ series: band.series, fill: clear(band.colour, band.alpha) })),
    axes: [
      { stroke: theme.soft, grid: { stroke: theme.grid, width: 1 }, ticks: { show: false }, font: "12px " + getComputedStyle(document.body).fontFamily, space: host.clientWidth < 480 ? 46 : 70, size: 40 },
      {
        stroke: theme.soft, grid: { stroke: theme.grid, width: 1 }, ticks: { show: false },
        font: "12px " + getComputedStyle(document.body).fontFamily, space: 38, size: host.clientWidth < 480 ? 50 : 62,
        values: (_, ticks) => ticks.map((tick) => (spec.axis || spec.format)(tick)),
      },
    ],
    hooks: {
      drawClear: [(u) => shade(u, marks)],
      draw: [(u) => level(u, spec.level), (u) => ticks(u, spec.ticks), (u) => dots(u, spec.dots), (u) => flags(u, marks)],
      setCursor: [(u) => point(u, tip, run, spec, marks)],
    },
  };
  const chart = new uPlot(options, [run.days.map((day) => day * DAY), ...spec.series.map((one) => one.data)], host);
  chart.over.append(tip);
  chart.over.addEventListener("mouseleave", () => { tip.style.display = "none"; });
  const observer = new ResizeObserver(() => {
    if (host.clientWidth && Math.abs(host.clientWidth - chart.width) > 1) chart.setSize({ width: host.clientWidth, height: height() });
  });
  observer.observe(host);
  return { chart, remove: () => { observer.disconnect(); chart.destroy(); } };
};
const padded = (low, high, spec) => {
  if (low === null || low === undefined || !isFinite(low)) return [0, 1];
  let bottom = spec.floor === undefined ? low : Math.min(spec.floor, low);
  let top = Math.max(high, spec.level ? spec.level.value : -Infinity);
  if (spec.ceiling !== undefined) top = Math.min(top, spec.ceiling);
  if (spec.symmetric) { top = Math.max(Math.abs(bottom), Math.abs(top)); bottom = -top; }
  const room = (top - bottom || Math.abs(top) || 1) * .06;
  return [bottom === spec.floor ? bottom : bottom - room, top + room];
};
const clip = (u, action) => {
  const { ctx, bbox } = u;
  ctx.save(); ctx.beginPath(); ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height); ctx.clip(); action(ctx, bbox); ctx.restore();
};
const shade = (u, marks) => clip(u, (ctx, box) => {
  ctx.fillStyle = theme.shade;
  for (const mark of marks) {
    if (mark.until === null) continue;
    const left = u.valToPos(mark.day * DAY, "x", true);
    const right = u.valToPos((mark.until + 1) * DAY, "x", true);
    ctx.fillRect(left, box.top, Math.max(right - left, 2 * devicePixelRatio), box.height);
  }
});
const level = (u, line) => line && clip(u, (ctx, box) => {
  const y = u.valToPos(line.value, "y", true);
  ctx.strokeStyle = theme[line.colour || "soft"]; ctx.lineWidth = devicePixelRatio; ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath(); ctx.moveTo(box.left, y); ctx.lineTo(box.left + box.width, y); ctx.stroke();
  ctx.setLineDash([]); ctx.fillStyle = theme[line.colour || "soft"]; ctx.textAlign = "left"; ctx.textBaseline = "bottom";
  ctx.font = 12 * devicePixelRatio + "px " + getComputedStyle(document.body).fontFamily;
  if (line.label) ctx.fillText(line.label, box.left + 6 * devicePixelRatio, y - 3 * devicePixelRatio);
});
/** Short lines, each at a height of its own. */
const ticks = (u, list) => list && clip(u, (ctx) => {
  ctx.strokeStyle = theme.orange; ctx.lineWidth = 1.6 * devicePixelRatio; ctx.setLineDash([]);
  for (const tick of list) {
    const [x, y] = [u.valToPos(tick.x, "x", true), u.valToPos(tick.y, "y", true)];
    ctx.beginPath(); ctx.moveTo(x - 7 * devicePixelRatio, y); ctx.lineTo(x + 7 * devicePixelRatio, y); ctx.stroke();
  }
});
const dots = (u, list) => list && clip(u, (ctx) => {
  ctx.fillStyle = clear("orange", .42); ctx.strokeStyle = clear("orange", .9); ctx.lineWidth = devicePixelRatio * .8; ctx.setLineDash([]);
  for (const dot of list) {
    ctx.beginPath();
    ctx.arc(u.valToPos(dot.x, "x", true), u.valToPos(dot.y, "y", true), dot.r * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fill(); ctx.stroke();
  }
});
/** Numbered flags above the plot, several in one where they would lie on each other; the list of
    events says what the numbers mean. */
const flags = (u, marks) => {
  const { ctx, bbox } = u;
  const ratio = devicePixelRatio;
  const radius = 8.5 * ratio;
  const groups = [];
  for (const mark of marks) {
    const x = u.valToPos(mark.day * DAY, "x", true);
    if (x < bbox.left - 1 || x > bbox.left + bbox.width + 1) continue;
    const last = groups[groups.length - 1];
    if (last && x - last.to < 2.3 * radius) { last.to = x; last.numbers.push(mark.number); } else groups.push({ from: x, to: x, numbers: [mark.number] });
    ctx.save();
    ctx.strokeStyle = theme.mark; ctx.lineWidth = ratio; ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath(); ctx.moveTo(x, bbox.top); ctx.lineTo(x, bbox.top + bbox.height); ctx.stroke();
    ctx.restore();
  }
  ctx.save();
  ctx.font = "600 " + 10.5 * ratio + "px " + getComputedStyle(document.body).fontFamily;
  ctx.textAlign = "center"; ctx.textBaseline = "middle"; ctx.lineWidth = 1.3 * ratio;
  ctx.strokeStyle = theme.mark; ctx.setLineDash([]);
  for (const group of groups) {
    const [first, last] = [group.numbers[0], group.numbers[group.numbers.length - 1]];
    const text = first === last ? String(first) : last - first === group.numbers.length - 1 && last - first > 1 ? first + "–" + last : group.numbers.join(", ");
    const half = Math.max(radius, ctx.measureText(text).width / 2 + 5 * ratio);
    const right = bbox.left + bbox.width + 9 * ratio - half;
    const centre = Math.max(bbox.left + half - radius, Math.min((group.from + group.to) / 2, right));
    const y = bbox.top - radius - 3 * ratio;
    ctx.fillStyle = theme.card;
    ctx.beginPath(); ctx.roundRect(centre - half, y - radius, 2 * half, 2 * radius, radius); ctx.fill(); ctx.stroke();
    ctx.fillStyle = theme.ink; ctx.fillText(text, centre, y + .5 * ratio);
  }
  ctx.restore();
};
const point = (u, tip, run, spec, marks) => {
  const { idx, left } = u.cursor;
  if (idx === null || idx === undefined || left < 0 || !u.over.matches(":hover")) { tip.style.display = "none"; return; }
  tip.replaceChildren(make("b", {}, date(run.days[idx] * DAY)));
  spec.series.forEach((one, index) => {
    const value = (one.raw || one.data)[idx];
    if (value === null || value === undefined || !u.series[index + 1].show) return;
    const swatch = make("i"); swatch.style.background = theme[one.colour];
    tip.append(make("div", {}, swatch, make("span", {}, one.label), make("span", {}, spec.format(value))));
  });
  const near = marks.filter((mark) => Math.abs(u.valToPos(mark.day * DAY, "x") - left) < 6 || (mark.until !== null && mark.day <= run.days[idx] && run.days[idx] <= mark.until));
  near.slice(0, 3).forEach((mark) => tip.append(make("em", {}, mark.number + " · " + mark.text)));
  tip.style.display = "block";
  const room = u.over.clientWidth;
  const width = tip.offsetWidth;
  tip.style.left = Math.max(0, left + 14 + width > room ? left - width - 14 : left + 14) + "px";
  tip.style.top = "6px";
};

// ---- a place for a chart, or two side by side ----------------------------------------------
/** `build(run, number)` gives a spec, or null when the run has nothing to show. */
const place = (section, build) => {
  const legend = make("div", { class: "legend" });
  const pair = make("div", { class: two ? "pair two" : "pair" });
  section.append(legend, pair);
  const hosts = runs.map((run, number) => {
    const host = make("div", { class: "chart" });
    pair.append(make("div", {}, two ? make("h4", {}, "AB"[number] + " ", make("span", {}, run.label)) : null, host));
    return host;
  });
  let drawn = [];
  const redraw = () => {
    drawn.forEach((one) => one && one.remove());
    const specs = runs.map((run, number) => build(run, number));
    const range = two ? common(specs) : null;
    drawn = specs.map((spec, number) => {
      hosts[number].replaceChildren();
      if (!spec) { hosts[number].append(make("p", { class: "none" }, "Nothing to show here in this run.")); return null; }
      return draw(hosts[number], runs[number], spec, range);
    });
    key(legend, specs.find(Boolean), drawn);
  };
  charts.push(redraw);
  return redraw;
};
/** The same scale for both runs. */
const common = (specs) => {
  const present = specs.filter(Boolean);
  if (!present.length) return null;
  let [low, high] = [Infinity, -Infinity];
  for (const spec of present) for (const one of spec.series) for (const value of one.data) {
    if (value !== null && value !== undefined) { low = Math.min(low, value); high = Math.max(high, value); }
  }
  const ceilings = present.map((spec) => spec.ceiling).filter((value) => value !== undefined);
  return padded(low, high, { ...present[0], ceiling: ceilings.length ? Math.max(...ceilings) : undefined });
};
const key = (legend, spec, drawn) => {
  legend.replaceChildren();
  if (!spec) return;
  spec.series.forEach((one, index) => {
    if (one.silent) return;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", "20"); svg.setAttribute("height", "10");
    const line = document.createElementNS("http://www.w3.org/2000/svg", one.area ? "rect" : "line");
    const set = (values) => Object.entries(values).forEach(([name, value]) => line.setAttribute(name, value));
    if (one.area) set({ width: 20, height: 10, rx: 2, fill: theme[one.colour], "fill-opacity": one.area });
    else set({ x1: 0, x2: 20, y1: 5, y2: 5, stroke: theme[one.colour], "stroke-width": Math.min(one.width || 2.2, 6), "stroke-opacity": one.alpha || 1, "stroke-dasharray": (one.dash || []).join(" ") });
    svg.append(line);
    const button = make("button", { type: "button", "aria-pressed": String(!one.hidden) }, svg, one.label);
    button.addEventListener("click", () => {
      const show = button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(show));
      drawn.forEach((each) => each && each.chart.series[index + 1] && each.chart.setSeries(index + 1, { show }));
    });
    legend.append(button);
  });
  (spec.extra || []).forEach((text) => legend.append(make("span", {}, text)));
};
const section = (title, explanation) => {
  const node = make("section", {}, make("h2", {}, title), make("p", { class: "explain" }, explanation));
  page.append(node);
  return node;
};
/** Buttons that choose an asset (or all) for the charts below them. */
const chooser = (node, first, change) => {
  const labels = [...new Set(runs.flatMap((run) => run.assets.map((asset) => asset.label)))];
  const names = first ? [first, ...labels] : labels;
  // First shown is what lives longest: a delisted asset's prices stand still.
  const days = (label) => {
    const asset = assetOf(main, label);
    return asset && !asset.delisted ? asset.series.columns.oracle_price.length : 0;
  };
  const pressed = first || labels.reduce((best, label) => (days(label) > days(best) ? label : best), labels[0]);
  const bar = make("div", { class: "chips", role: "group", "aria-label": "Asset" });
  names.forEach((name, index) => {
    const button = make("button", { type: "button", "aria-pressed": String(name === pressed) }, name);
    button.addEventListener("click", () => {
      bar.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      change(index === 0 && first ? null : name);
    });
    bar.append(button);
  });
  node.append(bar);
  return first ? null : pressed;
};
const assetOf = (run, label) => run.assets.find((asset) => asset.label === label);
/** The days on which an asset existed, when that is much less than the run. */
const lifeOf = (asset) => {
  const spans = runs.map((run) => [run, assetOf(run, asset)]).filter(([, found]) => found)
    .map(([run, found]) => [run.days[found.series.start], run.days[Math.min(found.series.start + found.series.columns.oracle_price.length, run.days.length) - 1]]);
  const all = [Math.min(...runs.map((run) => run.days[0])), Math.max(...runs.map((run) => run.days[run.days.length - 1]))];
  const life = [Math.min(...spans.map((span) => span[0])), Math.max(...spans.map((span) => span[1]))];
  return (life[1] - life[0]) < .8 * (all[1] - all[0]) ? life.map((day) => day * DAY) : undefined;
};
const marksOf = (run, label) => {
  const position = run.assets.findIndex((asset) => asset.label === label);
  return run.marks.filter((mark) => label === null || mark.asset === null || mark.asset === position);
};
