package chain

func (p *Protocol) convert(by, token string) Call {
	return Call{Sender: by, Contract: p.collector, Msg: object{"convert": object{"asset_token": token}}}
}

func (p *Protocol) shareFees(by string) Call {
	return Call{Sender: by, Contract: p.collector, Msg: object{"distribute": nothing}}
}

// turnFeesIntoMir has prices that ask less than the pools give, wherever trades have left these.
func (s *Scenario) turnFeesIntoMir() {
	s.pass(secondsPerBlock)
	s.execute(s.feed([2]string{s.apple.token, "90"}, [2]string{s.mir, "2.1"}))
	s.measure("collector.convert mAsset", s.convert(s.bob, s.apple.token))
	s.measure("collector.convert MIR", s.convert(s.bob, s.mir))
	s.measure("collector.distribute", s.shareFees(s.bob))
}
