// ---- the page ------------------------------------------------------------------------------
runs.forEach((run) => {
  run.marks.forEach((mark, index) => Object.assign(mark, { number: index + 1, day: dayOf(mark.date), until: dayOf(mark.until) }));
  run.polls.reverse().forEach((poll) => Object.assign(poll, { ended: dayOf(poll.ended), turnout: share(poll.turnout), quorum: share(poll.quorum), support: share(poll.support) }));
});
const [main] = runs;

// The verdict tells it with what was checked.
const messages = (run) => run.figures.find((one) => one.name === "Messages");
const header = () => {
  page.append(make("p", { class: "eyebrow" }, two ? "Mirror simulation · two runs compared" : "Mirror simulation"));
  page.append(make("h1", {}, two ? "A: " + runs[0].label + " against B: " + runs[1].label : main.summary.name));
  runs.forEach((run, number) => {
    const summary = run.summary;
    const changes = summary.overrides.length ? " · " + summary.overrides.join(" ") : "";
    page.append(make("p", { class: "meta" }, two ? make("b", {}, "AB"[number] + " ") : null, (two ? summary.name + " · " : "") +
      summary.from + " to " + summary.to + " · " + plain(summary.trading_days, 0) + " trading days · " + plain(summary.agents, 0) + " agents · seed " + summary.seed + changes));
  });
  runs.forEach((run, number) => {
    const name = two ? "AB"[number] + ": " : "";
    if (!run.violations.length) {
      page.append(make("p", { class: "verdict" }, name, make("b", {}, "Every invariant held"), " on all " + plain(run.summary.trading_days, 0) + " days, through " + plain(run.summary.messages, 0) + " protocol messages on the real contracts: " + messages(run).note + "."));
    }
    run.violations.forEach((one) => page.append(make("p", { class: "verdict broken" }, name, make("b", {}, "A rule broke: " + one.rule), " (" + one.invariant + ") on " + one.date + ", and the run stopped.",
      make("small", {}, one.detail + " — violations.json holds the " + plain(one.messages, 0) + " messages that reproduce it."))));
    if (run.notices.length) {
      page.append(make("div", { class: "notices" }, make("b", {}, name + "Notices"), make("ul", {}, ...run.notices.map((one) => make("li", {}, one)))));
    }
  });
};
const headline = () => {
  if (two) {
    const node = section("Headline figures", "The same figures of both runs; the last column is B less A.");
    const rows = differences.map((row) => make("tr", {}, make("td", {}, row.name), make("td", {}, row.a), make("td", {}, row.b), make("td", {}, row.difference)));
    node.append(make("div", { class: "scroll compare" }, table(["", "A", "B", "B less A"], rows)));
    return;
  }
  const list = make("dl", { class: "figures" });
  main.figures.filter((one) => ![main.figures[0], messages(main)].includes(one)).forEach((one) => list.append(make("div", { class: "figure" }, make("dt", {}, one.name),
    make("dd", {}, make("div", { class: "number" }, one.shown), make("div", { class: "note" }, one.note)))));
  page.append(list);
};
const table = (heads, rows) => make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", {}, head)))), make("tbody", {}, ...rows));
const events = () => {
  if (!main.marks.length) return;
  const node = section("What happened", "The numbers stand above every chart; a shaded stretch lasted.");
  const list = make("ol", { class: "events" });
  main.marks.forEach((mark) => list.append(make("li", {}, make("span", { class: "badge" }, String(mark.number)),
    make("time", {}, date(mark.day * DAY)), make("span", {}, mark.text))));
  node.append(list);
};

const prices = () => {
  const node = section("Market against oracle", "What the asset costs on its market beside the real price the oracle reports: the premium is the gap, which arbitrage, minting and rewards for shorts should keep small.");
  let chosen = null;
  const redraws = [];
  chosen = chooser(node, null, (label) => { chosen = label; redraws.forEach((redraw) => redraw()); });
  redraws.push(place(node, (run) => {
    const asset = assetOf(run, chosen);
    return asset && { format: price, axis: axisPrice, life: lifeOf(chosen), marks: marksOf(run, chosen), series: [
      { label: "Market price", data: whole(run, asset.series, "market_price"), colour: "orange", width: 1.4 },
      { label: "Oracle price", data: whole(run, asset.series, "oracle_price"), colour: "blue", width: 1.8 },
    ] };
  }));
  node.append(make("h3", {}, "Premium"));
  redraws.push(place(node, (run) => {
    const asset = assetOf(run, chosen);
    if (!asset) return null;
    const premium = over(whole(run, asset.series, "market_price"), whole(run, asset.series, "oracle_price"), (market, oracle) => (oracle ? (market / oracle - 1) * 100 : null));
    return { format: percent, axis: axisPercent, height: 190, life: lifeOf(chosen), marks: marksOf(run, chosen), level: { value: 0 }, floor: 0,
      series: [{ label: "Market over oracle", data: premium, colour: "purple", width: 1.2, fill: .22 }] };
  }));
};
const ratios = () => {
  const node = section("Collateral ratios and liquidations", "How well positions are backed: half of them lie in the dark band, nine in ten in the light one. Each dot is a liquidation, at the ratio it had; its size is the collateral taken.");
  let chosen = null;
  chooser(node, "All positions", (label) => { chosen = label; redraw(); });
  const redraw = place(node, (run) => {
    const asset = chosen === null ? null : assetOf(run, chosen);
    if (chosen !== null && !asset) return null;
    const series = (name) => times(whole(run, (asset || run).ratios, name), 100);
    const [lowest, low, quarter, median, three, high] = ["lowest_ratio", "ratio_5", "ratio_25", "median_ratio", "ratio_75", "ratio_95"].map(series);
    if (!lowest.some((value) => value)) return null;
    const sorted = high.filter((value) => value !== null).sort((a, b) => a - b);
    const ceiling = sorted[Math.floor(sorted.length * .985)] * 1.05;
    const position = run.assets.indexOf(asset);
    const taken = run.liquidations.filter((one) => !asset || one[1] === position);
    const largest = Math.max(1, ...taken.map((one) => one[3]));
    const hide = { silent: true, width: 0 };
    return { format: percent, axis: (value) => plain(value, 0) + " %", life: asset ? lifeOf(chosen) : undefined, marks: marksOf(run, chosen), ceiling, floor: 100, height: 340,
      level: { value: asset ? share(asset.min_collateral_ratio) : Math.min(...run.assets.map((one) => share(one.min_collateral_ratio))), label: "minimum", colour: "orange" },
      bands: [{ series: [1, 2], colour: "blue", alpha: .16 }, { series: [3, 4], colour: "blue", alpha: .28 }],
      dots: taken.map((one) => ({ x: one[0] * DAY, y: one[2] * 100, r: 1.6 + 5.5 * Math.sqrt(one[3] / largest) })),
      extra: [plain(taken.length, 0) + (taken.length === 1 ? " liquidation" : " liquidations")],
      series: [
        { label: "95 of 100 are below", data: high, colour: "sky", ...hide },
        { label: "5 of 100 are below", data: low, colour: "sky", ...hide },
        { label: "75 of 100 are below", data: three, colour: "sky", ...hide },
        { label: "25 of 100 are below", data: quarter, colour: "sky", ...hide },
        { label: "Median", data: median, colour: "blue", width: 2 },
        { label: "Lowest", data: lowest, colour: "grey", width: 1 },
      ] };
  });
};
const value = () => {
  const node = section("Value in the protocol", "Collateral of all positions, both sides of all pools and the locked proceeds of shorts, in base coins, one on top of the other.");
  place(node, (run) => {
    const raw = [run.series.collateral_value, run.series.liquidity_value, run.series.locked_value];
    const sums = stack(raw);
    const layer = (index, label, colour) => ({ label, data: sums[index], raw: raw[index], colour, width: 1, fill: .42, area: .5 });
    return { format: compact, floor: 0, marks: marksOf(run, null), series: [layer(2, "Locked proceeds", "gold"), layer(1, "Liquidity", "green"), layer(0, "Collateral", "blue")] };
  });
};
const debts = () => {
  const node = section("Debts and bad debt", "What positions owe, by asset, at oracle prices. Debt that an auction could not cover is written off: the second chart adds it up.");
  place(node, (run) => {
    const raw = run.assets.map((asset) => over(whole(run, asset.series, "debt"), whole(run, asset.series, "oracle_price"), (debt, oracle) => debt * oracle));
    const sums = stack(raw);
    const layers = run.assets.map((asset, index) => ({ label: asset.label, data: sums[index], raw: raw[index], colour: colours[index % colours.length], width: 1, fill: .42, area: .5 }));
    return { format: compact, floor: 0, marks: marksOf(run, null), series: layers.reverse() };
  });
  node.append(make("h3", {}, "Bad debt since the start"));
  place(node, (run) => ({ format: compact, floor: 0, height: 170, marks: marksOf(run, null), series: [{ label: "Written off", data: run.series.bad_debt_total, colour: "orange", width: 2, fill: .2 }] }));
};
const mir = () => {
  const node = section("MIR released against the schedule", "Each pool's rewards since the start. The broad line is what the schedule and the weights give it, the thin one what arrived: they should lie on each other.");
  place(node, (run) => ({ format: compact, floor: 0, marks: marksOf(run, null), series: run.releases.flatMap((pool, index) => [
    { label: pool.label + ", schedule", data: whole(run, pool.series, "scheduled"), colour: colours[index % colours.length], width: 6, alpha: .28, silent: true },
    { label: pool.label, data: whole(run, pool.series, "released"), colour: colours[index % colours.length], width: 1.6 },
  ]) }));
  const last = (values) => values.filter((one) => one !== null).pop() || 0;
  const rows = main.releases.map((pool) => {
    const [released, scheduled] = [last(pool.series.columns.released), last(pool.series.columns.scheduled)];
    const part = scheduled ? percent((released / scheduled) * 100) : "–";
    return make("tr", {}, make("td", {}, pool.label), make("td", {}, plain(released, 0)), make("td", {}, plain(scheduled, 0)), make("td", {}, part));
  });
  if (!two) node.append(make("div", { class: "scroll" }, table(["Pool", "Released", "Schedule", "Part"], rows)));
  node.append(make("h3", {}, "Price of MIR on its market"));
  place(node, (run) => ({ format: (value) => plain(value, 4), axis: (value) => plain(value, value < 1 ? 2 : 1), floor: 0, height: 170, marks: marksOf(run, null), series: [{ label: "Base coins for one MIR", data: run.series.mir_price, colour: "green", width: 1.6 }] }));
};
const yields = () => {
  const node = section("What liquidity and shorts earn", "Yearly MIR rewards against the value staked, as simple interest at that day's price. The higher the premium, the larger the part that goes to shorts.");
  let chosen = null;
  chosen = chooser(node, null, (label) => { chosen = label; redraw(); });
  const redraw = place(node, (run) => {
    const asset = assetOf(run, chosen);
    if (!asset) return null;
    const [long, short] = [times(whole(run, asset.series, "long_apr"), 100), times(whole(run, asset.series, "short_apr"), 100)];
    const sorted = [...long, ...short].filter((one) => one !== null).sort((a, b) => a - b);
    if (!sorted.length) return null;
    return { format: percent, axis: axisPercent, floor: 0, ceiling: sorted[Math.floor(sorted.length * .98)] * 1.1, life: lifeOf(chosen), marks: marksOf(run, chosen), series: [
      { label: "Short farmers", data: short, colour: "purple", width: 1.4 },
      { label: "Providers of liquidity", data: long, colour: "green", width: 1.8 },
    ] };
  });
};
const fees = () => {
  const node = section("Fees", "Taken since the start, in base coins: the protocol's part of burns and auctions, and the commission that traders leave with the providers of liquidity.");
  place(node, (run) => ({ format: compact, floor: 0, height: 240, marks: marksOf(run, null), series: [
    { label: "Commission", data: run.series.commission_total, colour: "green", width: 2 },
    { label: "Protocol fees", data: run.series.protocol_fees_total, colour: "blue", width: 2 },
  ] }));
};
const profit = () => {
  const node = section("Who gained", "What each group of agents has, against what it brought, at market prices: coins, tokens, rewards and positions less their debts.");
  const kinds = [...new Set(runs.flatMap((run) => run.groups.map((group) => group.kind)))];
  const dashes = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
  place(node, (run) => {
    const seen = {};
    return { format: percent, axis: axisPercent, marks: marksOf(run, null), level: { value: 0 }, height: 340, series: run.groups.map((group) => {
      seen[group.kind] = (seen[group.kind] || 0) + 1;
      return { label: group.name, data: times(whole(run, group.series, "gain"), 100), colour: colours[kinds.indexOf(group.kind) % colours.length], width: 1.7, dash: dashes[(seen[group.kind] - 1) % dashes.length] };
    }) };
  });
  runs.forEach((run, number) => {
    const rows = Object.entries(run.summary.profit).map(([kind, group]) => {
      const gain = Number(group.invested) ? (group.worth / group.invested - 1) * 100 : null;
      return make("tr", {}, make("td", {}, kind.replaceAll("_", " ")), make("td", { class: gain < 0 ? "down" : "up" }, gain === null ? "–" : signed(gain)),
        make("td", {}, compact(coins(group.invested))), make("td", {}, compact(coins(group.worth))), make("td", {}, compact(coins(group.rewards))), make("td", {}, plain(group.agents, 0)));
    });
    if (two) node.append(make("h3", {}, "AB"[number] + "  " + run.label));
    node.append(make("div", { class: "scroll" }, table(["Kind", "Gain", "Brought", "Has", "of it MIR", "Agents"], rows)));
  });
};
const assets = () => {
  const node = section("Assets on the last day", "Supply and debt in units of the asset; they differ by bad debt and by what holders burned themselves.");
  runs.forEach((run, number) => {
    const rows = run.assets.map(({ label }) => {
      const asset = run.summary.assets[label];
      return make("tr", {}, make("td", {}, label), make("td", {}, percent(share(asset.premium))), make("td", {}, compact(coins(asset.supply))), make("td", {}, compact(coins(asset.debt))),
        make("td", {}, compact(coins(asset.bad_debt))), make("td", {}, plain(asset.liquidations, 0)), make("td", {}, asset.listed), make("td", {}, asset.delisted || "–"));
    });
    if (two) node.append(make("h3", {}, "AB"[number] + "  " + run.label));
    node.append(make("div", { class: "scroll" }, table(["Asset", "Premium", "Supply", "Debt", "Bad debt", "Liquidations", "Listed", "Delisted"], rows)));
  });
};
const footer = () => {
  const quoted = (text) => text.replace(/^--(\S+) (.*)$/, (_, flag, rest) => "--" + flag + " " + (/[^\w.=:\/-]/.test(rest) ? "'" + rest + "'" : rest));
  const changes = main.summary.overrides.filter((text) => !text.startsWith("--seed")).map(quoted);
  const command = ["mirror simulate", main.label === "default" ? null : "--scenario " + main.label + ".toml", ...changes, "--seed " + main.summary.seed].filter(Boolean).join(" ");
  page.append(make("footer", {}, ...(two ? [] : ["The same run again: ", make("code", {}, command), make("br")]),
    "Drag over a chart to look closer, double-click to see all again. Prices: Quandl WIKI, public domain, no guarantee of accuracy. Charts: uPlot (MIT)."));
};

readTheme();
[header, headline, events, prices, ratios, value, debts, mir, yields, fees, polls, stakers, supply, treasury, profit, assets, footer].forEach((part) => part());
const redrawAll = () => { readTheme(); charts.forEach((redraw) => redraw()); };
redrawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redrawAll);
