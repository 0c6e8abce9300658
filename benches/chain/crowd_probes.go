package chain

// probe is a message of the neighbour's, with what has to happen just before it.
type probe struct {
	name   string
	before func()
	call   func() Call
}

// costs runs each probe for itself, from the same state, and keeps nothing of it.
func (c *Crowd) costs() []Operation {
	c.t.Helper()
	var found []Operation
	for _, probes := range [][]probe{c.ofPositions(), c.ofStakes(), c.ofMarket(), c.ofVotes(), c.ofOrders()} {
		for _, each := range probes {
			c.branch(func() {
				if each.before != nil {
					each.before()
				}
				found = append(found, Operation{Name: each.name, Cost: c.execute(each.call())})
			})
		}
	}
	return found
}

func (c *Crowd) ofPositions() []probe {
	me, apple := c.neighbour, c.apple.token
	return []probe{
		{"mint.open_position", nil, func() Call { return c.openPosition(me, apple, 2_000_000_000, false) }},
		{"mint.open_position short", nil, func() Call { return c.openPosition(me, apple, 2_000_000_000, true) }},
		{"mint.deposit", nil, func() Call { return c.deposit(me, c.long, 1_000_000_000) }},
		{"mint.withdraw", nil, func() Call { return c.withdrawCollateral(me, c.long, 1_000_000_000) }},
		{"mint.mint", nil, func() Call { return c.mintMore(me, c.long, apple, 1_000_000) }},
		{"mint.burn (part)", nil, func() Call { return c.burn(me, c.long, apple, "5000000") }},
		{"mint.burn (close)", nil, func() Call { return c.burn(me, c.long, apple, c.debt(c.long)) }},
		{"mint.burn (close short)", nil, func() Call { return c.burn(me, c.short, apple, c.debt(c.short)) }},
		{"mint.auction", func() { c.post("190") }, func() Call { return c.auction(me, c.long, apple, "100000000") }},
		{"lock.unlock_position_funds", nil, func() Call { return c.unlock(me, c.short) }},
	}
}

func (c *Crowd) ofStakes() []probe {
	me := c.neighbour
	release := func() {
		c.pass(premiumInterval)
		c.execute(c.distribute(c.owner))
		// Rewards flow: in the block of a release nothing of it has arrived yet.
		c.pass(secondsPerBlock)
	}
	return []probe{
		{"staking.bond", nil, func() Call { return c.bond(me, c.apple, "1000000") }},
		{"staking.unbond", nil, func() Call { return c.unbond(me, c.apple, "1000000") }},
		{"staking.auto_stake", nil, func() Call {
			return atAnyRatio(c.autoStake(me, c.apple, 1_000_000, 103_000_000))
		}},
		{"staking.withdraw one", release, func() Call { return c.withdrawReward(me, c.apple.token) }},
		{"staking.withdraw all", release, func() Call { return c.withdrawReward(me) }},
		{"staking.adjust_premium", func() {
			c.pass(premiumInterval)
			c.post("100")
		}, func() Call { return c.adjustPremium(me, c.apple.token) }},
		{"factory.distribute", release, func() Call {
			c.pass(premiumInterval)
			return c.distribute(me)
		}},
	}
}

func (c *Crowd) ofMarket() []probe {
	me := c.neighbour
	return []probe{
		{"pair.provide_liquidity", nil, func() Call {
			return atAnyRatio(provide(me, c.apple, 1_000_000, 103_000_000))
		}},
		{"pair.swap base to token", nil, func() Call { return buy(me, c.apple.pair, 1_000_000_000) }},
		{"pair.swap token to base", nil, func() Call { return sell(me, c.apple, "2000000") }},
		{"pair.withdraw_liquidity", nil, func() Call {
			return send(me, c.apple.shares, c.apple.pair, "1000000", object{"withdraw_liquidity": nothing})
		}},
		{"cw20.transfer", nil, func() Call { return transfer(me, c.apple.token, c.owner, "5") }},
	}
}

func (c *Crowd) ofVotes() []probe {
	me := c.neighbour
	next := c.polls + 1
	proposed := func() { c.execute(c.propose(me)) }
	decided := func() {
		proposed()
		c.execute(c.vote(c.owner, next, "15000000000000"))
		c.pass(votingPeriod)
	}
	return []probe{
		{"gov.stake_voting_tokens", nil, func() Call { return c.stakeVotes(me, "1000000") }},
		{"gov.create_poll", nil, func() Call { return c.propose(me) }},
		{"gov.cast_vote", proposed, func() Call { return c.vote(me, next, "1000000") }},
		{"gov.snapshot_poll", func() {
			proposed()
			c.pass(votingPeriod - 3_600)
		}, func() Call { return c.onPoll(me, "snapshot_poll", next) }},
		{"gov.end_poll", decided, func() Call { return c.onPoll(me, "end_poll", next) }},
		{"gov.execute_poll", func() {
			decided()
			c.execute(c.onPoll(me, "end_poll", next))
			c.pass(effectiveDelay)
		}, func() Call { return c.onPoll(me, "execute_poll", next) }},
		{"gov.withdraw_voting_tokens", nil, func() Call { return c.withdrawVotes(me, "1000000") }},
		// The first poll ended before any deposit was shared, the second owes a part of the first's.
		{"gov.withdraw_voting_rewards", nil, func() Call { return c.onPoll(me, "withdraw_voting_rewards", 2) }},
	}
}

func (c *Crowd) ofOrders() []probe {
	me := c.neighbour
	return []probe{
		{"limit_order.submit_order", nil, func() Call { return c.submitOrder(me, 1_000_000, c.apple.token, 1_000) }},
		{"limit_order.execute_order", nil, func() Call { return c.executeOrder(me, c.apple.token, "1000", 1) }},
		{"limit_order.cancel_order", nil, func() Call { return c.cancelOrder(me, 1) }},
	}
}
