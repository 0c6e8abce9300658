package chain

func (s *Scenario) listAssets() {
	s.measure("factory.whitelist", s.whitelist("mAAPL"))
	s.apple = s.listed()
	s.execute(s.whitelist("mGOOG"))
	s.google = s.listed()
}

func (s *Scenario) postPrices() {
	s.measure("oracle.feed_price x2 (first)", s.prices("100", "50"))
	s.pass(secondsPerBlock)
	s.measure("oracle.feed_price x2 (again)", s.prices("101", "51"))
}

// prices posts both assets' prices.
func (s *Scenario) prices(apple, google string) Call {
	return s.feed([2]string{s.apple.token, apple}, [2]string{s.google.token, google})
}

func (s *Scenario) releaseRewards() {
	s.pass(premiumInterval + 1)
	s.execute(s.prices("102", "51"))
	s.measure("staking.adjust_premium", s.adjustPremium(s.bob, s.apple.token))
	s.measure("factory.distribute (3 pools)", s.distribute(s.bob))
}

func (p *Protocol) adjustPremium(by string, tokens ...string) Call {
	return Call{Sender: by, Contract: p.staking, Msg: object{"adjust_premium": object{"asset_tokens": tokens}}}
}

func (p *Protocol) distribute(by string) Call {
	return Call{Sender: by, Contract: p.factory, Msg: object{"distribute": nothing}}
}
