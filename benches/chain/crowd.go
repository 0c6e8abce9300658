package chain

import "fmt"

const (
	// pollsAtOnce may be open at the usual deposit, beside the one of another kind in which the
	// neighbour's vote lives: the next one takes twice as much.
	pollsAtOnce = 25
	// settleEvery is after how many newcomers the stores are written.
	settleEvery = 500
)

// Growth is what messages cost among few and among many.
type Growth struct {
	Few      int     `json:"few"`
	Many     int     `json:"many"`
	Messages []Grown `json:"messages"`
}

// Grown is one message in both crowds.
type Grown struct {
	Name string `json:"name"`
	Few  uint64 `json:"few"`
	Many uint64 `json:"many"`
}

// Crowd is a protocol with many people in it, each with a position, staked liquidity, staked votes
// and an order, and with as many polls behind it. What is measured are the messages of one of them,
// the neighbour, who was there first and does not change.
type Crowd struct {
	*Protocol
	apple     Asset
	neighbour string
	long      string
	short     string
	people    int
	polls     int
}

// measureGrowth measures every message among few, lets many come, and measures again.
func measureGrowth(p *Protocol, few, many int) Growth {
	c := gather(p)
	c.grow(few)
	before := c.costs()
	c.grow(many)
	after := c.costs()

	growth := Growth{Few: few, Many: many}
	for i, probe := range before {
		growth.Messages = append(growth.Messages, Grown{Name: probe.Name, Few: probe.Gas, Many: after[i].Gas})
	}
	return growth
}

// gather lists an asset, gives it a deep market and lets the neighbour move in.
func gather(p *Protocol) *Crowd {
	c := &Crowd{Protocol: p, neighbour: p.account("neighbour", 1_000_000_000_000_000)}
	// Ten thousand polls take years, through which there has to be MIR to release.
	c.execute(Call{Sender: c.owner, Contract: c.factory, Msg: object{"update_config": object{
		"distribution_schedule": [][]any{{0, 10 * year, "100000000000000"}},
	}}})
	c.execute(c.whitelist("mAAPL"))
	c.apple = c.listed()
	c.post("100")

	c.execute(c.openPosition(c.owner, c.apple.token, 200_000_000_000_000, false))
	c.execute(allow(c.owner, c.apple.token, c.apple.pair, 500_000_000_000))
	c.execute(provide(c.owner, c.apple, 500_000_000_000, 50_000_000_000_000))
	c.execute(c.stakeVotes(c.owner, "20000000000000"))

	c.execute(c.openPosition(c.neighbour, c.apple.token, 200_000_000_000, false))
	c.long = c.attribute("position_idx")
	c.execute(c.openPosition(c.neighbour, c.apple.token, 3_000_000_000, true))
	c.short = c.attribute("position_idx")
	c.execute(transfer(c.owner, c.apple.shares, c.neighbour, "2000000000"))
	c.execute(c.bond(c.neighbour, c.apple, "1000000000"))
	c.execute(transfer(c.owner, c.mir, c.neighbour, "9000000000000"))
	c.execute(c.stakeVotes(c.neighbour, "1000000000000"))
	c.execute(c.submitOrder(c.neighbour, 1_000_000, c.apple.token, 1_000))
	c.execute(transfer(c.owner, c.apple.token, c.neighbour, "50000000000"))
	c.execute(allow(c.neighbour, c.apple.token, c.apple.pair, 1_000_000_000))
	c.execute(allow(c.neighbour, c.apple.token, c.staking, 1_000_000_000))
	return c
}

// grow lets people come, and polls be held, until there are so many. Afterwards the neighbour has
// one live vote in one open poll and prices are fresh, whatever the number.
func (c *Crowd) grow(to int) {
	c.post("100")
	for ; c.people < to; c.people++ {
		c.welcome(c.people)
		if c.people%settleEvery == 0 {
			c.settle()
		}
	}
	for c.polls < to {
		c.holdPolls(min(pollsAtOnce, to-c.polls))
		c.settle()
	}

	// A vote also takes the votes in ended polls off the neighbour's list, however many there are.
	c.execute(c.propose(c.owner))
	c.polls++
	c.execute(c.vote(c.neighbour, c.polls, "1000000"))
	c.pass(lockupPeriod + 1)
	c.execute(c.onPoll(c.owner, "end_poll", c.polls))
	c.execute(c.propose(c.owner))
	c.polls++
	c.execute(c.vote(c.neighbour, c.polls, "1000000"))
	c.post("100")
	c.settle()
}

func (c *Crowd) welcome(number int) {
	name := c.account(fmt.Sprintf("person %d", number), 10_000_000_000)
	c.execute(c.openPosition(name, c.apple.token, 1_000_000_000, number%2 == 1))
	c.execute(transfer(c.owner, c.apple.shares, name, "1000000"))
	c.execute(c.bond(name, c.apple, "1000000"))
	c.execute(transfer(c.owner, c.mir, name, "1000000"))
	c.execute(c.stakeVotes(name, "1000000"))
	c.execute(c.submitOrder(name, 1_000_000, c.apple.token, 1_000))
}

// holdPolls lets the neighbour vote in polls that miss their quorum. Each deposit becomes a reward
// in the polls still open, so nearly every poll owes the neighbour something for ever.
func (c *Crowd) holdPolls(count int) {
	first := c.polls + 1
	c.polls += count
	for poll := first; poll <= c.polls; poll++ {
		c.execute(c.inquire(c.owner))
		c.execute(c.vote(c.neighbour, poll, "1000000"))
	}
	c.pass(votingPeriod)
	for poll := first; poll <= c.polls; poll++ {
		c.execute(c.onPoll(c.owner, "end_poll", poll))
	}
}

// post feeds the asset in a block of its own, since it is fed once in each.
func (c *Crowd) post(price string) {
	c.pass(secondsPerBlock)
	c.execute(c.feed([2]string{c.apple.token, price}))
}
