// ---- polls, stakers, supply and treasury ---------------------------------------------------
const words = { in_progress: "open", passed: "passed", rejected: "rejected", executed: "executed", failed: "failed", expired: "expired" };
/** MIR at the end of each year as the supply table of the founding documents has it, the start first. */
const TABLE = [54900000, 183000000, 256200000, 320250000, 370575000];
const polls = () => {
  const node = section("Polls and turnout", "Listings, splits, new terms and grants are decided by those who stake MIR. Each dot is a poll at the part of the stake that voted, on the day it ended; below its quorum nothing is decided, and the proposer loses the deposit. The dashed line is the quorum of default polls; a short line above or below a dot is that of a poll that needs more.");
  place(node, (run) => {
    const ended = run.polls.filter((poll) => poll.ended !== null && poll.turnout !== null);
    if (!ended.length) return null;
    const quorum = share(run.summary.quorum);
    const stakes = run.series.mir_staked.map((staked, day) => (staked / run.series.mir_supply[day]) * 100);
    return { format: percent, axis: axisPercent, floor: 0, height: 260, marks: marksOf(run, null), level: { value: quorum, label: "quorum of default polls", colour: "orange" },
      dots: ended.map((poll) => ({ x: poll.ended * DAY, y: poll.turnout, r: poll.is_planned ? 5 : 3.2 })),
      ticks: ended.filter((poll) => Math.abs(poll.quorum - quorum) > .01).map((poll) => ({ x: poll.ended * DAY, y: poll.quorum })),
      extra: [plain(run.polls.length, 0) + " polls"],
      series: [
        { label: "Part of all MIR that is staked", data: stakes, colour: "blue", width: 1.8 },
        // Neither drawn nor told: it makes room for the dots.
        { label: "Turnout", data: run.days.map((_, day) => (day ? 0 : Math.max(...ended.map((poll) => Math.max(poll.turnout, poll.quorum))))), raw: [], colour: "sky", width: 0, silent: true },
      ] };
  });
  const shown = 40;
  runs.forEach((run, number) => {
    if (!run.polls.length) return;
    const chosen = [...run.polls.filter((poll) => poll.is_planned), ...run.polls.filter((poll) => !poll.is_planned)].slice(0, shown).sort((a, b) => b.id - a.id);
    const rows = chosen.map((poll) => make("tr", {}, make("td", {}, poll.id + "  " + poll.title), make("td", {}, poll.created),
      make("td", {}, poll.turnout === null ? "–" : percent(poll.turnout)), make("td", {}, poll.support === null ? "–" : percent(poll.support)),
      make("td", { class: poll.status === "executed" ? "up" : poll.status === "rejected" || poll.status === "failed" ? "down" : "" }, words[poll.status]), make("td", {}, poll.is_forfeited ? "lost" : poll.ended === null ? "held" : "returned")));
    if (two) node.append(make("h3", {}, "AB"[number] + "  " + run.label));
    node.append(make("div", { class: "scroll" }, table(["Poll", "Created", "Voted", "Yes", "", "Deposit"], rows)));
    if (run.polls.length > shown) node.append(make("p", { class: "explain" }, "And " + plain(run.polls.length - shown, 0) + " more that stakers asked for."));
  });
};
const stakers = () => {
  const node = section("Fees become MIR for stakers", "The collector swaps the fees for MIR day by day and sends it to gov, as does a proposer who loses a deposit. Half goes to the voters of open polls; the rest flows to everybody who stakes, over a week.");
  place(node, (run) => ({ format: compact, floor: 0, height: 220, marks: marksOf(run, null), series: [
    { label: "Fees taken, base coins", data: run.series.protocol_fees_total, colour: "blue", width: 6, alpha: .28 },
    { label: "Turned into MIR", data: run.series.fees_converted_total, colour: "blue", width: 1.6 },
  ] }));
  node.append(make("h3", {}, "Who got the MIR"));
  place(node, (run) => {
    const [all, voters] = [over(run.series.mir_to_stakers_total, run.series.mir_to_voters_total, (one, other) => one + other), run.series.mir_to_voters_total];
    return { format: compact, floor: 0, height: 200, marks: marksOf(run, null), series: [
      { label: "Everybody who stakes", data: all, raw: run.series.mir_to_stakers_total, colour: "green", width: 1, fill: .42, area: .5 },
      { label: "Voters", data: voters, colour: "purple", width: 1, fill: .42, area: .5 },
    ] };
  });
  node.append(make("h3", {}, "What a stake has earned since the start, in MIR"));
  place(node, (run) => ({ format: percent, axis: axisPercent, floor: 0, height: 220, marks: marksOf(run, null), series: [
    { label: "With a vote in every poll that reached its quorum", data: over(run.series.mir_share_yield, run.series.mir_vote_yield, (share, vote) => (share + vote) * 100), colour: "purple", width: 1.8 },
    { label: "Without voting", data: times(run.series.mir_share_yield, 100), colour: "green", width: 1.8 },
  ] }));
  node.append(make("h3", {}, "What a year of it would bring, at the pace of the last 15 days"));
  place(node, (run) => ({ format: percent, axis: axisPercent, floor: 0, height: 200, marks: marksOf(run, null), series: [
    { label: "APR of staking and voting", data: times(run.series.mir_staking_apr, 100), colour: "blue", width: 1.8 },
  ] }));
};
const supply = () => {
  const node = section("Supply of MIR against the table", "The factory mints what its schedules release and nothing else. The broad line is the schedule, the thin one what exists; the table has the end of each year, after that day's release.");
  place(node, (run) => ({ format: compact, floor: 0, height: 260, marks: marksOf(run, null), series: [
    { label: "Schedule", data: run.series.mir_scheduled_supply, colour: "blue", width: 6, alpha: .28 },
    { label: "MIR there is", data: run.series.mir_supply, colour: "blue", width: 1.6 },
    { label: "Staked", data: run.series.mir_staked, colour: "green", width: 1.6 },
    { label: "Claimed of airdrops", data: run.series.airdrop_claimed_total, colour: "gold", width: 1.4 },
  ] }));
  runs.forEach((run, number) => {
    const rows = Object.entries(run.summary.mir_supply_by_year).filter(([year]) => year in TABLE).map(([year, micro]) => {
      const missing = Math.abs(TABLE[year] * 1e6 - Number(micro));
      return make("tr", {}, make("td", {}, year === "0" ? "Start" : "End of year " + year), make("td", {}, plain(coins(micro), 0)), make("td", {}, plain(TABLE[year], 0)),
        make("td", { class: missing ? "down" : "up" }, missing ? plain(missing, 0) + " micro MIR" : "exact"));
    });
    if (two) node.append(make("h3", {}, "AB"[number] + "  " + run.label));
    node.append(make("div", { class: "scroll" }, table(["", "MIR there is", "Table", "Difference"], rows)));
  });
};
const treasury = () => {
  const node = section("Treasury", "The community pool: what the schedule and unclaimed airdrops bring, less what polls granted, within a limit for each grant and for each month.");
  place(node, (run) => ({ format: compact, floor: 0, height: 220, marks: marksOf(run, null), series: [{ label: "MIR in the pool", data: run.series.community_mir, colour: "green", width: 2 }] }));
  node.append(make("h3", {}, "MIR granted since the start"));
  place(node, (run) => ({ format: compact, floor: 0, height: 170, marks: marksOf(run, null), series: [{ label: "Granted", data: run.series.granted_total, colour: "orange", width: 2, fill: .2 }] }));
};
