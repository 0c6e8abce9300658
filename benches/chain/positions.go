package chain

// openPosition backs a new position with the base denom, at twice its debt.
func (p *Protocol) openPosition(owner, minted string, collateral int64, short bool) Call {
	open := object{"collateral": base(collateral), "asset_info": token(minted), "collateral_ratio": "2"}
	if short {
		open["short_params"] = nothing
	}
	return Call{Sender: owner, Contract: p.mint, Msg: object{"open_position": open}, Coins: baseCoins(collateral)}
}

func (p *Protocol) deposit(owner, position string, amount int64) Call {
	return Call{Sender: owner, Contract: p.mint, Coins: baseCoins(amount), Msg: object{"deposit": object{
		"position_idx": position, "collateral": base(amount),
	}}}
}

func (p *Protocol) withdrawCollateral(owner, position string, amount int64) Call {
	return Call{Sender: owner, Contract: p.mint, Msg: object{"withdraw": object{
		"position_idx": position, "collateral": base(amount),
	}}}
}

func (p *Protocol) mintMore(owner, position, minted string, amount int64) Call {
	return Call{Sender: owner, Contract: p.mint, Msg: object{"mint": object{
		"position_idx": position, "asset": asset(token(minted), amount),
	}}}
}

func (p *Protocol) burn(owner, position, minted, amount string) Call {
	return send(owner, minted, p.mint, amount, object{"burn": object{"position_idx": position}})
}

func (p *Protocol) auction(buyer, position, minted, amount string) Call {
	return send(buyer, minted, p.mint, amount, object{"auction": object{"position_idx": position}})
}

func (p *Protocol) unlock(owner, position string) Call {
	return Call{Sender: owner, Contract: p.lock, Msg: object{"unlock_position_funds": object{
		"positions_idx": []string{position},
	}}}
}

// debt is what a position owes.
func (p *Protocol) debt(position string) string {
	p.t.Helper()
	var found struct {
		Asset struct{ Amount string }
	}
	p.query(p.mint, object{"position": object{"position_idx": position}}, &found)
	return found.Asset.Amount
}

func (s *Scenario) openLong() {
	s.measure("mint.open_position", s.openPosition(s.alice, s.apple.token, 200_000_000_000, false))
	s.position = s.attribute("position_idx")
}

func (s *Scenario) tendLong() {
	s.measure("mint.deposit", s.deposit(s.alice, s.position, 10_000_000_000))
	s.measure("mint.withdraw", s.withdrawCollateral(s.alice, s.position, 5_000_000_000))
	s.measure("mint.mint", s.mintMore(s.alice, s.position, s.apple.token, 10_000_000))
	s.measure("mint.burn (part)", s.burn(s.alice, s.position, s.apple.token, "5000000"))
}

func (s *Scenario) openOnTokens() {
	s.measure("mint.open_position cw20 collateral", send(s.alice, s.apple.token, s.mint, "50000000", object{
		"open_position": object{"asset_info": token(s.google.token), "collateral_ratio": "2"},
	}))
	s.backed = s.attribute("position_idx")
}

func (s *Scenario) openShort() {
	s.measure("mint.open_position short", s.openPosition(s.bob, s.apple.token, 3_000_000_000, true))
	s.short = s.attribute("position_idx")
}

// liquidate takes part of alice's debt after a rise of the price.
func (s *Scenario) liquidate() {
	s.pass(secondsPerBlock)
	s.execute(s.prices("190", "51"))
	s.execute(transfer(s.alice, s.apple.token, s.carol, "100000000"))
	s.measure("mint.auction", s.auction(s.carol, s.position, s.apple.token, "100000000"))
}

// closeShort pays all of bob's debt before the proceeds of his sale are free.
func (s *Scenario) closeShort() {
	// An asset is fed once in a block.
	s.pass(secondsPerBlock)
	s.execute(s.prices("102", "51"))
	debt := s.debt(s.short)
	s.execute(transfer(s.alice, s.apple.token, s.bob, debt))
	s.measure("mint.burn (close short)", s.burn(s.bob, s.short, s.apple.token, debt))
}

func (s *Scenario) unlockProceeds() {
	s.execute(s.openPosition(s.bob, s.apple.token, 3_000_000_000, true))
	s.short = s.attribute("position_idx")
	s.pass(lockupPeriod + 1)
	s.measure("lock.unlock_position_funds", s.unlock(s.bob, s.short))
}

func (s *Scenario) closeOnTokens() {
	s.execute(s.prices("102", "51"))
	s.measure("mint.burn (close, cw20 collateral)", s.burn(s.alice, s.backed, s.google.token, s.debt(s.backed)))
}

func (s *Scenario) transferTokens() {
	s.measure("cw20.transfer", transfer(s.alice, s.apple.token, s.bob, "5"))
}
