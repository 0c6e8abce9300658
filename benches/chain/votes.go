package chain

func (p *Protocol) stakeVotes(owner, amount string) Call {
	return send(owner, p.mir, p.gov, amount, object{"stake_voting_tokens": nothing})
}

func (p *Protocol) withdrawVotes(owner, amount string) Call {
	return Call{Sender: owner, Contract: p.gov, Msg: object{"withdraw_voting_tokens": object{"amount": amount}}}
}

// propose asks whether the community may spend more. A default poll may not do that, an execute poll
// may; it is the same message as before there were two kinds, so that what it costs can be compared.
func (p *Protocol) propose(creator string) Call {
	return send(creator, p.mir, p.gov, text(pollDeposit), object{"create_poll": object{
		"title":       "Raise the spend limit",
		"description": "More for the community",
		"link":        "https://example.org/1",
		"admin_action": object{"execute": object{"msgs": []object{
			{"contract": p.community, "msg": hook(object{"update_config": object{
				"spend_limit": "20000000000",
			}})},
		}}},
	}})
}

// inquire asks for an opinion.
func (p *Protocol) inquire(creator string) Call {
	return send(creator, p.mir, p.gov, text(pollDeposit), object{"create_poll": object{
		"title":       "Raise the spend limit",
		"description": "Should the community have more?",
		"link":        "https://example.org/1",
	}})
}

func (p *Protocol) vote(voter string, poll int, amount string) Call {
	return Call{Sender: voter, Contract: p.gov, Msg: object{"cast_vote": object{
		"poll_id": poll, "vote": "yes", "amount": amount,
	}}}
}

// onPoll is a message that says nothing but which poll it is about.
func (p *Protocol) onPoll(by, message string, poll int) Call {
	return Call{Sender: by, Contract: p.gov, Msg: object{message: object{"poll_id": poll}}}
}

// stakeForVotes gives MIR a market first, in which the collector buys later.
func (s *Scenario) stakeForVotes() {
	mir := Asset{token: s.mir, pair: s.mirPair}
	s.execute(allow(s.owner, s.mir, s.mirPair, 1_000_000_000_000))
	s.execute(provide(s.owner, mir, 1_000_000_000_000, 2_000_000_000_000))
	s.measure("gov.stake_voting_tokens", s.stakeVotes(s.owner, "1000000000000"))
}

func (s *Scenario) decidePoll() {
	s.execute(transfer(s.owner, s.mir, s.alice, "3000000000"))
	s.pass(secondsPerBlock)
	s.measure("gov.create_poll", s.propose(s.alice))
	s.measure("gov.cast_vote", s.vote(s.owner, 1, "900000000000"))
	s.pass(votingPeriod - 3_600)
	s.measure("gov.snapshot_poll", s.onPoll(s.alice, "snapshot_poll", 1))
	s.pass(3_700)
	s.measure("gov.end_poll", s.onPoll(s.alice, "end_poll", 1))
	s.pass(effectiveDelay + 100)
	s.measure("gov.execute_poll", s.onPoll(s.alice, "execute_poll", 1))
	s.measure("gov.withdraw_voting_tokens", s.withdrawVotes(s.owner, "1000000000"))
}
