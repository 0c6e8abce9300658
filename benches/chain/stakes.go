package chain

func (p *Protocol) bond(owner string, listed Asset, amount string) Call {
	return send(owner, listed.shares, p.staking, amount, object{"bond": object{"asset_token": listed.token}})
}

func (p *Protocol) unbond(owner string, listed Asset, amount string) Call {
	return Call{Sender: owner, Contract: p.staking, Msg: object{"unbond": object{
		"asset_token": listed.token, "amount": amount,
	}}}
}

// autoStake provides liquidity and bonds the shares in one go.
func (p *Protocol) autoStake(owner string, listed Asset, tokens, coins int64) Call {
	return Call{Sender: owner, Contract: p.staking, Coins: baseCoins(coins), Msg: object{"auto_stake": object{
		"assets": []object{asset(token(listed.token), tokens), base(coins)},
	}}}
}

// withdrawReward takes the MIR of one asset's pool, or of all.
func (p *Protocol) withdrawReward(owner string, of ...string) Call {
	withdraw := object{}
	for _, only := range of {
		withdraw["asset_token"] = only
	}
	return Call{Sender: owner, Contract: p.staking, Msg: object{"withdraw": withdraw}}
}

func (s *Scenario) stakeShares() {
	s.measure("staking.bond", s.bond(s.alice, s.apple, "1000000000"))
	s.execute(allow(s.bob, s.apple.token, s.staking, 1_000_000))
	s.measure("staking.auto_stake", s.autoStake(s.bob, s.apple, 1_000_000, 103_000_000))
}

func (s *Scenario) collectRewards() {
	// Rewards flow: in the block of a release nothing of it has arrived yet.
	s.pass(secondsPerBlock)
	s.measure("staking.withdraw one", s.withdrawReward(s.alice, s.apple.token))
	s.measure("staking.withdraw all (short)", s.withdrawReward(s.bob))
	s.measure("staking.unbond", s.unbond(s.alice, s.apple, "500000000"))
}
